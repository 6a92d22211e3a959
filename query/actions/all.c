#include "query/actions/all.h"

#include "query/actions/actions.h"
#include "query/actions/print_notes.h"
#include "query/syntax/print.h"

void all_release(struct all *a)
{
	citation_release(&a->now);
	coop_docset_release(&a->set);
	changes_release(&a->changes);
}

/* Asks the query of the generation that citation_describe() left open. */
static enum coop_status ask(struct app *app, struct all *a, struct coop_error *err)
{
	struct session *s = &app->session;
	const struct coop_buf *query = &a->now.asked.query;
	enum coop_status st =
		session_understand(s, &app->ask, coop_buf_cstr(query), query->len, err);
	if (!st)
		st = print_warnings(s, app->options, NULL, err);
	if (!st) {
		qtree_print(&s->query.tree, &a->now.parsed);
		st = coop_buf_check(&a->now.parsed, err);
	}
	if (!st)
		st = search_all(s->search, &s->query, &a->set, err);
	if (!st)
		a->now.count = a->set.count;
	return st;
}

enum coop_status all_find(struct app *app, struct all *a, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = app_read_query(app, &text, err);
	if (!st)
		st = recall_asked(&a->now.asked, app->options, &text, err);
	if (!st)
		st = app_open(app, err);
	if (!st)
		st = citation_describe(&a->now, &app->session, err);
	if (!st)
		st = ask(app, a, err);
	coop_buf_release(&text);
	return st;
}

enum coop_status all_compare(
	struct app *app, struct all *a, const struct hits *before, struct coop_error *err)
{
	enum coop_status st = hits_compare(
		app->session.search, &a->set, before, &a->now.hits, &a->changes, err);
	return st ? st : hits_digest(&a->now.hits, a->now.digest, err);
}
