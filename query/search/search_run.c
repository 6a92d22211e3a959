/*
 * search_run.c - a query: its stages one after another, by score or sorted.
 */
#include <stdlib.h>

#include "query/plan/expand_correct.h"
#include "query/plan/weights.h"
#include "query/search/own_names.h"
#include "query/search/search_internal.h"
#include "query/syntax/relax.h"

enum coop_status search_parse(const struct search *s, const char *text, size_t len,
	const char *filters, size_t filters_len, struct qtree *out,
	struct coop_error *err)
{
	struct own_names own;
	own_names_begin(&own, s->collection);
	enum coop_status st =
		qtree_parse_named(out, text, len, filters, filters_len, &own.names, err);
	return st ? st : own_names_status(&own, err);
}

static bool is_narrowed(const struct search_request *r)
{
	return r->values && r->values->count > 0 && !r->options.unfiltered;
}

/* The first stage: a string to a tree; of nothing but values the tree of all documents. */
static enum coop_status parse(const struct search *s, const struct search_request *r,
	struct qtree *out, struct coop_error *err)
{
	enum coop_status st =
		search_parse(s, r->text, r->len, r->filters, r->filters_len, out, err);
	if (!st && !out->root && is_narrowed(r)) {
		qtree_release(out);
		st = qtree_parse(out, "*", 1, err);
	}
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

struct query_index search_index(const struct search *s)
{
	return (struct query_index){.analyzer = s->analyzer,
		.collection = s->collection,
		.corrector = s->corrector,
		.acronyms = s->acronyms,
		.synonyms = s->reach.synonyms,
		.thesaurus = s->reach.thesaurus};
}

enum coop_status search_understand(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err)
{
	struct query_index index = search_index(s);
	enum coop_status st = parse(s, r, &q->tree, err);
	st = check(r, q, st, err);
	if (!st)
		st = query_analyse(&q->tree, &r->options, s->analyzer, &q->analysed, err);
	st = check(r, q, st, err);
	if (!st)
		st = query_expand(&q->tree, &q->analysed, &index, &q->expanded, err);
	if (!st)
		st = query_plan(&q->tree, &q->analysed, &q->expanded, s->collection,
			&q->planned, err);
	st = check(r, q, st, err);
	return !st && is_narrowed(r) ? search_narrow(s, r->values, q, err) : st;
}

static bool is_same_order(const struct sort_keys *a, const struct sort_keys *b)
{
	size_t i = 0;
	while (i < a->count && i < b->count && a->at[i].field == b->at[i].field &&
		a->at[i].down == b->at[i].down)
		i++;
	return i == a->count && i == b->count;
}

/* Opens what sorts, unless it is open. */
static enum coop_status open_ordering(
	struct search *s, const struct sort_keys *keys, struct coop_error *err)
{
	if (s->ordering && is_same_order(&s->sorted_by, keys))
		return COOP_OK;
	ordering_free(s->ordering);
	s->ordering = NULL;
	s->sorted_by = *keys;
	return ordering_open(s->collection, &s->sorted_by, &s->ordering, err);
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
		st = search_match(s, q, (size_t)set->count, err);
	if (!st && r->scores)
		st = search_rerank(s, q, err);
	if (!st && r->scores && !sort_copy_scores(hits, found, s->hits, s->nhits))
		st = coop_postings_fail(err);
	if (!st && !search_reserve_hits(s, found))
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
static enum coop_status find_best(struct search *s, const struct search_request *r,
	struct query *q, double *matched, struct coop_error *err)
{
	/* where no result is wanted, some tell whether there are any, and whether they are few */
	size_t count = r->first + r->count,
	       depth = count < RERANK_DEPTH ? RERANK_DEPTH : count;
	if (count == 0)
		depth = search_can_widen(s, r, q) ? WIDEN_HITS : 1;
	enum coop_status st = search_match(s, q, depth, err);
	if (!st)
		st = search_widen(s, r, q, depth, err);
	*matched = timing_now();
	return st || count == 0 ? st : search_rerank(s, q, err);
}

enum coop_status search_corrections(struct search *s, const struct query *q, size_t i,
	bool distant, struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err)
{
	struct query_index index = search_index(s);
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
		st = find_best(s, r, q, &matched, err);
	}
	timing_add(&s->timing, understood - begun, matched - understood,
		timing_now() - matched);
	if (!st)
		select_results(s, r);
	return st;
}
