/*
 * answer.c - one query: its answer, or how it is understood.
 */
#include "query/actions/actions.h"
#include "query/actions/doctor.h"
#include "query/actions/messages.h"
#include "query/actions/reach.h"
#include "query/actions/results.h"
#include "query/output/explained.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* Prints a line, and empties it. */
static enum coop_status print_line(struct coop_buf *line, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(line, err);
	if (!st && line->len > 0)
		coop_diag_note("coopq", "%s", line->s);
	coop_buf_reset(line);
	return st;
}

/* Says what was made of each word, for --explain. */
static enum coop_status print_words(const struct session *s, struct coop_error *err)
{
	struct coop_buf line = {0};
	const struct query *q = &s->query;
	enum coop_status st = search_read_proofs(s->search, err);
	for (size_t i = 0; !st && i < query_count(q); i++) {
		explained_word(q, i, coop_analyzer_acronyms(s->analyzer), &line);
		st = print_line(&line, err);
	}
	explained_excluded(q, &line);
	if (!st)
		st = print_line(&line, err);
	coop_buf_release(&line);
	return st;
}

enum coop_status app_print_notes(struct app *app, struct coop_error *err)
{
	struct session *s = &app->session;
	bool text = app->output.format == OUTPUT_TEXT, some = search_found(s->search) > 0;
	enum coop_status st = messages_print_corrections(s, NULL, err);
	messages_print_step(s->step, s->near, NULL);
	reach_print_note(s, &app->ask, NULL);
	messages_print_warnings(s, NULL);
	if (!app->found && text)
		coop_diag_note("coopq", "%s",
			some ? TR("no more results", "pas d'autre résultat")
			     : TR("nothing found", "rien trouvé"));
	if (!st && some && text)
		st = meant_print(app, err);
	if (!st && (app->options->doctor || (!some && text)))
		st = doctor_print(app->options, s, &app->ask, NULL, err);
	return st;
}

enum coop_status app_answer(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	enum coop_status st =
		session_ask(s, &app->ask, coop_buf_cstr(text), text->len, err);
	if (st == COOP_E_QUERY && !app->ask.strict)
		messages_print_warnings(s, NULL);
	if (st)
		return st;
	app->found = session_found(s, &app->ask);
	st = app_print_notes(app, err);
	if (!st && app->output.explain && app->output.format == OUTPUT_TEXT)
		st = print_words(s, err);
	return st ? st : results_print(&app->output, s, &app->ask, NULL, err);
}

enum coop_status action_answer(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = app_read_query(app, &text, err);
	if (!st)
		st = app_open(app, err);
	if (!st)
		st = app_answer(app, &text, err);
	if (!st)
		app_print_timing(app, search_timing(app->session.search));
	coop_buf_release(&text);
	return st;
}

/* Prints the plan of a query. */
static enum coop_status explain_plan(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	enum coop_status st = app_open(app, err);
	if (!st)
		st = session_understand_fully(
			s, &app->ask, coop_buf_cstr(text), text->len, err);
	if (st)
		return st;
	st = messages_print_corrections(s, NULL, err);
	if (st)
		return st;
	messages_print_warnings(s, NULL);
	return messages_print_plan(app->output.stream, &s->query, err);
}

enum coop_status action_explain_query(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = app_read_query(app, &text, err);
	bool tree = app->options->explain_query == EXPLAIN_TREE;
	if (!st && tree)
		st = messages_print_tree(
			app->output.stream, &app->ask, app_names(app), &text, err);
	if (!st && tree)
		st = reach_explain(app, &text, err);
	else if (!st)
		st = explain_plan(app, &text, err);
	app->found = true;
	coop_buf_release(&text);
	return st;
}
