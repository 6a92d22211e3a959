#include "query/search/search_internal.h"

#include <stdlib.h>

#include "shared/index/layout.h"

static enum coop_status read_averages(struct search *s, struct coop_error *err)
{
	const struct coop_collection *c = s->collection;
	enum coop_status st = COOP_OK;
	s->averages = calloc(c->count, sizeof *s->averages);
	if (!s->averages)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < c->count; i++) {
		coop_buf_reset(&s->data);
		st = coop_snapshot_meta(
			c->snapshots[i], COOP_META_AVERAGE, &s->data, err);
		double average = st ? 0 : strtod(coop_buf_cstr(&s->data), NULL);
		s->averages[i] = average > 0 ? average : 1;
	}
	return st;
}

double search_average(const struct search *s, uint32_t docid)
{
	return s->averages[coop_collection_part(s->collection, docid)->index];
}

/* Opens what is not shared between threads. */
static enum coop_status open_own(struct search *s, struct coop_error *err)
{
	const struct coop_segment *base = s->collection->parts->segment;
	enum coop_status st = base->lists || base->remote
				      ? match_new(s->collection, &s->matcher, err)
				      : coop_reader_engine(base->reader, &s->engine, err);
	if (!st)
		st = coop_collection_documents_open(s->collection, &s->documents, err);
	if (!st)
		st = coop_order_new(s->collection, &s->order, err);
	if (!st)
		st = corrector_new(s->collection, &s->corrector, err);
	if (!st)
		corrector_set_count(s->corrector, search_count_matches, s);
	if (!st)
		st = read_averages(s, err);
	if (!st)
		st = search_acronyms_read(s->collection, &s->acronyms, err);
	if (!st)
		coop_analyzer_set_acronyms(s->analyzer, s->acronyms);
	return st;
}

enum coop_status search_open_collection(struct coop_collection *collection,
	struct coop_analyzer *analyzer, struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s) {
		coop_collection_free(collection);
		return coop_fail_nomem(err);
	}
	s->analyzer = analyzer;
	s->collection = collection;
	enum coop_status st = open_own(s, err);
	if (st)
		search_close(s);
	else
		*out = s;
	return st;
}

static enum coop_status open_once(const char *const *dirs, size_t count,
	struct coop_analyzer *analyzer, struct search **out, struct coop_error *err)
{
	struct coop_collection *c;
	*out = NULL;
	enum coop_status st = coop_collection_open(dirs, count, analyzer, &c, err);
	return st ? st : search_open_collection(c, analyzer, out, err);
}

enum coop_status search_open(const char *const *dirs, size_t count,
	struct coop_analyzer *analyzer, struct search **out, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_error stale = {0};
	enum coop_status st = open_once(dirs, count, analyzer, out, &stale);
	/* the generation was removed before the engine had opened it */
	for (int i = 0; st == COOP_E_STALE && i < TRIES; i++) {
		stale = (struct coop_error){0};
		st = open_once(dirs, count, analyzer, out, &stale);
	}
	return st ? coop_pass_on(err, &stale) : COOP_OK;
}

enum coop_status search_share(const struct search *first, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err)
{
	*out = NULL;
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->analyzer = analyzer;
	s->collection = first->collection;
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
	coop_buf_release(&s->kept.bytes);
	free(s->kept.at);
	coop_docset_release(&s->counted);
	facet_counter_free(s->facets);
	coop_analyzer_set_acronyms(s->analyzer, NULL); /* it outlives the acronyms */
	coop_acronyms_free(s->acronyms);
	corrector_free(s->corrector);
	ordering_free(s->ordering);
	match_free(s->matcher);
	coop_order_free(s->order);
	coop_collection_documents_free(s->documents);
	coop_engine_free(s->engine);
	if (!s->shares)
		coop_collection_free(s->collection);
	free(s->averages);
	free(s->hits);
	free(s);
}

struct coop_order *search_order(const struct search *s)
{
	return s->order;
}

const struct coop_collection *search_collection(const struct search *s)
{
	return s->collection;
}

const struct search_timing *search_timing(const struct search *s)
{
	return &s->timing;
}

void search_drop(struct search *s)
{
	s->nhits = s->first = s->count = 0;
	s->all = 0;
	s->narrow = UNKNOWN_TOTAL;
}

size_t search_found(const struct search *s)
{
	return s->nhits;
}

bool search_knows_total(const struct search *s, uint64_t *total)
{
	*total = s->all == UNKNOWN_TOTAL ? s->nhits : s->all;
	return s->all != UNKNOWN_TOTAL;
}

void search_set_reach(struct search *s, struct search_reach reach)
{
	s->reach = reach;
}

bool search_was_widened(const struct search *s, uint64_t *before)
{
	bool widened = s->narrow != UNKNOWN_TOTAL;
	if (widened)
		*before = s->narrow;
	return widened;
}

uint64_t search_postings(const struct search *s)
{
	return s->postings;
}

size_t search_count(const struct search *s)
{
	return s->count;
}

uint32_t search_docid(const struct search *s, size_t i)
{
	return s->hits[s->first + i].docid;
}

double search_score(const struct search *s, size_t i)
{
	return s->hits[s->first + i].score;
}

enum coop_status search_record(
	struct search *s, size_t i, struct coop_record *record, struct coop_error *err)
{
	return search_read(s, s->hits[s->first + i].docid, record, err);
}

bool search_is_reranked(const struct search *s, size_t i)
{
	return s->first + i < s->nreranked;
}

struct matcher *search_matcher(const struct search *s)
{
	return s->matcher;
}

struct coop_analyzer *search_text_analyzer(const struct search *s)
{
	return s->analyzer;
}
