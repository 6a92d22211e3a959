#include "indexer/update/collect.h"

#include <inttypes.h>
#include <string.h>

#include "indexer/disk/infile.h"
#include "indexer/report/problems.h"
#include "indexer/report/rejects.h"
#include "indexer/update/match_old.h"
#include "shared/core/i18n.h"
#include "shared/index/hashes.h"

enum { TRIES = 3 /* to read a source that changes meanwhile */ };

struct collector {
	struct collection *c;
	const struct scan *scan;
	const struct collect_options *options;
	struct old_records old; /* of the source that is being read */
	struct coop_buf packed, scratch;
	uint32_t added; /* documents given to `direct` */
	/* of the source that is being read: its path as it is stored, ... */
	const char *stored;
	bool dealt;  /* ... whether its records are dealt one by one, ... */
	bool told;   /* ... and whether it is this shard that tells of it */
	bool silent; /* as the report was */
};

static const struct source *source_before(
	const struct collector *k, const struct scan_entry *e)
{
	return e->before == SCAN_NOT_BEFORE ? NULL
					    : &k->c->previous->sources.at[e->before];
}

/* ---- a source that is not read ---- */

/* Keeps a document of the generation before, unless it is excluded or lost. */
static enum coop_status keep_document(struct collector *k, struct source *now,
	struct document_place at, struct coop_error *err)
{
	if (previous_is_excluded(k->c->previous, at)) {
		now->flags |= SOURCE_CUT;
		return COOP_OK;
	}
	if (previous_is_lost(k->c->previous, at))
		return COOP_OK;
	previous_keep(k->c->previous, at);
	return sources_add_run(
		&k->c->plan, (struct source_run){at.segment, at.docid, 1}, err);
}

static enum coop_status keep_run(struct collector *k, struct source *now,
	const struct source_run *run, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint32_t i = 0; !st && i < run->count; i++)
		st = keep_document(k, now,
			(struct document_place){run->segment, run->first + i}, err);
	return st;
}

/* Tells how many records of a source are damaged, and left out. */
static void report_lost(struct collector *k, const char *path, uint64_t lost)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("notices of it that are damaged in the index, and left out: %" PRIu64,
			"ses notices abîmées dans l'index, laissées de côté : %" PRIu64),
		lost);
	report_file(k->options->report, path);
	report_rejected(k->options->report, &(struct coop_place){.path = path}, &problem);
	report_file_end(k->options->report, path);
}

/* Keeps a source as it was, but for records that are lost. */
static enum coop_status keep(struct collector *k, const struct source *before,
	struct source *now, struct coop_error *err)
{
	struct report *report = k->options->report;
	enum coop_status st = COOP_OK;
	bool rows = k->options->rejects_before >= 0;
	uint64_t lost = before->flags & SOURCE_LOST
				? previous_count_lost(k->c->previous, before)
				: 0;
	now->flags = before->flags & ~(unsigned)SOURCE_LOST;
	now->rejected = before->rejected;
	now->repaired = before->repaired;
	now->copies = before->copies;
	now->rejected_bytes = rows ? before->rejected_bytes : 0;
	report->count.files += k->told;
	report->count.rejected += before->rejected;
	report->count.repaired += before->repaired;
	report->count.known += before->rejected + before->repaired;
	if (rows)
		rejects_copy(report->rejects, k->options->rejects_before,
			before->rejects_at, before->rejected_bytes);
	k->c->records_lost += lost;
	if (lost > 0)
		report_lost(k, source_path(&k->c->previous->sources, before), lost);
	for (size_t i = 0; !st && i < before->nruns; i++)
		st = keep_run(
			k, now, &k->c->previous->sources.runs[before->run + i], err);
	return st;
}

/* ---- a source that is read ---- */

static enum coop_status add_new(
	struct collector *k, struct coop_record *record, struct coop_error *err)
{
	struct source_run run = {SOURCE_SPOOL, 0, 1};
	enum coop_status st;
	k->c->records_added++;
	if (k->options->direct) {
		st = ingest_add(k->options->ingest, record, err);
		run = (struct source_run){SOURCE_BASE, ++k->added, 1};
	} else {
		st = spool_add(k->c->spool, record, coop_buf_cstr(&k->packed),
			k->packed.len, err);
		run.first = spool_count(k->c->spool);
	}
	return st ? st : sources_add_run(&k->c->plan, run, err);
}

/* Takes a record of this shard: one that the index has, or a new one. */
static enum coop_status take_own(
	struct collector *k, struct coop_record *record, struct coop_error *err)
{
	struct document_place at = {0};
	if (k->options->direct)
		return add_new(k, record, err);
	coop_buf_reset(&k->packed);
	enum coop_status st = coop_record_pack(record, &k->packed, err);
	if (!st)
		at = old_records_take(
			&k->old, coop_hash_packed(record, k->packed.s, k->packed.len));
	report_record(k->options->report);
	if (st || at.docid == 0)
		return st ? st : add_new(k, record, err);
	previous_keep(k->c->previous, at);
	return sources_add_run(
		&k->c->plan, (struct source_run){at.segment, at.docid, 1}, err);
}

/* Takes a record that was read, if it is of this shard. */
static enum coop_status take(
	void *data, struct coop_record *record, struct coop_error *err)
{
	struct collector *k = data;
	struct report *report = k->options->report;
	struct coop_value id;
	bool own = true, silent = report->silent;
	enum coop_status st = COOP_OK;
	coop_record_get(record, COOP_F_ID, &id);
	if (k->options->exceptions)
		st = exceptions_see(k->options->exceptions, record, &id, err);
	if (!st && k->dealt)
		st = dealing_has(
			k->options->dealing, id.text, id.len, &k->scratch, &own, err);
	if (st || !own)
		return st;
	report->silent = k->silent; /* that its id was taken is told here */
	st = take_own(k, record, err);
	report->silent = silent;
	return st;
}

/* Forgets what was read of the source so far. */
static void undo(struct collector *k, struct source *now, const struct counters *count,
	uint64_t rejected_bytes)
{
	struct sources *plan = &k->c->plan;
	for (size_t i = 0; i < now->nruns; i++) {
		const struct source_run *run = &plan->runs[now->run + i];
		for (uint32_t j = 0; run->segment != SOURCE_SPOOL && j < run->count; j++)
			previous_drop(k->c->previous,
				(struct document_place){run->segment, run->first + j});
	}
	plan->nruns = now->run;
	now->nruns = 0;
	k->options->report->count = *count;
	if (k->options->report->rejects)
		rejects_cut(k->options->report->rejects, rejected_bytes);
}

static enum coop_status read_once(struct collector *k, const struct reader_file *file,
	const struct source *before, struct file_outcome *outcome, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct exceptions *exceptions = k->options->exceptions;
	k->old.count = 0;
	if (exceptions)
		exceptions_begin(exceptions, k->stored);
	if (before && !k->options->direct)
		st = old_records_gather(&k->old, k->c->previous, before, err);
	if (!st)
		st = ingest_file(k->options->ingest, file, k->options->reader,
			(struct record_taker){take, k}, outcome, err);
	return !st && exceptions ? exceptions_end(exceptions, err) : st;
}

/* Keeps a source that does not stop changing as it was, if it was there, and says so. */
static enum coop_status give_up(struct collector *k, const char *path,
	const struct source *before, struct source *now, struct coop_error *err)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("changes while it is read; the index keeps what it had of it",
			"change pendant la lecture ; l'index garde ce qu'il en avait"));
	report_file(k->options->report, path);
	report_rejected(k->options->report, &(struct coop_place){.path = path}, &problem);
	report_file_end(k->options->report, path);
	enum coop_status st = before ? keep(k, before, now, err) : COOP_OK;
	now->flags |= SOURCE_UNREAD;
	return st;
}

/* Notes how many records of a source were repaired, and how many of these because their id was taken. */
static void count_repairs(const struct collector *k, const struct source *before,
	size_t repaired, struct source *now)
{
	now->repaired = repaired;
	if (k->options->direct) {
		now->copies = ingest_copies(k->options->ingest);
		now->repaired -= now->copies;
	} else if (
		before) { /* unless all is folded, which counts them anew: identity.h */
		now->copies = before->copies;
	}
}

static uint64_t rejected_so_far(const struct collector *k)
{
	struct rejects *rejects = k->options->report->rejects;
	return rejects ? rejects_size(rejects) : 0;
}

static enum coop_status read_source(struct collector *k, const struct scan_entry *e,
	struct source *now, struct coop_error *err)
{
	const struct reader_file file = {scan_path(k->scan, e), scan_stored(k->scan, e)};
	const struct source *before = source_before(k, e);
	struct report *report = k->options->report;
	const struct counters count = report->count;
	uint64_t rejected_bytes = rejected_so_far(k);
	struct file_outcome outcome = {
		.may_change = !k->options->direct, .changed = true};
	enum coop_status st = COOP_OK;
	for (int i = 0; !st && outcome.changed && i < TRIES; i++) {
		undo(k, now, &count, rejected_bytes);
		st = read_once(k, &file, before, &outcome, err);
	}
	if (!st && outcome.changed) {
		undo(k, now, &count, rejected_bytes);
		return give_up(
			k, reader_shown(file.path, k->options->reader), before, now, err);
	}
	if (!st && !outcome.whole && before && before->flags & SOURCE_LOST) {
		/* what can still be read in the index is more than nothing */
		undo(k, now, &count, rejected_bytes);
		return keep(k, before, now, err);
	}
	/* it may have changed between the scan and the reading: its state is not that of its records */
	bool same = e->stream || infile_is_as(file.path, e->state.size, e->state.mtime);
	now->flags = outcome.whole && same ? 0 : SOURCE_UNREAD;
	now->rejected = report->count.rejected - count.rejected;
	count_repairs(k, before, report->count.repaired - count.repaired, now);
	now->rejected_bytes = rejected_so_far(k) - rejected_bytes;
	return st;
}

/* Reads a source of which another shard tells: here nothing counts but the records and their ids. */
static enum coop_status read_untold(struct collector *k, const struct scan_entry *e,
	struct source *now, struct coop_error *err)
{
	struct report *report = k->options->report;
	struct rejects *rejects = report->rejects;
	struct counters count = report->count;
	report->silent = true;
	report->rejects = NULL;
	enum coop_status st = read_source(k, e, now, err);
	report->silent = k->silent;
	report->rejects = rejects;
	count.bytes = report->count.bytes;
	count.records = report->count.records;
	now->rejected = now->repaired = 0;
	if (k->options->direct)
		count.repaired += now->copies;
	report->count = count;
	return st;
}

/* Finds out what is to be done with a source in this shard. */
static enum coop_status begin_source(
	struct collector *k, const char *stored, struct coop_error *err)
{
	const struct dealing *d = k->options->dealing;
	k->stored = stored;
	k->told = true;
	k->dealt = d && !dealing_is_whole(d, stored);
	return d ? dealing_tells(d, stored, &k->scratch, &k->told, err) : COOP_OK;
}

/* ---- all sources ---- */

static enum coop_status take_entry(
	struct collector *k, const struct scan_entry *e, struct coop_error *err)
{
	const struct source *before = source_before(k, e);
	struct source *now;
	enum coop_status st = begin_source(k, scan_stored(k->scan, e), err);
	if (!st)
		st = sources_add(&k->c->plan, k->stored, &now, err);
	if (st)
		return st;
	now->state = e->state;
	if (e->read)
		progress_part(k->options->report->progress,
			reader_shown(scan_path(k->scan, e), k->options->reader),
			e->stream ? 0 : e->state.size);
	if (!e->read)
		return keep(k, before, now, err);
	return k->told ? read_source(k, e, now, err) : read_untold(k, e, now, err);
}

enum coop_status collect(struct collection *c, const struct scan *scan,
	const struct collect_options *options, struct coop_error *err)
{
	struct collector k = {.c = c,
		.scan = scan,
		.options = options,
		.silent = options->report->silent};
	enum coop_status st = COOP_OK;
	c->plan = (struct sources){.begun = scan->begun};
	c->scan = scan;
	for (size_t i = 0; !st && i < scan->count; i++) {
		st = stop_check(options->report->stop, err);
		if (!st)
			st = take_entry(&k, &scan->at[i], err);
	}
	options->report->count.records = sources_records(&c->plan);
	c->plan.rejected_bytes = rejected_so_far(&k);
	old_records_release(&k.old);
	coop_buf_release(&k.packed);
	coop_buf_release(&k.scratch);
	return st;
}

static bool is_same_source(const struct sources *a, const struct source *x,
	const struct sources *b, const struct source *y, const struct dealing *dealing)
{
	bool state = x->state.size == y->state.size && x->state.mtime == y->state.mtime;
	bool dealt = dealing && !dealing_is_whole(dealing, source_path(a, x));
	return strcmp(source_path(a, x), source_path(b, y)) == 0 &&
	       x->flags == y->flags && (state || dealt) &&
	       x->state.settings == y->state.settings && x->rejected == y->rejected &&
	       x->repaired == y->repaired && x->rejected_bytes == y->rejected_bytes &&
	       x->nruns == y->nruns;
}

bool collection_is_previous(const struct collection *c, const struct dealing *dealing)
{
	const struct sources *plan = &c->plan, *before = &c->previous->sources;
	bool same = plan->count == before->count && plan->nruns == before->nruns &&
		    c->records_added == 0 && c->records_lost == 0;
	for (size_t i = 0; same && i < plan->count; i++)
		same = is_same_source(
			plan, &plan->at[i], before, &before->at[i], dealing);
	for (size_t i = 0; same && i < plan->nruns; i++) {
		const struct source_run *x = &plan->runs[i], *y = &before->runs[i];
		same = x->segment == y->segment && x->first == y->first &&
		       x->count == y->count;
	}
	return same;
}
