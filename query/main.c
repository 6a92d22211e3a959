/*
 * main.c - coopq: chooses what to do, does it, and says how that went.
 */
#include <stdio.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/actions/complete.h"
#include "query/output/pager.h"
#include "query/prompt/prompt.h"
#include "query/serve/serve.h"
#include "shared/cli/bus.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

static const char program[] = "coopq";

static action *const actions[ACTION_COUNT] = {[ACTION_ANSWER] = action_answer,
	[ACTION_SEARCHES] = action_searches,
	[ACTION_DELETE] = action_delete_search,
	[ACTION_SAVE] = action_save,
	[ACTION_NEWS] = action_news,
	[ACTION_CITE] = action_cite,
	[ACTION_REPLAY] = action_replay,
	[ACTION_SHOW] = action_show,
	[ACTION_OPEN] = action_open,
	[ACTION_KWIC] = action_kwic,
	[ACTION_LIKE] = action_like,
	[ACTION_BATCH] = action_batch,
	[ACTION_ANALYSE] = action_analyse,
	[ACTION_EXPLAIN_QUERY] = action_explain_query,
	[ACTION_SERVE] = action_serve,
	[ACTION_PROMPT] = action_prompt};

/*
 * Whether queries are typed one after another: there are no words, somebody is at both ends, and no option asks
 * for the one answer that filters alone have.
 */
static bool is_prompt(const struct app *app)
{
	const struct options *o = app->options;
	bool one = o->filters.count > 0 && (o->format != OUTPUT_UNCHOSEN || o->template ||
						   o->facets || o->timeline || o->map);
	return app->nwords == 0 && app->recalled->name.len == 0 && !one &&
	       isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* Whether there is nothing to answer: neither words nor filters. */
static bool is_wordless(const struct app *app)
{
	return app->nwords == 0 && app->recalled->name.len == 0 &&
	       app->options->filters.count == 0;
}

static enum coop_status fail_wordless(struct coop_error *err)
{
	coop_diag_note(program, "%s",
		TR("usage: coopq [OPTION]... WORD...",
			"usage : coopq [OPTION]... MOT..."));
	coop_fail(err, COOP_E_ARG, "%s",
		TR("nothing to look for: there is no word, and no terminal to ask for one",
			"rien à chercher : il n'y a ni mot, ni terminal pour en demander un"));
	coop_hint(err, "%s",
		TR("coopq --help lists the options", "coopq --help donne les options"));
	return COOP_E_ARG;
}

/* Closes the output, and has the file that waits for that take its place. */
static enum coop_status close_output(struct app *app, enum coop_status st, bool *written)
{
	struct coop_error err = {0};
	bool taken;
	/* who leaves the pager early wants no more: that is no failure */
	if (app->pager->pid > 0)
		fclose(stdout);
	*written = pager_wait(app->pager) || coop_close_stdout(program);
	if (!st && *written && app->after.fd >= 0)
		st = fresh_commit(&app->after, true, &taken, &err);
	if (err.status)
		coop_diag(program, NULL, &err);
	return st;
}

static int run(const struct options *o, char **words, size_t nwords)
{
	struct coop_error err = {0};
	struct pager pager = {0};
	struct recalled recalled = {0};
	/* it changes the options */
	enum coop_status st = recall(&recalled, o, words, &nwords, &err);
	struct app app = {.options = o,
		.words = words,
		.nwords = nwords,
		.recalled = &recalled,
		.after = FRESH_NONE,
		.pager = &pager};
	enum chosen_action chosen =
		o->action == ACTION_ANSWER && is_prompt(&app) ? ACTION_PROMPT : o->action;
	if (!st && chosen == ACTION_ANSWER && is_wordless(&app))
		st = fail_wordless(&err);
	if (!st)
		st = app_prepare(&app, stdout, &err);
	if (!st && chosen != ACTION_PROMPT && app_wants_pager(&app))
		pager_start(&pager);
	if (!st)
		st = actions[chosen](&app, &err);
	bool partial = !st && app_print_missing(&app.session);
	session_close(&app.session);
	app_release(&app);
	if (st == COOP_E_VERSION || st == COOP_E_CORRUPT)
		coop_hint(&err, "%s",
			TR("rebuild it: coopidx PATH...",
				"recréez-le : coopidx CHEMIN..."));
	if (st)
		coop_diag(program, NULL, &err);
	bool written;
	st = close_output(&app, st, &written);
	fresh_release(&app.after);
	recalled_release(&recalled);
	if (st)
		return coop_exit_of(st);
	if (!written)
		return COOP_EXIT_ERROR;
	if (partial)
		return COOP_EXIT_PARTIAL;
	return app.found || o->ok_if_none ? COOP_EXIT_OK : COOP_EXIT_NO_HIT;
}

/* Prints what --help or --version asks for. */
static int inform(const struct options *o)
{
	if (o->help)
		options_print_help((enum coop_help)o->help);
	else
		puts("coopq " COOP_VERSION);
	return coop_close_stdout(program) ? COOP_EXIT_OK : COOP_EXIT_ERROR;
}

int main(int argc, char **argv)
{
	const struct options *options;
	struct coop_error err = {0};
	size_t nwords;
	coop_guard_streams();
	coop_catch_bus(program, NULL);
	if (options_parse(argc, argv, &options, &nwords, &err)) {
		coop_diag(program, NULL, &err);
		return coop_exit_of(err.status);
	}
	if (options->complete)
		return complete_line(options, argv + 1, nwords);
	return options->help || options->version ? inform(options)
						 : run(options, argv + 1, nwords);
}
