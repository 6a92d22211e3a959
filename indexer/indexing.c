#include "indexer/indexing.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/csv/map.h"
#include "indexer/generations/serving.h"
#include "indexer/indexing_internal.h"
#include "indexer/report/clock.h"
#include "indexer/report/problems.h"
#include "indexer/report/progress_display.h"
#include "indexer/report/rejects.h"
#include "indexer/segments.h"
#include "indexer/space.h"
#include "indexer/terms/facts.h"
#include "indexer/update/removal.h"
#include "indexer/update/settings.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* The root of the new generation: what is added to an index, or removed from it, leaves it as it is. */
static const char *root_of_index(const struct indexing *x)
{
	bool stays = x->previous && (x->job->add || x->job->remove);
	return stays && x->previous->root.len > 0 ? x->previous->root.s
						  : input_root(x->input);
}

enum coop_status indexing_keep_tools(struct indexing *x, struct coop_error *err)
{
	bool has = false;
	enum coop_status st = previous_has_tools(x->previous, &has, err);
	x->own.engine_tools |= has;
	return st;
}

/* ---- the sources ---- */

static enum coop_status scan_sources(struct indexing *x, struct coop_error *err)
{
	struct scan_before before = {
		.sources = x->previous ? &x->previous->sources : NULL,
		.settings = settings_of(&x->job->reader),
		.keep = x->job->add,
		.root = x->previous ? coop_buf_cstr(&x->previous->root) : NULL,
		.dealing = indexing_dealing(x)};
	const struct selection_options *named = &x->job->select;
	enum coop_status st = x->job->remove ? removal_run(named->paths, named->npaths,
						       x->previous, &x->scan, err)
					     : scan_run(x->input->selection, x->root,
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

/* Whether the index is what is wanted already; notes in the job whether its base must be made anew. */
static enum coop_status check_same(struct indexing *x, bool *same, struct coop_error *err)
{
	bool analysis = false, tools = false;
	*same = false;
	if (!x->previous)
		return COOP_OK;
	if (!x->previous->snapshot) {
		x->own.fold = true;
		return COOP_OK;
	}
	enum coop_status st = check_analysis(x, &analysis, err);
	if (!st)
		st = previous_has_tools(x->previous, &tools, err);
	bool fold = !analysis || tools != (x->job->engine_tools != 0) ||
		    x->scan.reordered || x->job->forget;
	bool parts = x->previous->snapshot->delta.reader ||
		     x->previous->snapshot->removed.reader;
	*same = !st && !fold && !x->job->remove && scan_is_same(&x->scan) &&
		indexing_has_same_root(x) && !(x->job->fold && parts);
	x->own.fold |= fold;
	return st;
}

/* Counts what an index that stays as it is holds: nothing is read or written. */
static enum coop_status count_same(struct indexing *x, struct coop_error *err)
{
	const struct sources *s = &x->previous->sources;
	struct coop_buf scratch = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < s->count; i++) {
		bool tells = true;
		st = dealing_tells(&x->job->dealing, source_path(s, &s->at[i]), &scratch,
			&tells, err);
		x->report->count.files += tells;
		x->report->count.records += source_records(s, &s->at[i]);
		x->report->count.rejected += s->at[i].rejected;
		x->report->count.repaired += s->at[i].repaired + s->at[i].copies;
		x->report->count.known +=
			s->at[i].rejected + s->at[i].repaired + s->at[i].copies;
	}
	x->summary.read = x->summary.written = clock_seconds();
	coop_buf_release(&scratch);
	return st;
}

/* ---- making the generation ---- */

/*
 * Fails when there is nothing to make an index of. A shard may be empty, since none of the records need be its
 * own, but not because nothing was found at all.
 */
static enum coop_status check_empty(const struct indexing *x, struct coop_error *err)
{
	if (x->report->count.records > 0)
		return COOP_OK;
	bool found = x->job->remove || x->scan.count + x->scan.passed > 0;
	bool stays = x->job->stays && x->previous &&
		     sources_records(&x->previous->sources) > 0;
	return x->job->facts && found && !stays ? COOP_OK : input_is_empty(true, err);
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
		.dealing = indexing_dealing(x),
		.rejects_before = -1};
	if (!st)
		st = collect(&x->collection, &x->scan, &options, err);
	x->summary.read = clock_seconds();
	if (!st)
		st = check_empty(x, err);
	ingest_free(in); /* the ids are taken: writing has their memory */
	if (!st)
		st = sink_finish(sink, err);
	if (!st) {
		x->report->count.words = sink->stats.words;
		x->summary.stats = sink->stats;
		x->summary.stats.learned = NULL;
		x->now = x->collection.plan;
		x->collection.plan = (struct sources){0};
	}
	sink_free(sink);
	return st;
}

/* Reads what has changed, and makes what differs from the generation before. */
static enum coop_status make_changes(struct indexing *x, struct coop_error *err)
{
	struct ingest *in = NULL;
	const struct job *job = x->job;
	x->collection.previous = x->previous;
	enum coop_status st = spool_new(generation_dir(x->g), &x->collection.spool, err);
	if (!st)
		st = ingest_new(NULL, x->report, &in, err);
	struct collect_options options = {.reader = &job->reader,
		.report = x->report,
		.ingest = in,
		.dealing = indexing_dealing(x),
		.rejects_before = x->rejects_before};
	if (!st)
		st = collect(&x->collection, &x->scan, &options, err);
	x->summary.read = clock_seconds();
	x->summary.records_added = x->collection.records_added;
	x->summary.records_gone = previous_count_dropped(x->previous);
	if (!st)
		st = check_empty(x, err);
	x->unchanged = !st && !job->fold && !job->remove && indexing_has_same_root(x) &&
		       collection_is_previous(&x->collection, indexing_dealing(x));
	for (size_t i = 0; x->unchanged && i < x->collection.plan.count; i++)
		x->report->count.repaired += x->collection.plan.at[i].copies;
	if (!st && !x->unchanged)
		st = segments_make(job, &x->collection, x->g, x->report, &x->now,
			&x->summary.stats, err);
	ingest_free(in);
	return st;
}

enum coop_status indexing_make(struct indexing *x, struct coop_error *err)
{
	struct report *report = x->report;
	progress_step(report->progress, PROGRESS_READING, scan_size(&x->scan));
	enum coop_status st = rejects_new(
		generation_folder(x->g), generation_path(x->g), &report->rejects, err);
	if (!st)
		st = x->previous ? make_changes(x, err) : make_anew(x, err);
	if (!st)
		st = rejects_finish(report->rejects, err);
	rejects_free(report->rejects);
	report->rejects = NULL;
	if (!st && !x->unchanged)
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
	const struct selection_options *named = &x->job->select;
	if (x->job->remove)
		st = origin_without(before, named->paths, named->npaths, now, err);
	else if (!x->repair)
		st = origin_of(x->input->selection, x->job->reader.stdin_name, now, err);
	if (!st && (x->job->add || x->repair))
		st = origin_add(now, before, err);
	if (x->repair && !before->known)
		coop_buf_add(&now->sources, x->root, strlen(x->root) + 1);
	now->records = sources_records(&x->now);
	now->made = time(NULL);
	return st ? st : coop_buf_check(&now->sources, err);
}

enum coop_status indexing_commit(struct indexing *x, struct coop_error *err)
{
	const struct coop_error *unknown;
	const struct origin *before = generation_replaces(x->g, &unknown);
	struct origin now;
	struct coop_error after = {0};
	bool covers = true;
	progress_step(x->report->progress, PROGRESS_SEALING, 0);
	enum coop_status st = make_origin(x, before, &now, err);
	x->report->count.records = now.records;
	if (x->job->facts)
		generation_set_mark(x->g, &x->job->facts->mark);
	if (!st && before->known)
		st = origin_covers(&now, before, &covers, err);
	if (!st)
		st = generation_commit(x->g, &now, x->root, x->report->stop, &after, err);
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
		x->root = NULL;
		st = generation_forget_before(x->g, err);
	}
	origin_release(&now);
	return st;
}

void indexing_print(struct indexing *x)
{
	x->summary.done = clock_seconds();
	progress_display_end(x->report);
	summary_print(x->report, &x->summary);
	if (x->job->stats)
		summary_print_stats(x->report, &x->summary);
}

/* Makes the generation, and has it serve. */
static enum coop_status make_generation(struct indexing *x, struct coop_error *err)
{
	enum coop_status st = space_check(generation_index_folder(x->g),
		generation_dir(x->g), space_count_texts(&x->scan), x->report, err);
	if (!st)
		st = indexing_make(x, err);
	return st || x->unchanged ? st : indexing_commit(x, err);
}

/* Makes the generation from what `previous` is. */
static enum coop_status update(struct indexing *x, struct coop_error *err)
{
	bool same = false;
	enum coop_status st = COOP_OK;
	x->root = root_of_index(x);
	if (x->previous)
		indexing_open_rejects(x);
	if (x->previous && (x->job->add || x->job->remove))
		st = indexing_keep_tools(x, err);
	if (!st)
		st = scan_sources(x, err);
	if (!st)
		st = check_same(x, &same, err);
	if (!st && same)
		st = count_same(x, err);
	else if (!st)
		st = make_generation(x, err);
	if (!st)
		indexing_print(x);
	return st;
}

/* Undoes what was done so far. */
static void undo(struct indexing *x)
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
	undo(x);
	generation_drop_all(x->g);
	rejects_drop(generation_folder(x->g));
	x->report->count = (struct counters){0};
	enum coop_status st = indexing_salvage(x, why, err);
	return st ? st : update(x, err);
}

static enum coop_status run(struct indexing *x, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st = coop_analyzer_new(&x->analyzer, err);
	if (!st)
		st = indexing_open_previous(x, err);
	if (!st)
		st = indexing_keep_facts(x, err);
	if (st)
		return st;
	st = update(x, &why);
	return indexing_is_damage(st) && x->previous && x->previous->snapshot
		       ? update_again(x, &why, err)
		       : coop_pass_on(err, &why);
}

void indexing_release(struct indexing *x)
{
	progress_display_end(x->report);
	undo(x);
	coop_analyzer_free(x->analyzer);
	facts_release(&x->facts);
}

enum coop_status indexing_run(const struct job *job, const struct input *input,
	struct generation *g, struct report *report, struct coop_error *err)
{
	struct indexing x = {.own = *job,
		.input = input,
		.g = g,
		.report = report,
		.rejects_before = -1,
		.summary = {.dir = generation_dir(g), .begun = clock_seconds()}};
	x.job = &x.own;
	progress_display_begin(report, PROGRESS_BUILD);
	enum coop_status st = run(&x, err);
	indexing_release(&x);
	return st;
}
