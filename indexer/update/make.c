#include "indexer/update/make.h"

/* What is made of the records of a plan. */
struct maker {
	const struct collection *c;
	const struct report *report;
	struct ingest *base; /* takes all of them; or NULL, and ... */
	struct sink *delta;  /* ... takes those that are not in the base */
	uint32_t count;      /* documents made */
	struct sources *out;
	struct coop_record record;
};

/* Reads a record of the plan. */
static enum coop_status read_record(struct maker *m, enum source_segment segment,
	uint32_t number, struct coop_error *err)
{
	return segment == SOURCE_SPOOL ? spool_read(m->c->spool, number, &m->record, err)
				       : previous_record(m->c->previous,
						 (struct document_place){segment, number},
						 &m->record, err);
}

static enum coop_status pass_on(
	struct maker *m, enum source_segment segment, struct coop_error *err)
{
	if (!m->base)
		return sink_add(m->delta, &m->record, err);
	return segment == SOURCE_SPOOL ? ingest_add(m->base, &m->record, err)
				       : ingest_add_stored(m->base, &m->record, err);
}

static enum coop_status make_run(
	struct maker *m, const struct source_run *run, struct coop_error *err)
{
	struct source_run made = {
		m->base ? SOURCE_BASE : SOURCE_DELTA, m->count + 1, run->count};
	enum coop_status st = COOP_OK;
	if (!m->base && run->segment == SOURCE_BASE)
		return sources_add_run(m->out, *run, err);
	for (uint32_t i = 0; !st && i < run->count; i++) {
		st = stop_check(m->report->stop, err);
		if (!st)
			st = read_record(m, run->segment, run->first + i, err);
		if (!st)
			st = pass_on(m, run->segment, err);
		progress_add(m->report->progress, 1);
	}
	m->count += run->count;
	return st ? st : sources_add_run(m->out, made, err);
}

static enum coop_status make_source(
	struct maker *m, const struct source *of, struct coop_error *err)
{
	const struct sources *plan = &m->c->plan;
	const struct scan_entry *entry = &m->c->scan->at[of - plan->at];
	struct source *now;
	enum coop_status st = sources_add(m->out, source_path(plan, of), &now, err);
	if (st)
		return st;
	struct source same = *of;
	same.path = now->path;
	same.run = now->run;
	same.nruns = 0;
	*now = same;
	if (m->base)
		ingest_set_file(m->base, scan_path(m->c->scan, entry),
			scan_stored(m->c->scan, entry));
	for (size_t i = 0; !st && i < of->nruns; i++)
		st = make_run(m, &plan->runs[of->run + i], err);
	if (m->base && !st)
		m->out->at[m->out->count - 1].copies = ingest_copies(m->base);
	if (m->base && !st && entry->read)
		st = ingest_note_copies(m->base, err);
	return st;
}

/* The records that are to be read. */
static uint64_t count_records(const struct maker *m)
{
	const struct sources *plan = &m->c->plan;
	uint64_t n = 0;
	for (size_t i = 0; i < plan->nruns; i++)
		if (m->base || plan->runs[i].segment != SOURCE_BASE)
			n += plan->runs[i].count;
	return n;
}

static enum coop_status make(struct maker *m, struct coop_error *err)
{
	const struct sources *plan = &m->c->plan;
	enum coop_status st = COOP_OK;
	coop_record_init(&m->record);
	*m->out = (struct sources){
		.begun = plan->begun, .rejected_bytes = plan->rejected_bytes};
	progress_step(m->report->progress, PROGRESS_GATHERING, count_records(m));
	for (size_t i = 0; !st && i < plan->count; i++)
		st = make_source(m, &plan->at[i], err);
	coop_record_release(&m->record);
	return st;
}

enum coop_status make_base(const struct collection *c, struct ingest *base,
	const struct report *report, struct sources *out, struct coop_error *err)
{
	struct maker m = {.c = c, .base = base, .report = report, .out = out};
	return make(&m, err);
}

enum coop_status make_delta(const struct collection *c, struct sink *delta,
	const struct report *report, struct sources *out, uint32_t *count,
	struct coop_error *err)
{
	struct maker m = {.c = c, .delta = delta, .report = report, .out = out};
	enum coop_status st = make(&m, err);
	*count = m.count;
	return st;
}

enum coop_status make_removed(const struct collection *c, struct sink *removed,
	const struct report *report, struct coop_buf *tombstones, struct coop_error *err)
{
	struct previous *p = c->previous;
	struct coop_record record;
	enum coop_status st = COOP_OK;
	progress_step(report->progress, PROGRESS_GATHERING, previous_count_gone(p));
	coop_record_init(&record);
	for (uint32_t i = 1; !st && i <= p->documents[SOURCE_BASE]; i++) {
		struct document_place at = {SOURCE_BASE, i};
		if (previous_is_kept(p, at))
			continue;
		st = stop_check(report->stop, err);
		if (!st)
			st = previous_record(p, at, &record, err);
		if (!st)
			st = sink_add(removed, &record, err);
		progress_add(report->progress, 1);
		coop_buf_le32(tombstones, i);
	}
	coop_record_release(&record);
	return st ? st : coop_buf_check(tombstones, err);
}
