/*
 * facets.c - the facets that the options ask for.
 */
#include "query/actions/actions.h"
#include "query/actions/plot.h"
#include "shared/core/i18n.h"

/* Refuses a format without a place for facets. */
static enum coop_status check(const struct app *app, struct coop_error *err)
{
	const struct output_ops *ops = output_ops(app->output.format);
	if (!ops->takes_facets)
		return coop_fail(err, COOP_E_ARG,
			TR("--facets, --timeline and --map go with text, json, jsonl and tsv; the format is %s",
				"--facets, --timeline et --map vont avec text, json, jsonl et tsv ; le format est %s"),
			ops->name);
	if (!ops->facets_alone || app->ask.count == 0)
		return COOP_OK;
	return coop_fail(err, COOP_E_ARG,
		TR("lines of facets are not those of notices: add -n 0 for %s",
			"les lignes des facettes ne sont pas celles des notices : ajoutez -n 0 pour %s"),
		ops->name);
}

/* Reads the file of a picture. */
static enum coop_status read_plot(struct app *app, struct coop_error *err)
{
	const struct options *o = app->options;
	if (!o->plot)
		return COOP_OK;
	if (o->timeline == o->map || o->batch)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--plot goes with --timeline or with --map, one of them, and with one query",
				"--plot va avec --timeline ou avec --map, l'un des deux, et une seule requête"));
	app->output.plot = o->plot;
	return plot_check(o->plot, err);
}

enum coop_status app_read_facets(struct app *app, struct coop_error *err)
{
	const struct options *o = app->options;
	enum coop_status st = COOP_OK;
	struct coop_error why = {0};
	if (o->facets && facet_wishes_parse(&app->facets, o->facets, &why))
		st = options_pass_on(o->facets, err, &why);
	if (!st && o->timeline)
		st = facet_wishes_add_layout(&app->facets, FACET_TIMELINE, err);
	if (!st && o->map)
		st = facet_wishes_add_layout(&app->facets, FACET_MAP, err);
	if (!st)
		st = read_plot(app, err);
	if (st || app->facets.count == 0)
		return st;
	app->ask.facets = &app->facets;
	return check(app, err);
}
