#include "indexer/collecting.h"

#include <inttypes.h>
#include <string.h>

#include "indexer/disk/file_replace.h"
#include "indexer/input.h"
#include "indexer/report/problems.h"
#include "indexer/report/progress_display.h"
#include "indexer/segments.h"
#include "indexer/summary.h"
#include "indexer/update/collect.h"
#include "indexer/update/scan.h"
#include "indexer/update/settings.h"
#include "indexer/update/whole.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

struct learner {
	const struct job *job;
	struct report *report;
	struct input input;
	struct scan scan;
	struct sink *sink;
	struct ingest *ingest;
	struct coop_strmap *paths;
	struct exceptions exceptions;
	struct collection read;
};

static enum coop_status check_streams(const struct learner *l, struct coop_error *err)
{
	for (size_t i = 0; i < l->scan.count; i++)
		if (l->scan.at[i].stream) {
			coop_fail(err, COOP_E_ARG,
				TR("--shards reads its sources several times, and '%s' can be read once",
					"--shards lit plusieurs fois ses sources, et « %s » ne se lit qu'une fois"),
				scan_path(&l->scan, &l->scan.at[i]));
			coop_hint(err, "%s",
				TR("write it to a file first",
					"écrivez-le d'abord dans un fichier"));
			return COOP_E_ARG;
		}
	return COOP_OK;
}

static enum coop_status read_all(
	struct learner *l, const char *dir, struct coop_error *err)
{
	struct report *report = l->report;
	struct collect_options options = {.reader = &l->job->reader,
		.report = report,
		.direct = true,
		.exceptions = &l->exceptions,
		.rejects_before = -1};
	progress_step(report->progress, PROGRESS_READING, scan_size(&l->scan));
	enum coop_status st = segments_new_learner(l->job, dir, report, &l->sink, err);
	if (!st)
		st = ingest_new(l->sink, report, &l->ingest, err);
	options.ingest = l->ingest;
	if (!st)
		st = collect(&l->read, &l->scan, &options, err);
	if (!st && report->count.records == 0)
		st = input_is_empty(false, err);
	return st ? st : sink_finish(l->sink, err);
}

static enum coop_status learn(struct learner *l, const char *dir, bool again,
	struct coop_buf *out, struct coop_error *err)
{
	const struct scan_before none = {.settings = settings_of(&l->job->reader)};
	enum coop_status st = input_find(l->job, l->report, &l->input, err);
	if (!st)
		st = scan_run(l->input.selection, input_root(&l->input), &none, l->report,
			&l->scan, err);
	if (!st && again)
		st = check_streams(l, err);
	if (!st)
		st = coop_strmap_new(&l->paths, err);
	l->exceptions.paths = l->paths;
	if (!st)
		st = read_all(l, dir, err);
	if (st)
		return st;
	/* the table is the sink's own, which is done with it */
	struct coop_acronyms *learned = (struct coop_acronyms *)l->sink->stats.learned;
	return whole_pack(l->sink->stats.documents, l->sink->stats.length, learned,
		l->paths, out, err);
}

enum coop_status collecting_learn(const struct job *job, const char *dir, bool again,
	struct report *report, struct coop_buf *out, struct coop_error *err)
{
	struct learner l = {.job = job, .report = report};
	progress_display_begin(report, PROGRESS_READ);
	enum coop_status st = learn(&l, dir, again, out, err);
	progress_display_end(report);
	sources_release(&l.read.plan);
	ingest_free(l.ingest);
	sink_free(l.sink);
	exceptions_release(&l.exceptions);
	coop_strmap_free(l.paths);
	scan_release(&l.scan);
	input_release(&l.input);
	return st;
}

/* The folder of a file: what stands before its last '/'. */
static enum coop_status folder_of(
	const char *file, struct coop_buf *out, struct coop_error *err)
{
	const char *slash = strrchr(file, '/');
	if (slash)
		coop_buf_add(out, file, slash > file ? (size_t)(slash - file) : 1);
	else
		coop_buf_str(out, ".");
	return coop_buf_check(out, err);
}

enum coop_status collecting_run(const struct job *job, const char *file,
	struct report *report, struct coop_error *err)
{
	struct coop_buf bytes = {0}, dir = {0};
	enum coop_status st = folder_of(file, &dir, err);
	if (!st)
		st = collecting_learn(job, dir.s, false, report, &bytes, err);
	report_tell_unread(report);
	if (!st)
		st = file_replace(file, &bytes, err);
	if (!st && !report->quiet)
		coop_diag_note(report->program,
			TR("%zu file%s, %zu record%s; their facts are in %s",
				"%zu fichier%s, %zu notice%s ; leurs faits sont dans %s"),
			report->count.files, summary_plural(report->count.files),
			report->count.records, summary_plural(report->count.records),
			file);
	coop_buf_release(&bytes);
	coop_buf_release(&dir);
	return st;
}
