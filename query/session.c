#include "query/session.h"

#include "shared/index/layout.h"

enum coop_status session_open(
	struct session *s, const char *index, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&s->analyzer, err);
	if (!st)
		st = coop_index_locate(index, &s->dir, err);
	return st ? st : session_reopen(s, err);
}

enum coop_status session_reopen(struct session *s, struct coop_error *err)
{
	search_close(s->search);
	return search_open(s->dir.s, s->analyzer, &s->search, err);
}

enum coop_status session_share(
	struct session *s, const struct session *first, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&s->analyzer, err);
	return st ? st : search_share(first->search, s->analyzer, &s->search, err);
}

void session_close(struct session *s)
{
	coop_record_release(&s->record);
	coop_buf_release(&s->dir);
	query_free(s->query);
	search_close(s->search);
	coop_analyzer_free(s->analyzer);
	*s = (struct session){0};
}

/* Fails for a query of which something was ignored. */
static enum coop_status refuse(const struct query *q, struct coop_error *err)
{
	const struct warnings *notes = &query_tree(q)->notes;
	struct coop_buf text = {0};
	if (notes->count == 0)
		return COOP_OK;
	warning_print(&notes->at[0], &text);
	coop_fail(err, COOP_E_QUERY, "%s", coop_buf_cstr(&text));
	coop_buf_release(&text);
	return COOP_E_QUERY;
}

/* Takes the query in one of its ways, and runs it. */
static enum coop_status take_step(struct session *s, const struct ask *ask,
	const char *text, size_t len, enum query_step step, bool unfiltered,
	struct coop_error *err)
{
	query_free(s->query);
	enum coop_status st = query_new_as(s->analyzer, text, len, ask->keep_stopwords,
		step, unfiltered, &s->query, err);
	if (!st && ask->any)
		query_set_any(s->query);
	if (!st && ask->strict)
		st = refuse(s->query, err);
	return st ? st : search_run(s->search, s->query, ask->offset, ask->count, err);
}

/*
 * Relaxes the phrases of a query that nothing matches, step by step until something does: unless
 * it is filters that leave nothing of what is found without them.
 */
static enum coop_status relax(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	struct query *typed = s->query;
	bool filters = query_has_filters(typed), found = false, filtered = false;
	enum query_step step = QUERY_AS_TYPED;
	enum coop_status st = COOP_OK;
	s->query = NULL;
	while (!st && !found && !filtered && step < QUERY_STEPS) {
		if (step > QUERY_AS_TYPED)
			st = take_step(s, ask, text, len, step, false, err);
		found = !st && step > QUERY_AS_TYPED && search_found(s->search) > 0;
		if (!st && !found && filters) {
			st = take_step(s, ask, text, len, step, true, err);
			filtered = !st && search_found(s->search) > 0;
		}
		s->step = step++;
	}
	if (found) {
		query_free(typed);
		return st;
	}
	s->step = QUERY_AS_TYPED;
	query_free(s->query);
	s->query = typed;
	search_drop(s->search);
	return st;
}

enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	s->step = QUERY_AS_TYPED;
	enum coop_status st = take_step(s, ask, text, len, QUERY_AS_TYPED, false, err);
	/* what is too much is known only now */
	if (st || ask->strict)
		return st ? st : refuse(s->query, err);
	bool relaxed = search_found(s->search) == 0 && query_can_relax(s->query);
	return relaxed ? relax(s, ask, text, len, err) : COOP_OK;
}

enum coop_status session_read(struct session *s, size_t i, struct coop_error *err)
{
	return search_record(s->search, i, &s->record, err);
}
