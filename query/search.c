#include "query/search.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "query/match/match.h"
#include "query/match/term_plan.h"
#include "query/plan/correct.h"
#include "query/plan/weights.h"
#include "query/rerank.h"
#include "query/syntax/parser.h"
#include "shared/index/documents.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/plan_check.h"

struct search {
	struct coop_analyzer *analyzer;
	struct coop_reader *reader;
	struct coop_engine *engine; /* NULL when there are lists */
	struct corrector *corrector;
	struct coop_acronyms *acronyms;
	struct coop_postings *lists; /* NULL when there are none, as is `maxscore` */
	struct maxscore *maxscore;
	bool shares; /* the reader and the lists are another's */
	struct coop_documents *texts;
	double avgdl;
	struct coop_hit *hits; /* the results and those before them */
	size_t nhits, hits_cap;
	size_t first, count; /* the results among the hits */
	struct coop_record record;
	struct coop_buf data;
	struct search_timing cost;
};

static enum coop_status read_average(struct search *s, struct coop_error *err)
{
	coop_buf_reset(&s->data);
	enum coop_status st =
		coop_reader_meta(s->reader, COOP_META_AVERAGE, &s->data, err);
	if (st)
		return st;
	s->avgdl = strtod(coop_buf_cstr(&s->data), NULL);
	if (!(s->avgdl > 0))
		s->avgdl = 1;
	return COOP_OK;
}

static enum coop_status read_acronyms(struct search *s, struct coop_error *err)
{
	struct coop_buf packed = {0};
	enum coop_status st =
		coop_reader_meta(s->reader, COOP_META_ACRONYMS, &packed, err);
	if (st) {
		coop_buf_release(&packed);
		return st;
	}
	st = coop_acronyms_open(&packed, &s->acronyms, err);
	if (!st)
		coop_analyzer_use(s->analyzer, s->acronyms);
	return st;
}

enum coop_status search_read_proofs(struct search *s, struct coop_error *err)
{
	struct coop_buf proofs = {0};
	enum coop_status st = coop_reader_meta(s->reader, COOP_META_PROOFS, &proofs, err);
	if (!st)
		st = coop_acronyms_open_proofs(s->acronyms, &proofs, err);
	coop_buf_release(&proofs);
	return st;
}

/*
 * Opens the posting lists; an index without them is the engine's, unless they alone tell where
 * words stand.
 */
static enum coop_status open_lists(struct search *s, struct coop_error *err)
{
	struct coop_buf places = {0};
	uint64_t documents;
	enum coop_status st = coop_reader_count(s->reader, &documents, err);
	if (!st && coop_reader_revision(s->reader) == 1)
		st = coop_postings_open(coop_reader_postings_file(s->reader),
			coop_reader_postings_pages(s->reader), documents, &s->lists, err);
	if (st || s->lists)
		return st;
	st = coop_reader_meta(s->reader, COOP_META_PLACES, &places, err);
	if (!st && strcmp(coop_buf_cstr(&places), COOP_PLACES_LISTS) == 0)
		st = coop_postings_lost(err);
	coop_buf_release(&places);
	return st;
}

/* What a thread has of its own. */
static enum coop_status open_own(struct search *s, struct coop_error *err)
{
	enum coop_status st =
		s->lists ? maxscore_new(s->lists, s->reader, &s->maxscore, err)
			 : coop_reader_engine(s->reader, &s->engine, err);
	if (!st)
		st = coop_documents_open(s->reader, &s->texts, err);
	if (!st)
		st = corrector_new(s->reader, &s->corrector, err);
	if (!st)
		st = read_average(s, err);
	return st ? st : read_acronyms(s, err);
}

static enum coop_status open_once(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->analyzer = analyzer;
	enum coop_status st = coop_index_open(dir, analyzer, &s->reader, err);
	if (!st)
		st = open_lists(s, err);
	if (!st)
		st = open_own(s, err);
	if (st)
		search_close(s);
	else
		*out = s;
	return st;
}

enum coop_status search_open(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_error stale = {0};
	enum coop_status st = open_once(dir, analyzer, out, &stale);
	/* it was removed before the engine had opened it: another one took its place */
	for (int i = 0; st == COOP_E_STALE && i < TRIES; i++) {
		stale = (struct coop_error){0};
		st = open_once(dir, analyzer, out, &stale);
	}
	if (st && err)
		*err = stale;
	return st;
}

enum coop_status search_share(const struct search *first, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->analyzer = analyzer;
	s->reader = first->reader;
	s->lists = first->lists;
	s->shares = true;
	enum coop_status st = open_own(s, err);
	if (st)
		search_close(s);
	else
		*out = s;
	return st;
}

void search_close(struct search *s)
{
	if (!s)
		return;
	coop_record_release(&s->record);
	coop_buf_release(&s->data);
	coop_analyzer_use(s->analyzer, NULL); /* it outlives the acronyms */
	coop_acronyms_free(s->acronyms);
	corrector_free(s->corrector);
	maxscore_free(s->maxscore);
	coop_documents_free(s->texts);
	coop_engine_free(s->engine);
	if (!s->shares) {
		coop_postings_free(s->lists);
		coop_reader_free(s->reader);
	}
	free(s->hits);
	free(s);
}

static enum coop_status read_record(struct search *s, uint32_t docid,
	struct coop_record *record, struct coop_error *err)
{
	coop_buf_reset(&s->data);
	enum coop_status st = coop_documents_read(s->texts, docid, &s->data, err);
	return st ? st
		  : coop_record_unpack(record, coop_buf_cstr(&s->data), s->data.len, err);
}

/* Makes room for so many hits; there are none when there is no room. */
static bool reserve_hits(struct search *s, size_t count)
{
	bool there = coop_array_grow(&s->hits, &s->hits_cap, count, sizeof *s->hits);
	s->nhits = there ? count : 0;
	return there;
}

/* Parentheses become as many nodes as that, one in the other. */
_Static_assert(MATCH_DEPTH > 6 * QDEPTH_MAX, "a query could be too deep for the matcher");

/* Any plan, from the lists. */
static enum coop_status ask_matcher(
	struct search *s, const struct query *q, size_t count, struct coop_error *err)
{
	struct matcher *m;
	enum coop_status st = match_new(query_plan(q), s->lists, s->reader, &m, err);
	if (st)
		return st;
	if (!m)
		return coop_postings_fail(err);
	st = reserve_hits(s, count) ? match_find(m, count, s->hits, &s->nhits, err)
				    : coop_fail_nomem(err);
	match_free(m);
	return st;
}

/* Terms alone, from the lists: in less time, but where the matcher has less to do. */
static enum coop_status ask_maxscore(struct search *s, const struct query *q,
	const struct maxscore_query *terms, size_t count, struct coop_error *err)
{
	bool answered;
	if (!reserve_hits(s, count))
		return coop_fail_nomem(err);
	enum coop_status st = maxscore_find(
		s->maxscore, terms, count, s->hits, &s->nhits, &answered, err);
	return st || answered ? st : ask_matcher(s, q, count, err);
}

/* An index without lists is the engine's. */
static enum coop_status ask_engine(
	struct search *s, const struct query *q, size_t count, struct coop_error *err)
{
	struct coop_hits *found;
	enum coop_status st = coop_check_plan(s->reader, query_plan(q), err);
	if (!st)
		st = coop_engine_search(s->engine, query_plan(q), count, &found, err);
	if (st)
		return st;
	if (!reserve_hits(s, coop_hits_count(found)))
		st = coop_fail_nomem(err);
	for (size_t i = 0; i < s->nhits; i++)
		s->hits[i] = coop_hits_at(found, i);
	coop_hits_free(found);
	return st;
}

/* The first stage: by stems, from the index alone. */
static enum coop_status first_stage(
	struct search *s, const struct query *q, size_t count, struct coop_error *err)
{
	struct maxscore_query terms;
	enum coop_status st;
	if (!s->lists)
		st = ask_engine(s, q, count, err);
	else if (term_plan_read(query_plan(q), &terms))
		st = ask_maxscore(s, q, &terms, count, err);
	else
		st = ask_matcher(s, q, count, err);
	if (st)
		s->nhits = 0;
	for (size_t i = 0; i < s->nhits; i++)
		s->hits[i].score /= COOP_IMPACT_MAX; /* back to sums of idf * sat */
	return st;
}

static int by_score(const void *a, const void *b)
{
	const struct coop_hit *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->docid < y->docid ? -1 : x->docid > y->docid;
}

/*
 * The second stage: the best documents' own text. Those behind keep their order, below:
 * the second stage only adds. Long texts cost more to read and gain less from it.
 */
static enum coop_status second_stage(
	struct search *s, const struct query *q, struct coop_error *err)
{
	struct rerank *r;
	size_t depth = s->nhits < RERANK_DEPTH ? s->nhits : RERANK_DEPTH, bytes = 0,
	       i = 0;
	enum coop_status st = rerank_new(q, s->analyzer, s->avgdl, &r, err);
	for (; !st && i < depth && (i < RERANK_DEPTH_MIN || bytes < RERANK_BYTES); i++) {
		double more = 0;
		st = read_record(s, s->hits[i].docid, &s->record, err);
		if (!st)
			st = rerank_score(r, &s->record, &more, err);
		s->hits[i].score += more;
		bytes += s->record.text.len;
	}
	if (!st && i > 0)
		qsort(s->hits, i, sizeof *s->hits, by_score);
	rerank_free(r);
	return st;
}

static double microseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

const struct search_timing *search_timing(const struct search *s)
{
	return &s->cost;
}

void search_drop(struct search *s)
{
	s->nhits = s->first = s->count = 0;
}

enum coop_status search_run(struct search *s, struct query *q, size_t first, size_t count,
	struct coop_error *err)
{
	size_t wanted = first + count;
	search_drop(s);
	struct query_context context = {
		s->analyzer, s->reader, s->corrector, s->acronyms, s->lists};
	double begun = microseconds();
	enum coop_status st = query_resolve(q, &context, err);
	double resolved = microseconds();
	if (!st)
		st = first_stage(
			s, q, wanted < RERANK_DEPTH ? RERANK_DEPTH : wanted, err);
	double found = microseconds();
	if (!st)
		st = second_stage(s, q, err);
	timing_add(&s->cost, resolved - begun, found - resolved, microseconds() - found);
	if (!st && first < s->nhits) {
		s->first = first;
		s->count = s->nhits - first < count ? s->nhits - first : count;
	}
	return st;
}

size_t search_found(const struct search *s)
{
	return s->nhits;
}

size_t search_count(const struct search *s)
{
	return s->count;
}

double search_score(const struct search *s, size_t i)
{
	return s->hits[s->first + i].score;
}

enum coop_status search_record(
	struct search *s, size_t i, struct coop_record *record, struct coop_error *err)
{
	return read_record(s, s->hits[s->first + i].docid, record, err);
}
