#include "query/search/session.h"

#include "query/syntax/relax.h"
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
	paths_release(&s->paths);
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
	coop_docset_release(&s->counted);
	coop_buf_release(&s->dir);
	paths_release(&s->paths);
	query_release(&s->query);
	search_close(s->search);
	coop_analyzer_free(s->analyzer);
	*s = (struct session){0};
}

static void drop_query(struct session *s)
{
	query_release(&s->query);
	s->query = (struct query){0};
}

static struct search_request request_of(
	const struct ask *ask, const char *text, size_t len)
{
	return (struct search_request){.text = text,
		.len = len,
		.options = {.keep_stopwords = ask->keep_stopwords, .any = ask->any},
		.strict = ask->strict,
		.first = ask->offset,
		.count = ask->count};
}

/* Answers a query in one of its steps. */
static enum coop_status run_step(struct session *s, const struct ask *ask,
	const char *text, size_t len, enum query_step step, bool unfiltered,
	struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len);
	request.options.step = step;
	request.options.unfiltered = unfiltered;
	drop_query(s);
	return search_run(s->search, &request, &s->query, err);
}

enum coop_status session_understand(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len);
	s->text = text;
	s->text_len = len;
	drop_query(s);
	return search_understand(s->search, &request, &s->query, err);
}

/*
 * Relaxes the phrases of a query that matches nothing, step by step until it matches something. It
 * stops where the query matches something without its filters: then they are why, not the phrases.
 */
static enum coop_status relax(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	struct query typed = s->query;
	bool filters = qtree_has_filters(&typed.tree), found = false, filtered = false;
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

enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
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

enum coop_status session_count(struct session *s, const struct ask *ask, const char *text,
	size_t len, uint64_t *count, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len);
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

enum coop_status session_read(struct session *s, size_t i, struct coop_error *err)
{
	return search_record(s->search, i, &s->record, err);
}

enum coop_status session_path(
	struct session *s, enum path_form form, const char **path, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (!s->paths.ready)
		st = paths_open(&s->paths, form, search_root(s->search), err);
	return st ? st : paths_shown(&s->paths, &s->record, path, err);
}
