/*
 * store.h - the search engine, seen from C.
 *
 * The only door to libxapian: store.cc is the one C++ file of the project. Documents and
 * query plans go in as plain C data, arrays of hits come out; no engine object and no
 * exception crosses. The store sees bytes: it knows neither fields nor French.
 *
 * A handle belongs to one thread at a time. Every `_free` takes NULL.
 */
#ifndef COOP_INDEX_STORE_H
#define COOP_INDEX_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The longest term, in bytes: a limit of the engine's B-tree keys. */
#define COOP_TERM_MAX 245

/* A term of a document. */
struct coop_term {
	const char *s;
	size_t len;   /* 1 to COOP_TERM_MAX */
	uint32_t wdf; /* what the term's score in this document is proportional to */
	const uint32_t *pos; /* the words' positions, ascending, from 1 */
	size_t npos;         /* 0 for a term without positions */
};

struct coop_doc {
	const struct coop_term *terms;
	size_t nterms;
	const char *data; /* given back with a hit, unread */
	size_t data_len;
};

/* ---- writing ---- */

struct coop_writer;

/*
 * Creates a database in `dir`, which must not hold one yet. Without the lists of the
 * documents' terms no document of it can be replaced or deleted.
 */
enum coop_status coop_writer_create(const char *dir, bool term_lists,
	struct coop_writer **out, struct coop_error *err);
/* Adds a document; nothing of `doc` is kept. Documents get the numbers 1, 2, 3 ... */
enum coop_status coop_writer_add(
	struct coop_writer *w, const struct coop_doc *doc, struct coop_error *err);
/* Sets a piece of metadata, a text of `len` bytes under a name. */
enum coop_status coop_writer_set_meta(struct coop_writer *w, const char *name,
	const char *value, size_t len, struct coop_error *err);
/*
 * Writes everything to the disk; nothing can be added after. Without it all is dropped.
 */
enum coop_status coop_writer_commit(struct coop_writer *w, struct coop_error *err);
void coop_writer_free(struct coop_writer *w);

/* ---- searching ---- */

#define COOP_LINEAR_K1 1e7

struct coop_engine;
struct coop_hits;

/*
 * Opens a database of the format glass that is a folder, for what is asked of the engine. It
 * trusts what it reads: coop_plan_check() first. A file of the engine's that names other
 * databases is none. COOP_E_STALE: a file is not there.
 */
enum coop_status coop_engine_open(
	const char *dir, struct coop_engine **out, struct coop_error *err);
void coop_engine_free(struct coop_engine *e);

/*
 * Ranks the documents that match and gives the `count` best. A term's score is its idf
 * (impact.h) times wdf * (COOP_LINEAR_K1 + 1) / (COOP_LINEAR_K1 + wdf): BM25 with so large
 * a k1 that it is linear but for one part in 100,000. Documents of equal score keep the order
 * they were added in. COOP_E_STALE: the database
 * was changed in its place since it was opened.
 */
enum coop_status coop_engine_search(struct coop_engine *e, const struct coop_plan *plan,
	size_t count, struct coop_hits **out, struct coop_error *err);

size_t coop_hits_count(const struct coop_hits *h);
struct coop_hit coop_hits_at(const struct coop_hits *h, size_t i);
void coop_hits_free(struct coop_hits *h);

/*
 * Whether the library is one that writes the format which indexer/bulk/ writes, glass as
 * it is in all of 1.4.
 */
bool coop_store_writes_glass(void);

#ifdef __cplusplus
}
#endif
#endif
