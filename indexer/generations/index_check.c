#include "indexer/generations/index_check.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/disk/tempfile.h"
#include "indexer/generations/origin.h"
#include "indexer/report/rejects.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/checksums.h"
#include "shared/index/layout.h"
#include "shared/index/segment.h"

/* The folder that is checked, and what messages call it. */
struct looked {
	int dir;
	const char *path;
	bool has_segments; /* it is a generation, which may have segments in folders of their own */
	bool is_index; /* it has the stub of one: what else is in it is somebody's, and left alone */
};

/* Whether a name is one of several, after which NULL comes. */
static bool is_among(const char *name, const char *const *names)
{
	return coop_is_one_of(name, strlen(name), names);
}

/* Whether an NFS client has given a file this name, which was removed while it was open. */
static bool is_nfs_leftover(const char *name)
{
	static const char prefix[] = ".nfs";
	size_t n = sizeof prefix - 1;
	return strncmp(name, prefix, n) == 0 && name[n] != '\0' &&
	       name[n + strspn(name + n, "0123456789abcdefABCDEF")] == '\0';
}

/* What file managers leave in any folder that was looked at, and file systems: nobody's documents. */
static bool is_litter(const char *name)
{
	static const char *const names[] = {
		".DS_Store", "Thumbs.db", "desktop.ini", NULL};
	return is_among(name, names) || is_nfs_leftover(name);
}

bool index_is_segment_file(const char *name)
{
	for (size_t i = 0; i < COOP_SEGMENT_FILES; i++)
		if (strcmp(name, coop_segment_file(i)) == 0)
			return true;
	return strcmp(name, COOP_CHECKSUMS_FILE) == 0;
}

bool index_is_database_file(const char *name)
{
	static const char *const others[] = {"flintlock", "v.tmp", COOP_INDEX_ORIGIN,
		COOP_INDEX_SOURCES, COOP_INDEX_MANIFEST, REJECTS_KEPT, NULL};
	return index_is_segment_file(name) || is_among(name, others) ||
	       tempfile_is_one(name) || is_litter(name);
}

/* Whether a name is that of a segment in the folder of a generation. */
static bool is_segment(const char *name)
{
	for (int i = 0; i < COOP_PART_SEGMENTS; i++)
		if (strcmp(name, coop_part_name((enum coop_part)i)) == 0)
			return true;
	return false;
}

/* The kind that an entry of that name must have; ENTRY_NONE for a name that no index has. */
static enum entry_kind kind_of_name(const char *name)
{
	static const char *const files[] = {COOP_INDEX_LOCK, COOP_INDEX_STUB,
		COOP_INDEX_STUB_NEW, COOP_INDEX_REJECTS, NULL};
	if (is_among(name, files) || tempfile_is_one(name) || is_litter(name))
		return ENTRY_FILE;
	return coop_generation_number(name) > 0 ? ENTRY_FOLDER : ENTRY_NONE;
}

static enum coop_status no_index(
	const char *path, const char *name, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("'%s' is no index: it holds '%s'",
			"« %s » n'est pas un index : il contient « %s »"),
		path, name);
	coop_hint(err, "%s",
		TR("name a new or empty folder for the index with -i",
			"avec -i, nommez pour l'index un dossier nouveau ou vide"));
	return COOP_E_ARG;
}

/* Fails for an entry with a name of an index that is of another kind. */
static enum coop_status wrong_kind(
	const char *path, const char *name, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("'%s' is no index that can be written: its '%s' is a link or another thing that coopidx does not make",
			"« %s » n'est pas un index où l'on puisse écrire : son « %s » est un lien ou autre chose que coopidx ne fait pas"),
		path, name);
	coop_hint(err, "%s",
		TR("remove it, or name a new or empty folder for the index with -i",
			"supprimez-le, ou nommez avec -i un dossier nouveau ou vide pour l'index"));
	return COOP_E_ARG;
}

static enum coop_status check_files(const struct looked *around, const char *name,
	bool has_segments, struct coop_error *err);

/* Checks an entry of a generation or a segment: COOP_E_ARG, without a message, when it is no file of one. */
static enum coop_status check_table(void *data, const char *name, struct coop_error *err)
{
	const struct looked *in = data;
	enum entry_kind kind = ENTRY_OTHER;
	bool segment = in->has_segments && is_segment(name);
	enum coop_status st = COOP_OK;
	if (segment || index_is_database_file(name))
		st = entry_look(in->dir, in->path, name, &kind, err);
	if (st || kind == ENTRY_NONE)
		return st;
	if (kind != (segment ? ENTRY_FOLDER : ENTRY_FILE))
		return COOP_E_ARG;
	return segment ? check_files(in, name, false, err) : COOP_OK;
}

/* Checks what is in the folder of a generation or a segment; one that is gone by now is fine. */
static enum coop_status check_files(const struct looked *around, const char *name,
	bool has_segments, struct coop_error *err)
{
	struct looked in = {.dir = entry_open(around->dir, name),
		.path = around->path,
		.has_segments = has_segments};
	if (in.dir < 0)
		return errno == ENOENT ? COOP_OK
				       : coop_cannot_read(around->path, name, err);
	enum coop_status st = entry_each(in.dir, in.path, check_table, &in, err);
	close(in.dir);
	return st;
}

static enum coop_status check_generation(
	const struct looked *index, const char *name, struct coop_error *err)
{
	enum coop_status st = check_files(index, name, true, err);
	return st == COOP_E_ARG ? no_index(index->path, name, err) : st;
}

/* Without a stub a rejects.csv may be anybody's. */
static enum coop_status check_rejects(
	const struct looked *index, const char *name, struct coop_error *err)
{
	enum entry_kind stub;
	enum coop_status st =
		entry_look(index->dir, index->path, COOP_INDEX_STUB, &stub, err);
	return !st && stub == ENTRY_NONE ? no_index(index->path, name, err) : st;
}

static enum coop_status check_name(void *data, const char *name, struct coop_error *err)
{
	const struct looked *index = data;
	enum entry_kind want = kind_of_name(name), kind;
	if (want == ENTRY_NONE)
		return index->is_index ? COOP_OK : no_index(index->path, name, err);
	enum coop_status st = entry_look(index->dir, index->path, name, &kind, err);
	if (st || kind == ENTRY_NONE)
		return st;
	if (kind != want)
		return wrong_kind(index->path, name, err);
	if (kind == ENTRY_FOLDER)
		return check_generation(index, name, err);
	if (strcmp(name, COOP_INDEX_REJECTS) == 0)
		return check_rejects(index, name, err);
	return COOP_OK;
}

enum coop_status index_check(int dir, const char *path, struct coop_error *err)
{
	struct coop_stub stub;
	struct looked index = {.dir = dir,
		.path = path,
		.is_index = coop_stub_read(dir, path, &stub, NULL) == COOP_OK};
	return entry_each(dir, path, check_name, &index, err);
}
