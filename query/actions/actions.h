/*
 * actions.h - what coopq can be asked to do.
 *
 * An action reads the options, opens the index if it needs it, prints to app->output, and sets
 * app->found. Messages for people go to standard error. An action is a file of this room; main.c
 * chooses one.
 */
#ifndef COOP_QUERY_ACTIONS_ACTIONS_H
#define COOP_QUERY_ACTIONS_ACTIONS_H

#include "query/actions/app.h"
#include "shared/core/error.h"

typedef enum coop_status action(struct app *app, struct coop_error *err);

/* Answers the words of the command line as one query. */
action action_answer;
/* Answers each line of standard input (batch.h). */
action action_batch;
/* Says how a query is understood, or prints its plan. */
action action_explain_query;
/* Shows what becomes of a text. */
action action_analyse;
/* Prints whole notices, by their ids. */
action action_show;
/* Opens a notice or its source in another program. */
action action_open;
/* Answers with notices like one, by its best words. */
action action_like;
/* Prints every occurrence of the words in its context. */
action action_kwic;

/* Saves a query under a name; lists what is saved; deletes one (saved_searches.c). */
action action_save;
action action_searches;
action action_delete_search;
/* What a saved search finds that it did not find the last time. */
action action_news;
/* An answer as a line for a publication, or as JSON. */
action action_cite;
/* What has entered, changed and left since an answer was cited. */
action action_replay;

/* ---- what actions share (common.c) ---- */

/*
 * The words of the command line, or standard input for "-", as one query; appended to `text`. With those
 * of a saved search, they find what both find.
 */
enum coop_status app_read_query(
	struct app *app, struct coop_buf *text, struct coop_error *err);

/*
 * The files that queries find more by: the option decides, then the environment, where nothing is none.
 * Borrows from both.
 */
struct session_files app_files(const struct options *o);

/*
 * Sets what follows from app->options: how queries are asked, and where and how they are printed; `stream` is
 * where. Columns named in the options may open the index. Fails as app_choose_output(), app_read_filters() and
 * app_read_facets() do.
 */
enum coop_status app_prepare(struct app *app, FILE *stream, struct coop_error *err);
/* Forgets that; the session stays open. */
void app_release(struct app *app);
/*
 * Whether output goes through a pager: results for reading on a terminal that are more than usual, whole
 * notices and concordances, or whatever the user wants there; what --open opens is its own affair. Never
 * while the query or those of a batch are typed.
 */
bool app_wants_pager(const struct app *app);

/* Opens the indexes of the options. */
enum coop_status app_open(struct app *app, struct coop_error *err);

/*
 * The columns of the index of the options, for who parses before the action opens it: it is opened when
 * the first name is asked for. Where it cannot be, there are no columns, and the action says why.
 */
const struct qnames *app_names(struct app *app);

/* Asks a query of the open session, and prints the warnings of one that is refused (answer.c). */
enum coop_status app_ask(struct app *app, const struct ask *ask,
	const struct coop_buf *text, struct coop_error *err);
/* The same, and prints notes and results (answer.c). */
enum coop_status app_answer(
	struct app *app, const struct coop_buf *text, struct coop_error *err);

/* Says what was made of the last query, and that nothing was found unless app->found (answer.c). */
enum coop_status app_print_notes(struct app *app, struct coop_error *err);
/* Reads the filters of the options into app->filters and app->ask. */
enum coop_status app_read_filters(struct app *app, struct coop_error *err);
/*
 * Sets the format that the options ask for, and its columns, in app->output. COOP_E_ARG for options that do
 * not go together. (format.c)
 */
enum coop_status app_choose_output(struct app *app, struct coop_error *err);
void app_release_output(struct app *app);

/*
 * Reads which facets the options ask for into app->facets and app->ask. COOP_E_ARG for unknown ones, and
 * where the format of the output has no place for them.
 */
enum coop_status app_read_facets(struct app *app, struct coop_error *err);

/* Says which shards (query/search/session.h) answers are without; whether there are any. */
bool app_print_missing(const struct session *s);

/* Prints what the stages cost, if the options ask for it. */
void app_print_timing(const struct app *app, const struct search_timing *t);

#endif
