#include "indexer/inspect/export.h"

#include "indexer/inspect/opened.h"
#include "indexer/opensearch/bulk_lines.h"

struct export
{
	struct opened_index index;
	struct bulk_lines lines;
	const struct report *report;
};

static enum coop_status put_record(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	struct export *e = data;
	(void)hash;
	enum coop_status st = bulk_lines_put(&e->lines, record, err);
	progress_add(e->report->progress, 1);
	return st ? st : stop_check(e->report->stop, err);
}

static enum coop_status put_all(struct export *e, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	progress_step(
		e->report->progress, PROGRESS_EXPORTING, e->index.snapshot->documents);
	for (size_t i = 0; !st && i < e->index.sources.count; i++)
		st = opened_each(&e->index, &e->index.sources.at[i],
			(struct coop_stored_taker){put_record, e}, err);
	return st;
}

enum coop_status export_write(
	const char *index, FILE *out, const struct report *report, struct coop_error *err)
{
	struct export e = {.index = {.folder = -1}, .report = report};
	enum coop_status st = bulk_lines_init(&e.lines, out, err);
	if (!st)
		st = opened_open(&e.index, index, err);
	if (!st)
		st = put_all(&e, err);
	if (!st)
		bulk_lines_tell(&e.lines, report->program);
	bulk_lines_release(&e.lines);
	opened_close(&e.index);
	return st;
}
