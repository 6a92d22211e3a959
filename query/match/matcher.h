/*
 * matcher.h - a search in progress: what the strategies of the matcher share.
 *
 * match.c goes through the segments of the collection: the top hits stay, and with them the threshold;
 * all else belongs to one segment, docids too. In a segment it enters one window after the other; the
 * strategy of the search offers the documents of the window that may come among the top hits. Each
 * strategy has a state of its own beside what is shared. Each shard has top hits of its own (match_shards.c).
 */
#ifndef COOP_QUERY_MATCH_MATCHER_H
#define COOP_QUERY_MATCH_MATCHER_H

#include "query/match/boolean.h"
#include "query/match/bounds.h"
#include "query/match/foresight.h"
#include "query/match/match_remote.h"
#include "query/match/maxscore.h"
#include "query/match/maxscore_many.h"
#include "query/match/sums.h"
#include "query/match/term_plan.h"
#include "query/match/top_hits.h"
#include "query/match/tree.h"
#include "query/match/window.h"
#include "shared/index/collection_order.h"

struct matcher;

struct match_strategy {
	uint32_t width; /* width of the windows: WINDOW_DOCS or WINDOW_DOCS_WIDE */
	/* Prepares a search whose tree, top hits and threshold are set. */
	enum coop_status (*begin)(struct matcher *m, struct coop_error *err);
	/* Offers documents of the window; called where `window_bound` reaches the threshold. */
	void (*match_window)(struct matcher *m);
	void (*end)(struct matcher *m); /* offers the remaining documents; may be NULL */
};

struct matcher {
	const struct coop_collection *collection;
	const struct coop_docset
		*among;    /* the only documents that are offered; NULL: all */
	uint64_t postings; /* of the terms of the plan, in the segments so far */
	struct match_remotes
		*remotes; /* what is asked on other machines; NULL for none */
	/* the search in a segment */
	uint32_t before; /* docids of the collection before those of the segment */
	const uint64_t *tombstones; /* of the segment (snapshot.h); NULL for none */
	struct match_tree tree;
	struct term_plan terms; /* set for a tree of terms alone */
	struct top_hits top;
	double floor; /* what a hit must score, by the hits of other shards; 0 for none */
	struct threshold threshold;
	struct foresight foresight;
	bool damaged;
	/* the window */
	struct window window;
	uint32_t window_bound;           /* bound of a document of the window */
	uint32_t sums[WINDOW_DOCS_WIDE]; /* sums of bounds, by slot (sums.h) */
	/* the strategies */
	struct maxscore maxscore;
	struct maxscore_many many;
	struct boolean boolean;
	/* of shards (match_shards.c); NULL, and without room, before it is needed */
	struct coop_order *order;
	struct coop_hit *shard_hits;
	size_t shard_hits_cap;
};

/* Matches one part, with the top hits of those before it. */
enum coop_status match_part(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_error *err);

/* Adds the documents of one part that match to a set. */
enum coop_status match_all_of_part(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_docset *set,
	struct coop_error *err);

/* match_find() in a sharded collection (match_shards.c), where `among` is set. */
enum coop_status match_find_in_shards(struct matcher *m, const struct coop_plan *plan,
	size_t count, struct coop_hit *hits, size_t *found, struct coop_error *err);

/*
 * Begins with a part of the collection: sets what belongs to it, and builds the tree of the plan. The
 * first part comes before all others.
 */
enum coop_status match_enter_part(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_error *err);
/* Moves all cursors to the window that holds a docid. */
void match_enter_window(struct matcher *m, uint32_t docid, uint32_t width);
/*
 * The first document from `docid` on that may match and be asked for, to enter its window; CURSOR_NONE for
 * none. It need not be one itself.
 */
uint32_t match_next_window(struct matcher *m, uint32_t docid);
/* Whether anything read of the segment was damaged. */
bool match_is_damaged(const struct matcher *m);

/* Raises the threshold to what the top hits require. */
void match_raise_threshold(struct matcher *m);

/* The bound that some terms must add to a document for the threshold, when others add `others`. */
static inline uint32_t match_needed_beside(const struct matcher *m, uint32_t others)
{
	return m->threshold.bound > others ? m->threshold.bound - others : 0;
}

/*
 * The first slot from `slot` on whose sum reaches the threshold with `others` added; `width` for
 * none. A sum of 0 never does: what terms that are not added up may add is not enough by itself.
 */
static inline uint32_t match_next_sum(
	const struct matcher *m, uint32_t width, uint32_t slot, uint32_t others)
{
	uint32_t needed = match_needed_beside(m, others);
	/* no sum is higher (bounds.h) */
	if (needed > INT32_MAX)
		return width;
	return sums_next(m->sums, width, slot, needed > 0 ? needed : 1);
}

/* Whether a document, by its docid in the segment, is among those that are asked for. */
static inline bool match_is_asked(const struct matcher *m, uint32_t docid)
{
	return !m->among || coop_docset_has(m->among, docid + m->before);
}

/* Leaves the candidates of a window of WINDOW_DOCS that are asked for. */
void match_keep_asked(const struct matcher *m, struct doc_set *candidates);

/* Whether a document is asked for and not gone. Those that the segment does not have are damage. */
static inline bool match_is_there(struct matcher *m, uint32_t docid)
{
	if (docid > m->tree.last)
		m->damaged = true;
	return docid <= m->tree.last && match_is_asked(m, docid) &&
	       !(m->tombstones && m->tombstones[docid / 64] >> docid % 64 & 1);
}

/* Takes a hit, by its docid in the segment, that belongs among the top hits unless it is not there. */
void match_take(struct matcher *m, struct coop_hit hit);

/*
 * Offers a document that matches. Except for maxscore_many.c, documents are offered in ascending
 * order.
 */
static inline void match_offer(struct matcher *m, struct coop_hit hit)
{
	if (top_hits_can_take(
		    &m->top, (struct coop_hit){hit.docid + m->before, hit.score}))
		match_take(m, hit);
}

#endif
