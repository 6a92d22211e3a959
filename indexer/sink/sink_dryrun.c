#include "indexer/sink/sink_dryrun.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/report/file_report.h"
#include "indexer/report/findings.h"
#include "indexer/report/near_duplicates.h"

/* Where a notice is; the path is in `paths`. */
struct spot {
	size_t path, line;
};

struct dry_run {
	struct sink base;
	struct report_watch watch;
	FILE *out;
	struct coop_record record;
	struct findings findings; /* of the file that is read */
	bool in_file;
	struct near_duplicates *nearly;
	struct coop_buf paths; /* of all files with notices, each with a NUL */
	size_t path; /* in `paths`, of the file that is read; once it has notices */
	struct spot *spots; /* of all notices */
	size_t count, cap;
	size_t alike;
};

static struct dry_run *of_sink(struct sink *s)
{
	return (struct dry_run *)s;
}

static struct dry_run *of_watch(struct report_watch *w)
{
	return (struct dry_run *)((char *)w - offsetof(struct dry_run, watch));
}

/* ---- the report ---- */

static void watch_begin(struct report_watch *w, const char *path)
{
	findings_begin(&of_watch(w)->findings, path);
}

static void watch_fact(struct report_watch *w, const char *what, const char *text)
{
	findings_fact(&of_watch(w)->findings, what, text);
}

static void watch_column(struct report_watch *w, const char *name, size_t len,
	enum coop_field field, bool ignored)
{
	findings_column(&of_watch(w)->findings, name, len, field, ignored);
}

static void watch_problem(struct report_watch *w, bool left_out,
	const struct coop_place *place, const struct coop_error *why)
{
	findings_problem(&of_watch(w)->findings, left_out, place, why);
}

static void watch_end(struct report_watch *w)
{
	struct dry_run *c = of_watch(w);
	/* where memory ran out, the run ends with that at the next notice */
	if (!findings_check(&c->findings, NULL) &&
		!file_report_print(c->out, &c->findings, NULL))
		return;
	c->findings.failed = true;
}

/* ---- the sink ---- */

static struct coop_record *dry_run_record(struct sink *s)
{
	return &of_sink(s)->record;
}

/* Notes where the newest notice is. */
static enum coop_status note_spot(struct dry_run *c, struct coop_error *err)
{
	const char *path = coop_record_path(&c->record);
	if (c->paths.len == 0 || strcmp(c->paths.s + c->path, path) != 0) {
		c->path = c->paths.len;
		coop_buf_str(&c->paths, path);
		coop_buf_byte(&c->paths, '\0');
	}
	if (c->paths.failed ||
		!coop_array_grow(&c->spots, &c->cap, c->count + 1, sizeof *c->spots))
		return coop_fail_nomem(err);
	c->spots[c->count++] = (struct spot){c->path, c->record.line};
	return COOP_OK;
}

static enum coop_status dry_run_add(struct sink *s, struct coop_error *err)
{
	struct dry_run *c = of_sink(s);
	size_t like = NEAR_DUPLICATES_NONE;
	bool same = false;
	findings_record(&c->findings, &c->record);
	enum coop_status st = findings_check(&c->findings, err);
	if (!st)
		st = note_spot(c, err);
	if (!st)
		st = near_duplicates_add(c->nearly, &c->record, &like, &same, err);
	if (st || like == NEAR_DUPLICATES_NONE)
		return st;
	c->alike++;
	findings_alike(&c->findings, c->record.line, c->paths.s + c->spots[like].path,
		c->spots[like].line, same);
	return COOP_OK;
}

static enum coop_status dry_run_finish(struct sink *s, struct coop_error *err)
{
	return findings_check(&of_sink(s)->findings, err);
}

static void dry_run_free(struct sink *s)
{
	struct dry_run *c = of_sink(s);
	coop_record_release(&c->record);
	findings_release(&c->findings);
	near_duplicates_free(c->nearly);
	coop_buf_release(&c->paths);
	free(c->spots);
	free(c);
}

size_t dry_run_alike(const struct sink *sink)
{
	return ((const struct dry_run *)sink)->alike;
}

enum coop_status dry_run_new(FILE *out, const stop_flag *stop, struct sink **sink,
	struct report_watch **watch, struct coop_error *err)
{
	static const struct sink_ops sink_ops = {
		dry_run_record, dry_run_add, dry_run_finish, dry_run_free};
	static const struct report_watch_ops watch_ops = {
		watch_begin, watch_fact, watch_column, watch_problem, watch_end};
	*sink = NULL;
	*watch = NULL;
	struct dry_run *c = calloc(1, sizeof *c);
	if (!c)
		return coop_fail_nomem(err);
	c->base.ops = &sink_ops;
	c->watch.ops = &watch_ops;
	c->out = out;
	coop_record_init(&c->record);
	enum coop_status st = findings_init(&c->findings, err);
	if (!st)
		st = near_duplicates_new(stop, &c->nearly, err);
	if (st) {
		dry_run_free(&c->base);
		return st;
	}
	*sink = &c->base;
	*watch = &c->watch;
	return COOP_OK;
}
