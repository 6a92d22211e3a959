/*
 * common.c - what actions share.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/search/own_names.h"
#include "query/syntax/narrowing.h"
#include "shared/core/diag.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

struct session_files app_files(const struct options *o)
{
	const char *named = getenv("COOP_THESAURUS");
	struct session_files files = {.synonyms = o->synonyms,
		.thesaurus = o->thesaurus,
		.no_thesaurus = o->widen == WIDEN_FAMILIES,
		.widen = o->widen != WIDEN_NEVER};
	if (!o->thesaurus && named) {
		files.thesaurus = named;
		files.no_thesaurus |= !*named;
	}
	return files;
}

enum coop_status app_open(struct app *app, struct coop_error *err)
{
	const struct coop_opt_list *names = &app->options->indexes;
	app->session.files = app_files(app->options);
	app->session.available = app->options->shards == SHARDS_AVAILABLE;
	return session_open(&app->session, names->values, names->count, err);
}

/* Reads all of standard input. */
static enum coop_status read_input(struct coop_buf *text, struct coop_error *err)
{
	if (coop_fd_read_all(STDIN_FILENO, SIZE_MAX, text))
		return COOP_OK;
	if (text->failed)
		return coop_fail_nomem(err);
	return coop_cannot_read("-", NULL, err);
}

/* Appends the words of the command line, or of standard input. */
static enum coop_status read_words(
	const struct app *app, struct coop_buf *text, struct coop_error *err)
{
	if (app->nwords == 1 && strcmp(app->words[0], "-") == 0)
		return read_input(text, err);
	for (size_t i = 0; i < app->nwords; i++) {
		coop_buf_str(text, app->words[i]);
		coop_buf_byte(text, ' ');
	}
	return coop_buf_check(text, err);
}

/* ---- names of columns ---- */

/* Opens the index, unless that has failed before. */
static bool open_names(struct app *app, struct own_names *own)
{
	struct coop_error why = {0};
	if (!app->no_names && app_open(app, &why))
		app->no_names = true;
	if (!app->no_names)
		own_names_begin(own, search_collection(app->session.search));
	return !app->no_names;
}

static bool has_name(void *data, const char *key, size_t len)
{
	struct own_names own;
	return open_names(data, &own) && own.names.has(&own, key, len);
}

static size_t list_names(void *data, size_t max, struct coop_buf *out)
{
	struct own_names own;
	return open_names(data, &own) ? own.names.list(&own, max, out) : 0;
}

const struct qnames *app_names(struct app *app)
{
	app->names = (struct qnames){has_name, list_names, app};
	return &app->names;
}

/* ---- the query ---- */

enum coop_status app_read_filters(struct app *app, struct coop_error *err)
{
	const struct coop_opt_list *filters = &app->options->filters;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < filters->count; i++) {
		struct coop_error why = {0};
		narrowing_add(&app->filters, filters->values[i], app_names(app), &why);
		st = options_pass_on(filters->values[i], err, &why);
	}
	app->ask.filters = coop_buf_cstr(&app->filters.clauses);
	app->ask.filters_len = app->filters.clauses.len;
	app->ask.values = &app->filters.values;
	return st;
}

enum coop_status app_read_query(
	struct app *app, struct coop_buf *text, struct coop_error *err)
{
	const struct coop_buf *saved = &app->recalled->citation.asked.query;
	struct coop_buf words = {0};
	if (saved->len == 0)
		return read_words(app, text, err);
	enum coop_status st = read_words(app, &words, err);
	if (!st && words.len > 0)
		st = asked_join(saved, &words, app_names(app), text, err);
	else
		coop_buf_add(text, saved->s, saved->len);
	coop_buf_release(&words);
	return st ? st : coop_buf_check(text, err);
}

bool app_print_missing(const struct session *s)
{
	struct session_missing m;
	size_t i = 0;
	for (; session_missing(s, i, &m); i++)
		if (m.shard)
			coop_diag_note("coopq",
				TR("%s:%zu: without the shard '%s': %s",
					"%s:%zu : sans le fragment « %s » : %s"),
				s->shards.file, m.shard->line, m.name, m.why);
		else
			coop_diag_note("coopq",
				TR("%s: without the shard %s: %s",
					"%s : sans le fragment %s : %s"),
				s->shards.file, m.name, m.why);
	return i > 0;
}

static int by_size(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return (x > y) - (x < y);
}

/* Whether a shard took long to open: 4 times the median of the others, and long enough for people to notice. */
static bool is_slow(const struct session *s, size_t shard)
{
	enum { LEAST = 50, TIMES = 4 };
	unsigned others[COOP_COLLECTION_MAX];
	size_t count = 0;
	for (size_t i = 0; i < s->shards.count; i++)
		if (i != shard && !s->states[i].missing)
			others[count++] = s->states[i].opened;
	if (count == 0)
		return false;
	qsort(others, count, sizeof *others, by_size);
	unsigned took = s->states[shard].opened;
	return took >= LEAST && took / TIMES > others[count / 2];
}

/* How long opening each shard took, and where it is. */
static void print_shards(const struct session *s)
{
	for (size_t i = 0; i < s->shards.count; i++) {
		const struct coop_shard *shard = &s->shards.at[i];
		const struct coop_shard_state *state = &s->states[i];
		if (state->missing) /* which is said apart */
			continue;
		coop_diag_note("coopq",
			TR("shard '%s': opened in %u ms%s%s",
				"fragment « %s » : ouvert en %u ms%s%s"),
			shard->name, state->opened,
			is_slow(s, i) ? TR(", slow", ", lent") : "",
			state->place > 0 ? TR(", a replica", ", une copie") : "");
	}
}

/* The mean, the median and the 99th percentile of a query. */
void app_print_timing(const struct app *app, const struct search_timing *t)
{
	double n = t->runs > 0 ? (double)t->runs : 1;
	if (!app->options->timing)
		return;
	print_shards(&app->session);
	coop_diag_note("coopq",
		TR("queries: %zu; microseconds each: understanding %.0f, first stage %.0f, second stage %.0f",
			"requêtes : %zu ; microsecondes chacune : compréhension %.0f, première étape %.0f, seconde étape %.0f"),
		t->runs, t->planning / n, t->matching / n, t->reranking / n);
	coop_diag_note("coopq",
		TR("microseconds, median and 99th percentile: without the second stage %.0f and %.0f, with it %.0f and %.0f",
			"microsecondes, médiane et 99e centile : sans la seconde étape %.0f et %.0f, avec elle %.0f et %.0f"),
		timing_share(t->without_rerank, 0.5),
		timing_share(t->without_rerank, 0.99), timing_share(t->whole, 0.5),
		timing_share(t->whole, 0.99));
}
