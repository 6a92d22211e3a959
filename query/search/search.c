#include "query/search/search_internal.h"

#include <stdlib.h>

#include "shared/index/layout.h"

static enum coop_status read_average(struct search *s, struct coop_error *err)
{
	coop_buf_reset(&s->data);
	enum coop_status st =
		coop_snapshot_meta(s->snapshot, COOP_META_AVERAGE, &s->data, err);
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
		coop_snapshot_meta(s->snapshot, COOP_META_ACRONYMS, &packed, err);
	if (st) {
		coop_buf_release(&packed);
		return st;
	}
	st = coop_acronyms_open(&packed, &s->acronyms, err);
	if (!st)
		coop_analyzer_set_acronyms(s->analyzer, s->acronyms);
	return st;
}

enum coop_status search_read_proofs(struct search *s, struct coop_error *err)
{
	struct coop_buf proofs = {0};
	enum coop_status st =
		coop_snapshot_meta(s->snapshot, COOP_META_PROOFS, &proofs, err);
	if (!st)
		st = coop_acronyms_open_proofs(s->acronyms, &proofs, err);
	coop_buf_release(&proofs);
	return st;
}

/* Opens what is not shared between threads. */
static enum coop_status open_own(struct search *s, struct coop_error *err)
{
	const struct coop_segment *base = &s->snapshot->base;
	enum coop_status st = base->lists
				      ? match_new(s->snapshot, &s->matcher, err)
				      : coop_reader_engine(base->reader, &s->engine, err);
	if (!st)
		st = coop_snapshot_documents_open(s->snapshot, &s->documents, err);
	if (!st)
		st = corrector_new(s->snapshot, &s->corrector, err);
	if (!st)
		corrector_set_count(s->corrector, search_count_matches, s);
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
	enum coop_status st = coop_snapshot_open(dir, analyzer, &s->snapshot, err);
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
	/* the generation was removed before the engine had opened it */
	for (int i = 0; st == COOP_E_STALE && i < TRIES; i++) {
		stale = (struct coop_error){0};
		st = open_once(dir, analyzer, out, &stale);
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
	s->snapshot = first->snapshot;
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
	coop_docset_release(&s->counted);
	coop_analyzer_set_acronyms(s->analyzer, NULL); /* it outlives the acronyms */
	coop_acronyms_free(s->acronyms);
	corrector_free(s->corrector);
	ordering_free(s->ordering);
	match_free(s->matcher);
	coop_snapshot_documents_free(s->documents);
	coop_engine_free(s->engine);
	if (!s->shares)
		coop_snapshot_free(s->snapshot);
	free(s->hits);
	free(s);
}

const char *search_root(const struct search *s)
{
	return coop_snapshot_root(s->snapshot);
}

enum coop_status search_read(struct search *s, uint32_t docid, struct coop_record *record,
	struct coop_error *err)
{
	coop_buf_reset(&s->data);
	enum coop_status st =
		coop_snapshot_documents_read(s->documents, docid, &s->data, err);
	return st ? st
		  : coop_record_unpack(record, coop_buf_cstr(&s->data), s->data.len, err);
}

const struct coop_snapshot *search_snapshot(const struct search *s)
{
	return s->snapshot;
}

const struct search_timing *search_timing(const struct search *s)
{
	return &s->timing;
}

void search_drop(struct search *s)
{
	s->nhits = s->first = s->count = 0;
	s->all = 0;
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

double search_average(const struct search *s)
{
	return s->avgdl;
}
