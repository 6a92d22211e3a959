#include "indexer/generations/check.h"

#include <unistd.h>

#include "indexer/generations/serving.h"
#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/mapping.h"
#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"
#include "shared/index/hashes.h"
#include "shared/index/layout.h"
#include "shared/index/postings.h"

/* The version file, the tables, our posting lists, and the hashes. */
enum { LISTS = COOP_GLASS_TABLES + 1, HASHES, FILES };

/* A generation that is being checked; its files are all opened before any is verified. */
struct check {
	const char *program;
	int folder;
	const char *path; /* of the folder, as messages say it */
	struct coop_mapping sums, files[FILES];
	struct coop_checksums *checksums;
	size_t nfiles, pages,
		damaged; /* verified; of the files, those that are damaged */
};

static const char *name_of(size_t i)
{
	if (i == 0)
		return COOP_GLASS_VERSION;
	if (i < LISTS)
		return coop_glass_file((enum coop_glass_table)(i - 1));
	return i == LISTS ? COOP_POSTINGS_FILE : COOP_HASHES_FILE;
}

/* Maps all files; one that is missing is no failure yet. */
static enum coop_status open_files(struct check *c, struct coop_error *err)
{
	enum coop_status st =
		coop_mapping_open(&c->sums, c->folder, c->path, COOP_CHECKSUMS_FILE, err);
	for (size_t i = 0; !st && i < FILES; i++)
		st = coop_mapping_open(&c->files[i], c->folder, c->path, name_of(i), err);
	return st;
}

static void close_files(struct check *c)
{
	coop_checksums_free(c->checksums);
	coop_mapping_close(&c->sums);
	for (size_t i = 0; i < FILES; i++)
		coop_mapping_close(&c->files[i]);
}

/* ---- what cannot be checked ---- */

static enum coop_status not_ours(const struct check *c, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("'%s' cannot be checked: a tool of the engine has changed or copied it since it was built",
			"'%s' ne peut être vérifié : un outil du moteur l'a modifié ou copié depuis sa création"),
		c->path);
	coop_hint(err, "%s",
		TR("xapian-check looks at the engine's tables",
			"xapian-check examine les tables du moteur"));
	return COOP_E_ARG;
}

/*
 * Fails for an index that the engine has changed since its checksums were made. The reader tells
 * that from a version file that is damaged.
 */
static enum coop_status check_revision(const struct check *c, struct coop_error *err)
{
	struct coop_glass glass;
	struct coop_reader *reader;
	if (!c->files[0].there || coop_glass_read(&c->files[0], &glass, NULL) ||
		glass.revision <= coop_checksums_revision(c->checksums))
		return COOP_OK;
	int folder = dup(c->folder);
	if (folder < 0)
		return coop_cannot_read(c->path, NULL, err);
	enum coop_status st = coop_reader_open_at(folder, c->path, &reader, err);
	coop_reader_free(reader);
	return st ? st : not_ours(c, err);
}

/* ---- verifying ---- */

static void show_pages(const struct check *c, const char *name, size_t damaged,
	size_t pages, size_t first)
{
	coop_diag_note(c->program,
		TR("%s/%s: %zu of %zu pages of %d bytes are not as they were written, the first from byte %zu on",
			"%s/%s : %zu pages sur %zu (de %d octets) ne sont plus telles qu'elles ont été écrites, la première à partir de l'octet %zu"),
		c->path, name, damaged, pages, (int)COOP_CHECKSUM_PAGE,
		first * COOP_CHECKSUM_PAGE);
}

static void show_size(
	const struct check *c, const char *name, const struct coop_mapping *file)
{
	if (file->there)
		coop_diag_note(c->program,
			TR("%s/%s: has another size than it was written with, %zu bytes",
				"%s/%s : n'a plus la taille avec laquelle il a été écrit : %zu octets"),
			c->path, name, file->size);
	else
		coop_diag_note(c->program, TR("%s/%s: is missing", "%s/%s : manque"),
			c->path, name);
}

/* Verifies a file; that it is missing is right if it was never written. */
static void verify_file(
	struct check *c, const char *name, const struct coop_mapping *file)
{
	struct coop_pages pages;
	size_t first = 0, damaged;
	c->nfiles += file->there;
	if (!coop_checksums_pages(c->checksums, name, file, &pages)) {
		show_size(c, name, file);
		c->damaged++;
	} else if (file->there) {
		size_t count = coop_checksum_pages(file->size);
		damaged = coop_pages_damaged(&pages, &first);
		if (damaged > 0)
			show_pages(c, name, damaged, count, first);
		c->damaged += damaged > 0;
		c->pages += count;
	}
}

/* Verifies the files that are open. */
static enum coop_status verify(struct check *c, struct coop_error *err)
{
	if (!c->sums.there)
		return c->files[LISTS].there ? coop_glass_fail(COOP_CHECKSUMS_FILE, err)
					     : not_ours(c, err);
	enum coop_status st = coop_checksums_open(&c->sums, &c->checksums, err);
	if (!st)
		st = check_revision(c, err);
	for (size_t i = 0; !st && i < FILES; i++)
		verify_file(c, name_of(i), &c->files[i]);
	if (st || c->damaged == 0)
		return st;
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the index '%s' is damaged: %zu of its files",
			"l'index '%s' est abîmé : fichiers touchés : %zu"),
		c->path, c->damaged);
}

enum coop_status check_generation(
	int folder, const char *path, const struct report *report, struct coop_error *err)
{
	struct check c = {.program = report->program, .folder = folder, .path = path};
	enum coop_status st = open_files(&c, err);
	if (!st)
		st = verify(&c, err);
	close_files(&c);
	return st;
}

/* ---- the generation that serves ---- */

/* Opens the generation that a stub names. */
static enum coop_status open_generation(struct check *c, int index, const char *dir,
	unsigned long number, struct coop_buf *path, struct coop_error *err)
{
	enum coop_status st =
		coop_generation_open_named(index, dir, number, &c->folder, path, err);
	c->path = coop_buf_cstr(path);
	return st ? st : open_files(c, err);
}

/*
 * Opens the generation that serves. Where builds replace the index meanwhile, its files may be gone
 * before they are open: it is whole if the stub names it still when they all are.
 */
static enum coop_status open_serving(struct check *c, int index, const char *dir,
	struct coop_buf *path, struct coop_stub *stub, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_stub now = {0};
	struct coop_error why;
	int tries = 0;
	do {
		why = (struct coop_error){0};
		close_files(c);
		if (c->folder >= 0)
			close(c->folder);
		c->folder = -1;
		enum coop_status st = coop_stub_read(index, dir, stub, &why);
		if (!st)
			open_generation(c, index, dir, stub->number, path, &why);
		if (coop_stub_read(index, dir, &now, &why))
			break;
	} while (now.number != stub->number && ++tries < TRIES);
	/* the stub names it, and it is not there */
	if (why.status == COOP_E_STALE)
		why.status = COOP_E_CORRUPT;
	return coop_pass_on(err, &why);
}

static enum coop_status check_serving(
	struct check *c, const char *dir, struct coop_buf *path, struct coop_error *err)
{
	struct coop_stub stub;
	int index;
	enum coop_status st = coop_index_open_folder(dir, &index, err);
	if (st)
		return st;
	st = open_serving(c, index, dir, path, &stub, err);
	close(index);
	if (!st)
		st = verify(c, err);
	if (!st && coop_checksums_crc(c->checksums) != stub.checksums)
		st = coop_glass_fail(COOP_CHECKSUMS_FILE, err);
	return st;
}

/* What to do about damage, with the index named as the user did. */
static void hint(const char *index, struct coop_error *err)
{
	struct coop_buf option = {0};
	serving_option(index, &option);
	coop_hint(err,
		TR("rebuild it: coopidx%s PATH...; or go back to the one before: coopidx --restore%s",
			"recréez-le : coopidx%s CHEMIN... ; ou revenez au précédent : coopidx --restore%s"),
		coop_buf_cstr(&option), coop_buf_cstr(&option));
	coop_buf_release(&option);
}

enum coop_status check_run(
	const char *index, const struct report *report, struct coop_error *err)
{
	struct check c = {.program = report->program, .folder = -1};
	struct coop_buf dir = {0}, path = {0};
	enum coop_status st = coop_index_locate(index, &dir, err);
	if (!st)
		st = check_serving(&c, dir.s, &path, err);
	if (st == COOP_E_CORRUPT)
		hint(index, err);
	if (!st && !report->quiet)
		coop_diag_note(c.program,
			TR("the index in %s is as it was written: %zu files, %zu pages",
				"l'index dans %s est tel qu'il a été écrit : %zu fichiers, %zu pages"),
			c.path, c.nfiles, c.pages);
	close_files(&c);
	if (c.folder >= 0)
		close(c.folder);
	coop_buf_release(&path);
	coop_buf_release(&dir);
	return st;
}
