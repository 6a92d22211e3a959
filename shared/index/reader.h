/*
 * reader.h - a database that is open for reading: what a search asks of it, but for ranking.
 *
 * All files that are read are open from the beginning, so that they are of one state of the
 * database whatever becomes of its folder. They are mapped, and read without the engine (table.h).
 * Where there are checksums (checksums.h), each page is verified before it is first used. They are
 * left aside once the engine has changed the database. Any number of threads may share a reader.
 *
 * A function that reads fails with COOP_E_CORRUPT when the database is damaged, and with
 * COOP_E_STALE when it was changed in its place since it was opened.
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
 * Opens the database in a folder. The files must be regular ones in it, no links.
 * COOP_E_STALE: a file is not there. COOP_E_IO: one cannot be opened.
 */
enum coop_status coop_reader_open(
	const char *dir, struct coop_reader **out, struct coop_error *err);
/*
 * The same of a folder that is open, which is closed with the reader, and even on failure;
 * messages call it `path`.
 */
enum coop_status coop_reader_open_at(
	int folder, const char *path, struct coop_reader **out, struct coop_error *err);
void coop_reader_free(struct coop_reader *r); /* NULL is fine */

/* Appends a piece of metadata; nothing when it was never set. */
enum coop_status coop_reader_meta(const struct coop_reader *r, const char *name,
	struct coop_buf *out, struct coop_error *err);

/* How many documents there are; never a failure. And how many hold a term. */
enum coop_status coop_reader_count(
	const struct coop_reader *r, uint64_t *documents, struct coop_error *err);
enum coop_status coop_reader_frequency(const struct coop_reader *r, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err);

/*
 * Appends the terms that begin with `prefix`, a NUL behind each, in the order of their
 * bytes: `max` at most. `*count` is how many.
 */
enum coop_status coop_reader_terms(const struct coop_reader *r, const char *prefix,
	size_t len, size_t max, struct coop_buf *out, size_t *count,
	struct coop_error *err);

struct coop_posting {
	uint32_t docid, wdf;
};

/* Reads the first postings of a term: `max` at most; none when no document holds it. */
enum coop_status coop_reader_postings(const struct coop_reader *r, const char *term,
	size_t len, size_t max, struct coop_posting *out, size_t *count,
	struct coop_error *err);

/* How often the database was changed since it was empty; 1 of one that indexer/bulk/ wrote. */
uint64_t coop_reader_revision(const struct coop_reader *r);

/* The highest number that a document has or had. */
uint32_t coop_reader_last(const struct coop_reader *r);

/* A table, and the file with the posting lists (postings.h) and its pages; borrowed. */
const struct coop_table *coop_reader_table(
	const struct coop_reader *r, enum coop_glass_table table);
const struct coop_mapping *coop_reader_postings_file(const struct coop_reader *r);
const struct coop_pages *coop_reader_postings_pages(const struct coop_reader *r);

/* Whether there are checksums beside the database, with which all that is read is verified. */
bool coop_reader_has_checksums(const struct coop_reader *r);
/* What coop_checksums_crc() tells of them; 0 where there are none. */
uint32_t coop_reader_checksums(const struct coop_reader *r);

/*
 * Fails for a table that was found damaged: with COOP_E_STALE when the database has another
 * revision by now.
 */
enum coop_status coop_reader_damaged(
	const struct coop_reader *r, enum coop_glass_table table, struct coop_error *err);

/*
 * Opens the same database in the engine, for one thread; coop_check_plan() before it is asked.
 * COOP_E_STALE: it was removed meanwhile.
 */
enum coop_status coop_reader_engine(
	const struct coop_reader *r, struct coop_engine **out, struct coop_error *err);

#endif
