#include "shared/index/reader.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/i18n.h"
#include "shared/index/hold.h"
#include "shared/index/postings.h"
#include "shared/index/postlist.h"
#include "shared/index/store.h"

struct coop_reader {
	int folder, hold; /* of coop_generation_hold() */
	struct coop_buf path;
	struct coop_glass glass;
	struct coop_mapping files[COOP_GLASS_TABLES], lists, sums;
	struct coop_checksums *checksums; /* NULL: none that the files must agree with */
	uint32_t checksums_crc;
	struct coop_pages lists_pages;
	struct coop_table tables[COOP_GLASS_TABLES];
};

static enum coop_status not_there(
	const struct coop_reader *r, const char *file, struct coop_error *err)
{
	return coop_fail(err, COOP_E_STALE,
		TR("the index is damaged: its file '%s/%s' is missing",
			"l'index est abîmé : son fichier « %s/%s » manque"),
		r->path.s, file);
}

/*
 * Opens the checksums, and verifies the version file with them. One of a later revision was written
 * by the engine since: then nothing can be verified (see check_change()).
 */
static enum coop_status open_checksums(
	struct coop_reader *r, const struct coop_mapping *version, struct coop_error *err)
{
	struct coop_pages pages;
	size_t first;
	enum coop_status st = coop_mapping_open(
		&r->sums, r->folder, r->path.s, COOP_CHECKSUMS_FILE, err);
	if (st || !r->sums.there)
		return st;
	st = coop_checksums_open(&r->sums, &r->checksums, err);
	if (st)
		return st;
	r->checksums_crc = coop_checksums_crc(r->checksums);
	if (coop_checksums_revision(r->checksums) < r->glass.revision) {
		coop_checksums_free(r->checksums);
		r->checksums = NULL;
		return COOP_OK;
	}
	if (!coop_checksums_pages(r->checksums, COOP_GLASS_VERSION, version, &pages) ||
		coop_pages_damaged(&pages, &first) > 0)
		return coop_glass_fail(COOP_GLASS_VERSION, err);
	return COOP_OK;
}

/* Reads the version file, and with `own` opens the checksums. */
static enum coop_status read_version(const struct coop_reader *r, struct coop_reader *own,
	struct coop_glass *out, struct coop_error *err)
{
	struct coop_mapping version;
	enum coop_status st = coop_mapping_open(
		&version, r->folder, r->path.s, COOP_GLASS_VERSION, err);
	if (!st && !version.there)
		st = not_there(r, COOP_GLASS_VERSION, err);
	if (!st)
		st = coop_glass_read(&version, out, err);
	if (!st && own)
		st = open_checksums(own, &version, err);
	coop_mapping_close(&version);
	return st;
}

enum coop_status coop_reader_map(const struct coop_reader *r, const char *name,
	struct coop_mapping *file, struct coop_pages *pages, struct coop_error *err)
{
	*pages = (struct coop_pages){0};
	enum coop_status st = coop_mapping_open(file, r->folder, r->path.s, name, err);
	if (!st && r->checksums && !coop_checksums_pages(r->checksums, name, file, pages))
		st = file->there ? coop_glass_fail(name, err) : not_there(r, name, err);
	return st;
}

/* Opens a table; its file may be missing only when the table is empty. */
static enum coop_status open_table(
	struct coop_reader *r, enum coop_glass_table table, struct coop_error *err)
{
	const char *name = coop_glass_file(table);
	const struct coop_glass_root *root = &r->glass.roots[table];
	struct coop_pages pages;
	enum coop_status st = coop_reader_map(r, name, &r->files[table], &pages, err);
	if (!st && !r->files[table].there && !root->empty)
		st = not_there(r, name, err);
	if (!st && !coop_table_open(&r->tables[table], &r->files[table], &pages, root,
			   r->glass.revision))
		st = coop_reader_damaged(r, table, err);
	return st;
}

/*
 * Checks that a later revision than that of the checksums is true: whatever the engine changes, it
 * writes the root of a table anew, with the revision that it then has.
 */
static enum coop_status check_change(const struct coop_reader *r, struct coop_error *err)
{
	if (!r->sums.there || r->checksums)
		return COOP_OK;
	for (int i = 0; i < COOP_GLASS_TABLES; i++)
		if (coop_table_root_revision(&r->tables[i]) == r->glass.revision)
			return COOP_OK;
	return coop_glass_fail(COOP_GLASS_VERSION, err);
}

/*
 * Opens all tables, even those that are not read here: what the engine would reject is
 * damage.
 */
static enum coop_status open_files(struct coop_reader *r, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&r->path, err);
	if (!st)
		st = read_version(r, r, &r->glass, err);
	for (int i = 0; !st && i < COOP_GLASS_TABLES; i++)
		st = open_table(r, (enum coop_glass_table)i, err);
	if (!st)
		st = check_change(r, err);
	return st ? st
		  : coop_reader_map(
			    r, COOP_POSTINGS_FILE, &r->lists, &r->lists_pages, err);
}

enum coop_status coop_reader_open_at(
	int folder, const char *path, struct coop_reader **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_reader *r = calloc(1, sizeof *r);
	if (!r) {
		close(folder);
		return coop_fail_nomem(err);
	}
	r->folder = folder;
	r->hold = coop_generation_hold(folder);
	coop_buf_str(&r->path, path);
	enum coop_status st = open_files(r, err);
	if (st)
		coop_reader_free(r);
	else
		*out = r;
	return st;
}

enum coop_status coop_reader_open(
	const char *dir, struct coop_reader **out, struct coop_error *err)
{
	int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*out = NULL;
	if (folder < 0)
		return coop_fail_errno(
			err, TR("cannot open", "impossible d'ouvrir"), dir);
	return coop_reader_open_at(folder, dir, out, err);
}

void coop_reader_free(struct coop_reader *r)
{
	if (!r)
		return;
	for (int i = 0; i < COOP_GLASS_TABLES; i++)
		coop_mapping_close(&r->files[i]);
	coop_mapping_close(&r->lists);
	coop_checksums_free(r->checksums);
	coop_mapping_close(&r->sums);
	if (r->hold >= 0)
		close(r->hold);
	close(r->folder);
	coop_buf_release(&r->path);
	free(r);
}

enum coop_status coop_reader_damaged(
	const struct coop_reader *r, enum coop_glass_table table, struct coop_error *err)
{
	struct coop_glass now;
	if (!read_version(r, NULL, &now, NULL) && now.revision != r->glass.revision)
		return coop_fail(err, COOP_E_STALE, "%s",
			TR("the index changed while it was read",
				"l'index a changé pendant la lecture"));
	return coop_glass_fail(coop_glass_file(table), err);
}

/*
 * The status for the outcome of a search in the table "postlist", unless something was
 * found.
 */
static enum coop_status status(
	const struct coop_reader *r, enum coop_lookup found, struct coop_error *err)
{
	return found == COOP_LOOKUP_DAMAGED
		       ? coop_reader_damaged(r, COOP_GLASS_POSTLIST, err)
		       : COOP_OK;
}

enum coop_status coop_reader_meta(const struct coop_reader *r, const char *name,
	struct coop_buf *out, struct coop_error *err)
{
	struct coop_buf key = {0};
	struct coop_table_cursor c;
	coop_buf_add(&key, COOP_POSTLIST_META, COOP_POSTLIST_SPECIAL);
	coop_buf_str(&key, name);
	enum coop_status st = coop_buf_check(&key, err);
	enum coop_lookup found =
		st ? COOP_LOOKUP_NONE
		   : coop_table_cursor_find(
			     &c, &r->tables[COOP_GLASS_POSTLIST], key.s, key.len);
	if (found == COOP_LOOKUP_FOUND)
		/* the engine compresses no value of this table */
		found = c.item.compressed ? COOP_LOOKUP_DAMAGED
					  : coop_table_cursor_append(&c, out);
	if (!st)
		st = status(r, found, err);
	if (!st)
		st = coop_buf_check(out, err);
	coop_buf_release(&key);
	return st;
}

enum coop_status coop_reader_count(
	const struct coop_reader *r, uint64_t *documents, struct coop_error *err)
{
	(void)err;
	*documents = r->glass.documents;
	return COOP_OK;
}

enum coop_status coop_reader_frequency(const struct coop_reader *r, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err)
{
	struct coop_postlist p;
	*documents = 0;
	enum coop_lookup found = coop_postlist_begin(
		&p, &r->tables[COOP_GLASS_POSTLIST], term, len, r->glass.last);
	/* the first chunk states the frequency: no need to read the list */
	if (found == COOP_LOOKUP_FOUND && p.doc_freq > r->glass.documents)
		found = COOP_LOOKUP_DAMAGED;
	if (found == COOP_LOOKUP_FOUND)
		*documents = p.doc_freq;
	return coop_postlist_end(&p) ? coop_fail_nomem(err) : status(r, found, err);
}

enum coop_status coop_reader_postings(const struct coop_reader *r, const char *term,
	size_t len, size_t max, struct coop_posting *out, size_t *count,
	struct coop_error *err)
{
	struct coop_postlist p;
	*count = 0;
	enum coop_lookup found = coop_postlist_begin(
		&p, &r->tables[COOP_GLASS_POSTLIST], term, len, r->glass.last);
	while (found == COOP_LOOKUP_FOUND && *count < max) {
		out[(*count)++] = (struct coop_posting){p.docid, p.wdf};
		found = coop_postlist_next(&p);
	}
	return coop_postlist_end(&p) ? coop_fail_nomem(err) : status(r, found, err);
}

enum coop_status coop_reader_terms(const struct coop_reader *r, const char *prefix,
	size_t len, size_t max, struct coop_buf *out, size_t *count,
	struct coop_error *err)
{
	struct coop_table_cursor c;
	char term[COOP_TERM_MAX + 1];
	size_t n;
	*count = 0;
	enum coop_lookup found =
		coop_postlist_seek(&c, &r->tables[COOP_GLASS_POSTLIST], prefix, len);
	for (; found == COOP_LOOKUP_FOUND && *count < max;
		found = coop_table_cursor_next(&c)) {
		/* keys of later chunks are no terms */
		if (!coop_postlist_term(&c.item, term, &n))
			continue;
		if (n < len || memcmp(term, prefix, len) != 0)
			break;
		coop_buf_add(out, term, n);
		coop_buf_byte(out, '\0');
		++*count;
	}
	enum coop_status st = status(r, found, err);
	return st ? st : coop_buf_check(out, err);
}

uint64_t coop_reader_revision(const struct coop_reader *r)
{
	return r->glass.revision;
}

uint32_t coop_reader_last(const struct coop_reader *r)
{
	return r->glass.last;
}

const struct coop_table *coop_reader_table(
	const struct coop_reader *r, enum coop_glass_table table)
{
	return &r->tables[table];
}

const struct coop_mapping *coop_reader_postings_file(const struct coop_reader *r)
{
	return &r->lists;
}

const struct coop_pages *coop_reader_postings_pages(const struct coop_reader *r)
{
	return &r->lists_pages;
}

bool coop_reader_has_checksums(const struct coop_reader *r)
{
	return r->sums.there;
}

uint32_t coop_reader_checksums(const struct coop_reader *r)
{
	return r->checksums_crc;
}

/* Whether the path that the reader was opened with still names the same folder. */
static bool is_current(const struct coop_reader *r)
{
	struct stat held, there;
	return fstat(r->folder, &held) == 0 && stat(r->path.s, &there) == 0 &&
	       held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

enum coop_status coop_reader_engine(
	const struct coop_reader *r, struct coop_engine **out, struct coop_error *err)
{
	char held[40], version[60];
	/* names the open folder, even if it was renamed or removed */
	snprintf(held, sizeof held, "/proc/self/fd/%d", r->folder);
	snprintf(version, sizeof version, "%s/%s", held, COOP_GLASS_VERSION);
	if (access(version, R_OK) == 0)
		return coop_engine_open(held, out, err);
	enum coop_status st = coop_engine_open(r->path.s, out, err);
	if (st || is_current(r))
		return st;
	coop_engine_free(*out);
	*out = NULL;
	return coop_fail(err, COOP_E_STALE, "%s",
		TR("the index changed while it was opened",
			"l'index a changé pendant son ouverture"));
}
