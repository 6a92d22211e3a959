#include "indexer/indexing.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/csv/map.h"
#include "indexer/disk/entry.h"
#include "indexer/generations/serving.h"
#include "indexer/input.h"
#include "indexer/report/clock.h"
#include "indexer/report/problems.h"
#include "indexer/report/progress_display.h"
#include "indexer/report/rejects.h"
#include "indexer/segments.h"
#include "indexer/space.h"
#include "indexer/summary.h"
#include "indexer/update/removal.h"
#include "indexer/update/settings.h"
#include "shared/core/i18n.h"
#include "shared/index/glass_read.h"
#include "shared/index/layout.h"

/* A run that makes an index. */
struct indexing {
	const struct job *job;
	const struct input *input;
	struct generation *g;
	struct report *report;
	struct coop_analyzer *analyzer;
	struct previous *previous; /* NULL: the index is made anew */
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

/* Opens the generation that serves, if it can be updated, as it must to add to it or remove from it. */
static enum coop_status open_previous(struct indexing *x, struct coop_error *err)
{
	struct coop_error why = {0};
	unsigned long number = generation_serving(x->g);
	bool first = generation_is_first(x->g);
	bool must = x->job->remove || (x->job->add && !first);
	if (number == 0 && must)
		return first ? coop_stub_missing(generation_dir(x->g), err)
			     : coop_glass_fail(COOP_INDEX_STUB, err);
	if (number == 0 || (!must && (x->job->full || x->job->engine_writes)))
		return COOP_OK;
	enum coop_status st = previous_open(generation_index_folder(x->g),
		generation_dir(x->g), number, NULL, &x->previous, &why);
	if (must || st == COOP_E_NOMEM || st == COOP_E_IO)
		return coop_pass_on(err, &why);
	if (st)
		note_replaced(x, &why);
	return COOP_OK;
}

/* The root of the new generation: what is added to an index, or removed from it, leaves it as it is. */
static const char *root_of_index(const struct indexing *x)
{
	bool stays = x->previous && (x->job->add || x->job->remove);
	const char *before = stays ? coop_snapshot_root(x->previous->snapshot) : "";
	return *before ? before : input_root(x->input);
}

/* Whether the sources are where the index says that they are. */
static bool has_same_root(const struct indexing *x)
{
	const char *root = root_of_index(x);
	return strcmp(root ? root : "", coop_snapshot_root(x->previous->snapshot)) == 0;
}

/* Opens the table of rejected rows of the generation that serves. */
static void open_rejects(struct indexing *x)
{
	struct sources *before = &x->previous->sources;
	x->rejects_before = entry_open(generation_index_folder(x->g), COOP_INDEX_REJECTS);
	if (before->rejected_bytes == 0 ||
		(x->rejects_before >= 0 && has_same_root(x) &&
			rejects_has_size(x->rejects_before, before->rejected_bytes)))
		return;
	/*
	 * It is not as it was written, or has paths that lead nowhere: the rows are found again by
	 * reading their sources.
	 */
	for (size_t i = 0; i < before->count; i++)
		if (before->at[i].rejected_bytes > 0)
			before->at[i].flags |= SOURCE_UNREAD;
}

/* ---- the sources ---- */

static enum coop_status scan_sources(struct indexing *x, struct coop_error *err)
{
	struct scan_before before = {
		.sources = x->previous ? &x->previous->sources : NULL,
		.settings = settings_of(&x->job->reader),
		.keep = x->job->add};
	const struct selection_options *named = &x->job->select;
	enum coop_status st = x->job->remove
				      ? removal_run(named->paths, named->npaths,
						x->previous, &x->scan, err)
				      : scan_run(x->input->selection, root_of_index(x),
						&before, x->report, &x->scan, err);
	x->summary.update = x->previous != NULL;
	x->summary.added = x->scan.added;
	x->summary.changed = x->scan.changed;
	x->summary.gone = x->scan.gone;
	for (size_t i = 0; x->job->reader.map && i < x->scan.count; i++)
		if (!x->scan.at[i].read)
			column_map_assume_met(x->job->reader.map);
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
	enum coop_status st = check_analysis(x, &analysis, err);
	if (!st)
		st = check_tools(x, &tools, err);
	*fold = !analysis || tools != (x->job->engine_tools != 0) || x->scan.reordered;
	bool parts = x->previous->snapshot->delta.reader ||
		     x->previous->snapshot->removed.reader;
	*same = !st && !*fold && !x->job->remove && scan_is_same(&x->scan) &&
		has_same_root(x) && !(x->job->fold && parts);
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
		x->report->count.repaired += s->at[i].repaired + s->at[i].copies;
		x->report->count.known +=
			s->at[i].rejected + s->at[i].repaired + s->at[i].copies;
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
	job.fold |= fold || job.forget;
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

/* Finds where the records of the new generation come from. */
static enum coop_status find_origin(struct indexing *x, const struct origin *before,
	struct origin *now, struct coop_error *err)
{
	const struct selection_options *named = &x->job->select;
	*now = (struct origin){.known = true};
	if (x->job->remove)
		return origin_without(before, named->paths, named->npaths, now, err);
	enum coop_status st =
		origin_of(x->input->selection, x->job->reader.stdin_name, now, err);
	return st || !x->job->add ? st : origin_add(now, before, err);
}

/* Switches to the generation, and warns when records may have been lost. */
static enum coop_status commit(struct indexing *x, struct coop_error *err)
{
	const struct coop_error *unknown;
	const struct origin *before = generation_replaces(x->g, &unknown);
	struct origin now;
	struct coop_error after = {0};
	bool covers = true;
	enum coop_status st = find_origin(x, before, &now, err);
	x->report->count.records = sources_records(&x->now);
	now.records = x->report->count.records;
	now.made = time(NULL);
	if (!st && before->known)
		st = origin_covers(&now, before, &covers, err);
	if (!st)
		st = generation_commit(
			x->g, &now, root_of_index(x), x->report->stop, &after, err);
	if (!st) {
		serving_report_after(x->report, &after);
		serving_warn_unknown(x->report, unknown);
		if (!x->job->remove)
			serving_warn_loss(x->report, x->job->index, before, &now, covers);
	}
	if (!st && x->job->forget) {
		/* it is held as by any reader, and is to be removed */
		previous_free(x->previous);
		x->previous = NULL;
		st = generation_forget_before(x->g, err);
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

static enum coop_status run(struct indexing *x, struct coop_error *err)
{
	bool same = false, fold = false;
	enum coop_status st = coop_analyzer_new(&x->analyzer, err);
	if (!st)
		st = open_previous(x, err);
	if (!st && x->previous)
		open_rejects(x);
	if (!st)
		st = scan_sources(x, err);
	if (!st)
		st = check_same(x, &same, &fold, err);
	if (!st && same) {
		count_same(x);
		x->summary.read = x->summary.written = clock_seconds();
		print(x);
		return COOP_OK;
	}
	if (!st)
		st = space_check(generation_index_folder(x->g), generation_dir(x->g),
			space_count_texts(&x->scan), x->report, err);
	if (!st)
		st = make(x, fold, err);
	if (!st)
		st = commit(x, err);
	if (!st)
		print(x);
	return st;
}

enum coop_status indexing_run(const struct job *job, const struct input *input,
	struct generation *g, struct report *report, struct coop_error *err)
{
	struct indexing x = {.job = job,
		.input = input,
		.g = g,
		.report = report,
		.rejects_before = -1,
		.summary = {.dir = generation_dir(g), .begun = clock_seconds()}};
	enum coop_status st = run(&x, err);
	if (x.rejects_before >= 0)
		close(x.rejects_before);
	sources_release(&x.now);
	sources_release(&x.collection.plan);
	spool_free(x.collection.spool);
	scan_release(&x.scan);
	previous_free(x.previous);
	coop_analyzer_free(x.analyzer);
	return st;
}
