#include "query/search/search.h"

#include <stdlib.h>
#include <string.h>

#include "query/match/match.h"
#include "query/match/top_hits.h"
#include "query/plan/correct.h"
#include "query/plan/expand_correct.h"
#include "query/plan/weights.h"
#include "query/search/rerank.h"
#include "query/syntax/parser.h"
#include "query/syntax/relax.h"
#include "shared/index/id_term.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/plan_check.h"
#include "shared/index/snapshot.h"

/* Where it is not known how many documents match. */
#define UNKNOWN_TOTAL UINT64_MAX

struct search {
	struct coop_analyzer *analyzer;
	struct coop_snapshot *snapshot;
	struct coop_engine *engine; /* NULL when there are lists */
	struct corrector *corrector;
	struct coop_acronyms *acronyms;
	struct matcher *matcher; /* NULL when there are no lists */
	bool shares;             /* the snapshot belongs to another search */
	struct coop_snapshot_documents *documents;
	double avgdl;
	struct coop_hit *hits; /* in order, from the best */
	size_t nhits, hits_cap;
	uint64_t all;              /* documents that match; UNKNOWN_TOTAL */
	size_t nreranked;          /* the first of them, which have a second stage */
	size_t first, count;       /* the results among the hits */
	struct ordering *ordering; /* opened for the first query that is sorted */
	const struct sort_keys *sorted_by; /* its keys */
	struct coop_record record;
	struct coop_buf data;
	struct coop_docset counted; /* of count_matches() */
	struct search_timing timing;
};

static enum coop_status read_average(struct search *s, struct coop_error *err)
{
	coop_buf_reset(&s->data);
	enum coop_status st =
		coop_snapshot_meta(s->snapshot, COOP_META_AVERAGE, &s->data, err);
	if (st)
		return st;
	s->avgdl = strtod(coop_buf_cstr(&s->data), NULL);
	if (!(s->avgdl > 0))
		s->avgdl = 1;
	return COOP_OK;
}

static enum coop_status read_acronyms(struct search *s, struct coop_error *err)
{
	struct coop_buf packed = {0};
	enum coop_status st =
		coop_snapshot_meta(s->snapshot, COOP_META_ACRONYMS, &packed, err);
	if (st) {
		coop_buf_release(&packed);
		return st;
	}
	st = coop_acronyms_open(&packed, &s->acronyms, err);
	if (!st)
		coop_analyzer_set_acronyms(s->analyzer, s->acronyms);
	return st;
}

enum coop_status search_read_proofs(struct search *s, struct coop_error *err)
{
	struct coop_buf proofs = {0};
	enum coop_status st =
		coop_snapshot_meta(s->snapshot, COOP_META_PROOFS, &proofs, err);
	if (!st)
		st = coop_acronyms_open_proofs(s->acronyms, &proofs, err);
	coop_buf_release(&proofs);
	return st;
}

static corrector_count count_matches;

/* Opens what is not shared between threads. */
static enum coop_status open_own(struct search *s, struct coop_error *err)
{
	const struct coop_segment *base = &s->snapshot->base;
	enum coop_status st = base->lists
				      ? match_new(s->snapshot, &s->matcher, err)
				      : coop_reader_engine(base->reader, &s->engine, err);
	if (!st)
		st = coop_snapshot_documents_open(s->snapshot, &s->documents, err);
	if (!st)
		st = corrector_new(s->snapshot, &s->corrector, err);
	if (!st)
		corrector_set_count(s->corrector, count_matches, s);
	if (!st)
		st = read_average(s, err);
	return st ? st : read_acronyms(s, err);
}

static enum coop_status open_once(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->analyzer = analyzer;
	enum coop_status st = coop_snapshot_open(dir, analyzer, &s->snapshot, err);
	if (!st)
		st = open_own(s, err);
	if (st)
		search_close(s);
	else
		*out = s;
	return st;
}

enum coop_status search_open(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_error stale = {0};
	enum coop_status st = open_once(dir, analyzer, out, &stale);
	/* the generation was removed before the engine had opened it */
	for (int i = 0; st == COOP_E_STALE && i < TRIES; i++) {
		stale = (struct coop_error){0};
		st = open_once(dir, analyzer, out, &stale);
	}
	return st ? coop_pass_on(err, &stale) : COOP_OK;
}

enum coop_status search_share(const struct search *first, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->analyzer = analyzer;
	s->snapshot = first->snapshot;
	s->shares = true;
	enum coop_status st = open_own(s, err);
	if (st)
		search_close(s);
	else
		*out = s;
	return st;
}

void search_close(struct search *s)
{
	if (!s)
		return;
	coop_record_release(&s->record);
	coop_buf_release(&s->data);
	coop_docset_release(&s->counted);
	coop_analyzer_set_acronyms(s->analyzer, NULL); /* it outlives the acronyms */
	coop_acronyms_free(s->acronyms);
	corrector_free(s->corrector);
	ordering_free(s->ordering);
	match_free(s->matcher);
	coop_snapshot_documents_free(s->documents);
	coop_engine_free(s->engine);
	if (!s->shares)
		coop_snapshot_free(s->snapshot);
	free(s->hits);
	free(s);
}

const char *search_root(const struct search *s)
{
	return coop_snapshot_root(s->snapshot);
}

enum coop_status search_read(struct search *s, uint32_t docid, struct coop_record *record,
	struct coop_error *err)
{
	coop_buf_reset(&s->data);
	enum coop_status st =
		coop_snapshot_documents_read(s->documents, docid, &s->data, err);
	return st ? st
		  : coop_record_unpack(record, coop_buf_cstr(&s->data), s->data.len, err);
}

/* Makes room for hits; without memory there are none. */
static bool reserve_hits(struct search *s, size_t count)
{
	bool there = coop_array_grow(&s->hits, &s->hits_cap, count, sizeof *s->hits);
	s->nhits = there ? count : 0;
	return there;
}

/* A pair of parentheses, or of those that narrowing makes, becomes up to six nested nodes of a plan. */
_Static_assert(COOP_PLAN_DEPTH > 6 * (QDEPTH_MAX + 1),
	"a query could be too deep for the matcher");

/* Finds the top hits of a plan in the posting lists. */
static enum coop_status ask_matcher(struct search *s, const struct coop_plan *plan,
	size_t count, struct coop_error *err)
{
	if (!reserve_hits(s, count))
		return coop_fail_nomem(err);
	return match_find(s->matcher, plan, count, s->hits, &s->nhits, err);
}

/* Finds the top hits of a plan in an index without posting lists. */
static enum coop_status ask_engine(struct search *s, const struct coop_plan *plan,
	size_t count, struct coop_error *err)
{
	struct coop_hits *found;
	enum coop_status st = coop_plan_check(s->snapshot->base.reader, plan, err);
	if (!st)
		st = coop_engine_search(s->engine, plan, count, &found, err);
	if (st)
		return st;
	if (!reserve_hits(s, coop_hits_count(found)))
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
	const struct coop_snapshot *snapshot = s->snapshot;
	enum coop_status st = coop_docset_reset(set, coop_snapshot_last(snapshot), err);
	if (!st)
		st = coop_plan_check(snapshot->base.reader, plan, err);
	if (!st)
		st = coop_engine_search(
			s->engine, plan, (size_t)snapshot->documents, &found, err);
	for (size_t i = 0; !st && i < coop_hits_count(found); i++) {
		uint32_t docid = coop_hits_at(found, i).docid;
		if (docid > coop_snapshot_last(snapshot))
			st = coop_postings_fail(err);
		else
			coop_docset_add(set, docid);
	}
	coop_hits_free(found);
	return st;
}

enum coop_status search_plan(struct search *s, const struct coop_plan *plan,
	struct coop_docset *set, struct coop_error *err)
{
	return s->matcher ? match_all(s->matcher, plan, set, err)
			  : ask_engine_for_all(s, plan, set, err);
}

enum coop_status search_all(struct search *s, const struct query *q,
	struct coop_docset *set, struct coop_error *err)
{
	return search_plan(s, &q->planned.root, set, err);
}

/* Counts the documents that match a plan, for the corrector. */
static enum coop_status count_matches(
	void *user, const struct coop_plan *plan, uint64_t *count, struct coop_error *err)
{
	struct search *s = user;
	enum coop_status st = search_plan(s, plan, &s->counted, err);
	*count = s->counted.count;
	return st;
}

const struct coop_snapshot *search_snapshot(const struct search *s)
{
	return s->snapshot;
}

/* Finds the top hits of a plan: by stems, from the index alone. */
static enum coop_status match(struct search *s, const struct coop_plan *plan,
	size_t count, struct coop_error *err)
{
	enum coop_status st = s->matcher ? ask_matcher(s, plan, count, err)
					 : ask_engine(s, plan, count, err);
	if (st)
		s->nhits = 0;
	/* fewer than were asked for are all there are */
	s->all = s->nhits < count ? s->nhits : UNKNOWN_TOTAL;
	for (size_t i = 0; i < s->nhits; i++)
		s->hits[i].score /= COOP_IMPACT_MAX; /* sums of idf * sat (impact.h) */
	return st;
}

/*
 * Adds to the scores of the top hits what their texts say. The hits below keep their order, since
 * scores only grow. It ends early at long texts, which cost more to read and gain less.
 */
static enum coop_status rerank(
	struct search *s, const struct query *q, struct coop_error *err)
{
	struct rerank *r;
	size_t depth = s->nhits < RERANK_DEPTH ? s->nhits : RERANK_DEPTH, bytes = 0,
	       i = 0;
	enum coop_status st = rerank_new(q, s->analyzer, s->avgdl, &r, err);
	for (; !st && i < depth && (i < RERANK_DEPTH_MIN || bytes < RERANK_BYTES); i++) {
		double more = 0;
		st = search_read(s, s->hits[i].docid, &s->record, err);
		if (!st)
			st = rerank_score(r, &s->record, &more, err);
		s->hits[i].score += more;
		bytes += s->record.text.len;
	}
	if (!st)
		top_hits_sort(&(struct top_hits){s->hits, i, i});
	s->nreranked = i;
	rerank_free(r);
	return st;
}

enum coop_status search_select(
	struct search *s, const uint32_t *docids, size_t count, struct coop_error *err)
{
	search_drop(s);
	if (!reserve_hits(s, count))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < count; i++)
		s->hits[i] = (struct coop_hit){.docid = docids[i]};
	s->count = count;
	s->all = count;
	return COOP_OK;
}

enum coop_status search_find_id(struct search *s, const char *id, size_t len,
	uint32_t *docid, struct coop_error *err)
{
	struct coop_buf term = {0};
	*docid = 0;
	coop_id_term(id, len, &term);
	struct coop_plan plan = {
		.op = COOP_OP_TERM, .weight = 1, .s = term.s, .len = term.len};
	enum coop_status st = coop_buf_check(&term, err);
	search_drop(s);
	if (!st)
		st = s->matcher ? ask_matcher(s, &plan, 1, err)
				: ask_engine(s, &plan, 1, err);
	if (!st && s->nhits > 0)
		*docid = s->hits[0].docid;
	search_drop(s);
	coop_buf_release(&term);
	return st;
}

const struct search_timing *search_timing(const struct search *s)
{
	return &s->timing;
}

void search_drop(struct search *s)
{
	s->nhits = s->first = s->count = 0;
	s->all = 0;
}

/* The first stage: a string to a tree. */
static enum coop_status parse(
	const struct search_request *r, struct qtree *out, struct coop_error *err)
{
	enum coop_status st = qtree_parse_narrowed(
		out, r->text, r->len, r->filters, r->filters_len, err);
	if (!st && r->options.unfiltered)
		qtree_unfilter(out);
	return st;
}

/* Refuses a strict query with a warning from the stages so far. */
static enum coop_status check(const struct search_request *r, const struct query *q,
	enum coop_status st, struct coop_error *err)
{
	return !st && r->strict ? query_refuse(q, err) : st;
}

static struct query_index index_of(const struct search *s)
{
	return (struct query_index){s->analyzer, s->snapshot, s->corrector, s->acronyms};
}

enum coop_status search_understand(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err)
{
	struct query_index index = index_of(s);
	enum coop_status st = parse(r, &q->tree, err);
	st = check(r, q, st, err);
	if (!st)
		st = query_analyse(&q->tree, &r->options, s->analyzer, &q->analysed, err);
	st = check(r, q, st, err);
	if (!st)
		st = query_expand(&q->tree, &q->analysed, &index, &q->expanded, err);
	if (!st)
		st = query_plan(&q->tree, &q->analysed, &q->expanded, s->snapshot,
			&q->planned, err);
	return check(r, q, st, err);
}

/* Opens what sorts, unless it is open. */
static enum coop_status open_ordering(
	struct search *s, const struct sort_keys *keys, struct coop_error *err)
{
	if (s->ordering && s->sorted_by == keys)
		return COOP_OK;
	ordering_free(s->ordering);
	s->sorted_by = keys;
	return ordering_open(s->snapshot, keys, &s->ordering, err);
}

/* Keeps the first `count` documents of a set, in the order that is asked for. */
static enum coop_status sort_set(struct search *s, const struct search_request *r,
	const struct query *q, const struct coop_docset *set, size_t count,
	struct coop_error *err)
{
	size_t found = 0;
	struct coop_hit *hits = calloc(count + 1, sizeof *hits);
	if (!hits)
		return coop_fail_nomem(err);
	enum coop_status st = ordering_first(s->ordering, set, count, hits, &found, err);
	if (!st && r->scores)
		st = match(s, &q->planned.root, (size_t)set->count, err);
	if (!st && r->scores)
		st = rerank(s, q, err);
	if (!st && r->scores && !sort_copy_scores(hits, found, s->hits, s->nhits))
		st = coop_postings_fail(err);
	if (!st && !reserve_hits(s, found))
		st = coop_fail_nomem(err);
	for (size_t i = 0; !st && i < found; i++)
		s->hits[i] = hits[i];
	free(hits);
	return st;
}

/* Finds all that matches, and sorts it. */
static enum coop_status find_sorted(struct search *s, const struct search_request *r,
	const struct query *q, size_t count, struct coop_error *err)
{
	struct coop_docset set = {.count = 0};
	enum coop_status st = open_ordering(s, r->sort, err);
	if (!st)
		st = search_all(s, q, &set, err);
	if (!st)
		st = sort_set(s, r, q, &set,
			count < set.count ? count : (size_t)set.count, err);
	s->all = set.count;
	if (st)
		search_drop(s);
	coop_docset_release(&set);
	return st;
}

/* Finds the top hits, and reranks them. */
static enum coop_status find_best(struct search *s, const struct query *q, size_t count,
	double *matched, struct coop_error *err)
{
	/* where no result is wanted, one tells whether there are any */
	size_t depth = count == 0 ? 1 : count < RERANK_DEPTH ? RERANK_DEPTH : count;
	enum coop_status st = match(s, &q->planned.root, depth, err);
	*matched = timing_now();
	return st || count == 0 ? st : rerank(s, q, err);
}

enum coop_status search_corrections(struct search *s, const struct query *q, size_t i,
	bool distant, struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	struct query_index index = index_of(s);
	struct corrector_context around =
		expand_context(&q->tree, &q->analysed, &index, &q->expanded, i);
	struct query_word w = query_at(q, i);
	return (distant ? corrector_look_alikes : corrector_find)(
		s->corrector, w.form, w.form_len, &around, out, count, err);
}

/* Selects the hits that are asked for. */
static void select_results(struct search *s, const struct search_request *r)
{
	if (r->first >= s->nhits)
		return;
	s->first = r->first;
	s->count = s->nhits - r->first < r->count ? s->nhits - r->first : r->count;
}

enum coop_status search_run(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err)
{
	size_t wanted = r->first + r->count;
	search_drop(s);
	double begun = timing_now();
	enum coop_status st = search_understand(s, r, q, err);
	if (st)
		return st;
	double understood = timing_now();
	double matched = 0;
	if (r->sort && r->sort->count > 0) {
		st = find_sorted(s, r, q, wanted > 0 ? wanted : 1, err);
		matched = timing_now();
	} else {
		st = find_best(s, q, wanted, &matched, err);
	}
	timing_add(&s->timing, understood - begun, matched - understood,
		timing_now() - matched);
	if (!st)
		select_results(s, r);
	return st;
}

size_t search_found(const struct search *s)
{
	return s->nhits;
}

bool search_knows_total(const struct search *s, uint64_t *total)
{
	*total = s->all == UNKNOWN_TOTAL ? s->nhits : s->all;
	return s->all != UNKNOWN_TOTAL;
}

uint64_t search_postings(const struct search *s)
{
	return s->matcher ? match_postings(s->matcher) : UINT64_MAX;
}

size_t search_count(const struct search *s)
{
	return s->count;
}

uint32_t search_docid(const struct search *s, size_t i)
{
	return s->hits[s->first + i].docid;
}

double search_score(const struct search *s, size_t i)
{
	return s->hits[s->first + i].score;
}

enum coop_status search_record(
	struct search *s, size_t i, struct coop_record *record, struct coop_error *err)
{
	return search_read(s, s->hits[s->first + i].docid, record, err);
}

bool search_is_reranked(const struct search *s, size_t i)
{
	return s->first + i < s->nreranked;
}

struct matcher *search_matcher(const struct search *s)
{
	return s->matcher;
}

struct coop_analyzer *search_text_analyzer(const struct search *s)
{
	return s->analyzer;
}

double search_average(const struct search *s)
{
	return s->avgdl;
}
