#include "query/search/session_internal.h"
#include "query/syntax/relax.h"

void session_drop_query(struct session *s)
{
	query_release(&s->query);
	s->query = (struct query){0};
	facet_list_release(&s->ahead.facets);
	s->ahead.wishes = NULL;
	s->ahead.effort = TOTAL_NONE;
}

/* `hits` is how many to read where they are folded. */
static struct search_request request_of(
	const struct ask *ask, const char *text, size_t len, size_t hits)
{
	return (struct search_request){.text = text,
		.len = len,
		.filters = ask->filters,
		.filters_len = ask->filters_len,
		.values = ask->values,
		.options = {.keep_stopwords = ask->keep_stopwords,
			.any = ask->any,
			.without = ask->without},
		.strict = ask->strict,
		.first = ask->group ? 0 : ask->offset,
		.count = ask->group ? hits : ask->count,
		.sort = ask->sort,
		.scores = ask->scores};
}

/* Answers a query in one of its steps. */
static enum coop_status run_step(struct session *s, const struct ask *ask,
	const char *text, size_t len, enum query_step step, bool unfiltered,
	struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, s->hits);
	request.options.step = step;
	request.options.unfiltered = unfiltered;
	session_drop_query(s);
	return search_run(s->search, &request, &s->query, err);
}

enum coop_status session_understand(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, 0);
	s->text = text;
	s->text_len = len;
	session_drop_query(s);
	return search_understand(s->search, &request, &s->query, err);
}

enum coop_status session_understand_fully(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, 0);
	enum coop_status st = session_understand(s, ask, text, len, err);
	return st ? st : search_understand_fully(s->search, &request, &s->query, err);
}

/*
 * Relaxes the phrases of a query that matches nothing, step by step until it matches something. It
 * stops where the query matches something without its filters: then they are why, not the phrases.
 */
static enum coop_status relax(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	struct query typed = s->query;
	bool filters = qtree_has_filters(&typed.tree) || typed.narrowed, found = false,
	     filtered = false;
	enum query_step step = QUERY_AS_TYPED;
	enum coop_status st = COOP_OK;
	s->query = (struct query){0};
	while (!st && !found && !filtered && step < QUERY_STEPS) {
		if (step > QUERY_AS_TYPED)
			st = run_step(s, ask, text, len, step, false, err);
		if (step == QUERY_FORMS)
			s->near = s->query.planned.can_near;
		found = !st && step > QUERY_AS_TYPED && search_found(s->search) > 0;
		if (!st && !found && filters) {
			st = run_step(s, ask, text, len, step, true, err);
			filtered = !st && search_found(s->search) > 0;
		}
		s->step = step++;
		/* a single word cannot be near another one */
		if (step == QUERY_NEAR && !s->near)
			step++;
	}
	if (found) {
		query_release(&typed);
		return st;
	}
	s->step = QUERY_AS_TYPED;
	query_release(&s->query);
	s->query = typed;
	search_drop(s->search);
	return st;
}

/* Answers a query, relaxed if need be. */
static enum coop_status ask_once(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	s->text = text;
	s->text_len = len;
	s->step = QUERY_AS_TYPED;
	s->near = false;
	enum coop_status st = run_step(s, ask, text, len, QUERY_AS_TYPED, false, err);
	bool relaxed = !st && !ask->strict && search_found(s->search) == 0 &&
		       analysed_can_relax(&s->query.tree, &s->query.analysed);
	return relaxed ? relax(s, ask, text, len, err) : st;
}

/* Asks for more hits until there are groups enough, or no more hits. */
static enum coop_status ask_groups(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	size_t offset = ask->offset < GROUPS_HITS_MAX ? ask->offset : GROUPS_HITS_MAX;
	size_t wanted = ask->count < GROUPS_HITS_MAX - offset ? offset + ask->count
							      : GROUPS_HITS_MAX;
	enum coop_status st;
	s->hits = wanted > GROUPS_HITS ? wanted : GROUPS_HITS;
	for (;;) {
		st = ask_once(s, ask, text, len, err);
		if (!st)
			st = groups_find(&s->groups, s->search, &s->record, err);
		if (st || s->groups.count >= wanted ||
			search_count(s->search) < s->hits || s->hits == GROUPS_HITS_MAX)
			break;
		s->hits = s->hits < GROUPS_HITS_MAX / 2 ? s->hits * 2 : GROUPS_HITS_MAX;
	}
	size_t all = st ? 0 : s->groups.count;
	s->first_group = ask->offset < all ? ask->offset : all;
	s->ngroups = all - s->first_group;
	if (s->ngroups > ask->count)
		s->ngroups = ask->count;
	return st;
}

/*
 * Reads what the results of shards need later, counts and notices, and keeps it, so that a shard that is
 * lost or damaged is found while another place can still be asked.
 */
static enum coop_status read_ahead(
	struct session *s, const struct ask *ask, struct coop_error *err)
{
	struct facet_list facets = {0};
	uint64_t total = 0;
	search_forget(s->search);
	enum coop_status st =
		ask->facets ? session_count_facets(s, ask->facets, &total, &facets, err)
			    : COOP_OK;
	s->ahead.wishes = st ? NULL : ask->facets;
	s->ahead.total = total;
	s->ahead.facets = facets;
	if (!st && !ask->facets && ask->total > TOTAL_NONE) {
		st = session_total(s, ask->total, &s->ahead.matches, err);
		s->ahead.effort = ask->total;
	}
	for (size_t i = 0; !st && i < session_count(s); i++) {
		st = session_fetch(s, i, err);
		if (!st)
			st = search_read_ahead(s->search,
				search_docid(s->search, session_hit(s, i)), err);
	}
	return st;
}

enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	struct search_timing before = *search_timing(s->search);
	const struct session *opened = s->first ? s->first : s;
	struct coop_error why;
	enum coop_status st, replaced = COOP_OK;
	s->grouped = ask->group;
	do {
		why = (struct coop_error){0};
		st = ask->group ? ask_groups(s, ask, text, len, &why)
				: ask_once(s, ask, text, len, &why);
		if (!st && opened->shards.count > 0)
			st = read_ahead(s, ask, &why);
		if (st)
			replaced = session_replace_lost(s, &why, err);
		if (st && !replaced) /* the times of what is open now */
			before = *search_timing(s->search);
	} while (st && !replaced);
	const struct search_timing *sum = s->search ? search_timing(s->search) : &before;
	s->understanding = sum->planning - before.planning;
	s->matching = sum->matching - before.matching;
	s->reranking = sum->reranking - before.reranking;
	return replaced;
}

enum coop_status session_count_matches(struct session *s, const struct ask *ask,
	const char *text, size_t len, uint64_t *count, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, 0);
	struct coop_error why = {0};
	struct query q = {.tree.count = 0};
	request.strict = false;
	*count = 0;
	enum coop_status st = search_understand(s->search, &request, &q, &why);
	if (!st)
		st = search_all(s->search, &q, &s->counted, &why);
	if (!st)
		*count = s->counted.count;
	query_release(&q);
	return st && st != COOP_E_QUERY ? coop_pass_on(err, &why) : COOP_OK;
}

void session_drop(struct session *s)
{
	session_drop_query(s);
	search_drop(s->search);
	s->text = "";
	s->text_len = 0;
	s->grouped = false;
}

enum coop_status session_select(
	struct session *s, const uint32_t *docids, size_t count, struct coop_error *err)
{
	session_drop_query(s);
	s->text = "";
	s->text_len = 0;
	s->step = QUERY_AS_TYPED;
	s->grouped = false;
	s->understanding = s->matching = s->reranking = 0;
	return search_select(s->search, docids, count, err);
}
