/*
 * coopidx.c - the functions of coopidx.h: options by their names, a run, and messages to a listener.
 */
#include "indexer/library/coopidx.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/csv/map.h"
#include "indexer/disk/infile.h"
#include "indexer/options.h"
#include "indexer/repair.h"
#include "indexer/report/problems.h"
#include "indexer/runs.h"
#include "shared/cli/setter.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/shorten.h"

/* Numbers are part of the interface. */
#define SAME(a, b) _Static_assert((int)(a) == (int)(b), #a)
SAME(COOPIDX_OK, COOP_OK);
SAME(COOPIDX_NOMEM, COOP_E_NOMEM);
SAME(COOPIDX_IO, COOP_E_IO);
SAME(COOPIDX_ARG, COOP_E_ARG);
SAME(COOPIDX_INPUT, COOP_E_INPUT);
SAME(COOPIDX_NOINDEX, COOP_E_NOINDEX);
SAME(COOPIDX_LOCKED, COOP_E_LOCKED);
SAME(COOPIDX_STALE, COOP_E_STALE);
SAME(COOPIDX_VERSION, COOP_E_VERSION);
SAME(COOPIDX_CORRUPT, COOP_E_CORRUPT);
SAME(COOPIDX_ENGINE, COOP_E_ENGINE);
SAME(COOPIDX_INTERRUPTED, COOP_E_INTERRUPTED);
SAME(COOPIDX_UNREAD, COOP_E_UNREAD);

static const char allowed[] =
	"index|add|full|fold|remove|forget|repair|wait|threads|memory|keep-going|include|exclude|"
	"files0-from|delimiter|no-header|map|encoding|time-limit|verbose|engine-tools|engine-writes";

struct coopidx {
	struct indexing_options options;
	struct coop_setter setter; /* of `options` */
	struct counters count;     /* of the last run */
	stop_flag stop;
	coopidx_listener listener;
	void *data;
	char message[COOP_SAFE_SIZE(sizeof((struct coop_error *)0)->msg)];
	char hint[COOP_SAFE_SIZE(sizeof((struct coop_error *)0)->hint)];
};

coopidx *coopidx_new(void)
{
	coopidx *x = calloc(1, sizeof *x);
	if (!x)
		return NULL;
	indexing_options_init(&x->options);
	indexing_options_table(&x->options, x->setter.rows);
	coop_setter_begin(&x->setter, allowed);
	return x;
}

void coopidx_free(coopidx *x)
{
	if (!x)
		return;
	coop_setter_release(&x->setter);
	free(x);
}

/* Keeps why a call failed, or that it did not. */
static enum coopidx_status keep(coopidx *x, const struct coop_error *err)
{
	coop_make_safe(x->message, sizeof x->message, err->msg, strlen(err->msg));
	coop_make_safe(x->hint, sizeof x->hint, err->hint, strlen(err->hint));
	return (enum coopidx_status)err->status;
}

/* Standard input belongs to the program. */
static enum coop_status check_file(const char *path, struct coop_error *err)
{
	if (infile_is_stdin(path))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("standard input is not read: '-' is no file",
				"l'entrée standard n'est pas lue : « - » n'est pas un fichier"));
	return COOP_OK;
}

enum coopidx_status coopidx_set(coopidx *x, const char *option, const char *value)
{
	struct coop_error err = {0};
	bool is_file = value && coop_opts_is_among("files0-from|map", option);
	if (!is_file || !check_file(value, &err))
		coop_setter_set(&x->setter, option, value, &err);
	return keep(x, &err);
}

enum coopidx_status coopidx_unset(coopidx *x, const char *option)
{
	struct coop_error err = {0};
	coop_setter_unset(&x->setter, option, &err);
	return keep(x, &err);
}

/* ---- messages ---- */

/* "file:line:column: " */
static void put_place(const struct coop_place *place, struct coop_buf *out)
{
	if (!place)
		return;
	coop_buf_str(out, place->path);
	if (place->line > 0)
		coop_buf_printf(out, ":%zu", place->line);
	if (place->line > 0 && place->column > 0)
		coop_buf_printf(out, ":%zu", place->column);
	coop_buf_str(out, ": ");
}

/* Gives a message to the listener of a handle. Where memory runs out, the full text lacks the place. */
static void hear(
	void *data, const struct coop_place *place, const struct coop_error *what)
{
	const coopidx *x = data;
	char text[sizeof x->message], hint[sizeof x->hint];
	struct coop_buf whole = {0}, safe = {0};
	if (!x->listener)
		return;
	coop_make_safe(text, sizeof text, what->msg, strlen(what->msg));
	coop_make_safe(hint, sizeof hint, what->hint, strlen(what->hint));
	put_place(place, &whole);
	coop_buf_str(&whole, what->msg);
	coop_add_safe(&safe, coop_buf_cstr(&whole), whole.len);
	bool complete = !whole.failed && !safe.failed;
	const struct coopidx_message message = {.file = place ? place->path : NULL,
		.line = place ? place->line : 0,
		.column = place && place->line > 0 ? place->column : 0,
		.text = text,
		.hint = hint,
		.full = complete ? coop_buf_cstr(&safe) : text};
	x->listener(x->data, &message);
	coop_buf_release(&whole);
	coop_buf_release(&safe);
}

/* ---- a run ---- */

static enum coop_status check_paths(
	const coopidx *x, const char *const *paths, size_t count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < count; i++)
		st = check_file(paths[i], err);
	if (!st && count == 0 && !x->options.job.select.list && !x->options.repair)
		st = coop_fail(
			err, COOP_E_ARG, "%s", TR("nothing to index", "rien à indexer"));
	return st;
}

/* Runs what the options ask for; `o` is a copy of them, which changes. */
static enum coop_status run(
	coopidx *x, struct indexing_options *o, struct coop_error *err)
{
	struct coop_place place = {.path = NULL};
	struct report report = {.program = "coopidx",
		.quiet = true,
		.tells = true,
		.verbose = o->verbose,
		.keep_going = o->keep_going,
		.stop = &x->stop};
	enum coop_status st = indexing_options_settle(o, err);
	if (!st && o->map)
		st = column_map_load(o->map, &o->job.reader.map, &place, err);
	if (!st)
		st = o->repair ? repair_run(&o->job, &report, err)
			       : job_run(&o->job, &report, err);
	column_map_free(o->job.reader.map);
	x->count = report.count;
	if (st && place.path)
		hear(x, &place, err);
	return st;
}

enum coopidx_status coopidx_run(coopidx *x, const char *const *paths, size_t count)
{
	struct coop_error err = {0};
	struct indexing_options now = x->options;
	const struct coop_listener listener = {hear, x};
	x->count = (struct counters){0};
	now.job.select.paths = (char **)paths; /* nothing writes on them */
	now.job.select.npaths = count;
	const struct coop_listener *before = coop_diag_listen(&listener);
	if (!check_paths(x, paths, count, &err))
		run(x, &now, &err);
	coop_diag_listen(before);
	x->stop = 0;
	return keep(x, &err);
}

void coopidx_stop(coopidx *x)
{
	x->stop = 1;
}

const char *coopidx_message(const coopidx *x)
{
	return x->message;
}

const char *coopidx_hint(const coopidx *x)
{
	return x->hint;
}

size_t coopidx_count(const coopidx *x, enum coopidx_number number)
{
	switch (number) {
	case COOPIDX_FILES:
		return x->count.files;
	case COOPIDX_RECORDS:
		return x->count.records;
	case COOPIDX_REJECTED:
		return x->count.rejected;
	case COOPIDX_REPAIRED:
		return x->count.repaired;
	case COOPIDX_SKIPPED:
		return x->count.skipped;
	}
	return 0;
}

void coopidx_listen(coopidx *x, coopidx_listener listener, void *data)
{
	x->listener = listener;
	x->data = data;
}
