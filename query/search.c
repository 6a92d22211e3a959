#include "query/search.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "query/correct.h"
#include "query/match.h"
#include "query/qparse.h"
#include "query/ranked.h"
#include "query/rerank.h"
#include "query/weights.h"
#include "shared/i18n.h"
#include "shared/impact.h"
#include "shared/index.h"
#include "shared/texts.h"

struct search {
	struct coop_analyzer *analyzer;
	struct coop_reader *reader;
	struct corrector *corrector;
	struct coop_lexicon *lexicon;
	struct coop_ranklists *lists; /* NULL when there are none, as is `topk` */
	struct topk *topk;
	struct coop_texts *texts; /* NULL when the engine alone has them */
	double avgdl;
	struct coop_hit *hits; /* the results and those before them */
	size_t nhits, hits_cap;
	size_t first, count; /* the results among the hits */
	struct coop_record record;
	struct coop_buf data;
	struct search_cost cost;
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
	st = coop_lexicon_open(&packed, &s->lexicon, err);
	if (!st)
		coop_analyzer_use(s->analyzer, s->lexicon);
	return st;
}

enum coop_status search_read_proofs(struct search *s, struct coop_error *err)
{
	struct coop_buf proofs = {0};
	enum coop_status st = coop_reader_meta(s->reader, COOP_META_PROOFS, &proofs, err);
	if (!st)
		st = coop_lexicon_open_proofs(s->lexicon, &proofs, err);
	coop_buf_release(&proofs);
	return st;
}

/* The engine copies and changes its own files alone, and so do its tools. */
static enum coop_status lists_lost(struct coop_error *err)
{
	coop_fail(err, COOP_E_CORRUPT,
		TR("the index has lost its lists: its file '%s' is missing or not of "
		   "this database",
			"l'index a perdu ses listes : son fichier '%s' manque ou n'est "
			"pas de cette base"),
		COOP_RANKLISTS_FILE);
	coop_hint(err, "%s",
		TR("did a tool of the engine copy, compact or change it? rebuild it: "
		   "coopidx PATH..., for such tools with --engine-tools",
			"un outil du moteur l'a-t-il copié, compacté ou modifié ? "
			"recréez-le : coopidx CHEMIN..., pour ces outils avec "
			"--engine-tools"));
	return COOP_E_CORRUPT;
}

/*
 * Whether the lists that could not be opened can be done without: not when they alone tell where
 * words stand. `same` is whether the stub names the database that was opened.
 */
static enum coop_status check_places(struct search *s, bool same, struct coop_error *err)
{
	struct coop_buf places = {0};
	enum coop_status st = coop_reader_meta(s->reader, COOP_META_PLACES, &places, err);
	bool needed = !st && strcmp(coop_buf_cstr(&places), COOP_PLACES_LISTS) == 0;
	coop_buf_release(&places);
	if (!needed)
		return st;
	return same ? lists_lost(err)
		    : coop_fail(err, COOP_E_STALE, "%s",
			      TR("the index changed while it was opened",
				      "l'index a changé pendant son ouverture"));
}

/*
 * Opens what is read without the engine, if it is of the database that was opened: `before` is
 * the folder that the stub named before that.
 */
static enum coop_status open_beside(struct search *s, const char *dir,
	const struct coop_buf *before, struct coop_error *err)
{
	struct coop_buf now = {0};
	uint64_t documents = 0, revision = 0;
	enum coop_status st = coop_index_database(dir, &now, err);
	if (!st)
		st = coop_reader_revision(s->reader, &revision, err);
	if (!st)
		st = coop_reader_count(s->reader, &documents, err);
	bool same = strcmp(coop_buf_cstr(&now), coop_buf_cstr(before)) == 0,
	     one = same && now.len > 0;
	if (!st && one && revision == 1)
		st = coop_ranklists_open(now.s, documents, &s->lists, err);
	if (!st && !s->lists)
		st = check_places(s, same, err);
	if (!st && one)
		st = coop_texts_open(now.s, revision, &s->texts, err);
	if (!st && s->lists)
		st = topk_new(s->lists, s->reader, &s->topk, err);
	coop_buf_release(&now);
	return st;
}

static enum coop_status open_once(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->analyzer = analyzer;
	struct coop_buf database = {0};
	enum coop_status st = coop_index_database(dir, &database, err);
	if (!st)
		st = coop_index_open(dir, analyzer, &s->reader, err);
	if (!st)
		st = open_beside(s, dir, &database, err);
	coop_buf_release(&database);
	if (!st)
		st = corrector_new(s->reader, &s->corrector, err);
	if (!st)
		st = read_average(s, err);
	if (!st)
		st = read_acronyms(s, err);
	if (st)
		search_close(s);
	else
		*out = s;
	return st;
}

enum coop_status search_open(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	struct coop_error stale = {0};
	enum coop_status st = open_once(dir, analyzer, out, &stale);
	if (st == COOP_E_STALE) {
		/* another one took its place meanwhile */
		stale = (struct coop_error){0};
		st = open_once(dir, analyzer, out, &stale);
	}
	if (st && err)
		*err = stale;
	return st;
}

void search_close(struct search *s)
{
	if (!s)
		return;
	coop_record_release(&s->record);
	coop_buf_release(&s->data);
	coop_analyzer_use(s->analyzer, NULL); /* it outlives the acronyms */
	coop_lexicon_free(s->lexicon);
	corrector_free(s->corrector);
	topk_free(s->topk);
	coop_texts_free(s->texts);
	coop_ranklists_free(s->lists);
	coop_reader_free(s->reader);
	free(s->hits);
	free(s);
}

static enum coop_status read_record(struct search *s, uint32_t docid,
	struct coop_record *record, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	coop_buf_reset(&s->data);
	if (!s->texts || !coop_texts_read(s->texts, docid, &s->data)) {
		coop_buf_reset(&s->data);
		st = coop_reader_data(s->reader, docid, &s->data, err);
	}
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
		return coop_ranklists_fail(err);
	st = reserve_hits(s, count) ? match_find(m, count, s->hits, &s->nhits, err)
				    : coop_fail_nomem(err);
	match_free(m);
	return st;
}

/* Terms alone, from the lists: in less time. */
static enum coop_status ask_topk(struct search *s, const struct topk_query *terms,
	size_t count, struct coop_error *err)
{
	bool answered;
	if (!reserve_hits(s, count))
		return coop_fail_nomem(err);
	enum coop_status st =
		topk_find(s->topk, terms, count, s->hits, &s->nhits, &answered, err);
	return st || answered ? st : coop_ranklists_fail(err);
}

/* An index without lists is the engine's. */
static enum coop_status ask_engine(
	struct search *s, const struct query *q, size_t count, struct coop_error *err)
{
	struct coop_hits *found;
	enum coop_status st =
		coop_reader_search(s->reader, query_plan(q), count, &found, err);
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
	struct topk_query terms;
	enum coop_status st;
	if (!s->lists)
		st = ask_engine(s, q, count, err);
	else if (ranked_terms(query_plan(q), &terms))
		st = ask_topk(s, &terms, count, err);
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

const struct search_cost *search_cost(const struct search *s)
{
	return &s->cost;
}

enum coop_status search_run(struct search *s, struct query *q, size_t first, size_t count,
	struct coop_error *err)
{
	size_t wanted = first + count;
	s->nhits = s->first = s->count = 0;
	struct query_context context = {
		s->analyzer, s->reader, s->corrector, s->lexicon, s->lists};
	double begun = microseconds();
	enum coop_status st = query_resolve(q, &context, err);
	double resolved = microseconds();
	if (!st)
		st = first_stage(
			s, q, wanted < RERANK_DEPTH ? RERANK_DEPTH : wanted, err);
	double found = microseconds();
	if (!st)
		st = second_stage(s, q, err);
	cost_add(&s->cost, resolved - begun, found - resolved, microseconds() - found);
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
