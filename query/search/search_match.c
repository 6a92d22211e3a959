/*
 * search_match.c - one plan: its top hits by the two stages, and all that it matches.
 */
#include <math.h>

#include "query/match/top_hits.h"
#include "query/plan/weights.h"
#include "query/search/rerank.h"
#include "query/search/search_internal.h"
#include "query/syntax/parser.h"
#include "shared/index/id_term.h"
#include "shared/index/impact.h"
#include "shared/index/plan_check.h"

bool search_reserve_hits(struct search *s, size_t count)
{
	bool there = coop_array_grow(&s->hits, &s->hits_cap, count, sizeof *s->hits);
	s->nhits = there ? count : 0;
	return there;
}

/* A pair of parentheses, or of those that narrowing makes, becomes up to seven nested nodes of a plan. */
_Static_assert(COOP_PLAN_DEPTH > 7 * (QDEPTH_MAX + 1),
	"a query could be too deep for the matcher");

/* Finds the top hits of a plan in the posting lists. */
static enum coop_status ask_matcher(struct search *s, const struct coop_plan *plan,
	const struct coop_docset *among, size_t count, struct coop_error *err)
{
	if (!search_reserve_hits(s, count))
		return coop_fail_nomem(err);
	return match_find(s->matcher, plan, among, count, s->hits, &s->nhits, err);
}

/* That of an index without posting lists, which is asked alone (collection.h). */
static struct coop_reader *only_reader(const struct search *s)
{
	return s->collection->parts->segment->reader;
}

/* Finds the top hits of a plan in an index without posting lists. */
static enum coop_status ask_engine(struct search *s, const struct coop_plan *plan,
	size_t count, struct coop_error *err)
{
	struct coop_hits *found;
	enum coop_status st = coop_plan_check(only_reader(s), plan, err);
	if (!st)
		st = coop_engine_search(s->engine, plan, count, &found, err);
	if (st)
		return st;
	if (!search_reserve_hits(s, coop_hits_count(found)))
		st = coop_fail_nomem(err);
	for (size_t i = 0; i < s->nhits; i++)
		s->hits[i] = coop_hits_at(found, i);
	coop_hits_free(found);
	return st;
}

/* Every document that matches a plan, in an index without posting lists. */
static enum coop_status ask_engine_for_all(struct search *s, const struct coop_plan *plan,
	struct coop_docset *set, struct coop_error *err)
{
	struct coop_hits *found = NULL;
	const struct coop_collection *collection = s->collection;
	enum coop_status st = coop_docset_reset(set, collection->last, err);
	if (!st)
		st = coop_plan_check(only_reader(s), plan, err);
	if (!st)
		st = coop_engine_search(
			s->engine, plan, (size_t)collection->documents, &found, err);
	for (size_t i = 0; !st && i < coop_hits_count(found); i++) {
		uint32_t docid = coop_hits_at(found, i).docid;
		if (docid > collection->last)
			st = coop_postings_fail(err);
		else
			coop_docset_add(set, docid);
	}
	coop_hits_free(found);
	return st;
}

/* An index without posting lists has no columns either, by which a query could be narrowed. */
static enum coop_status find_all(struct search *s, const struct coop_plan *plan,
	const struct coop_docset *among, struct coop_docset *set, struct coop_error *err)
{
	return s->matcher ? match_all(s->matcher, plan, among, set, err)
			  : ask_engine_for_all(s, plan, set, err);
}

enum coop_status search_plan(struct search *s, const struct coop_plan *plan,
	struct coop_docset *set, struct coop_error *err)
{
	return find_all(s, plan, NULL, set, err);
}

enum coop_status search_all(struct search *s, const struct query *q,
	struct coop_docset *set, struct coop_error *err)
{
	return find_all(s, &q->planned.root, query_among(q), set, err);
}

enum coop_status search_count_matches(
	void *user, const struct coop_plan *plan, uint64_t *count, struct coop_error *err)
{
	struct search *s = user;
	enum coop_status st = search_plan(s, plan, &s->counted, err);
	*count = s->counted.count;
	return st;
}

enum coop_status search_match(
	struct search *s, const struct query *q, size_t count, struct coop_error *err)
{
	const struct coop_plan *plan = &q->planned.root;
	enum coop_status st = s->matcher
				      ? ask_matcher(s, plan, query_among(q), count, err)
				      : ask_engine(s, plan, count, err);
	if (st)
		s->nhits = 0;
	/* other plans are asked before this matters, by corrections say */
	s->postings = s->matcher ? match_postings(s->matcher) : UINT64_MAX;
	/* fewer than were asked for are all there are */
	s->all = s->nhits < count ? s->nhits : UNKNOWN_TOTAL;
	for (size_t i = 0; i < s->nhits; i++)
		s->hits[i].score /= COOP_IMPACT_MAX; /* sums of idf * sat (impact.h) */
	return st;
}

/*
 * Lowers documents that have one word of the query and little else below all that have every word: such
 * a title has the highest impact that a word can have, and all evidence of the second stage. They come
 * right after these, in their order.
 */
static void lower_bare(struct coop_hit *hits, const unsigned char *extents, size_t count)
{
	double lowest = INFINITY;
	for (size_t i = 0; i < count; i++)
		if (extents[i] == RERANK_WHOLE && hits[i].score < lowest)
			lowest = hits[i].score;
	for (size_t i = 0; i < count; i++)
		if (extents[i] == RERANK_BARE && hits[i].score >= lowest)
			hits[i].score = lowest * (1 - 1e-6 / (1 + hits[i].score));
}

/* Fetches the documents of the hits [from, to). */
static enum coop_status fetch(
	struct search *s, size_t from, size_t to, struct coop_error *err)
{
	uint32_t docids[RERANK_DEPTH];
	for (size_t i = from; i < to; i++)
		docids[i - from] = s->hits[i].docid;
	return search_fetch(s, docids, to - from, err);
}

enum coop_status search_rerank(
	struct search *s, const struct query *q, struct coop_error *err)
{
	struct rerank *r;
	unsigned char extents[RERANK_DEPTH];
	size_t depth = s->nhits < RERANK_DEPTH ? s->nhits : RERANK_DEPTH, bytes = 0,
	       i = 0;
	enum coop_status st = rerank_new(q, s->analyzer, &r, err);
	for (; !st && i < depth && (i < RERANK_DEPTH_MIN || bytes < RERANK_BYTES); i++) {
		struct rerank_score more = {0};
		/* what may not be read is not fetched */
		if (i == 0)
			st = fetch(s, 0,
				depth < RERANK_DEPTH_MIN ? depth : RERANK_DEPTH_MIN, err);
		else if (i == RERANK_DEPTH_MIN)
			st = fetch(s, i, depth, err);
		if (!st)
			st = search_read(s, s->hits[i].docid, &s->record, err);
		if (!st)
			st = rerank_score(r, &s->record,
				search_average(s, s->hits[i].docid), &more, err);
		s->hits[i].score += more.value;
		extents[i] = (unsigned char)more.extent;
		bytes += s->record.text.len;
	}
	if (!st)
		lower_bare(s->hits, extents, i);
	if (!st)
		top_hits_sort(&(struct top_hits){s->hits, i, i});
	if (!st)
		st = coop_order_hits(s->order, s->hits, i, i, err);
	s->nreranked = i;
	rerank_free(r);
	return st;
}

enum coop_status search_select(
	struct search *s, const uint32_t *docids, size_t count, struct coop_error *err)
{
	search_drop(s);
	if (!search_reserve_hits(s, count))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < count; i++)
		s->hits[i] = (struct coop_hit){.docid = docids[i]};
	s->count = count;
	s->all = count;
	return COOP_OK;
}

enum coop_status search_find_id(struct search *s, const char *id, size_t len,
	uint32_t docids[COOP_COLLECTION_MAX], size_t *count, struct coop_error *err)
{
	struct coop_buf term = {0};
	*count = 0;
	coop_id_term(id, len, &term);
	struct coop_plan plan = {
		.op = COOP_OP_TERM, .weight = 1, .s = term.s, .len = term.len};
	enum coop_status st = coop_buf_check(&term, err);
	search_drop(s);
	if (!st)
		st = s->matcher ? ask_matcher(s, &plan, NULL, s->collection->count, err)
				: ask_engine(s, &plan, 1, err);
	if (!st)
		*count = s->nhits;
	for (size_t i = 0; i < *count; i++)
		docids[i] = s->hits[i].docid;
	search_drop(s);
	coop_buf_release(&term);
	return st;
}
