#include "query/actions/configured.h"

#include <string.h>

#include "query/output/output.h"

/* Whether the action prints results, of one query. */
static bool prints_results(const struct options *o)
{
	return o->action == ACTION_ANSWER || o->action == ACTION_LIKE;
}

/* Whether it prints them for people. */
static bool prints_text(const struct options *o)
{
	return prints_results(o) && !o->template &&
	       (o->format == OUTPUT_UNCHOSEN || o->format == OUTPUT_TEXT);
}

static bool fits_format(const struct configured *how, const char *value)
{
	const struct options *o = how->options;
	bool needs_another = o->template || o->null || o->explain || o->facets ||
			     o->timeline || o->map || o->plot ||
			     (o->sort && strcmp(value, "trec") == 0);
	return prints_results(o) && !needs_another;
}

static bool fits_fields(const struct configured *how, const char *value)
{
	const struct options *o = how->options;
	(void)value;
	return prints_results(o) && !how->format_given && !o->template &&
	       o->format != OUTPUT_UNCHOSEN &&
	       output_ops((enum output_format)o->format)->takes_columns;
}

static bool fits_results(const struct configured *how, const char *value)
{
	(void)value;
	return prints_results(how->options) || how->options->batch || how->options->serve;
}

static bool fits_sort(const struct configured *how, const char *value)
{
	const struct options *o = how->options;
	(void)value;
	return o->format != OUTPUT_TREC && !o->explain && !o->show && !o->open &&
	       !o->kwic && !o->serve;
}

static bool fits_filter(const struct configured *how, const char *value)
{
	(void)value;
	return !how->options->show && !how->options->open;
}

static bool fits_text(const struct configured *how, const char *value)
{
	(void)value;
	return prints_text(how->options);
}

static bool fits_explain(const struct configured *how, const char *value)
{
	(void)value;
	return prints_text(how->options) && !how->options->sort;
}

static bool fits_no_server(const struct configured *how, const char *value)
{
	(void)value;
	return !how->options->serve;
}

/* A concordance is whole unless the user says otherwise. */
static bool fits_limit(const struct configured *how, const char *value)
{
	return fits_no_server(how, value) && !how->options->kwic;
}

static bool fits_server(const struct configured *how, const char *value)
{
	return !fits_no_server(how, value);
}

bool configured_fits(const struct configured *how, const char *name, const char *value)
{
	static const struct {
		const char *name;
		bool (*fits)(const struct configured *how, const char *value);
	} rules[] = {{"format", fits_format}, {"fields", fits_fields},
		{"group", fits_results}, {"sort", fits_sort}, {"filter", fits_filter},
		{"facets", fits_text}, {"explain", fits_explain}, {"doctor", fits_text},
		{"limit", fits_limit}, {"timing", fits_no_server},
		{"width", fits_no_server}, {"pager", fits_no_server},
		{"host", fits_server}, {"log-requests", fits_server}};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].name, name) == 0)
			return rules[i].fits(how, value);
	return true;
}
