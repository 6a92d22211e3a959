#include "indexer/sink/sink_dry_run.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/report/findings.h"
#include "shared/index/near_duplicates.h"

/* Where a record comes from; the path is an offset in `paths`. */
struct record_place {
	size_t path, line;
};

struct dry_run {
	struct sink base;
	struct report *report;
	struct findings findings; /* of the current file; the report fills it too */
	struct coop_near_duplicates *nearly;
	struct coop_buf paths;       /* of all files with records, each with a NUL */
	size_t path;                 /* in `paths`, of the newest record */
	struct record_place *places; /* of all records */
	size_t count, cap;
	size_t alike;
};

/* Keeps where the newest record comes from. */
static enum coop_status keep_place(
	struct dry_run *d, const struct coop_record *record, struct coop_error *err)
{
	const char *path = coop_record_path(record);
	if (d->paths.len == 0 || strcmp(d->paths.s + d->path, path) != 0) {
		d->path = d->paths.len;
		coop_buf_str(&d->paths, path);
		coop_buf_byte(&d->paths, '\0');
	}
	if (d->paths.failed ||
		!coop_array_grow(&d->places, &d->cap, d->count + 1, sizeof *d->places))
		return coop_fail_nomem(err);
	d->places[d->count++] = (struct record_place){d->path, record->line};
	return COOP_OK;
}

static enum coop_status dry_run_add(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	struct dry_run *d = (struct dry_run *)s;
	size_t like = COOP_NEAR_DUPLICATES_NONE;
	bool same = false;
	findings_record(&d->findings, record);
	enum coop_status st = findings_check(&d->findings, err);
	if (!st)
		st = keep_place(d, record, err);
	if (!st)
		st = coop_near_duplicates_add(d->nearly, record, &like, &same, err);
	if (st || like == COOP_NEAR_DUPLICATES_NONE)
		return st;
	d->alike++;
	findings_alike(&d->findings, record->line, d->paths.s + d->places[like].path,
		d->places[like].line, same);
	return COOP_OK;
}

static enum coop_status dry_run_finish(struct sink *s, struct coop_error *err)
{
	return findings_check(&((struct dry_run *)s)->findings, err);
}

static void dry_run_free(struct sink *s)
{
	struct dry_run *d = (struct dry_run *)s;
	if (d->report->findings == &d->findings)
		d->report->findings = NULL;
	findings_release(&d->findings);
	coop_near_duplicates_free(d->nearly);
	coop_buf_release(&d->paths);
	free(d->places);
	free(d);
}

size_t dry_run_alike(const struct sink *sink)
{
	return ((const struct dry_run *)sink)->alike;
}

enum coop_status dry_run_new(
	FILE *out, struct report *report, struct sink **sink, struct coop_error *err)
{
	static const struct sink_ops ops = {dry_run_add, dry_run_finish, dry_run_free};
	*sink = NULL;
	struct dry_run *d = calloc(1, sizeof *d);
	if (!d)
		return coop_fail_nomem(err);
	d->base.ops = &ops;
	d->base.shows = true;
	d->report = report;
	enum coop_status st = findings_init(&d->findings, err);
	if (!st)
		st = coop_near_duplicates_new(report->stop, &d->nearly, err);
	if (st) {
		dry_run_free(&d->base);
		return st;
	}
	report->findings = &d->findings;
	report->file_reports = out;
	*sink = &d->base;
	return COOP_OK;
}
