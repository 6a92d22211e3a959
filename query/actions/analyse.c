/*
 * analyse.c - what becomes of a text.
 */
#include <string.h>

#include "query/actions/actions.h"
#include "shared/cli/print_analysis.h"

/* With the acronyms of the index if there is one. */
enum coop_status action_analyse(struct app *app, struct coop_error *err)
{
	struct coop_error none = {0};
	struct session *s = &app->session;
	const char *text = app->options->analyse;
	enum coop_status st = app_open(app, &none);
	if (!st)
		st = search_read_proofs(s->search, &none);
	if (st && st != COOP_E_NOINDEX)
		return coop_pass_on(err, &none);
	app->found = true;
	return coop_print_analysis(
		app->output.stream, "", s->analyzer, text, strlen(text), err);
}
