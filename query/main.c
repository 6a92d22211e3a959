/*
 * main.c - coopq: chooses what to do, does it, and says how that went.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "shared/cli/bus.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

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

static action *choose(const struct options *o)
{
	if (o->searches)
		return action_searches;
	if (o->remove)
		return action_delete_search;
	if (o->analyse)
		return action_analyse;
	if (o->batch)
		return action_batch;
	if (o->save)
		return action_save;
	if (o->replay)
		return action_replay;
	if (o->news)
		return action_news;
	if (o->cite)
		return action_cite;
	return o->explain_query ? action_explain_query : action_answer;
}

/* Closes the output, and has the file that waits for that take its place. */
static enum coop_status close_output(struct app *app, enum coop_status st, bool *written)
{
	struct coop_error err = {0};
	bool taken;
	*written = coop_close_stdout(program);
	if (!st && *written && app->after.fd >= 0)
		st = fresh_commit(&app->after, true, &taken, &err);
	if (err.status)
		coop_diag(program, NULL, &err);
	return st;
}

static int run(const struct options *o, char **words, size_t nwords)
{
	struct coop_error err = {0};
	struct recalled recalled = {0};
	enum coop_status st = recall(&recalled, o, words, &nwords, &err);
	struct app app = {.options = o,
		.words = words,
		.nwords = nwords,
		.recalled = &recalled,
		.after = FRESH_NONE,
		.ask = {.offset = o->offset,
			.count = o->count,
			.keep_stopwords = o->stopwords,
			.any = o->any,
			.paths = o->paths,
			.strict = o->strict},
		.output = {.stream = stdout,
			.format = (enum output_format)o->format,
			.colour = use_colour(o->colour)}};
	if (!st)
		st = choose(o)(&app, &err);
	session_close(&app.session);
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
	return options->help || options->version ? inform(options)
						 : run(options, argv + 1, nwords);
}
