/*
 * coopq.c - the functions of coopq.h about an index and an answer; read.c has those about a notice.
 */
#include <stdlib.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/library/handle.h"
#include "query/search/total.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* Numbers are part of the interface. */
#define SAME(a, b) _Static_assert((int)(a) == (int)(b), #a)
SAME(COOPQ_OK, COOP_OK);
SAME(COOPQ_NOMEM, COOP_E_NOMEM);
SAME(COOPQ_IO, COOP_E_IO);
SAME(COOPQ_ARG, COOP_E_ARG);
SAME(COOPQ_INPUT, COOP_E_INPUT);
SAME(COOPQ_QUERY, COOP_E_QUERY);
SAME(COOPQ_NOINDEX, COOP_E_NOINDEX);
SAME(COOPQ_STALE, COOP_E_STALE);
SAME(COOPQ_VERSION, COOP_E_VERSION);
SAME(COOPQ_CORRUPT, COOP_E_CORRUPT);
SAME(COOPQ_ENGINE, COOP_E_ENGINE);

static const char allowed[] =
	"index|limit|offset|group|sort|filter|any|strict|stop-words|"
	"synonyms|thesaurus|widen|paths";
/* Those that decide what is opened. */
static const char opened[] = "index|synonyms|thesaurus|widen";

coopq *coopq_new(void)
{
	coopq *q = calloc(1, sizeof *q);
	if (!q)
		return NULL;
	options_init(&q->options);
	options_table(&q->options, q->setter.rows);
	coop_setter_begin(&q->setter, allowed);
	q->now = q->options;
	q->app.options = &q->now;
	return q;
}

/* Forgets the last query, and all that came of it. */
static void forget(coopq *q)
{
	handle_forget_notice(q);
	notes_release(&q->notes);
	q->noted = q->answered = q->prepared = false;
	if (q->app.session.search)
		session_drop(&q->app.session);
}

/* Closes what is open; the analyzer too, which has learned from the index. */
static void close_session(coopq *q)
{
	forget(q);
	session_close(&q->app.session);
	q->app.session = (struct session){.search = NULL};
}

void coopq_close(coopq *q)
{
	if (!q)
		return;
	close_session(q);
	handle_release_notice(q);
	narrowing_release(&q->app.filters);
	coop_buf_release(&q->text);
	coop_buf_release(&q->line);
	coop_setter_release(&q->setter);
	free(q);
}

enum coopq_status handle_keep(coopq *q, const struct coop_error *err)
{
	coop_make_safe(q->message, sizeof q->message, err->msg, strlen(err->msg));
	coop_make_safe(q->hint, sizeof q->hint, err->hint, strlen(err->hint));
	return (enum coopq_status)err->status;
}

/* ---- options ---- */

enum coopq_status coopq_set(coopq *q, const char *option, const char *value)
{
	struct coop_error err = {0};
	if (coop_opts_is_among(opened, option))
		close_session(q);
	coop_setter_set(&q->setter, option, value, &err);
	return handle_keep(q, &err);
}

enum coopq_status coopq_unset(coopq *q, const char *option)
{
	struct coop_error err = {0};
	if (coop_opts_is_among(opened, option))
		close_session(q);
	forget(q); /* the last query may have borrowed it */
	coop_setter_unset(&q->setter, option, &err);
	return handle_keep(q, &err);
}

/* ---- an index ---- */

/* Takes the options as they are now, and opens what they name. */
static enum coop_status open_index(coopq *q, struct coop_error *err)
{
	q->now = q->options;
	enum coop_status st = options_settle(&q->now, err);
	if (!st)
		st = app_open(&q->app, err);
	if (st)
		close_session(q);
	return st;
}

enum coopq_status coopq_open(coopq *q)
{
	struct coop_error err = {0};
	if (!q->app.session.search)
		open_index(q, &err);
	return handle_keep(q, &err);
}

enum coopq_status coopq_reopen(coopq *q)
{
	close_session(q);
	return coopq_open(q);
}

/* ---- an answer ---- */

/* Asks for the text of the handle. */
static enum coop_status ask(coopq *q, struct coop_error *err)
{
	struct app *app = &q->app;
	enum coop_status st = open_index(q, err);
	if (st)
		return st;
	narrowing_release(&app->filters);
	app->no_names = false;
	app->ask = options_ask(&q->now);
	st = app_read_filters(app, err);
	if (!st)
		st = session_ask(&app->session, &app->ask, coop_buf_cstr(&q->text),
			q->text.len, err);
	return st;
}

enum coopq_status coopq_ask(coopq *q, const char *query)
{
	struct coop_error err = {0};
	forget(q);
	coop_buf_reset(&q->text);
	coop_buf_str(&q->text, query);
	enum coop_status st = coop_buf_check(&q->text, &err);
	if (!st)
		st = ask(q, &err);
	q->answered = !st;
	return handle_keep(q, &err);
}

size_t coopq_count(const coopq *q)
{
	return q->answered ? session_count(&q->app.session) : 0;
}

enum coopq_status coopq_total(coopq *q, int exact, uint64_t *count)
{
	struct coop_error err = {0};
	struct total total = {.count = 0};
	struct session *s = &q->app.session;
	if (q->answered)
		search_total(s->search, &s->query, exact ? TOTAL_EXACT : TOTAL_CHEAP,
			&total, &err);
	*count = total.count;
	return handle_keep(q, &err);
}

const char *coopq_note(coopq *q, size_t i)
{
	struct coop_error err = {0};
	struct session *s = &q->app.session;
	if (q->answered && !q->noted)
		q->noted = !notes_of_answer(&q->notes, s, &q->app.ask, true, &err);
	if (q->answered && !q->noted)
		notes_release(&q->notes);
	handle_keep(q, &err);
	if (i >= q->notes.count)
		return NULL;
	const struct coop_bytes note = note_text(&q->notes, i);
	char *line = handle_line(q, COOP_SAFE_SIZE(note.len));
	if (line)
		coop_make_safe(line, COOP_SAFE_SIZE(note.len), note.s, note.len);
	return line;
}

const char *coopq_message(const coopq *q)
{
	return q->message;
}

const char *coopq_hint(const coopq *q)
{
	return q->hint;
}

size_t coopq_safe(char *to, size_t size, const char *text)
{
	return coop_make_safe(to, size, text ? text : "", text ? strlen(text) : 0);
}
