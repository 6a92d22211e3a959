#include "indexer/indexing.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/generations/serving.h"
#include "indexer/input.h"
#include "indexer/report/clock.h"
#include "indexer/report/problems.h"
#include "indexer/report/progress_display.h"
#include "indexer/report/rejects.h"
#include "indexer/segments.h"
#include "indexer/summary.h"
#include "indexer/update/settings.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* A run that makes an index. */
struct indexing {
	const struct job *job;
	const struct input *input;
	struct generation *g;
	struct report *report;
	struct coop_analyzer *analyzer;
	struct previous *previous; /* NULL: the index is made anew */
	bool repair;               /* of what is damaged: `input` is NULL */
	const char *root;          /* of the new generation; NULL if there is none */
	struct scan scan;
	struct collection collection;
	struct sources now; /* the table of the new generation */
	int rejects_before; /* INDEX/rejects.csv; -1: none */
	struct summary summary;
	struct progress progress;
};

/* ---- the generation before ---- */

/* Says why the generation that serves is not updated but replaced, where users may wonder. */
static void note_replaced(const struct indexing *x, const struct coop_error *why)
{
	if (!x->report->quiet && why->status != COOP_E_NOINDEX)
		coop_diag_note(x->report->program,
			TR("the index is made anew: %s", "l'index est refait : %s"),
			why->msg);
}

static bool is_damage(enum coop_status st)
{
	return st == COOP_E_CORRUPT || st == COOP_E_STALE;
}

/* Opens the generation that serves, of which something is damaged, for what can be read of it. */
static enum coop_status salvage(
	struct indexing *x, const struct coop_error *why, struct coop_error *err)
{
	struct coop_stub stub = generation_stub(x->g);
	struct coop_error worse = {0};
	enum coop_status st = previous_salvage(generation_index_folder(x->g),
		generation_dir(x->g), &stub, x->report->stop, &x->previous, &worse);
	if (st && (!is_damage(st) || x->job->add)) {
		coop_hint(&worse, "%s",
			TR("--add keeps what is in the index: repair it first, with coopidx --repair",
				"--add garde ce qui est dans l'index : réparez-le d'abord, avec coopidx --repair"));
		return coop_pass_on(err, &worse);
	}
	if (st)
		note_replaced(x, why);
	else if (!x->report->quiet && why->status)
		coop_diag_note(x->report->program,
			TR("%s; what is whole is kept, the rest is read again",
				"%s ; ce qui est intact est gardé, le reste est relu"),
			why->msg);
	return COOP_OK;
}

/* Opens the generation that serves, if it can be updated. */
static enum coop_status open_previous(struct indexing *x, struct coop_error *err)
{
	struct coop_error why = {0};
	unsigned long number = generation_serving(x->g);
	if (number == 0 || x->job->full || x->job->engine_writes)
		return COOP_OK;
	enum coop_status st = previous_open(generation_index_folder(x->g),
		generation_dir(x->g), number, NULL, &x->previous, &why);
	if (st == COOP_E_NOMEM || st == COOP_E_IO)
		return coop_pass_on(err, &why);
	if (is_damage(st))
		return salvage(x, &why, err);
	if (st)
		note_replaced(x, &why);
	return COOP_OK;
}

/* Opens the table of rejected rows of the generation that serves. */
static void open_rejects(struct indexing *x)
{
	struct sources *before = &x->previous->sources;
	x->rejects_before = entry_open(generation_index_folder(x->g), COOP_INDEX_REJECTS);
	if (before->rejected_bytes == 0 ||
		(x->rejects_before >= 0 &&
			rejects_has_size(x->rejects_before, before->rejected_bytes)))
		return;
	/* it is not as it was written: the rows are found again by reading their sources */
	for (size_t i = 0; i < before->count; i++)
		if (before->at[i].rejected_bytes > 0)
			before->at[i].flags |= SOURCE_UNREAD;
	if (x->rejects_before >= 0)
		close(x->rejects_before);
	x->rejects_before = -1;
}

/* ---- the sources ---- */

static enum coop_status scan_sources(struct indexing *x, struct coop_error *err)
{
	struct scan_before before = {
		.sources = x->previous ? &x->previous->sources : NULL,
		.settings = settings_of(&x->job->reader),
		.keep = x->job->add,
		.root = x->previous ? coop_buf_cstr(&x->previous->root) : NULL};
	enum coop_status st =
		scan_run(x->input->selection, x->root, &before, x->report, &x->scan, err);
	x->summary.update = x->previous != NULL;
	x->summary.added = x->scan.added;
	x->summary.changed = x->scan.changed;
	x->summary.gone = x->scan.gone;
	return st;
}

/* Whether the analysis of the index is that of this program. */
static enum coop_status check_analysis(
	const struct indexing *x, bool *same, struct coop_error *err)
{
	struct coop_buf now = {0}, then = {0};
	enum coop_status st = coop_analyzer_fingerprint(x->analyzer, &now, err);
	if (!st)
		st = coop_snapshot_meta(
			x->previous->snapshot, COOP_META_ANALYSIS, &then, err);
	*same = !st && strcmp(coop_buf_cstr(&now), coop_buf_cstr(&then)) == 0;
	coop_buf_release(&now);
	coop_buf_release(&then);
	return st;
}

/* Whether the index has what the engine's tools need. */
static enum coop_status check_tools(
	const struct indexing *x, bool *has, struct coop_error *err)
{
	struct coop_buf positions = {0};
	enum coop_status st = coop_snapshot_meta(
		x->previous->snapshot, COOP_META_POSITIONS, &positions, err);
	*has = !st && strcmp(coop_buf_cstr(&positions), COOP_POSITIONS_IN_LISTS) != 0;
	coop_buf_release(&positions);
	return st;
}

/* Whether the index is what is wanted already; `*fold` is whether its base must be made anew. */
static enum coop_status check_same(
	const struct indexing *x, bool *same, bool *fold, struct coop_error *err)
{
	bool analysis = false, tools = false;
	*same = *fold = false;
	if (!x->previous)
		return COOP_OK;
	if (!x->previous->snapshot) {
		*fold = true;
		return COOP_OK;
	}
	enum coop_status st = check_analysis(x, &analysis, err);
	if (!st)
		st = check_tools(x, &tools, err);
	*fold = !analysis || tools != (x->job->engine_tools != 0);
	bool parts = x->previous->snapshot->delta.reader ||
		     x->previous->snapshot->removed.reader;
	*same = !st && !*fold && scan_is_same(&x->scan) && !(x->job->fold && parts);
	return st;
}

/* Counts what an index that stays as it is holds. */
static void count_same(struct indexing *x)
{
	const struct sources *s = &x->previous->sources;
	for (size_t i = 0; i < s->count; i++) {
		x->report->count.files++;
		x->report->count.records += source_records(s, &s->at[i]);
		x->report->count.rejected += s->at[i].rejected;
		x->report->count.repaired += s->at[i].repaired;
	}
}

/* ---- making the generation ---- */

static void begin_progress(struct indexing *x)
{
	x->report->progress = &x->progress;
	if (x->report->quiet)
		return;
	progress_step(&x->progress, PROGRESS_READING, x->scan.bytes);
	x->report->display = progress_display_new(&x->progress, x->report->program);
}

static void end_progress(struct indexing *x)
{
	progress_display_free(x->report->display);
	x->report->display = NULL;
	x->report->progress = NULL;
}

/* Reads into a base that is made at once: nothing is there to be updated. */
static enum coop_status make_anew(struct indexing *x, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct ingest *in = NULL;
	enum coop_status st = segments_new_base(x->job, x->g, x->report, &sink, err);
	if (!st)
		st = ingest_new(sink, x->report, &in, err);
	struct collect_options options = {.reader = &x->job->reader,
		.report = x->report,
		.ingest = in,
		.direct = true,
		.rejects_before = -1};
	if (!st)
		st = collect(&x->collection, &x->scan, &options, err);
	x->summary.read = clock_seconds();
	if (!st && x->report->count.records == 0)
		st = input_is_empty(true, err);
	if (!st)
		st = sink_finish(sink, err);
	if (!st) {
		x->report->count.words = sink->stats.words;
		x->summary.stats = sink->stats;
		x->summary.stats.learned = NULL;
		x->now = x->collection.plan;
		x->collection.plan = (struct sources){0};
	}
	ingest_free(in);
	sink_free(sink);
	return st;
}

/* Reads what has changed, and makes what differs from the generation before. */
static enum coop_status make_changes(
	struct indexing *x, bool fold, struct coop_error *err)
{
	struct ingest *in = NULL;
	struct job job = *x->job;
	job.fold |= fold;
	x->collection.previous = x->previous;
	enum coop_status st = spool_new(generation_dir(x->g), &x->collection.spool, err);
	if (!st)
		st = ingest_new(NULL, x->report, &in, err);
	struct collect_options options = {.reader = &job.reader,
		.report = x->report,
		.ingest = in,
		.rejects_before = x->rejects_before};
	if (!st)
		st = collect(&x->collection, &x->scan, &options, err);
	x->summary.read = clock_seconds();
	x->summary.records_added = x->collection.records_added;
	x->summary.records_gone = previous_count_dropped(x->previous);
	if (!st && x->report->count.records == 0)
		st = input_is_empty(true, err);
	if (!st)
		st = segments_make(&job, &x->collection, x->g, x->report, &x->now,
			&x->summary.stats, err);
	ingest_free(in);
	return st;
}

/* Reads the sources and makes the segments, with their table and that of rejected rows. */
static enum coop_status make(struct indexing *x, bool fold, struct coop_error *err)
{
	struct report *report = x->report;
	begin_progress(x);
	enum coop_status st = rejects_new(
		generation_folder(x->g), generation_path(x->g), &report->rejects, err);
	if (!st)
		st = x->previous ? make_changes(x, fold, err) : make_anew(x, err);
	end_progress(x);
	if (!st)
		st = rejects_finish(report->rejects, err);
	rejects_free(report->rejects);
	report->rejects = NULL;
	if (!st)
		st = sources_write(
			generation_folder(x->g), generation_path(x->g), &x->now, err);
	x->summary.written = clock_seconds();
	return st;
}

/* ---- the switch ---- */

/* Where the records come from: `before` says it of the generation that is replaced. */
static enum coop_status make_origin(const struct indexing *x, const struct origin *before,
	struct origin *now, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*now = (struct origin){.known = true};
	if (!x->repair)
		st = origin_of(x->input->selection, x->job->reader.stdin_name, now, err);
	if (!st && (x->job->add || x->repair))
		st = origin_add(now, before, err);
	if (x->repair && !before->known)
		coop_buf_add(&now->sources, x->root, strlen(x->root) + 1);
	now->records = sources_records(&x->now);
	now->made = time(NULL);
	return st ? st : coop_buf_check(&now->sources, err);
}

/* Switches to the generation, and warns when records may have been lost. */
static enum coop_status commit(struct indexing *x, struct coop_error *err)
{
	const struct coop_error *unknown;
	const struct origin *before = generation_replaces(x->g, &unknown);
	struct origin now;
	struct coop_error after = {0};
	bool covers = true;
	enum coop_status st = make_origin(x, before, &now, err);
	x->report->count.records = now.records;
	if (!st && before->known)
		st = origin_covers(&now, before, &covers, err);
	if (!st)
		st = generation_commit(x->g, &now, x->root, x->report->stop, &after, err);
	if (!st) {
		serving_report_after(x->report, &after);
		serving_warn_unknown(x->report, unknown);
		serving_warn_loss(x->report, x->job->index, before, &now, covers);
	}
	origin_release(&now);
	return st;
}

static void print(struct indexing *x)
{
	x->summary.done = clock_seconds();
	summary_print(x->report, &x->summary);
	if (x->job->stats)
		summary_print_stats(x->report, &x->summary);
}

/* Makes the generation from what `previous` is. */
static enum coop_status update(struct indexing *x, struct coop_error *err)
{
	bool same = false, fold = false;
	enum coop_status st = COOP_OK;
	if (x->previous)
		open_rejects(x);
	st = scan_sources(x, err);
	if (!st)
		st = check_same(x, &same, &fold, err);
	if (!st && same)
		count_same(x);
	if (!st && !same)
		st = make(x, fold, err);
	if (!st && !same)
		st = commit(x, err);
	if (!st)
		print(x);
	return st;
}

/* Forgets what was done so far. */
static void forget(struct indexing *x)
{
	if (x->rejects_before >= 0)
		close(x->rejects_before);
	x->rejects_before = -1;
	sources_release(&x->now);
	sources_release(&x->collection.plan);
	spool_free(x->collection.spool);
	x->collection = (struct collection){.scan = NULL};
	scan_release(&x->scan);
	previous_free(x->previous);
	x->previous = NULL;
}

/* Begins again when damage of the generation before was met on the way: nothing reads all of it before. */
static enum coop_status update_again(
	struct indexing *x, const struct coop_error *why, struct coop_error *err)
{
	forget(x);
	generation_drop_all(x->g);
	rejects_drop(generation_folder(x->g));
	x->report->count = (struct counters){0};
	enum coop_status st = salvage(x, why, err);
	return st ? st : update(x, err);
}

static enum coop_status run(struct indexing *x, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st = coop_analyzer_new(&x->analyzer, err);
	if (!st)
		st = open_previous(x, err);
	if (st)
		return st;
	st = update(x, &why);
	return is_damage(st) && x->previous && x->previous->snapshot
		       ? update_again(x, &why, err)
		       : coop_pass_on(err, &why);
}

static void release(struct indexing *x)
{
	forget(x);
	coop_analyzer_free(x->analyzer);
}

enum coop_status indexing_run(const struct job *job, const struct input *input,
	struct generation *g, struct report *report, struct coop_error *err)
{
	struct indexing x = {.job = job,
		.input = input,
		.root = input_root(input),
		.g = g,
		.report = report,
		.rejects_before = -1,
		.summary = {.dir = generation_dir(g), .begun = clock_seconds()}};
	enum coop_status st = run(&x, err);
	release(&x);
	return st;
}

/* ---- repairing ---- */

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
	enum coop_status st = previous_salvage(generation_index_folder(x->g),
		generation_dir(x->g), &stub, x->report->stop, &x->previous, err);
	if (st)
		return st;
	struct job job = *x->job;
	job.engine_tools |= previous_has_tools(x->previous);
	x->job = &job;
	x->root = x->root ? x->root : coop_buf_cstr(&x->previous->root);
	struct scan_before before = {.sources = &x->previous->sources,
		.settings = settings_of(&job.reader),
		.keep = true,
		.root = x->root};
	open_rejects(x);
	warn_settings(x);
	st = scan_keep_all(&before, &x->scan, err);
	x->summary.update = x->summary.repair = true;
	x->summary.changed = x->scan.changed;
	if (!st)
		st = make(x, true, err);
	if (!st && x->collection.records_lost == 0)
		generation_keep_older(x->g);
	if (!st)
		st = commit(x, err);
	if (!st)
		print(x);
	return st;
}

enum coop_status indexing_repair(const struct job *job, const char *root,
	struct generation *g, struct report *report, struct coop_error *err)
{
	struct indexing x = {.job = job,
		.root = root,
		.repair = true,
		.g = g,
		.report = report,
		.rejects_before = -1,
		.summary = {.dir = generation_dir(g), .begun = clock_seconds()}};
	enum coop_status st = repair(&x, err);
	release(&x);
	return st;
}
