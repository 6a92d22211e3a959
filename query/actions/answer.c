/*
 * answer.c - one query: its answer, or how it is understood.
 */
#include "query/actions/actions.h"
#include "query/actions/messages.h"
#include "query/actions/results.h"
#include "query/output/explained.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* Says which words were corrected. */
static void print_corrections(const struct query *q)
{
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		if (w.typed)
			coop_diag_note("coopq",
				TR("'%.*s' is not in the index; looked for '%.*s'",
					"'%.*s' n'est pas dans l'index ; recherche de '%.*s'"),
				(int)w.typed_len, w.typed, (int)w.form_len, w.form);
	}
}

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

void app_print_notes(const struct app *app)
{
	const struct session *s = &app->session;
	print_corrections(&s->query);
	messages_print_step(s->step, s->near, NULL);
	messages_print_warnings(&s->query, NULL);
	if (!app->found && app->output.format == OUTPUT_TEXT)
		coop_diag_note("coopq", "%s",
			search_found(s->search) > 0
				? TR("no more results", "pas d'autre résultat")
				: TR("nothing found", "rien trouvé"));
}

enum coop_status app_answer(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	enum coop_status st =
		session_ask(s, &app->ask, coop_buf_cstr(text), text->len, err);
	if (st == COOP_E_QUERY && !app->ask.strict)
		messages_print_warnings(&s->query, NULL);
	if (st)
		return st;
	app->found = session_found(s, &app->ask);
	app_print_notes(app);
	if (app->output.explain && app->output.format == OUTPUT_TEXT)
		st = print_words(s, err);
	return st ? st : results_print(&app->output, s, &app->ask, NULL, err);
}

enum coop_status action_answer(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = app_read_query(app, &text, err);
	if (!st)
		st = session_open(&app->session, app->options->index, err);
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
	enum coop_status st = session_open(s, app->options->index, err);
	if (!st)
		st = session_understand(
			s, &app->ask, coop_buf_cstr(text), text->len, err);
	if (st)
		return st;
	print_corrections(&s->query);
	messages_print_warnings(&s->query, NULL);
	return messages_print_plan(app->output.stream, &s->query, err);
}

enum coop_status action_explain_query(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = app_read_query(app, &text, err);
	if (!st && app->options->explain_query == EXPLAIN_TREE)
		st = messages_print_tree(app->output.stream, &app->ask, &text, err);
	else if (!st)
		st = explain_plan(app, &text, err);
	app->found = true;
	coop_buf_release(&text);
	return st;
}
