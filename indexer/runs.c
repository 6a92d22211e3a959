#include "indexer/runs.h"

#include <stdio.h>

#include "indexer/generations/generation.h"
#include "indexer/indexing.h"
#include "indexer/input.h"
#include "indexer/inspect/export.h"
#include "indexer/opensearch/template.h"
#include "indexer/preview.h"
#include "indexer/report/problems.h"
#include "indexer/report/progress_display.h"
#include "indexer/select/walk.h"
#include "indexer/sink/sink_dry_run.h"
#include "indexer/sink/sink_export.h"
#include "indexer/sink/sink_opensearch.h"
#include "indexer/summary.h"
#include "indexer/update/ingest.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

enum coop_status job_run(
	const struct job *job, struct report *report, struct coop_error *err)
{
	struct coop_buf dir = {0};
	struct generation *g = NULL;
	struct input input = {0};
	enum coop_status st =
		job->remove ? COOP_OK : input_find(job, report, &input, err);
	if (!st)
		st = coop_index_locate(job->index, &dir, err);
	if (!st)
		st = generation_begin(dir.s, job->wait, report, &g, err);
	if (!st)
		st = indexing_run(job, &input, g, report, err);
	report_tell_unread(report);
	generation_free(g);
	input_release(&input);
	coop_buf_release(&dir);
	return st;
}

/* ---- without an index ---- */

/* Reads all files into a sink. */
static enum coop_status read_files(const struct job *job, const struct input *input,
	struct sink *sink, struct report *report, struct coop_error *err)
{
	struct ingest *in;
	struct walk *walk = NULL;
	enum coop_status st = ingest_new(sink, report, &in, err);
	if (!st)
		st = walk_open(input->selection, input_root(input), report, &walk, err);
	if (!st)
		st = ingest_walk(in, walk, &job->reader, err);
	walk_close(walk);
	ingest_free(in);
	report_tell_unread(report);
	return st || report->count.records > 0 ? st : input_is_empty(false, err);
}

static void print_findings(FILE *out, const struct report *r, size_t alike)
{
	if (r->quiet)
		return;
	fprintf(out,
		TR("%zu file%s, %zu record%s; %zu rejected, %zu mended, %zu skipped\n",
			"%zu fichier%s, %zu notice%s ; à l'écart : %zu, réparations : %zu, ignorés : %zu\n"),
		r->count.files, summary_plural(r->count.files), r->count.records,
		summary_plural(r->count.records), r->count.rejected, r->count.repaired,
		r->count.skipped);
	fprintf(out,
		TR("nearly the same: %zu; nothing was written\n",
			"presque pareilles : %zu ; rien n'a été écrit\n"),
		alike);
}

/* Reads all files into a sink that is for no index, and finishes it. */
static enum coop_status read_only(const struct job *job, const struct input *input,
	struct sink *sink, struct report *report, struct coop_error *err)
{
	progress_display_begin_beside_output(report, PROGRESS_READ);
	enum coop_status st = read_files(job, input, sink, report, err);
	if (!st)
		st = sink_finish(sink, err);
	progress_display_end(report);
	return st;
}

enum coop_status job_extract(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct input input;
	enum coop_status st = input_find(job, report, &input, err);
	if (!st)
		st = extract_new((enum extract_format)job->extract, out, &sink, err);
	if (!st)
		st = read_only(job, &input, sink, report, err);
	sink_free(sink);
	input_release(&input);
	return st;
}

/* The records of an index. */
static enum coop_status export_index(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err)
{
	progress_display_begin_beside_output(report, PROGRESS_EXPORT);
	enum coop_status st = export_write(job->index, out, report, err);
	progress_display_end(report);
	return st;
}

enum coop_status job_export(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct input input;
	if (job->export == EXPORT_OPENSEARCH_TEMPLATE)
		return opensearch_template_write(out, err);
	if (job->select.npaths == 0 && !job->select.list)
		return export_index(job, out, report, err);
	enum coop_status st = input_find(job, report, &input, err);
	if (!st)
		st = opensearch_new(out, report->program, &sink, err);
	if (!st)
		st = read_only(job, &input, sink, report, err);
	sink_free(sink);
	input_release(&input);
	return st;
}

enum coop_status job_dry_run(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct input input;
	enum coop_status st = input_find(job, report, &input, err);
	if (!st)
		st = dry_run_new(out, report, &sink, err);
	if (!st)
		st = read_only(job, &input, sink, report, err);
	if (!st)
		print_findings(out, report, dry_run_alike(sink));
	if (!st && !report->quiet)
		st = preview_print(job, &input, report, out, err);
	sink_free(sink);
	input_release(&input);
	return st;
}
