/*
 * answer.c - one query: its answer, or how it is understood.
 */
#include "query/actions/actions.h"
#include "query/actions/print_notes.h"
#include "query/actions/print_query.h"
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

/* Adds what would find more: where something was found a question, else all that can be said. */
static enum coop_status add_more(
	struct app *app, bool some, struct notes *notes, struct coop_error *err)
{
	struct session *s = &app->session;
	bool text = app->output.format == OUTPUT_TEXT;
	enum coop_status st = COOP_OK;
	if (some && text)
		st = notes_meant(notes, s, &app->ask, err);
	if (!st && (app->options->doctor || (!some && text)))
		st = notes_doctor(notes, s, &app->ask, err);
	return st;
}

/* What is said beside an answer. */
struct said {
	struct notes notes, more;
};

static void said_release(struct said *s)
{
	notes_release(&s->notes);
	notes_release(&s->more);
	*s = (struct said){.notes = {.count = 0}};
}

static enum coop_status make_said(
	struct app *app, struct said *out, struct coop_error *err)
{
	struct session *s = &app->session;
	enum coop_status st = notes_of_answer(&out->notes, s, &app->ask, true, err);
	return st ? st : add_more(app, search_found(s->search) > 0, &out->more, err);
}

static enum coop_status print_said(
	struct app *app, const struct said *said, struct coop_error *err)
{
	bool some = search_found(app->session.search) > 0;
	enum coop_status st = print_notes(&said->notes, app->options, NULL, err);
	if (st)
		return st;
	if (!app->found && app->output.format == OUTPUT_TEXT)
		coop_diag_note("coopq", "%s",
			some ? TR("no more results", "pas d'autre résultat")
			     : TR("nothing found", "rien trouvé"));
	return print_notes(&said->more, app->options, NULL, err);
}

enum coop_status app_print_notes(struct app *app, struct coop_error *err)
{
	struct said said = {.notes = {.count = 0}};
	enum coop_status st = make_said(app, &said, err);
	if (!st)
		st = print_said(app, &said, err);
	said_release(&said);
	return st;
}

enum coop_status app_ask(struct app *app, const struct ask *ask,
	const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	enum coop_status st = session_ask(s, ask, coop_buf_cstr(text), text->len, err);
	/* a query without a word is the error that is told, whatever becomes of these */
	if (st == COOP_E_QUERY && !ask->strict)
		(void)print_warnings(s, app->options, NULL, NULL);
	return st;
}

/* Asks, and finds out what is said of it: once more where shards are lost meanwhile. */
static enum coop_status ask_and_make(struct app *app, const struct coop_buf *text,
	struct said *said, struct coop_error *err)
{
	struct coop_error why;
	enum coop_status st, replaced = COOP_OK;
	do {
		why = (struct coop_error){0};
		said_release(said);
		st = app_ask(app, &app->ask, text, &why);
		if (!st)
			st = make_said(app, said, &why);
		if (st)
			replaced = session_replace_lost(&app->session, &why, err);
	} while (st && !replaced);
	return replaced;
}

enum coop_status app_answer(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	struct said said = {.notes = {.count = 0}};
	enum coop_status st = ask_and_make(app, text, &said, err);
	app->found = !st && session_found(s, &app->ask);
	if (!st)
		st = print_said(app, &said, err);
	said_release(&said);
	if (!st && app->output.explain && app->output.format == OUTPUT_TEXT)
		st = print_words(s, err);
	if (!st)
		st = results_print(&app->output, s, &app->ask, NULL, err);
	return st || !app->answered ? st : app->answered(app, app->data, err);
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
	struct notes notes = {0};
	st = notes_corrected(&notes, s, err);
	if (!st)
		st = notes_warnings(&notes, s, err);
	if (!st)
		st = print_notes(&notes, app->options, NULL, err);
	notes_release(&notes);
	return st ? st : print_query_plan(app->output.stream, &s->query, err);
}

enum coop_status action_explain_query(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = app_read_query(app, &text, err);
	bool tree = app->options->explain_query == EXPLAIN_TREE;
	if (!st && tree)
		st = print_query_tree(app->output.stream, app->options, &app->ask,
			app_names(app), &text, err);
	if (!st && tree)
		st = reach_explain(app, &text, err);
	else if (!st)
		st = explain_plan(app, &text, err);
	app->found = true;
	coop_buf_release(&text);
	return st;
}
