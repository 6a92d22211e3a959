/*
 * common.c - what actions share.
 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/syntax/narrowing.h"
#include "shared/core/diag.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

enum coop_status app_open(struct app *app, struct coop_error *err)
{
	const struct coop_opt_list *names = &app->options->indexes;
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

enum coop_status app_read_filters(struct app *app, struct coop_error *err)
{
	const struct coop_opt_list *filters = &app->options->filters;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < filters->count; i++)
		st = narrowing_add(&app->filters, filters->values[i], err);
	app->ask.filters = coop_buf_cstr(&app->filters);
	app->ask.filters_len = app->filters.len;
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
		st = asked_join(saved, &words, text, err);
	else
		coop_buf_add(text, saved->s, saved->len);
	coop_buf_release(&words);
	return st ? st : coop_buf_check(text, err);
}

/* The mean, the median and the 99th percentile of a query. */
void app_print_timing(const struct app *app, const struct search_timing *t)
{
	double n = t->runs > 0 ? (double)t->runs : 1;
	if (!app->options->timing)
		return;
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
