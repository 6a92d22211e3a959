/*
 * reader.h - a database that is open for reading: everything that a search asks of it but
 * ranking.
 *
 * All files are opened together, so that they belong to one state of the database
 * whatever becomes of its folder. They are mapped, and read without the engine (table.h).
 * Where there are checksums (checksums.h), each page is verified before it is first used; they
 * are left aside once the engine has changed the database. A generation is held while it is open
 * (hold.h). Any number of threads may share a reader.
 *
 * Functions that read fail with COOP_E_CORRUPT when the database is damaged, and with
 * COOP_E_STALE when it was changed in place since it was opened.
 */
#ifndef COOP_INDEX_READER_H
#define COOP_INDEX_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"
#include "shared/index/table.h"

struct coop_reader;
struct coop_engine;

/*
 * Opens the database in a folder. Its files must be regular files, not links.
 * COOP_E_STALE: one is missing. COOP_E_IO: one cannot be opened.
 */
enum coop_status coop_reader_open(
	const char *dir, struct coop_reader **out, struct coop_error *err);
/*
 * The same for an open folder, which messages call `path`. The reader closes it, even on
 * failure.
 */
enum coop_status coop_reader_open_at(
	int folder, const char *path, struct coop_reader **out, struct coop_error *err);
void coop_reader_free(struct coop_reader *r); /* NULL is fine */

/* Appends a piece of metadata; nothing when it was never set. */
enum coop_status coop_reader_meta(const struct coop_reader *r, const char *name,
	struct coop_buf *out, struct coop_error *err);

/* The number of documents (never fails), and the document frequency of a term. */
enum coop_status coop_reader_count(
	const struct coop_reader *r, uint64_t *documents, struct coop_error *err);
enum coop_status coop_reader_frequency(const struct coop_reader *r, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err);

/*
 * Appends up to `max` terms that begin with `prefix`, in the order of their bytes, each
 * followed by a NUL. `*count` is how many.
 */
enum coop_status coop_reader_terms(const struct coop_reader *r, const char *prefix,
	size_t len, size_t max, struct coop_buf *out, size_t *count,
	struct coop_error *err);

struct coop_posting {
	uint32_t docid, wdf;
};

/*
 * Reads up to `max` postings of a term from the first on; none when no document holds it.
 */
enum coop_status coop_reader_postings(const struct coop_reader *r, const char *term,
	size_t len, size_t max, struct coop_posting *out, size_t *count,
	struct coop_error *err);

/* The revision of the database: how often it was committed; 1 after a bulk build. */
uint64_t coop_reader_revision(const struct coop_reader *r);

/* The highest docid ever given. */
uint32_t coop_reader_last(const struct coop_reader *r);

/* A table, and the file of our posting lists (postings.h) with its pages; borrowed. */
const struct coop_table *coop_reader_table(
	const struct coop_reader *r, enum coop_glass_table table);
const struct coop_mapping *coop_reader_postings_file(const struct coop_reader *r);
const struct coop_pages *coop_reader_postings_pages(const struct coop_reader *r);

/*
 * Maps another file of the folder, which the caller closes even after a failure, and finds its
 * pages. COOP_E_CORRUPT: it has another size than the checksums say, or is not covered by them.
 * COOP_E_STALE: they cover it, and it is missing.
 */
enum coop_status coop_reader_map(const struct coop_reader *r, const char *name,
	struct coop_mapping *file, struct coop_pages *pages, struct coop_error *err);

/* Whether there is a file of checksums; once the engine has changed the database it is not used. */
bool coop_reader_has_checksums(const struct coop_reader *r);
/* Their coop_checksums_crc(); 0 where there are none. */
uint32_t coop_reader_checksums(const struct coop_reader *r);

/*
 * Fails for a table that was found damaged: with COOP_E_STALE if the database has another
 * revision by now, else with COOP_E_CORRUPT.
 */
enum coop_status coop_reader_damaged(
	const struct coop_reader *r, enum coop_glass_table table, struct coop_error *err);

/*
 * Opens the same database in the engine, for one thread. Call coop_plan_check() before
 * searching. COOP_E_STALE: the database was removed meanwhile.
 */
enum coop_status coop_reader_engine(
	const struct coop_reader *r, struct coop_engine **out, struct coop_error *err);

#endif
