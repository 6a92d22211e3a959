/*
 * options_settle.c - what follows from the options, and which do not go together.
 */
#include "query/actions/options_internal.h"
#include "query/output/output.h"
#include "shared/core/i18n.h"

/* Refuses what only results have, beside an action that prints none. */
static enum coop_status check_results(
	const struct options *o, const char *action, struct coop_error *err)
{
	const struct {
		bool asked;
		const char *name;
	} all[] = {{o->facets, "facets"}, {o->timeline, "timeline"}, {o->map, "map"},
		{o->plot, "plot"}, {o->group && !o->serve, "group"},
		{o->explain, "explain"}, {o->doctor, "doctor"},
		{o->format == OUTPUT_COUNT, "count"},
		/* a saved search has an order and filters of its own */
		{o->sort && (o->show || o->open || o->kwic || o->serve), "sort"},
		{o->filters.count > 0 && (o->show || o->open), "filter"}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].asked)
			return coop_fail(err, COOP_E_ARG,
				TR("--%s and --%s do not go together",
					"--%s et --%s ne vont pas ensemble"),
				action, all[i].name);
	return COOP_OK;
}

/* Refuses what has no meaning for pages, and what has one for them alone. */
static enum coop_status check_serve(const struct options *o, struct coop_error *err)
{
	const struct {
		bool asked;
		const char *name;
	} all[] = {{o->limited, "limit"}, {o->offset > 0, "offset"},
		{o->format != OUTPUT_UNCHOSEN, "format"}, {o->fields, "fields"},
		{o->template, "template"}, {o->null, "null"}, {o->timing, "timing"},
		{o->width > 0, "width"}, {o->query, "query"},
		{o->pager == PAGER_ALWAYS, "pager"}};
	if (!o->serve && (o->hosts.count > 0 || o->log_requests))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--host and --log-requests go with --serve",
				"--host et --log-requests vont avec --serve"));
	for (size_t i = 0; o->serve && i < sizeof all / sizeof *all; i++)
		if (all[i].asked)
			return coop_fail(err, COOP_E_ARG,
				TR("--%s and --%s do not go together",
					"--%s et --%s ne vont pas ensemble"),
				"serve", all[i].name);
	return COOP_OK;
}

enum coop_status options_choose_action(struct options *o, struct coop_error *err)
{
	const struct {
		bool asked;
		const char *name;
	} all[ACTION_COUNT] = {[ACTION_SEARCHES] = {o->searches, "searches"},
		[ACTION_DELETE] = {o->remove, "delete-search"},
		[ACTION_SAVE] = {o->save, "save"},
		[ACTION_NEWS] = {o->news, "news"},
		[ACTION_CITE] = {o->cite, "cite"},
		[ACTION_REPLAY] = {o->replay, "replay"},
		[ACTION_SHOW] = {o->show, "show"},
		[ACTION_OPEN] = {o->open, "open"},
		[ACTION_KWIC] = {o->kwic, "kwic"},
		[ACTION_LIKE] = {o->like, "like"},
		[ACTION_BATCH] = {o->batch, "batch"},
		[ACTION_ANALYSE] = {o->analyse, "analyse"},
		[ACTION_EXPLAIN_QUERY] = {o->explain_query, "explain-query"},
		[ACTION_SERVE] = {o->serve, "serve"}};
	o->action = ACTION_ANSWER;
	for (int i = 0; i < ACTION_COUNT; i++) {
		if (all[i].asked && o->action != ACTION_ANSWER)
			return coop_fail(err, COOP_E_ARG,
				TR("--%s and --%s do not go together",
					"--%s et --%s ne vont pas ensemble"),
				all[o->action].name, all[i].name);
		if (all[i].asked)
			o->action = (enum chosen_action)i;
	}
	bool lists_results = o->action == ACTION_ANSWER || o->action == ACTION_BATCH ||
			     o->action == ACTION_LIKE;
	return lists_results ? COOP_OK : check_results(o, all[o->action].name, err);
}

static enum coop_status parse_sort(struct options *o, struct coop_error *err)
{
	struct coop_error why = {0};
	sort_parse(o->sort, &o->sort_keys, &why);
	return options_pass_on(o->sort, err, &why);
}

enum coop_status options_settle(struct options *o, struct coop_error *err)
{
	o->limited = o->count != SIZE_MAX;
	if (!o->limited)
		o->count = COUNT_DEFAULT;
	if (o->threads == 0)
		o->threads = o->serve ? SERVE_THREADS : 1;
	enum coop_status st = options_choose_action(o, err);
	if (!st)
		st = check_serve(o, err);
	if (!st && o->sort)
		st = parse_sort(o, err);
	if (!st && o->sort_keys.count > 0 && o->format == OUTPUT_TREC)
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("--trec gives notices by their scores and goes with no --sort",
				"--trec donne les notices selon leur score et ne va pas avec --sort"));
	return st;
}

struct ask options_ask(const struct options *o)
{
	bool counted = o->format == OUTPUT_COUNT;
	return (struct ask){.offset = counted ? 0 : o->offset,
		.count = counted ? 0 : o->count,
		.keep_stopwords = o->stopwords,
		.any = o->any,
		.group = o->group,
		.paths = o->paths,
		.strict = o->strict,
		.sort = &o->sort_keys};
}
