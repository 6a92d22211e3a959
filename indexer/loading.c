#include "indexer/loading.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/generations/generation.h"
#include "indexer/generations/serving.h"
#include "indexer/input.h"
#include "indexer/inspect/dump_read.h"
#include "indexer/report/clock.h"
#include "indexer/report/progress_display.h"
#include "indexer/report/rejects.h"
#include "indexer/segments.h"
#include "indexer/space.h"
#include "indexer/summary.h"
#include "indexer/update/ingest.h"
#include "shared/core/i18n.h"
#include "shared/core/strmap.h"
#include "shared/index/layout.h"

struct loading {
	struct job job;
	const char *path; /* of the dump */
	struct report *report;
	struct dump_reader dump;
	struct generation *g;
	struct sink *sink;
	struct ingest *in;
	struct sources now;
	struct coop_strmap *paths; /* of the sources so far */
	uint32_t documents;
	struct coop_place *place;
	struct summary summary;
};

/* ---- the lines of a dump ---- */

static enum coop_status comes_twice(const char *path, struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT,
		TR("the source '%s' comes twice", "la source « %s » vient deux fois"),
		path);
	coop_hint(err, "%s", TR("dump the index again", "exportez de nouveau l'index"));
	return COOP_E_INPUT;
}

static enum coop_status add_source(struct loading *l, struct coop_error *err)
{
	const char *path = coop_buf_cstr(&l->dump.path);
	struct source *now, same = l->dump.source;
	uint32_t id;
	bool added = false;
	enum coop_status st =
		coop_strmap_intern(l->paths, path, strlen(path), &id, &added, err);
	if (!st && !added)
		return comes_twice(path, err);
	if (!st)
		st = sources_add(&l->now, path, &now, err);
	if (st)
		return st;
	same.path = now->path;
	same.run = now->run;
	*now = same;
	l->now.rejected_bytes += same.rejected_bytes;
	l->report->count.files++;
	ingest_set_file(l->in, l->dump.path.s, source_path(&l->now, now));
	return COOP_OK;
}

static enum coop_status add_record(struct loading *l, struct coop_error *err)
{
	struct source_run run = {SOURCE_BASE, l->documents + 1, 1};
	if (l->documents == UINT32_MAX - 1)
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("too many records", "trop de notices"));
	enum coop_status st = ingest_add_stored(l->in, &l->dump.record, err);
	l->documents++;
	return st ? st : sources_add_run(&l->now, run, err);
}

static enum coop_status take_line(struct loading *l, struct coop_error *err)
{
	switch (l->dump.line) {
	case DUMP_SOURCE:
		return add_source(l, err);
	case DUMP_REJECTED:
		rejects_append(l->report->rejects, l->dump.rows.s, l->dump.rows.len);
		return COOP_OK;
	case DUMP_RECORD:
		return add_record(l, err);
	default:
		return COOP_OK;
	}
}

/* Fails because of the dump: the message has its place. */
static enum coop_status at_line(
	struct loading *l, const struct coop_error *why, struct coop_error *err)
{
	if (why->status == COOP_E_INPUT || why->status == COOP_E_IO)
		*l->place = dump_reader_place(&l->dump);
	return coop_pass_on(err, why);
}

static enum coop_status read_lines(struct loading *l, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	do {
		struct coop_error why = {0};
		if (dump_reader_next(&l->dump, &why))
			return at_line(l, &why, err);
		progress_reach(l->report->progress, dump_reader_bytes(&l->dump));
		st = stop_check(l->report->stop, err);
		if (!st && take_line(l, &why) == COOP_E_INPUT)
			return at_line(l, &why, err);
		if (!st)
			st = coop_pass_on(err, &why);
	} while (!st && l->dump.line != DUMP_END);
	return st;
}

/* ---- the generation ---- */

static enum coop_status make(struct loading *l, struct coop_error *err)
{
	enum coop_status st = rejects_new(
		generation_folder(l->g), generation_path(l->g), &l->report->rejects, err);
	if (!st)
		st = segments_new_base(&l->job, l->g, l->report, &l->sink, err);
	if (!st)
		st = ingest_new(l->sink, l->report, &l->in, err);
	if (!st)
		st = coop_strmap_new(&l->paths, err);
	l->now.begun = l->dump.head.begun;
	progress_step(l->report->progress, PROGRESS_READING, l->dump.head.bytes);
	progress_part(l->report->progress, reader_shown(l->path, &l->job.reader),
		l->dump.head.bytes);
	if (!st)
		st = read_lines(l, err);
	l->summary.read = clock_seconds();
	if (!st && l->documents == 0 && !l->job.facts)
		st = input_is_empty(true, err);
	if (!st)
		st = sink_finish(l->sink, err);
	if (!st)
		st = rejects_finish(l->report->rejects, err);
	if (!st)
		st = sources_write(
			generation_folder(l->g), generation_path(l->g), &l->now, err);
	l->summary.written = clock_seconds();
	return st;
}

static enum coop_status commit(struct loading *l, struct coop_error *err)
{
	progress_step(l->report->progress, PROGRESS_SEALING, 0);
	const struct coop_error *unknown;
	const struct origin *before = generation_replaces(l->g, &unknown);
	const struct dump_head *head = &l->dump.head;
	struct origin now = {.known = true,
		.records = l->documents,
		.made = head->made,
		.sources = head->origin};
	struct coop_error after = {0};
	bool covers = true;
	enum coop_status st = COOP_OK;
	if (l->job.facts)
		generation_set_mark(l->g, &l->job.facts->mark);
	if (before->known)
		st = origin_covers(&now, before, &covers, err);
	if (!st)
		st = generation_commit(l->g, &now,
			head->root.len > 0 ? head->root.s : NULL, l->report->stop, &after,
			err);
	if (st)
		return st;
	serving_report_after(l->report, &after);
	serving_warn_unknown(l->report, unknown);
	serving_warn_loss(l->report, l->job.index, before, &now, covers);
	return COOP_OK;
}

static void print(struct loading *l)
{
	l->summary.stats = l->sink->stats;
	l->summary.stats.learned = NULL;
	l->report->count.words = l->sink->stats.words;
	l->summary.done = clock_seconds();
	summary_print(l->report, &l->summary);
	if (l->job.stats)
		summary_print_stats(l->report, &l->summary);
}

static enum coop_status run(struct loading *l, const char *path, struct coop_error *err)
{
	struct coop_buf dir = {0};
	struct coop_error why = {0};
	if (dump_reader_open(&l->dump, path, &why))
		return at_line(l, &why, err);
	l->job.engine_tools |= l->dump.head.engine_tools;
	if (coop_shard_mark_is(&l->dump.head.facts.mark))
		l->job.facts = &l->dump.head.facts;
	enum coop_status st = coop_index_locate(l->job.index, &dir, err);
	if (!st)
		st = generation_begin(dir.s, l->job.wait, l->report, &l->g, err);
	if (!st) {
		l->summary.dir = generation_dir(l->g);
		st = make(l, err);
	}
	if (!st)
		st = commit(l, err);
	progress_display_end(l->report);
	if (!st)
		print(l);
	coop_buf_release(&dir);
	return st;
}

enum coop_status loading_run(const struct job *job, const char *path,
	struct report *report, struct coop_place *place, struct coop_error *err)
{
	struct loading l = {.job = *job,
		.path = path,
		.report = report,
		.place = place,
		.summary = {.begun = clock_seconds()}};
	*place = (struct coop_place){0};
	progress_display_begin(report, PROGRESS_LOAD);
	enum coop_status st = run(&l, path, err);
	progress_display_end(report);
	ingest_free(l.in);
	sink_free(l.sink);
	rejects_free(report->rejects);
	report->rejects = NULL;
	coop_strmap_free(l.paths);
	sources_release(&l.now);
	generation_free(l.g);
	dump_reader_close(&l.dump);
	return st;
}
