/*
 * kwic.c - every occurrence of the words of a query, in its context.
 */
#include "query/actions/actions.h"
#include "query/actions/concord.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

struct kwic {
	struct concordance layout;
	bool printed; /* a line */
};

static enum coop_status print_line(void *data, const struct concordance_line *line,
	bool *enough, struct coop_error *err)
{
	struct kwic *k = data;
	enum coop_status st = concordance_print(&k->layout, line, err);
	k->printed = true;
	/* a reader that is gone wants no more */
	*enough = ferror(k->layout.out->stream) != 0;
	return st;
}

/* Says that not all occurrences are printed, and how many there are if that is known. */
static void print_rest(const struct options *o, const struct concord_end *end)
{
	if (o->kwic_sort == CONCORD_DOCUMENT)
		coop_diag_note("coopq", "%s",
			TR("--limit is reached; there are more occurrences",
				"la limite de --limit est atteinte ; il y a d'autres occurrences"));
	else if (!end->capped)
		coop_diag_note("coopq",
			TR("--limit is reached; occurrences in all: %zu",
				"la limite de --limit est atteinte ; occurrences en tout : %zu"),
			end->total);
	else
		coop_diag_note("coopq",
			TR("only the first %d occurrences were sorted",
				"seules les %d premières occurrences ont été triées"),
			CONCORD_SORTED_MAX);
}

/* Prints the occurrences of the last query. */
static enum coop_status print_all(struct app *app, struct coop_error *err)
{
	const struct options *o = app->options;
	struct kwic k = {.printed = false};
	struct concord_end end;
	concordance_init(&k.layout, &app->output, o->kwic > 0 ? (size_t)o->kwic : 0);
	enum coop_status st = concord_walk(&app->session,
		&(struct concord){.order = (enum concord_order)o->kwic_sort,
			.offset = app->ask.offset,
			.limit = o->limited ? app->ask.count : SIZE_MAX,
			.context = k.layout.context,
			.paths = (enum path_form)app->ask.paths,
			.sorted_max = CONCORD_SORTED_MAX,
			.take = print_line,
			.data = &k},
		&end, err);
	app->found = k.printed;
	if (!st && end.more)
		print_rest(o, &end);
	if (!st && !k.printed && app->output.format == OUTPUT_TEXT)
		coop_diag_note("coopq", "%s",
			TR("no occurrence of a word to show",
				"aucune occurrence d'un mot à montrer"));
	return st;
}

/* Finds what matches, and prints the occurrences there. */
static enum coop_status concord(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct ask ask = concord_ask(&app->ask);
	enum coop_status st = app_ask(app, &ask, text, err);
	if (st)
		return st;
	app->found = search_found(app->session.search) > 0;
	st = app_print_notes(app, err);
	return st || !app->found ? st : print_all(app, err);
}

enum coop_status action_kwic(struct app *app, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum output_format format = app->output.format;
	if (format != OUTPUT_TEXT && format != OUTPUT_TSV && format != OUTPUT_JSONL)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--kwic prints lines for people, --tsv or --jsonl",
				"--kwic donne des lignes à lire, --tsv ou --jsonl"));
	enum coop_status st = app_read_query(app, &text, err);
	if (!st)
		st = app_open(app, err);
	if (!st)
		st = concord(app, &text, err);
	coop_buf_release(&text);
	return st;
}
