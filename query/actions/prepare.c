/*
 * prepare.c - what follows from the options before an action runs.
 */
#include "query/actions/app.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/actions/results.h"
#include "shared/core/terminal.h"

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
static bool use_colour(const struct options *o)
{
	const char *term = variable("TERM");
	if (o->plain)
		return false;
	if (o->colour != COLOUR_AUTO)
		return o->colour == COLOUR_ALWAYS;
	if (variable("NO_COLOR"))
		return false;
	if (forces("FORCE_COLOR") || forces("CLICOLOR_FORCE"))
		return true;
	return isatty(STDOUT_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

/* A link needs a terminal that understands it: the console of Linux shows its bytes. */
static bool use_links(const struct options *o, bool colour)
{
	const char *term = getenv("TERM");
	int links = o->links;
	if (o->plain)
		return false;
	if (links != COLOUR_AUTO)
		return links == COLOUR_ALWAYS;
	return colour && coop_terminal_is_smart(STDOUT_FILENO) && term &&
	       strcmp(term, "linux") != 0;
}

bool app_wants_pager(const struct app *app)
{
	const struct options *o = app->options;
	bool input = o->batch || (app->nwords == 1 && strcmp(app->words[0], "-") == 0);
	bool many = o->count > COUNT_DEFAULT || o->kwic || o->show;
	if (o->pager == PAGER_NEVER || o->open || !isatty(STDOUT_FILENO) ||
		(input && isatty(STDIN_FILENO)))
		return false;
	return o->pager == PAGER_ALWAYS ||
	       (app->output.format == OUTPUT_TEXT && many && !o->analyse &&
		       !o->explain_query && !o->plain &&
		       coop_terminal_is_smart(STDOUT_FILENO));
}

enum coop_status app_prepare(struct app *app, FILE *stream, struct coop_error *err)
{
	const struct options *o = app->options;
	app->ask = options_ask(o);
	app->output = (struct output){.stream = stream,
		.colour = use_colour(o),
		.plain = o->plain,
		.width = o->width ? o->width : coop_terminal_width(STDOUT_FILENO)};
	enum coop_status st = app_choose_output(app, err);
	app->ask.total = st ? TOTAL_NONE : results_total_effort(&app->output);
	if (!st)
		st = app_read_filters(app, err);
	if (!st)
		st = app_read_facets(app, err);
	app->output.links = use_links(o, app->output.colour);
	return st;
}

void app_release(struct app *app)
{
	app_release_output(app);
	narrowing_release(&app->filters);
	facet_wishes_release(&app->facets);
}
