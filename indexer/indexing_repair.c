/*
 * indexing_repair.c - making a damaged generation whole again.
 */
#include "indexer/indexing_internal.h"
#include "indexer/report/clock.h"
#include "indexer/report/problems.h"
#include "indexer/report/progress_display.h"
#include "indexer/update/settings.h"
#include "shared/core/i18n.h"

/* Warns when what is read again was read with other options before: its records may become others. */
static void warn_settings(const struct indexing *x)
{
	struct coop_error what = {0};
	const struct sources *s = &x->previous->sources;
	uint64_t now = settings_of(&x->job->reader);
	size_t n = 0;
	for (size_t i = 0; i < s->count; i++)
		n += s->at[i].flags & SOURCE_LOST && s->at[i].state.settings != now;
	if (n == 0)
		return;
	coop_fail(&what, COOP_E_INPUT,
		TR("files that are read again with other options than before, or by another version: %zu",
			"fichiers relus avec d'autres options qu'avant, ou par une autre version : %zu"),
		n);
	coop_hint(&what, "%s",
		TR("give --map, --encoding and the like as they were given",
			"donnez --map, --encoding, etc. comme ils avaient été donnés"));
	report_warn(x->report, &what);
}

static enum coop_status repair(struct indexing *x, struct coop_error *err)
{
	struct coop_stub stub = generation_stub(x->g);
	bool other_facts;
	enum coop_status st = indexing_check_shard(x, &other_facts, err);
	if (!st)
		st = previous_salvage(generation_index_folder(x->g), generation_dir(x->g),
			&stub, x->report->stop, &x->previous, err);
	if (st)
		return st;
	x->own.fold = true;
	x->root = x->root ? x->root : coop_buf_cstr(&x->previous->root);
	struct scan_before before = {.sources = &x->previous->sources,
		.settings = settings_of(&x->job->reader),
		.keep = true,
		.root = x->root};
	indexing_open_rejects(x);
	warn_settings(x);
	st = indexing_keep_tools(x, err);
	if (!st)
		st = scan_keep_all(&before, &x->scan, err);
	x->summary.update = x->summary.repair = true;
	x->summary.changed = x->scan.changed;
	if (!st)
		st = indexing_make(x, err);
	if (!st && x->collection.records_lost == 0)
		generation_keep_older(x->g);
	if (!st)
		st = indexing_commit(x, err);
	if (!st)
		indexing_print(x);
	return st;
}

enum coop_status indexing_repair(const struct job *job, const char *root,
	struct generation *g, struct report *report, struct coop_error *err)
{
	struct indexing x = {.own = *job,
		.root = root,
		.repair = true,
		.g = g,
		.report = report,
		.rejects_before = -1,
		.summary = {.dir = generation_dir(g), .begun = clock_seconds()}};
	x.job = &x.own;
	progress_display_begin(report, PROGRESS_MEND);
	enum coop_status st = repair(&x, err);
	indexing_release(&x);
	return st;
}
