#include "indexer/segments.h"

#include <math.h>
#include <sched.h>
#include <string.h>

#include "indexer/bulk/builder.h"
#include "indexer/report/progress.h"
#include "indexer/sink/sink_xapian.h"
#include "indexer/terms/facts.h"
#include "indexer/update/identity.h"
#include "indexer/update/make.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"

/* The segments that are being made. */
struct maker {
	const struct job *job;
	const struct collection *c;
	struct generation *g;
	struct report *report;
	struct sources *now;
	struct sink_stats *stats;
	struct facts facts; /* of the base before */
	/* how far the facts have drifted */
	uint64_t length;  /* of all documents that are added ... */
	uint64_t removed; /* ... and of those that are gone from the base */
	size_t defined; /* acronyms that the base does not have, or with another definition */
	size_t unknown; /* acronyms that it does not have */
};

/* ---- sinks ---- */

/* The number of processors that this process may use. */
static unsigned processors(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return n > JOB_THREADS_MAX ? JOB_THREADS_MAX : n > 0 ? (unsigned)n : 1;
}

static struct sink_options options_of(const struct job *job, const char *dir,
	const struct report *report, const char *path)
{
	size_t memory = job->memory > 0 ? job->memory : job_memory();
	return (struct sink_options){
		.dir = dir,
		.path = path,
		.threads = job->threads > 0 ? (unsigned)job->threads : processors(),
		.memory = memory << 20,
		.engine_tools = job->engine_tools,
		.progress = report->progress,
		.stop = report->stop,
	};
}

enum coop_status segments_new_base(const struct job *job, const struct generation *g,
	const struct report *report, struct sink **out, struct coop_error *err)
{
	struct sink_options options =
		options_of(job, generation_dir(g), report, generation_path(g));
	options.facts = job->facts;
	return job->engine_writes || !coop_store_writes_glass()
		       ? engine_new(&options, out, err)
		       : builder_new(&options, out, err);
}

enum coop_status segments_new_learner(const struct job *job, const char *dir,
	const struct report *report, struct sink **out, struct coop_error *err)
{
	struct sink_options options = options_of(job, dir, report, NULL);
	options.learns = true;
	return builder_new(&options, out, err);
}

static enum coop_status new_part(struct maker *m, enum coop_part part,
	struct coop_buf *path, struct sink **out, struct coop_error *err)
{
	enum coop_status st = generation_make_segment(m->g, part, path, err);
	if (st)
		return st;
	struct sink_options options =
		options_of(m->job, generation_dir(m->g), m->report, path->s);
	options.facts = &m->facts;
	return builder_new(&options, out, err);
}

/* ---- a new base ---- */

static void keep_stats(struct maker *m, const struct sink *sink)
{
	*m->stats = sink->stats;
	m->stats->learned = NULL; /* it ends with the sink */
}

static enum coop_status fold(struct maker *m, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct ingest *in = NULL;
	sources_release(m->now);
	enum coop_status st = segments_new_base(m->job, m->g, m->report, &sink, err);
	if (!st)
		st = ingest_new(sink, m->report, &in, err);
	if (!st)
		st = make_base(m->c, in, m->report, m->now, err);
	ingest_free(in); /* the ids are taken: writing has their memory */
	if (!st)
		st = sink_finish(sink, err);
	if (!st)
		keep_stats(m, sink);
	sink_free(sink);
	return st;
}

/* ---- segments beside the base ---- */

/* Adds what the documents of a new segment teach beside what the base knows. */
static void add_drift(struct maker *m, const struct sink_stats *stats)
{
	for (size_t i = 0; i < coop_acronyms_count(stats->learned); i++) {
		struct coop_acronym a = coop_acronyms_at(stats->learned, i), known;
		bool there = coop_acronyms_find(
			m->facts.acronyms, a.form, strlen(a.form), &known);
		m->unknown += !there;
		m->defined += *a.long_form &&
			      (!there || strcmp(a.long_form, known.long_form) != 0);
	}
}

/* Whether a document that is gone may have defined an acronym of the base: its proof is lost. */
static size_t count_lost(const struct sink_stats *removed)
{
	size_t n = 0;
	for (size_t i = 0; i < coop_acronyms_count(removed->learned); i++)
		n += *coop_acronyms_at(removed->learned, i).long_form != '\0';
	return n;
}

static enum coop_status make_removed_segment(struct maker *m, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct coop_buf path = {0}, tombstones = {0};
	if (previous_count_gone(m->c->previous) == 0)
		return COOP_OK;
	enum coop_status st = new_part(m, COOP_PART_REMOVED, &path, &sink, err);
	if (!st)
		st = make_removed(m->c, sink, m->report, &tombstones, err);
	if (!st)
		st = sink_finish(sink, err);
	if (!st)
		st = generation_finish_segment(
			m->g, COOP_PART_REMOVED, &tombstones, m->report->stop, err);
	if (!st) {
		m->removed = sink->stats.length;
		m->defined += count_lost(&sink->stats);
	}
	sink_free(sink);
	coop_buf_release(&path);
	coop_buf_release(&tombstones);
	return st;
}

static enum coop_status make_delta_segment(
	struct maker *m, uint32_t expected, struct coop_error *err)
{
	struct sink *sink = NULL;
	struct coop_buf path = {0};
	uint32_t count = 0;
	enum coop_status st = COOP_OK;
	if (expected > 0)
		st = new_part(m, COOP_PART_DELTA, &path, &sink, err);
	if (!st)
		st = make_delta(m->c, sink, m->report, m->now, &count, err);
	if (!st && sink)
		st = sink_finish(sink, err);
	if (!st && sink)
		st = generation_finish_segment(
			m->g, COOP_PART_DELTA, NULL, m->report->stop, err);
	if (!st && sink) {
		m->length = sink->stats.length;
		add_drift(m, &sink->stats);
		keep_stats(m, sink);
	}
	sink_free(sink);
	coop_buf_release(&path);
	return st;
}

static enum coop_status make_parts(
	struct maker *m, uint32_t added, struct coop_error *err)
{
	enum coop_status st =
		facts_read(m->c->previous->snapshot->base.reader, &m->facts, err);
	if (!st)
		st = generation_share_base(m->g, m->report->stop, err);
	if (!st)
		st = make_delta_segment(m, added, err);
	if (!st)
		st = make_removed_segment(m, err);
	return st;
}

/* ---- which ---- */

/* The records of a plan that are not in the base. */
static uint32_t count_added(const struct collection *c)
{
	uint32_t n = 0;
	for (size_t i = 0; i < c->plan.nruns; i++)
		if (c->plan.runs[i].segment != SOURCE_BASE)
			n += c->plan.runs[i].count;
	return n;
}

/* Whether it is known beforehand that a base must be made. */
static enum coop_status must_fold(
	const struct maker *m, uint32_t added, bool *fold, struct coop_error *err)
{
	uint32_t base = m->c->previous->documents[SOURCE_BASE],
		 gone = previous_count_gone(m->c->previous);
	*fold = m->job->fold || m->job->engine_tools || m->job->engine_writes ||
		base < SEGMENTS_BASE_MIN ||
		(uint64_t)added + gone > base / SEGMENTS_SHARE;
	return *fold ? COOP_OK : identity_is_shared(m->c, fold, err);
}

/* Whether the facts of the base have drifted too far for the new segments to stand beside it. */
static enum coop_status has_drifted(
	const struct maker *m, uint32_t added, bool *drifted, struct coop_error *err)
{
	enum { TWENTIETH = 20, HUNDREDTH = 100 };
	const struct previous *p = m->c->previous;
	uint64_t length, base = p->documents[SOURCE_BASE];
	uint64_t count = base - previous_count_gone(p) + added;
	enum coop_status st = facts_total_length(p->snapshot->base.reader, &length, err);
	*drifted = false;
	if (st || coop_shard_mark_is(&m->facts.mark))
		return st;
	double now = facts_average(length - m->removed + m->length, count);
	*drifted = fabs(now - m->facts.average) > m->facts.average / TWENTIETH ||
		   (base < SEGMENTS_DRIFT_MIN && m->defined > 0) ||
		   m->unknown + m->defined >
			   coop_acronyms_count(m->facts.acronyms) / HUNDREDTH + 1;
	return COOP_OK;
}

/* Counts the records whose id is taken: those of a new base were counted when they got their ids. */
static void count_copies(const struct sources *now, struct report *report)
{
	for (size_t i = 0; i < now->count; i++)
		report->count.repaired += now->at[i].copies;
}

enum coop_status segments_make(const struct job *job, const struct collection *c,
	struct generation *g, struct report *report, struct sources *now,
	struct sink_stats *stats, struct coop_error *err)
{
	struct maker m = {
		.job = job, .c = c, .g = g, .report = report, .now = now, .stats = stats};
	uint32_t added = count_added(c);
	bool folded = false;
	*now = (struct sources){0};
	enum coop_status st = must_fold(&m, added, &folded, err);
	if (!st && !folded) {
		st = make_parts(&m, added, err);
		if (!st)
			st = has_drifted(&m, added, &folded, err);
		if (folded)
			generation_drop_all(g);
	}
	if (!st && folded)
		st = fold(&m, err);
	else if (!st)
		count_copies(now, report);
	facts_release(&m.facts);
	return st;
}
