#include "indexer/bulk/invert.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/bytesort.h"
#include "indexer/bulk/posting_accumulator.h"
#include "indexer/bulk/posting_stream.h"
#include "indexer/bulk/unpositioned_terms.h"
#include "indexer/glass/pack.h"
#include "indexer/terms/learn_acronyms.h"
#include "indexer/terms/tokens.h"
#include "shared/core/bytes.h"
#include "shared/index/id_term.h"
#include "shared/index/layout.h"

/* The term of the id of a document, in `ids`. */
struct id {
	size_t off;
	uint32_t len, docid;
};

struct inverter {
	struct coop_analyzer *analyzer;
	struct acronym_learner *learn;
	struct posting_accumulator words;  /* numbered as the analyzer's forms */
	struct posting_accumulator breaks; /* numbered as token_breaks */
	struct unpositioned *unpositioned;
	struct coop_buf ids, scratch;
	struct id *id;
	size_t nids, id_cap;
	uint32_t *defined_by; /* by number in the acronyms of `learn`: docid */
	size_t ndefined, defined_cap;
	uint64_t nwords, length;
	const stop_flag *stop;
};

enum coop_status inverter_new(
	const stop_flag *stop, struct inverter **out, struct coop_error *err)
{
	*out = NULL;
	struct inverter *in = calloc(1, sizeof *in);
	if (!in)
		return coop_fail_nomem(err);
	enum coop_status st = coop_analyzer_new(&in->analyzer, err);
	if (!st)
		st = learn_new(&in->learn, coop_analyzer_forms(in->analyzer), err);
	if (!st)
		st = unpositioned_new(&in->unpositioned, err);
	if (st) {
		inverter_free(in);
		return st;
	}
	/*
	 * postings are numbered by its forms, which must not change before the run is
	 * written
	 */
	coop_analyzer_pin(in->analyzer);
	in->stop = stop;
	*out = in;
	return COOP_OK;
}

void inverter_free(struct inverter *in)
{
	if (!in)
		return;
	coop_analyzer_free(in->analyzer);
	learn_free(in->learn);
	unpositioned_free(in->unpositioned);
	accumulator_release(&in->words);
	accumulator_release(&in->breaks);
	coop_buf_release(&in->ids);
	coop_buf_release(&in->scratch);
	free(in->id);
	free(in->defined_by);
	free(in);
}

/* ---- a document ---- */

static enum coop_status count(
	struct inverter *in, const struct token *t, struct coop_error *err)
{
	if (!accumulator_add(&in->words, t->t->form, t->weight, t->pos))
		return coop_fail_nomem(err);
	if (t->pos == 0)
		return COOP_OK;
	in->nwords++;
	return learn_word(in->learn, t->t, t->t->form, err);
}

/* Counts the sentence and the paragraph that begin with a word. */
static bool count_breaks(struct inverter *in, const struct token *t)
{
	for (unsigned i = 0; i < TOKEN_BREAKS; i++)
		if (t->breaks >> i & 1 && !accumulator_add(&in->breaks, i, 1, t->pos - 1))
			return false;
	return true;
}

/* Stores the id, and ends the document. */
static enum coop_status put_document(struct inverter *in,
	const struct coop_record *record, uint32_t docid, struct coop_error *err)
{
	struct coop_value id;
	coop_record_get(record, COOP_F_ID, &id);
	if (!coop_array_grow(&in->id, &in->id_cap, in->nids + 1, sizeof *in->id))
		return coop_fail_nomem(err);
	size_t off = in->ids.len;
	coop_id_term(id.text, id.len, &in->ids);
	in->id[in->nids++] = (struct id){off, (uint32_t)(in->ids.len - off), docid};
	if (!accumulator_end(&in->words) || !accumulator_end(&in->breaks) ||
		in->ids.failed)
		return coop_fail_nomem(err);
	return unpositioned_end(in->unpositioned, err);
}

/* Remembers the document that defines the acronyms that are new. */
static enum coop_status remember_definitions(
	struct inverter *in, uint32_t docid, struct coop_error *err)
{
	size_t n = coop_acronyms_count(learn_defined(in->learn));
	if (!coop_array_grow(
		    &in->defined_by, &in->defined_cap, n, sizeof *in->defined_by))
		return coop_fail_nomem(err);
	while (in->ndefined < n)
		in->defined_by[in->ndefined++] = docid;
	return COOP_OK;
}

enum coop_status inverter_add(struct inverter *in, struct coop_record *record,
	uint32_t docid, struct coop_error *err)
{
	struct tokens walk;
	struct token t;
	bool more;
	enum coop_status st;
	record->length = 0;
	accumulator_begin(&in->words, docid);
	accumulator_begin(&in->breaks, docid);
	unpositioned_begin(in->unpositioned, docid);
	tokens_begin(&walk, in->analyzer, record);
	while (!(st = stop_check(in->stop, err)) &&
		!(st = tokens_next(&walk, &t, &more, err)) && more) {
		if (t.begins)
			learn_text(in->learn, walk.value.text, walk.value.len,
				coop_record_path(record), record->line);
		st = count(in, &t, err);
		if (!st && t.breaks && !count_breaks(in, &t))
			st = coop_fail_nomem(err);
		if (!st)
			st = unpositioned_add(in->unpositioned, &walk, &t, err);
		if (st)
			return st;
		record->length += token_length(&t);
	}
	learn_end(in->learn); /* the texts are not valid any longer */
	in->length += record->length;
	if (!st)
		st = remember_definitions(in, docid, err);
	return st ? st : put_document(in, record, docid, err);
}

/* ---- a run ---- */

size_t inverter_memory(const struct inverter *in)
{
	size_t unpositioned = coop_strmap_count(unpositioned_terms(in->unpositioned));
	size_t terms =
		accumulator_count(&in->words) + TOKEN_BREAKS + unpositioned + in->nids;
	size_t ids = in->nids * sizeof *in->id + in->ids.len;
	return accumulator_memory(&in->words) + accumulator_memory(&in->breaks) +
	       unpositioned_memory(in->unpositioned) +
	       coop_analyzer_memory(in->analyzer) + ids + ids / 2 +
	       terms * (sizeof(struct run_entry) + sizeof(struct bytesort_string) +
			       BYTESORT_MEMORY);
}

uint32_t inverter_forms(const struct inverter *in)
{
	return coop_strmap_count(coop_analyzer_forms(in->analyzer));
}

/* Lists all terms of the run, `*count` of them, in an array that the caller frees. */
static struct bytesort_string *list_terms(const struct inverter *in, size_t *count)
{
	const struct coop_strmap *forms = coop_analyzer_forms(in->analyzer);
	const struct coop_strmap *unpositioned = unpositioned_terms(in->unpositioned);
	size_t words = accumulator_count(&in->words),
	       breaks = accumulator_count(&in->breaks);
	size_t accents = coop_strmap_count(unpositioned), n = 0, len;
	struct bytesort_string *all =
		calloc(words + breaks + accents + in->nids + 1, sizeof *all);
	if (!all)
		return NULL;
	for (uint32_t i = 0; i < words; i++) {
		const char *s = coop_strmap_at(forms, i, &len);
		all[n++] = (struct bytesort_string){s, (uint32_t)len, i, RUN_WORD};
	}
	for (uint32_t i = 0; i < breaks; i++) {
		const char *s = token_breaks[i];
		all[n++] = (struct bytesort_string){s, (uint32_t)strlen(s), i, RUN_BREAK};
	}
	for (uint32_t i = 0; i < accents; i++) {
		const char *s = coop_strmap_at(unpositioned, i, &len);
		all[n++] =
			(struct bytesort_string){s, (uint32_t)len, i, RUN_UNPOSITIONED};
	}
	for (uint32_t i = 0; i < in->nids; i++)
		all[n++] = (struct bytesort_string){
			in->ids.s + in->id[i].off, in->id[i].len, i, RUN_ID};
	*count = n;
	return all;
}

/* The accumulator that has the postings of a kind of terms. */
static const struct posting_accumulator *accumulator_of(
	const struct inverter *in, uint32_t kind)
{
	return kind == RUN_WORD    ? &in->words
	       : kind == RUN_BREAK ? &in->breaks
				   : unpositioned_postings(in->unpositioned);
}

/* Adds an accumulated term to a run. */
static enum coop_status add_term(struct inverter *in, struct run *run,
	const struct bytesort_string *t, struct coop_error *err)
{
	bool word = t->kind == RUN_WORD;
	size_t stem_len = 0;
	const char *stem =
		word ? coop_analyzer_stem_of(in->analyzer, t->number, &stem_len) : "";
	struct run_entry e = {.len = (uint16_t)t->len,
		.stem_len = (uint8_t)stem_len,
		.kind = (uint8_t)t->kind,
		.capitals = word ? learn_capitals(in->learn, t->number) : 0};
	coop_buf_reset(&in->scratch);
	accumulator_postings(
		accumulator_of(in, t->kind), t->number, &in->scratch, &e.positions);
	enum coop_status st = coop_buf_check(&in->scratch, err);
	/* not every kind of break need be there */
	if (st || in->scratch.len == 0)
		return st;
	e.postings_len = (uint32_t)in->scratch.len;
	return run_add(run, &e, t->s, stem, in->scratch.s, err);
}

/* Whether two terms are the same term of ids. */
static bool is_same_id(const struct bytesort_string *a, const struct bytesort_string *b)
{
	return a->kind == RUN_ID && b->kind == RUN_ID &&
	       coop_bytes_equal(a->s, a->len, b->s, b->len);
}

/*
 * Adds the term of an id, with the documents of all `*n` entries that are the same: the
 * terms of ids that are the same in NFC.
 */
static enum coop_status add_id(struct inverter *in, struct run *run,
	const struct bytesort_string *all, const struct bytesort_place *at, size_t left,
	size_t *n, struct coop_error *err)
{
	const struct bytesort_string *t = &all[at->which];
	uint32_t before = 0;
	coop_buf_reset(&in->scratch);
	for (*n = 0; *n < left && is_same_id(t, &all[at[*n].which]); ++*n) {
		uint32_t docid = in->id[all[at[*n].which].number].docid;
		char *to = coop_buf_reserve(&in->scratch, POSTING_STREAM_HEAD_MAX);
		if (!to)
			return coop_fail_nomem(err);
		in->scratch.len +=
			(size_t)(posting_stream_pack_head(to, docid - before, 0, 0) - to);
		before = docid;
	}
	struct run_entry e = {.postings_len = (uint32_t)in->scratch.len,
		.len = (uint16_t)t->len,
		.kind = RUN_ID};
	return run_add(run, &e, t->s, "", in->scratch.s, err);
}

/* Prefetches a term, which probably is in no cache. */
static void prefetch_term(const struct inverter *in, const struct bytesort_string *t)
{
	__builtin_prefetch(t->s);
	if (t->kind != RUN_ID)
		accumulator_prefetch(accumulator_of(in, t->kind), t->number);
}

/* Adds the terms in order. */
static enum coop_status add_terms(struct inverter *in, struct run *run,
	const struct bytesort_string *all, const struct bytesort_place *at, size_t count,
	struct coop_error *err)
{
	enum { AHEAD = 16 /* how many terms ahead are prefetched */ };
	enum coop_status st = COOP_OK;
	size_t step = 1;
	for (size_t i = 0; !st && i < count; i += step) {
		if (i + AHEAD < count)
			prefetch_term(in, &all[at[i + AHEAD].which]);
		const struct bytesort_string *t = &all[at[i].which];
		st = stop_check(in->stop, err);
		if (st)
			break;
		if (t->kind == RUN_ID) {
			st = add_id(in, run, all, at + i, count - i, &step, err);
		} else {
			st = add_term(in, run, t, err);
			step = 1;
		}
	}
	return st;
}

static enum coop_status write_terms(
	struct inverter *in, struct run *run, struct coop_error *err)
{
	size_t count = 0;
	struct bytesort_string *all = list_terms(in, &count);
	struct bytesort_place *order =
		all && count < UINT32_MAX ? bytesort(all, count) : NULL;
	enum coop_status st =
		order ? add_terms(in, run, all, order, count, err) : coop_fail_nomem(err);
	free(order);
	free(all);
	return st ? st : run_seal(run, err);
}

/* Forgets the postings; keeps the memory. */
static void reset(struct inverter *in)
{
	coop_analyzer_forget(in->analyzer);
	learn_forget(in->learn);
	accumulator_reset(&in->words);
	accumulator_reset(&in->breaks);
	unpositioned_reset(in->unpositioned);
	coop_buf_reset(&in->ids);
	in->nids = 0;
}

enum coop_status inverter_flush(
	struct inverter *in, const char *dir, struct run **out, struct coop_error *err)
{
	*out = NULL;
	if (in->nids == 0)
		return COOP_OK;
	struct run *run;
	enum coop_status st = run_new(dir, &run, err);
	if (!st)
		st = write_terms(in, run, err);
	reset(in);
	if (st)
		run_free(run);
	else
		*out = run;
	return st;
}

uint64_t inverter_words(const struct inverter *in)
{
	return in->nwords;
}

uint64_t inverter_length(const struct inverter *in)
{
	return in->length;
}

const struct coop_acronyms *inverter_acronyms(const struct inverter *in)
{
	return learn_defined(in->learn);
}

uint32_t inverter_acronym_docid(const struct inverter *in, size_t i)
{
	return in->defined_by[i];
}
