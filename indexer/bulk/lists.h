/*
 * lists.h - the postings of the terms, in the engine's form (write_postlist.h) and, where they are
 * frequent, in the one that is quick to rank (write_postings.h).
 *
 * Written in parts, side by side; what the terms add to the lengths of the documents is known
 * when all of them are done.
 */
#ifndef COOP_INDEXER_BULK_LISTS_H
#define COOP_INDEXER_BULK_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/inverted.h"
#include "indexer/bulk/termlists.h"
#include "indexer/bulk/write_postings.h"
#include "indexer/glass/write_postlist.h"
#include "indexer/sink/meta.h"
#include "shared/core/error.h"

/* The parts, in the order of their terms. */
enum lists_part {
	LISTS_DIGITS,
	LISTS_PREFIXED,
	LISTS_WORDS,
	LISTS_LAST_WORDS, /* from WORDS_LAST on */
	LISTS_PARTS
};

struct lists {
	const struct inverted *all;
	struct postlist *table;
	struct postings_writer ranked;
	struct termnotes *notes; /* NULL where no term lists are wanted */
	uint32_t *lengths;       /* by docid - 1: sums of wdfs so far */
	uint32_t highest_wdf;
	bool too_long; /* a document, for the engine */
};

/*
 * Begins a part in the folder `dir`. `lengths` is borrowed: two parts have the same ones when
 * the same thread writes them. To be released even after a failure.
 */
enum coop_status lists_create(struct lists *l, const struct inverted *all,
	const char *dir, enum lists_part part, uint32_t *lengths, struct termnotes *notes,
	struct coop_error *err);
void lists_release(struct lists *l);

/* Begins a term. */
void lists_begin(struct lists *l, const char *term, size_t len, bool positions);

/* Adds a posting, whose tf is impact.h's; docids ascend. */
static inline void lists_add(struct lists *l, uint32_t docid, uint32_t tf)
{
	uint32_t wdf = impact_table_get(&l->all->weights, l->all->dl[docid - 1], tf);
	uint32_t *length = &l->lengths[docid - 1];
	postlist_add(l->table, docid, wdf);
	postings_writer_add(&l->ranked, docid, wdf);
	if (l->notes)
		termnotes_add(l->notes, docid, wdf);
	l->highest_wdf = wdf > l->highest_wdf ? wdf : l->highest_wdf;
	l->too_long |= wdf > UINT32_MAX - *length;
	*length += wdf;
}

/* Adds its positions, as postings_writer_positions() does. */
static inline void lists_positions(
	struct lists *l, uint32_t count, const char *uints, size_t len)
{
	postings_writer_positions(&l->ranked, count, uints, len);
}

enum coop_status lists_end(struct lists *l, struct coop_error *err);

/* Fails as the engine cannot hold a document of that length. */
enum coop_status lists_too_long(struct coop_error *err);

/*
 * Makes the table `postlist` of the parts, of the metadata, which is in the order of the
 * names, what has no value left out, and of the documents' lengths, sums of wdfs by docid - 1.
 */
enum coop_status lists_join(struct lists parts[LISTS_PARTS], const char *dir,
	const struct meta *meta, size_t nmeta, const uint32_t *lengths,
	struct btree_root *root, struct coop_error *err);

/* Makes the file of the posting lists, of so many bytes and terms. */
enum coop_status lists_join_postings(struct lists parts[LISTS_PARTS], uint64_t *bytes,
	uint64_t *terms, struct coop_error *err);

#endif
