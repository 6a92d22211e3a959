/*
 * collection.h - the indexes that a query asks, as if they were one.
 *
 * A collection is the snapshots (snapshot.h) of one or several indexes. Its parts are their segments
 * with documents, each base before its delta, in the order of the indexes. The docids of a collection
 * are those of its parts one after another, so that those of a single index are the docids of its
 * snapshot.
 *
 * The frequency of a term is the sum of its frequencies in all indexes, and documents are counted in all
 * of them. Impacts (impact.h) were computed by each build with the average length of its own index.
 *
 * Any number of threads may share a collection.
 */
#ifndef COOP_INDEX_COLLECTION_H
#define COOP_INDEX_COLLECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/docset.h"
#include "shared/index/snapshot.h"

/* The most indexes that are asked together. */
#define COOP_COLLECTION_MAX COOP_SHARDS_MAX

/* A segment with documents. */
struct coop_collection_part {
	size_t index; /* the number of its index, from 0 */
	const struct coop_segment *segment;
	/* of a base some of whose documents are gone (snapshot.h); else NULL */
	const struct coop_segment *removed;
	const uint64_t *tombstones;
	uint32_t before; /* docids of the collection before those of the segment */
	uint32_t last;   /* the last docid of the segment, in the collection */
};

/* All of it is to be read only. */
struct coop_collection {
	const struct coop_snapshot **snapshots; /* of each index */
	size_t count;
	struct coop_collection_part *parts;
	size_t nparts;
	uint64_t documents; /* that are not gone */
	uint32_t last;      /* the last docid */
	bool sharded; /* its indexes are shards of one: collection_order.h orders documents */
	struct coop_snapshot **own; /* the snapshots, if they end with it; else NULL */
};

/*
 * Opens the current generations of indexes, which are at most COOP_COLLECTION_MAX. `dirs` are borrowed:
 * messages name the index where there are several. It fails as coop_snapshot_open() does;
 * COOP_E_ARG: one index is there twice, they are too many, or have too many documents together.
 * COOP_E_NOINDEX: there are several, and one has no lists because a tool of the engine has changed it.
 */
enum coop_status coop_collection_open(const char *const *dirs, size_t count,
	struct coop_analyzer *analyzer, struct coop_collection **out,
	struct coop_error *err);

/* Makes a collection of a snapshot, which outlives it. */
enum coop_status coop_collection_of(const struct coop_snapshot *snapshot,
	struct coop_collection **out, struct coop_error *err);

/*
 * Prepares a snapshot that is to be one of several: messages call its index `name`, which is borrowed.
 * COOP_E_NOINDEX: it has no lists because a tool of the engine has changed it.
 */
enum coop_status coop_collection_prepare(
	struct coop_snapshot *s, const char *name, struct coop_error *err);

/*
 * Makes a collection of several, which then are its own, even when it fails. COOP_E_ARG: they have too many
 * documents together.
 */
enum coop_status coop_collection_join(struct coop_snapshot *const *snapshots,
	size_t count, struct coop_collection **out, struct coop_error *err);

void coop_collection_free(struct coop_collection *c); /* NULL is fine */

/* The part that has a docid; of one beyond the last the last part. */
const struct coop_collection_part *coop_collection_part(
	const struct coop_collection *c, uint32_t docid);

/* Whether a part is the first one that our matcher reads: none before it is of this machine. */
static inline bool coop_collection_is_first(
	const struct coop_collection *c, const struct coop_collection_part *part)
{
	const struct coop_collection_part *p = c->parts;
	while (p < part && p->segment->remote)
		p++;
	return p == part;
}

/* ---- terms (collection_terms.c) ---- */

/* The document frequency of a term. */
enum coop_status coop_collection_frequency(const struct coop_collection *c,
	const char *term, size_t len, uint64_t *documents, struct coop_error *err);

/*
 * The same where the frequency in the segment of the first part is known: turns that into the frequency
 * in the collection. `*removed` is how many of the first part's documents with the term are gone.
 */
enum coop_status coop_collection_adjust(const struct coop_collection *c, const char *term,
	size_t len, uint64_t *documents, uint64_t *removed, struct coop_error *err);

/* How many documents of a part that hold a term are gone. */
enum coop_status coop_collection_removed(const struct coop_collection_part *part,
	const char *term, size_t len, uint64_t *removed, struct coop_error *err);

/*
 * Appends up to `max` terms that begin with `prefix` and occur in a document, in the order of their
 * bytes, each followed by a NUL. `*count` is how many.
 */
enum coop_status coop_collection_terms(const struct coop_collection *c,
	const char *prefix, size_t len, size_t max, struct coop_buf *out, size_t *count,
	struct coop_error *err);

/* Appends the words for corrections and patterns, in their stored form (wordlist.h). */
enum coop_status coop_collection_wordlist(
	const struct coop_collection *c, struct coop_buf *out, struct coop_error *err);

/* ---- documents (collection_documents.c) ---- */

/* Replaces a set by all documents that are not gone. */
enum coop_status coop_collection_all(
	const struct coop_collection *c, struct coop_docset *set, struct coop_error *err);

/* The documents of a collection for one thread (documents.h). */
struct coop_collection_documents;
enum coop_status coop_collection_documents_open(const struct coop_collection *c,
	struct coop_collection_documents **out, struct coop_error *err);
void coop_collection_documents_free(
	struct coop_collection_documents *d); /* NULL is fine */

/*
 * Fetches those of some documents that are on other machines and were not fetched, from all machines at the same
 * time; what is read of them next takes no time. Of many documents the last are left aside. Fails as
 * coop_collection_documents_read().
 */
enum coop_status coop_collection_documents_ahead(struct coop_collection_documents *d,
	const uint32_t *docids, size_t count, struct coop_error *err);

/* Appends the data of a document; fails as coop_documents_read(). */
enum coop_status coop_collection_documents_read(struct coop_collection_documents *d,
	uint32_t docid, struct coop_buf *out, struct coop_error *err);

#endif
