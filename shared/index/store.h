/*
 * store.h - the search engine, libxapian, seen from C.
 *
 * store.cc is the one C++ file of the programs, beside store_remote.cc (remote.h), and with it the only one
 * that knows the engine.
 * Documents and plans go in as plain C data, arrays of hits come out; no object of the
 * engine and no exception gets through. The store sees bytes: it knows neither fields nor
 * French.
 *
 * A handle belongs to one thread at a time. Every `_free` accepts NULL.
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

/* The longest term in bytes, a limit of the engine's B-tree keys. */
#define COOP_TERM_MAX 245

/* A term of a document. */
struct coop_term {
	const char *s;
	size_t len;          /* 1 to COOP_TERM_MAX */
	uint32_t wdf;        /* the term's score in this document is proportional to it */
	const uint32_t *pos; /* positions, ascending, from 1 */
	size_t npos;         /* 0 for a term without positions */
};

struct coop_doc {
	const struct coop_term *terms;
	size_t nterms;
	const char *data; /* opaque to the engine */
	size_t data_len;
};

/* ---- writing ---- */

struct coop_writer;

/*
 * Creates a database in `dir`, which must not hold one yet. Without term lists, no
 * document of it can be replaced or deleted later.
 */
enum coop_status coop_writer_create(const char *dir, bool term_lists,
	struct coop_writer **out, struct coop_error *err);
/* Adds a document; `doc` is copied. Documents get the numbers 1, 2, 3 ... */
enum coop_status coop_writer_add(
	struct coop_writer *w, const struct coop_doc *doc, struct coop_error *err);
/* Sets a piece of metadata, `len` bytes under a name. */
enum coop_status coop_writer_set_meta(struct coop_writer *w, const char *name,
	const char *value, size_t len, struct coop_error *err);
/*
 * Writes everything to the disk, after which nothing can be added. Without it everything
 * is dropped.
 */
enum coop_status coop_writer_commit(struct coop_writer *w, struct coop_error *err);
void coop_writer_free(struct coop_writer *w);

/* ---- verifying ---- */

/* What a database that was just written holds, all of it or a sample; all is borrowed. */
struct coop_expected {
	uint32_t documents, last; /* their number, and the highest docid */
	struct coop_expected_term {
		const char *s;
		size_t len;
		uint64_t documents; /* how many hold it */
	} * terms;
	size_t nterms;
	struct coop_expected_doc {
		uint32_t docid;
		const char *data;
		size_t len;
	} * docs;
	size_t ndocs;
};

/*
 * Has the engine open the database in `dir`, and compares. COOP_E_CORRUPT: it finds the database
 * damaged, or something else in it.
 */
enum coop_status coop_store_verify(
	const char *dir, const struct coop_expected *expected, struct coop_error *err);

/* ---- searching ---- */

struct coop_engine;
struct coop_hits;

/*
 * Opens a folder that is a database of the format glass; files that refer to other
 * databases are refused. The engine trusts what it reads: call coop_plan_check() before a
 * search. COOP_E_STALE: a file is missing.
 */
enum coop_status coop_engine_open(
	const char *dir, struct coop_engine **out, struct coop_error *err);
void coop_engine_free(struct coop_engine *e);

/*
 * Finds the `count` best of the documents that match a plan. The score of a term is its wdf times its
 * coop_factor() (impact.h), that of a SYNONYM the sum of the wdfs times that of its terms together.
 * Documents of equal score are ordered by docid. COOP_E_STALE: the database was changed in place since
 * it was opened.
 */
enum coop_status coop_engine_search(struct coop_engine *e, const struct coop_plan *plan,
	size_t count, struct coop_hits **out, struct coop_error *err);

size_t coop_hits_count(const struct coop_hits *h);
struct coop_hit coop_hits_at(const struct coop_hits *h, size_t i);
void coop_hits_free(struct coop_hits *h);

/*
 * Whether this libxapian writes the format that indexer/bulk/ writes, glass as in all of
 * 1.4.
 */
bool coop_store_writes_glass(void);

#ifdef __cplusplus
}
#endif
#endif
