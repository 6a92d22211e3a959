#include "indexer/terms/document.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/terms/field_terms.h"
#include "indexer/terms/tokens.h"
#include "shared/core/strmap.h"
#include "shared/core/utf8.h"
#include "shared/index/id_term.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/text/fold.h"

/* An occurrence of a term at a position. */
struct occurrence {
	uint32_t term; /* number in `names` */
	uint32_t pos;
};

/* A term of the document, by its number in `names`. */
struct tally {
	uint32_t tf;   /* occurrences, each weighted by its field */
	uint32_t npos; /* occurrences with a position */
	size_t begin;  /* index of its positions in `positions` */
};

struct document {
	struct coop_analyzer *analyzer;
	struct coop_strmap *names;
	struct tally *tallies;
	size_t tallies_cap;
	struct occurrence *occurrences;
	size_t noccurrences, occurrences_cap;
	uint32_t *positions;
	size_t positions_cap;
	struct coop_term *terms;
	size_t terms_cap;
	struct coop_buf scratch; /* for a term */
};

enum coop_status document_new(
	struct coop_analyzer *analyzer, struct document **out, struct coop_error *err)
{
	*out = NULL;
	struct document *d = calloc(1, sizeof *d);
	if (!d)
		return coop_fail_nomem(err);
	d->analyzer = analyzer;
	enum coop_status st = coop_strmap_new(&d->names, err);
	if (st)
		document_free(d);
	else
		*out = d;
	return st;
}

void document_free(struct document *d)
{
	if (!d)
		return;
	coop_strmap_free(d->names);
	free(d->tallies);
	free(d->occurrences);
	free(d->positions);
	free(d->terms);
	coop_buf_release(&d->scratch);
	free(d);
}

/* Counts an occurrence of the term prefix + s; `pos` 0 is no position. */
static enum coop_status count(struct document *d, char prefix, const char *s, size_t len,
	uint32_t weight, uint32_t pos, struct coop_error *err)
{
	char name[COOP_TERM_MAX];
	uint32_t term;
	bool added;
	size_t n = prefix != 0;
	name[0] = prefix;
	len = coop_utf8_cut(s, len, sizeof name - n);
	memcpy(name + n, s, len);
	enum coop_status st =
		coop_strmap_intern(d->names, name, n + len, &term, &added, err);
	if (st)
		return st;
	if (!coop_array_grow(
		    &d->tallies, &d->tallies_cap, (size_t)term + 1, sizeof *d->tallies))
		return coop_fail_nomem(err);
	if (added)
		d->tallies[term] = (struct tally){0};
	d->tallies[term].tf += weight;
	if (pos == 0)
		return COOP_OK;
	if (!coop_array_grow(&d->occurrences, &d->occurrences_cap, d->noccurrences + 1,
		    sizeof *d->occurrences))
		return coop_fail_nomem(err);
	d->tallies[term].npos++;
	d->occurrences[d->noccurrences++] = (struct occurrence){term, pos};
	return COOP_OK;
}

/* Counts the accented form of a word, if it has accents. */
static enum coop_status count_accented(struct document *d, const char *text,
	const struct token *t, struct coop_error *err)
{
	if (t->t->accented == 0)
		return COOP_OK; /* differs from its folded form in case only */
	coop_buf_reset(&d->scratch);
	coop_buf_str(&d->scratch, COOP_PREFIX_ACCENTED);
	enum coop_status st =
		coop_accented(text + t->t->off, t->t->end - t->t->off, &d->scratch, err);
	return st ? st : count(d, 0, d->scratch.s, d->scratch.len, t->weight, 0, err);
}

/* Counts the terms that a word gives in its field. */
static enum coop_status count_fields(struct document *d, const struct tokens *walk,
	const struct token *t, struct coop_error *err)
{
	struct field_term terms[FIELD_TERMS_MAX];
	char term[FIELD_TERM_BYTES];
	enum coop_status st = COOP_OK;
	if (!field_terms_any(t, walk->value.field))
		return COOP_OK;
	size_t n = field_terms_make(walk, t, terms);
	for (size_t i = 0; !st && i < n; i++)
		st = count(d, 0, term, field_term_put(walk, t, &terms[i], term),
			t->weight, 0, err);
	return st;
}

/* Counts a word and its stem. */
static enum coop_status count_word(struct document *d, const struct tokens *walk,
	const struct token *t, struct coop_error *err)
{
	size_t len;
	const char *s = token_form(walk, t, &len);
	enum coop_status st = count(d, 0, s, len, t->weight, t->pos, err);
	s = coop_analyzer_stem_of(d->analyzer, t->t->form, &len);
	if (!st && s)
		st = count(d, COOP_PREFIX_STEM, s, len, t->weight, 0, err);
	return st;
}

/* Counts the sentence and the paragraph that begin with a word. */
static enum coop_status count_breaks(
	struct document *d, const struct token *t, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (unsigned i = 0; !st && i < TOKEN_BREAKS; i++)
		if (t->breaks >> i & 1)
			st = count(d, 0, token_breaks[i], strlen(token_breaks[i]), 1,
				t->pos - 1, err);
	return st;
}

/* Counts the words of all values, and sets the record's length. */
static enum coop_status count_values(
	struct document *d, struct coop_record *record, struct coop_error *err)
{
	struct tokens walk;
	struct token t;
	bool more;
	enum coop_status st;
	record->length = 0;
	tokens_begin(&walk, d->analyzer, record);
	while (!(st = tokens_next(&walk, &t, &more, err)) && more) {
		st = count_breaks(d, &t, err);
		if (!st)
			st = count_word(d, &walk, &t, err);
		if (!st)
			st = count_accented(d, walk.value.text, &t, err);
		if (!st)
			st = count_fields(d, &walk, &t, err);
		if (st)
			return st;
		record->length += token_length(&t);
	}
	return st;
}

/* Groups the positions by term with a counting sort; they stay in ascending order. */
static enum coop_status collect_positions(struct document *d, struct coop_error *err)
{
	if (!coop_array_grow(&d->positions, &d->positions_cap, d->noccurrences + 1,
		    sizeof *d->positions))
		return coop_fail_nomem(err);
	size_t begin = 0;
	for (uint32_t i = 0; i < coop_strmap_count(d->names); i++) {
		d->tallies[i].begin = begin;
		begin += d->tallies[i].npos;
		d->tallies[i].npos = 0;
	}
	for (size_t i = 0; i < d->noccurrences; i++) {
		struct tally *t = &d->tallies[d->occurrences[i].term];
		d->positions[t->begin + t->npos++] = d->occurrences[i].pos;
	}
	return COOP_OK;
}

/* Makes terms of the tallies; the id, which has no occurrences, has the impact 0. */
static enum coop_status make_terms(struct document *d, double k, struct coop_error *err)
{
	uint32_t n = coop_strmap_count(d->names);
	if (!coop_array_grow(&d->terms, &d->terms_cap, n, sizeof *d->terms))
		return coop_fail_nomem(err);
	for (uint32_t i = 0; i < n; i++) {
		const struct tally *t = &d->tallies[i];
		struct coop_term *term = &d->terms[i];
		term->s = coop_strmap_at(d->names, i, &term->len);
		term->wdf = t->tf > 0 ? coop_impact(coop_saturate(t->tf, k)) : 0;
		term->pos = d->positions + t->begin;
		term->npos = t->npos;
	}
	return COOP_OK;
}

enum coop_status document_make(struct document *d, struct coop_record *record,
	double avgdl, struct coop_doc *out, struct coop_error *err)
{
	struct coop_value id;
	coop_strmap_reset(d->names);
	d->noccurrences = 0;
	coop_record_get(record, COOP_F_ID, &id);
	coop_buf_reset(&d->scratch);
	coop_id_term(id.text, id.len, &d->scratch);
	enum coop_status st = coop_buf_check(&d->scratch, err);
	if (!st)
		st = count(d, 0, d->scratch.s, d->scratch.len, 0, 0, err);
	if (!st)
		st = count_values(d, record, err);
	if (!st)
		st = collect_positions(d, err);
	if (!st)
		st = make_terms(d, coop_impact_k((double)record->length, avgdl), err);
	*out = (struct coop_doc){
		.terms = d->terms, .nterms = coop_strmap_count(d->names)};
	return st;
}
