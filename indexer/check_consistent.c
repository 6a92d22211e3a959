#include "indexer/check_consistent.h"

#include <stdlib.h>
#include <unistd.h>

#include "indexer/terms/ids.h"
#include "indexer/update/sources.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/stored.h"

struct consistent {
	const struct coop_snapshot *snapshot;
	const struct report *report;
	struct ids *ids;
	struct coop_buf instead;
	size_t shared,
		copies; /* ids that two documents have; removed that are no copies */
};

/* ---- ids, and copies ---- */

static enum coop_status take_id(
	struct consistent *c, const struct coop_record *record, struct coop_error *err)
{
	struct coop_value id;
	bool taken = false;
	if (!coop_record_get(record, COOP_F_ID, &id))
		return COOP_OK;
	progress_add(c->report->progress, 1);
	enum coop_status st = ids_take(c->ids, id.text, id.len, &taken, &c->instead, err);
	c->shared += taken;
	return st;
}

/* Goes through the documents of the base; those that are removed must be the next of the copies. */
static enum coop_status check_base(
	struct consistent *c, struct coop_stored *copies, struct coop_error *err)
{
	const struct coop_snapshot *s = c->snapshot;
	struct coop_stored *stored;
	struct coop_record record, copy;
	uint64_t hash, other = 0;
	bool more = true, there = false;
	coop_record_init(&record);
	coop_record_init(&copy);
	enum coop_status st = coop_stored_open(s->base.reader, 1, s->last, &stored, err);
	for (uint32_t docid = 1; !st && docid <= s->last; docid++) {
		st = stop_check(c->report->stop, err);
		if (!st)
			st = coop_stored_next(stored, &record, &hash, &more, err);
		if (st || !coop_snapshot_is_removed(s, docid)) {
			st = st ? st : take_id(c, &record, err);
			continue;
		}
		st = coop_stored_next(copies, &copy, &other, &there, err);
		c->copies += !st && (!there || other != hash);
	}
	coop_stored_free(stored);
	coop_record_release(&record);
	coop_record_release(&copy);
	return st;
}

static enum coop_status take_added(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	(void)hash;
	return take_id(data, record, err);
}

static enum coop_status check_delta(struct consistent *c, struct coop_error *err)
{
	const struct coop_reader *reader = c->snapshot->delta.reader;
	return reader ? coop_stored_each(reader, 1, coop_reader_last(reader),
				(struct coop_stored_taker){take_added, c}, err)
		      : COOP_OK;
}

static enum coop_status check_records(struct consistent *c, struct coop_error *err)
{
	const struct coop_reader *removed = c->snapshot->removed.reader;
	struct coop_stored *copies = NULL;
	enum coop_status st = ids_new(&c->ids, err);
	if (!st && removed)
		st = coop_stored_open(
			removed, 1, coop_reader_last(removed), &copies, err);
	if (!st)
		st = check_base(c, copies, err);
	if (!st)
		st = check_delta(c, err);
	coop_stored_free(copies);
	ids_free(c->ids);
	coop_buf_release(&c->instead);
	return st;
}

/* ---- the table of sources ---- */

/* Counts the documents that no source has, or more than one has. */
static enum coop_status count_uncovered(const struct coop_snapshot *s,
	const struct sources *table, size_t *n, struct coop_error *err)
{
	const uint32_t last[2] = {
		s->last, s->delta.reader ? coop_reader_last(s->delta.reader) : 0};
	uint8_t *met[2] = {
		calloc((size_t)last[0] + 1, 1), calloc((size_t)last[1] + 1, 1)};
	bool done = met[0] && met[1];
	for (size_t i = 0; done && i < table->nruns; i++) {
		const struct source_run *run = &table->runs[i];
		for (uint32_t k = 0; k < run->count; k++) {
			uint8_t *here = &met[run->segment][run->first + k];
			*here = *here < 2 ? (uint8_t)(*here + 1) : *here;
		}
	}
	for (int i = 0; done && i < 2; i++)
		for (uint32_t d = 1; d <= last[i]; d++)
			*n += met[i][d] !=
			      (i == 1 || !coop_snapshot_is_removed(s, d) ? 1 : 0);
	free(met[0]);
	free(met[1]);
	return done ? COOP_OK : coop_fail_nomem(err);
}

static enum coop_status check_table(const struct coop_snapshot *s, int index,
	const char *dir, const struct coop_stub *stub, size_t *n, struct coop_error *err)
{
	struct sources table = {0};
	struct coop_buf path = {0};
	int folder = -1;
	const struct coop_manifest *m = &s->manifest;
	if (!m->parts[COOP_PART_SOURCES].there)
		return COOP_OK;
	enum coop_status st =
		coop_generation_open_named(index, dir, stub->number, &folder, &path, err);
	if (!st)
		st = sources_read(folder, path.s, m->parts[COOP_PART_SOURCES].crc,
			s->last, s->delta.reader ? coop_reader_last(s->delta.reader) : 0,
			&table, err);
	if (!st)
		st = count_uncovered(s, &table, n, err);
	if (folder >= 0)
		close(folder);
	sources_release(&table);
	coop_buf_release(&path);
	return st;
}

static void tell(const struct report *r, const char *what, size_t n, size_t *differ)
{
	if (n > 0)
		coop_diag_note(r->program, "%s: %zu", what, n);
	*differ += n;
}

enum coop_status check_consistent(const struct coop_snapshot *s, int index,
	const char *dir, const struct coop_stub *stub, const struct report *report,
	size_t *differ, struct coop_error *err)
{
	struct consistent c = {.snapshot = s, .report = report};
	size_t uncovered = 0;
	progress_step(report->progress, PROGRESS_COMPARING, s->documents);
	enum coop_status st = check_records(&c, err);
	if (!st)
		st = check_table(s, index, dir, stub, &uncovered, err);
	tell(report,
		TR("notices with the id of another",
			"notices avec l'identifiant d'une autre"),
		c.shared, differ);
	tell(report,
		TR("removed notices that are kept as others than they were",
			"notices retirées qui sont gardées autres qu'elles n'étaient"),
		c.copies, differ);
	tell(report,
		TR("notices that no file or more than one has",
			"notices qui ne sont d'aucun fichier, ou de plusieurs"),
		uncovered, differ);
	return st;
}
