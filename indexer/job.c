#include "indexer/job.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "indexer/bulk/builder.h"
#include "indexer/generations/generation.h"
#include "indexer/generations/origin.h"
#include "indexer/generations/serving.h"
#include "indexer/ingest.h"
#include "indexer/report/clock.h"
#include "indexer/report/progress.h"
#include "indexer/report/progress_display.h"
#include "indexer/report/rejects.h"
#include "indexer/select/walk.h"
#include "indexer/sink/sink_dry_run.h"
#include "indexer/sink/sink_export.h"
#include "indexer/sink/sink_xapian.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"

enum { MEMORY_DEFAULT_MAX = 1024 /* MiB */ };

/* When the steps of a run ended, in seconds. */
struct times {
	double begun, read, written, done;
};

size_t job_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
	if (pages <= 0 || size <= 0)
		return MEMORY_DEFAULT_MAX;
	size_t quarter = (size_t)pages / 4 * (size_t)size >> 20;
	return quarter > MEMORY_DEFAULT_MAX ? MEMORY_DEFAULT_MAX
	       : quarter > 0                ? quarter
					    : 1;
}

/* The number of processors that this process may use. */
static unsigned processors(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return n > JOB_THREADS_MAX ? JOB_THREADS_MAX : n > 0 ? (unsigned)n : 1;
}

/* English has "1 file, 0 files", French "0 fichier, 1 fichier, 2 fichiers". */
static const char *plural(size_t n)
{
	return n == 1 || (n == 0 && coop_french()) ? "" : "s";
}

static void print_summary(const struct report *r, double took, const char *dir)
{
	if (r->quiet)
		return;
	coop_diag_note(r->program,
		TR("%zu file%s, %zu record%s, %zu word%s in %.2f s; %zu rejected, %zu mended, %zu skipped",
			"%zu fichier%s, %zu notice%s, %zu mot%s en %.2f s ; à l'écart : %zu, réparations : %zu, ignorés : %zu"),
		r->count.files, plural(r->count.files), r->count.records,
		plural(r->count.records), r->count.words, plural(r->count.words), took,
		r->count.rejected, r->count.repaired, r->count.skipped);
	coop_diag_note(r->program, TR("the index is in %s", "l'index est dans %s"), dir);
}

static void print_stats(
	const struct report *r, const struct sink *sink, const struct times *t)
{
	const struct sink_stats *s = &sink->stats;
	const double mb = 1e6, took = t->done - t->begun;
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	coop_diag_note(r->program,
		TR("reading %.2f s, putting aside %.2f s, postings and positions %.2f s, joining %.2f s, switching %.2f s",
			"lecture %.2f s, mise de côté %.2f s, postings et positions %.2f s, assemblage %.2f s, bascule %.2f s"),
		t->read - t->begun, s->flush, s->postings, s->join, t->done - t->written);
	coop_diag_note(r->program,
		TR("%.1f MB read, %.1f MB/s; parts put aside: %zu; processor %.2f s; memory %.0f MB at most",
			"%.1f Mo lus, %.1f Mo/s ; parties mises de côté : %zu ; processeur %.2f s ; mémoire %.0f Mo au plus"),
		(double)r->count.bytes / mb,
		took > 0 ? (double)r->count.bytes / mb / took : 0, s->runs,
		(double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
			(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
		(double)usage.ru_maxrss * 1024 / mb);
	for (size_t i = 0; i < sizeof s->tables / sizeof *s->tables; i++)
		if (s->tables[i].name)
			coop_diag_note(r->program,
				TR("table %s: %.1f MB, %llu entries",
					"table %s : %.1f Mo, %llu entrées"),
				s->tables[i].name, (double)s->tables[i].bytes / mb,
				(unsigned long long)s->tables[i].entries);
}

/* The size of all files that will be read, for the progress, as far as it is known. */
static uint64_t measure_input(
	const struct selection *selection, const struct report *report)
{
	uint64_t bytes = 0;
	struct report silent = {.silent = true, .keep_going = true};
	struct walk *walk;
	struct walk_file file;
	bool more = true;
	if (walk_open(selection, &silent, &walk, NULL))
		return 0;
	while (!stop_wanted(report->stop) && !walk_next(walk, &file, &more, NULL) && more)
		bytes += file.size;
	walk_close(walk);
	return bytes;
}

static enum coop_status no_notice(bool index, struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT, "%s",
		index ? TR("no notice found; the index is left as it was",
				"aucune notice trouvée ; l'index reste comme il était")
		      : TR("no notice found", "aucune notice trouvée"));
	coop_hint(err, "%s",
		TR("-v tells what was skipped, and why; --version which kinds of files are read",
			"-v dit ce qui a été ignoré, et pourquoi ; --version quels types de fichiers sont lus"));
	return COOP_E_INPUT;
}

/* Reads all files into a sink; `index` when it is for an index. */
static enum coop_status read_files(const struct job *job,
	const struct selection *selection, struct sink *sink, bool index,
	struct report *report, struct coop_error *err)
{
	struct ingest *in;
	struct walk *walk = NULL;
	enum coop_status st = ingest_new(sink, report, &in, err);
	if (!st)
		st = walk_open(selection, report, &walk, err);
	if (!st)
		st = ingest_walk(in, walk, &job->reader, err);
	walk_close(walk);
	ingest_free(in);
	return st || report->count.records > 0 ? st : no_notice(index, err);
}

/* Reads all files; rejected rows go to a table in the generation. */
static enum coop_status read_all(const struct job *job, const struct selection *selection,
	const struct generation *g, struct sink *sink, struct report *report,
	struct coop_error *err)
{
	enum coop_status st = rejects_new(
		generation_folder(g), generation_path(g), &report->rejects, err);
	if (!st)
		st = read_files(job, selection, sink, true, report, err);
	return st ? st : rejects_finish(report->rejects, err);
}

static enum coop_status new_sink(const struct job *job, const struct generation *g,
	const struct report *report, struct sink **out, struct coop_error *err)
{
	size_t memory = job->memory > 0 ? job->memory : job_memory();
	struct sink_options options = {
		.dir = generation_dir(g),
		.path = generation_path(g),
		.threads = job->threads > 0 ? (unsigned)job->threads : processors(),
		.memory = memory << 20,
		.engine_tools = job->engine_tools,
		.progress = report->progress,
		.stop = report->stop,
	};
	return job->engine_writes || !coop_store_writes_glass()
		       ? engine_new(&options, out, err)
		       : builder_new(&options, out, err);
}

/* Switches to the generation, and warns when records may have been lost. */
static enum coop_status commit(const struct job *job, const struct selection *selection,
	struct generation *g, struct report *report, struct coop_error *err)
{
	const struct coop_error *unknown;
	const struct origin *before = generation_replaces(g, &unknown);
	struct origin now;
	struct coop_error after = {0};
	bool covers = true;
	enum coop_status st = origin_of(selection, job->reader.stdin_name, &now, err);
	now.records = report->count.records;
	now.made = time(NULL);
	if (!st && before->known)
		st = origin_covers(&now, before, &covers, err);
	if (!st)
		st = generation_commit(g, &now, report->stop, &after, err);
	if (!st) {
		serving_report_after(report, &after);
		serving_warn_unknown(report, unknown);
		serving_warn_loss(report, job->index, before, &now, covers);
	}
	origin_release(&now);
	return st;
}

/* Ends what a report has only while files are read. */
static void end_reading(struct report *report)
{
	progress_display_free(report->display);
	rejects_free(report->rejects);
	report->display = NULL;
	report->rejects = NULL;
}

/* Fills the new generation, and switches to it. */
static enum coop_status fill(const struct job *job, const struct selection *selection,
	struct generation *g, struct report *report, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct times t = {.begun = clock_seconds()};
	struct progress progress = {0};
	report->progress = &progress;
	enum coop_status st = new_sink(job, g, report, &sink, err);
	if (!st && !report->quiet) {
		progress_step(
			&progress, PROGRESS_READING, measure_input(selection, report));
		report->display = progress_display_new(&progress, report->program);
	}
	if (!st)
		st = read_all(job, selection, g, sink, report, err);
	t.read = clock_seconds();
	if (!st)
		st = sink_finish(sink, err);
	t.written = clock_seconds();
	end_reading(report);
	report->progress = NULL;
	if (!st)
		st = commit(job, selection, g, report, err);
	t.done = clock_seconds();
	if (!st) {
		report->count.words = sink->stats.words;
		print_summary(report, t.done - t.begun, generation_dir(g));
		if (job->stats)
			print_stats(report, sink, &t);
	}
	sink_free(sink);
	return st;
}

enum coop_status job_run(
	const struct job *job, struct report *report, struct coop_error *err)
{
	struct coop_buf dir = {0};
	struct generation *g = NULL;
	struct selection *selection;
	enum coop_status st = selection_new(&job->select, report, &selection, err);
	if (!st)
		st = coop_index_locate(job->index, &dir, err);
	if (!st)
		st = generation_begin(dir.s, job->wait, report, &g, err);
	if (!st)
		st = fill(job, selection, g, report, err);
	generation_free(g);
	selection_free(selection);
	coop_buf_release(&dir);
	return st;
}

/* ---- without an index ---- */

static void print_findings(FILE *out, const struct report *r, size_t alike)
{
	if (r->quiet)
		return;
	fprintf(out,
		TR("%zu file%s, %zu record%s; %zu rejected, %zu mended, %zu skipped\n",
			"%zu fichier%s, %zu notice%s ; à l'écart : %zu, réparations : %zu, ignorés : %zu\n"),
		r->count.files, plural(r->count.files), r->count.records,
		plural(r->count.records), r->count.rejected, r->count.repaired,
		r->count.skipped);
	fprintf(out,
		TR("nearly the same: %zu; nothing was written\n",
			"presque pareilles : %zu ; rien n'a été écrit\n"),
		alike);
}

/* Reads all files into a sink that is for no index, and finishes it. */
static enum coop_status read_only(const struct job *job, struct sink *sink,
	struct report *report, struct coop_error *err)
{
	struct selection *selection;
	enum coop_status st = selection_new(&job->select, report, &selection, err);
	if (!st)
		st = read_files(job, selection, sink, false, report, err);
	if (!st)
		st = sink_finish(sink, err);
	selection_free(selection);
	return st;
}

enum coop_status job_extract(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err)
{
	struct sink *sink;
	enum coop_status st =
		extract_new((enum extract_format)job->extract, out, &sink, err);
	if (!st)
		st = read_only(job, sink, report, err);
	sink_free(sink);
	return st;
}

enum coop_status job_dry_run(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err)
{
	struct sink *sink;
	enum coop_status st = dry_run_new(out, report, &sink, err);
	if (!st)
		st = read_only(job, sink, report, err);
	if (!st)
		print_findings(out, report, dry_run_alike(sink));
	sink_free(sink);
	return st;
}
