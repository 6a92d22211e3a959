/*
 * main.c - coopq: chooses what to do, does it, and says how that went.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/actions/complete.h"
#include "query/output/pager.h"
#include "query/serve/serve.h"
#include "shared/cli/bus.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

static const char program[] = "coopq";

/* The value of an environment variable; NULL when it is not set, or empty. */
static const char *variable(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

/* Whether a variable that forces colour does: 0 is no. */
static bool forces(const char *name)
{
	const char *value = variable(name);
	return value && strcmp(value, "0") != 0;
}

/*
 * The option decides, then NO_COLOR (no-color.org), then FORCE_COLOR (force-color.org) and CLICOLOR_FORCE
 * (bixense.com/clicolors); then whether standard output is a terminal.
 */
static bool use_colour(int colour)
{
	const char *term = variable("TERM");
	if (colour != COLOUR_AUTO)
		return colour == COLOUR_ALWAYS;
	if (variable("NO_COLOR"))
		return false;
	if (forces("FORCE_COLOR") || forces("CLICOLOR_FORCE"))
		return true;
	return isatty(STDOUT_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

/* A link needs a terminal that understands it: the console of Linux shows its bytes. */
static bool use_links(int links, bool colour)
{
	const char *term = getenv("TERM");
	if (links != COLOUR_AUTO)
		return links == COLOUR_ALWAYS;
	return colour && coop_terminal_is_smart(STDOUT_FILENO) && term &&
	       strcmp(term, "linux") != 0;
}

/*
 * Whether output goes through a pager: results for reading on a terminal that are more than usual, whole
 * notices and concordances, or whatever the user wants there; what --open opens is its own affair. Never
 * while the query or those of a batch are typed.
 */
static bool use_pager(const struct app *app)
{
	const struct options *o = app->options;
	bool input = o->batch || (app->nwords == 1 && strcmp(app->words[0], "-") == 0);
	bool many = o->count > COUNT_DEFAULT || o->kwic || o->show;
	if (o->pager == PAGER_NEVER || o->open || !isatty(STDOUT_FILENO) ||
		(input && isatty(STDIN_FILENO)))
		return false;
	return o->pager == PAGER_ALWAYS ||
	       (app->output.format == OUTPUT_TEXT && many && !o->analyse &&
		       !o->explain_query && coop_terminal_is_smart(STDOUT_FILENO));
}

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
	[ACTION_SERVE] = action_serve};

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
		.ask = options_ask(o),
		.output = {.stream = stdout,
			.colour = use_colour(o->colour),
			.width =
				o->width ? o->width : coop_terminal_width(STDOUT_FILENO)},
		.pager = &pager};
	if (!st)
		st = app_choose_output(&app, &err);
	if (!st)
		st = app_read_filters(&app, &err);
	if (!st)
		st = app_read_facets(&app, &err);
	app.output.links = use_links(o->links, app.output.colour);
	if (!st && use_pager(&app))
		pager_start(&pager);
	if (!st)
		st = actions[o->action](&app, &err);
	session_close(&app.session);
	app_release_output(&app);
	narrowing_release(&app.filters);
	facet_wishes_release(&app.facets);
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
