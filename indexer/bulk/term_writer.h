/*
 * term_writer.h - writes the postings of terms in all their forms: the engine's
 * (write_postlist.h), our posting lists (write_postings.h), and the input of the term
 * lists (termlists.h).
 *
 * Terms are written in parts, by several threads. How much the terms add to the lengths
 * of the documents is known when all parts are done.
 */
#ifndef COOP_INDEXER_BULK_TERM_WRITER_H
#define COOP_INDEXER_BULK_TERM_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/column_pieces.h"
#include "indexer/bulk/inverted.h"
#include "indexer/bulk/termlists.h"
#include "indexer/bulk/write_postings.h"
#include "indexer/glass/write_postlist.h"
#include "indexer/sink/meta.h"
#include "shared/core/error.h"

/* The parts, in the order of their terms. */
enum term_part {
	TERM_PART_DIGITS,
	TERM_PART_PREFIXED,
	TERM_PART_WORDS,
	TERM_PART_LAST_WORDS, /* words from WORDS_LAST on */
	TERM_PARTS
};

struct term_writer {
	const struct inverted *all;
	struct postlist *table;
	struct postings_writer postings;
	struct termlists_input *termlists; /* NULL where no term lists are wanted */
	uint32_t *lengths;                 /* by docid - 1: sums of the wdfs so far */
	uint32_t highest_wdf;
	bool too_long; /* a document is too long for the engine */
};

/*
 * Begins a part in the folder `dir`. `lengths` is borrowed, and shared by parts that the
 * same thread writes. Call term_writer_release() even after a failure.
 */
enum coop_status term_writer_create(struct term_writer *w, const struct inverted *all,
	const char *dir, enum term_part part, uint32_t *lengths,
	struct termlists_input *termlists, struct coop_error *err);
void term_writer_release(struct term_writer *w);

/* Begins a term. */
void term_writer_begin(
	struct term_writer *w, const char *term, size_t len, bool positions);

/* Adds a posting with its term frequency (impact.h); docids ascend. */
static inline void term_writer_add(struct term_writer *w, uint32_t docid, uint32_t tf)
{
	uint32_t wdf = impact_table_get(&w->all->impacts, w->all->dl[docid - 1], tf);
	uint32_t *length = &w->lengths[docid - 1];
	postlist_add(w->table, docid, wdf);
	postings_writer_add(&w->postings, docid, wdf);
	if (w->termlists)
		termlists_input_add(w->termlists, docid, wdf);
	w->highest_wdf = wdf > w->highest_wdf ? wdf : w->highest_wdf;
	w->too_long |= wdf > UINT32_MAX - *length;
	*length += wdf;
}

/* Adds the positions of the last posting, as postings_writer_positions() does. */
static inline void term_writer_positions(
	struct term_writer *w, uint32_t count, const char *uints, size_t len)
{
	postings_writer_positions(&w->postings, count, uints, len);
}

enum coop_status term_writer_end(struct term_writer *w, struct coop_error *err);

/* Fails because a document is too long for the engine. */
enum coop_status term_writer_too_long(struct coop_error *err);

/* What comes before all terms in the table `postlist`. */
struct term_writer_first {
	const struct meta *meta; /* ordered by name; empty values are left out */
	size_t nmeta;
	const struct column_pieces *columns; /* NULL unless wanted */
	const uint32_t *lengths;             /* sums of wdfs by docid - 1 */
};

/* Joins that and the parts to the table. */
enum coop_status term_writer_join_postlist(struct term_writer parts[TERM_PARTS],
	const char *dir, const struct term_writer_first *first, struct btree_root *root,
	struct coop_error *err);

/*
 * Joins the parts of the posting lists to their file; returns its bytes and number of
 * terms.
 */
enum coop_status term_writer_join_postings(struct term_writer parts[TERM_PARTS],
	uint64_t *bytes, uint64_t *terms, struct coop_error *err);

#endif
