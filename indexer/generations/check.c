#include "indexer/generations/check.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/mapping.h"
#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"
#include "shared/index/layout.h"
#include "shared/index/postings.h"

/* A generation that is being checked. */
struct check {
	const char *program;
	int folder;
	struct coop_buf path; /* of it, as messages say it */
	struct coop_checksums *checksums;
	uint32_t expected;            /* what the stub says of them */
	size_t files, pages, damaged; /* so far; of the files, those that are damaged */
};

/* Opens the generation that serves. */
static enum coop_status open_serving(
	struct check *c, const char *dir, struct coop_error *err)
{
	char name[COOP_GENERATION_NAME];
	struct coop_stub stub;
	int index = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (index < 0 && (errno == ENOENT || errno == ENOTDIR))
		return coop_stub_missing(dir, err);
	if (index < 0)
		return coop_fail_errno(err,
			TR("cannot read the index", "impossible de lire l'index"), dir);
	enum coop_status st = coop_stub_read(index, dir, &stub, err);
	if (!st)
		st = coop_generation_open(index, dir, stub.number, &c->folder, err);
	close(index);
	if (st)
		return st;
	c->expected = stub.checksums;
	coop_generation_name(stub.number, name);
	coop_buf_printf(&c->path, "%s/%s", dir, name);
	return coop_buf_check(&c->path, err);
}

/* Fails for an index that the engine has changed since its checksums were made. */
static enum coop_status check_revision(const struct check *c, struct coop_error *err)
{
	struct coop_mapping version;
	struct coop_glass glass;
	enum coop_status st = coop_mapping_open(
		&version, c->folder, c->path.s, COOP_GLASS_VERSION, err);
	/* a version file that makes no sense is damaged, as its checksum will tell */
	if (!st && version.there && coop_glass_read(&version, &glass, NULL) == COOP_OK &&
		glass.revision > coop_checksums_revision(c->checksums)) {
		st = coop_fail(err, COOP_E_ARG,
			TR("'%s' cannot be checked: a tool of the engine has changed it since it was built",
				"'%s' ne peut être vérifié : un outil du moteur l'a modifié depuis sa création"),
			c->path.s);
		coop_hint(err, "%s",
			TR("xapian-check looks at the engine's tables",
				"xapian-check examine les tables du moteur"));
	}
	coop_mapping_close(&version);
	return st;
}

static void tell_pages(const struct check *c, const char *name, size_t damaged,
	size_t pages, size_t first)
{
	coop_diag_note(c->program,
		TR("%s/%s: %zu of %zu pages of %d bytes are not as they were written, the first from byte %zu on",
			"%s/%s : %zu pages sur %zu (de %d octets) ne sont plus telles qu'elles ont été écrites, la première à partir de l'octet %zu"),
		c->path.s, name, damaged, pages, (int)COOP_CHECKSUM_PAGE,
		first * COOP_CHECKSUM_PAGE);
}

static void tell_size(
	const struct check *c, const char *name, const struct coop_mapping *file)
{
	if (file->there)
		coop_diag_note(c->program,
			TR("%s/%s: has another size than it was written with, %zu bytes",
				"%s/%s : n'a plus la taille avec laquelle il a été écrit : %zu octets"),
			c->path.s, name, file->size);
	else
		coop_diag_note(c->program, TR("%s/%s: is missing", "%s/%s : manque"),
			c->path.s, name);
}

/* Verifies a file; none is fine where there was none. */
static enum coop_status check_file(
	struct check *c, const char *name, struct coop_error *err)
{
	struct coop_mapping file;
	struct coop_pages pages;
	size_t first = 0;
	enum coop_status st = coop_mapping_open(&file, c->folder, c->path.s, name, err);
	if (st)
		return st;
	if (!coop_checksums_pages(c->checksums, name, &file, &pages)) {
		tell_size(c, name, &file);
		c->damaged++;
	} else if (file.there) {
		size_t count = coop_checksum_pages(file.size);
		size_t damaged = coop_pages_damaged(&pages, &first);
		if (damaged > 0)
			tell_pages(c, name, damaged, count, first);
		c->damaged += damaged > 0;
		c->pages += count;
	}
	c->files += file.there;
	coop_mapping_close(&file);
	return COOP_OK;
}

static enum coop_status check_files(struct check *c, struct coop_error *err)
{
	enum coop_status st = check_file(c, COOP_GLASS_VERSION, err);
	for (int i = 0; !st && i < COOP_GLASS_TABLES; i++)
		st = check_file(c, coop_glass_file((enum coop_glass_table)i), err);
	if (!st)
		st = check_file(c, COOP_POSTINGS_FILE, err);
	if (st || c->damaged == 0)
		return st;
	coop_fail(err, COOP_E_CORRUPT,
		TR("the index '%s' is damaged: %zu of its files",
			"l'index '%s' est abîmé : fichiers touchés : %zu"),
		c->path.s, c->damaged);
	coop_hint(err, "%s",
		TR("rebuild it: coopidx PATH...; or go back to the one before: coopidx --restore",
			"recréez-le : coopidx CHEMIN... ; ou revenez au précédent : coopidx --restore"));
	return COOP_E_CORRUPT;
}

/* Opens the checksums and verifies the files with them. */
static enum coop_status check_generation(struct check *c, struct coop_error *err)
{
	struct coop_mapping sums;
	enum coop_status st =
		coop_mapping_open(&sums, c->folder, c->path.s, COOP_CHECKSUMS_FILE, err);
	if (!st && !sums.there)
		st = coop_glass_fail(COOP_CHECKSUMS_FILE, err);
	if (!st)
		st = coop_checksums_open(&sums, &c->checksums, err);
	if (!st && coop_checksums_crc(c->checksums) != c->expected)
		st = coop_glass_fail(COOP_CHECKSUMS_FILE, err);
	if (!st)
		st = check_revision(c, err);
	if (!st)
		st = check_files(c, err);
	coop_checksums_free(c->checksums);
	coop_mapping_close(&sums);
	return st;
}

enum coop_status check_run(
	const char *index, const struct report *report, struct coop_error *err)
{
	struct check c = {.program = report->program, .folder = -1};
	struct coop_buf dir = {0};
	enum coop_status st = coop_index_locate(index, &dir, err);
	if (!st)
		st = open_serving(&c, dir.s, err);
	if (!st)
		st = check_generation(&c, err);
	if (!st && !report->quiet)
		coop_diag_note(c.program,
			TR("the index in %s is as it was written: %zu files, %zu pages",
				"l'index dans %s est tel qu'il a été écrit : %zu fichiers, %zu pages"),
			c.path.s, c.files, c.pages);
	if (c.folder >= 0)
		close(c.folder);
	coop_buf_release(&c.path);
	coop_buf_release(&dir);
	return st;
}
