/*
 * format.c - the format that the options ask for.
 */
#include "query/actions/actions.h"
#include "shared/core/i18n.h"

static enum output_format format_of(const struct options *o)
{
	if (o->template)
		return OUTPUT_TEMPLATE;
	if (o->format == OUTPUT_UNCHOSEN)
		return o->batch ? OUTPUT_TSV : OUTPUT_TEXT;
	return (enum output_format)o->format;
}

/* Refuses options that do not go with the format. */
static enum coop_status check(
	const struct options *o, const struct output_ops *ops, struct coop_error *err)
{
	if (o->template && (o->fields || o->format != OUTPUT_UNCHOSEN))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--template says all of the format: leave out --fields, and other formats",
				"--template dit tout du format : enlevez --fields et tout autre format"));
	if (o->fields && !ops->takes_columns)
		return coop_fail(err, COOP_E_ARG,
			TR("--fields chooses columns of tsv, csv, excel, json and jsonl; the format is %s",
				"--fields choisit les colonnes de tsv, csv, excel, json et jsonl ; le format est %s"),
			ops->name);
	if (o->null && !ops->takes_null)
		return coop_fail(err, COOP_E_ARG,
			TR("--null goes with --ids, --format=paths and --template; the format is %s",
				"--null va avec --ids, --format=paths et --template ; le format est %s"),
			ops->name);
	if (o->batch && ops->one_answer)
		return coop_fail(err, COOP_E_ARG,
			TR("%s holds the answer to one query; --batch takes tsv, csv, excel, json, jsonl, ids, paths, trec or --template",
				"%s contient la réponse à une seule requête ; --batch accepte tsv, csv, excel, json, jsonl, ids, paths, trec ou --template"),
			ops->name);
	return COOP_OK;
}

/* Refuses explanations where there are no scores, or no room. */
static enum coop_status check_explain(
	const struct options *o, const struct output_ops *ops, struct coop_error *err)
{
	if (!o->explain)
		return COOP_OK;
	if (o->sort || o->show || o->open || o->kwic)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--explain explains the order of scores: leave out --sort, --show, --open and --kwic",
				"--explain explique l'ordre des scores : enlevez --sort, --show, --open et --kwic"));
	if (ops->explains)
		return COOP_OK;
	coop_fail(err, COOP_E_ARG,
		TR("--explain: results as %s have no room for explanations",
			"--explain : les résultats au format %s n'ont pas de place pour des explications"),
		ops->name);
	coop_hint(err, "%s",
		TR("read them as text, or add --jsonl",
			"lisez-les en texte, ou ajoutez --jsonl"));
	return COOP_E_ARG;
}

enum coop_status app_choose_output(struct app *app, struct coop_error *err)
{
	const struct options *o = app->options;
	app->output.format = format_of(o);
	app->ask.scores = output_ops(app->output.format)->shows_scores;
	app->output.null = o->null != 0;
	app->output.colour = app->output.colour && !o->batch;
	const struct output_ops *ops = output_ops(app->output.format);
	app->output.explain = o->explain != 0;
	enum coop_status st = check(o, ops, err);
	if (!st)
		st = check_explain(o, ops, err);
	if (!st && o->fields) {
		struct coop_error why = {0};
		output_columns_parse(o->fields, &app->columns, &why);
		st = options_pass_on(o->fields, err, &why);
		app->output.columns = &app->columns;
	}
	if (!st && o->template) {
		st = template_parse(o->template, &app->template, err);
		app->output.template = &app->template;
	}
	return st;
}

void app_release_output(struct app *app)
{
	output_columns_release(&app->columns);
	template_release(&app->template);
}
