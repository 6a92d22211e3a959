#include "indexer/build/dictionary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/learn.h"
#include "indexer/sink.h"
#include "shared/bytes.h"
#include "shared/index.h"
#include "shared/token.h"
#include "shared/vocab.h"

/* A stem and a word of it, to be sorted. */
struct member {
	const char *stem;
	uint32_t len;
	uint32_t word;
};

/* What is only needed while the dictionary is made. */
struct making {
	struct dictionary *d;
	struct coop_lexicon *lexicon;
	const struct runs *runs;
	const stop_flag *stop;
	struct coop_vocab_packer vocabulary;
	struct member *members;
	size_t cap;
};

static enum coop_status make_ranks(
	struct dictionary *d, const struct runs *runs, struct coop_error *err)
{
	d->nruns = runs->count;
	for (int kind = 0; kind < 2; kind++) {
		d->ranks[kind] = calloc(runs->count + 1, sizeof *d->ranks[kind]);
		if (!d->ranks[kind])
			return coop_fail_nomem(err);
	}
	for (size_t i = 0; i < runs->count; i++) {
		size_t counts[3] = {0, 0, 0};
		for (uint32_t e = 0; e < run_count(runs->at[i]); e++)
			counts[run_at(runs->at[i], e)->kind]++;
		run_unload(runs->at[i]);
		for (int kind = 0; kind < 2; kind++) {
			d->ranks[kind][i] =
				calloc(counts[kind] + 1, sizeof *d->ranks[kind][i]);
			if (!d->ranks[kind][i])
				return coop_fail_nomem(err);
		}
	}
	return COOP_OK;
}

/* Keeps a term: `*number` is its rank as far as there are no stems. */
static enum coop_status add_term(
	struct making *k, const struct merge *m, uint32_t *number, struct coop_error *err)
{
	struct dictionary *d = k->d;
	if (d->nterms >= DICTIONARY_NONE - 1 || m->len > UINT32_MAX - d->texts.len ||
		!coop_array_grow(
			&d->terms, &d->terms_cap, d->nterms + 1, sizeof *d->terms))
		return coop_fail_nomem(err);
	*number = (uint32_t)d->nterms++;
	struct dictionary_term *term = &d->terms[*number];
	*term = (struct dictionary_term){
		(uint32_t)d->texts.len, (uint32_t)m->len, DICTIONARY_NONE, 0};
	coop_buf_add(&d->texts, m->term, m->len);
	for (size_t i = 0; i < m->nparts; i++) {
		const struct run_entry *e = m->parts[i].entry;
		d->ranks[e->kind][m->parts[i].run][e->local] = *number;
		term->runs |= dictionary_run_bit(m->parts[i].run);
	}
	return coop_buf_check(&d->texts, err);
}

/* Whether a word is an acronym, which is kept in the lexicon. */
static enum coop_status is_acronym(struct making *k, const struct merge *m,
	uint64_t positions, bool *is, struct coop_error *err)
{
	uint64_t capitals = 0;
	char form[COOP_WORD_MAX + 1];
	for (size_t i = 0; i < m->nparts; i++)
		capitals += m->parts[i].entry->capitals;
	*is = learn_is_acronym(positions, capitals);
	if (!*is) {
		*is = coop_lexicon_find(k->lexicon, m->term, m->len, NULL);
		return COOP_OK;
	}
	memcpy(form, m->term, m->len);
	form[m->len] = '\0';
	return coop_lexicon_add(
		k->lexicon, &(struct coop_acronym){form, "", "", ""}, err);
}

static enum coop_status add_word(
	struct making *k, const struct merge *m, uint32_t number, struct coop_error *err)
{
	const struct part *part = &m->parts[0];
	uint64_t positions = 0;
	bool acronym;
	for (size_t i = 0; i < m->nparts; i++)
		positions += m->parts[i].entry->positions;
	if (positions > 0)
		coop_vocab_add(&k->vocabulary, m->term, m->len, &k->d->vocabulary);
	enum coop_status st = is_acronym(k, m, positions, &acronym, err);
	if (st || part->entry->stem_len == 0)
		return st;
	if (!coop_array_grow(
		    &k->members, &k->cap, k->d->nmembers + 1, sizeof *k->members))
		return coop_fail_nomem(err);
	k->members[k->d->nmembers++] =
		acronym ? (struct member){m->term, (uint32_t)m->len, number}
			: (struct member){run_stem(k->runs->at[part->run], part->entry),
				  part->entry->stem_len, number};
	return COOP_OK;
}

/* Takes all terms of the runs in; where the ids and the stems belong is found on the way. */
static enum coop_status add_terms(struct making *k, struct coop_error *err)
{
	enum { CHECK_EVERY = 4096 /* terms */ };
	struct merge m;
	struct dictionary *d = k->d;
	uint32_t number = 0;
	enum coop_status st = merge_begin(&m, k->runs, err);
	for (size_t n = 0; !st && merge_next(&m); n++) {
		if (n % CHECK_EVERY == 0 && (st = stop_check(k->stop, err)))
			break;
		if (m.parts[0].entry->kind == RUN_ID)
			continue;
		st = add_term(k, &m, &number, err);
		d->before_ids += (unsigned char)*m.term < COOP_PREFIX_ID;
		d->before_stems += (unsigned char)*m.term < COOP_PREFIX_STEM;
		if (!st && m.parts[0].entry->kind == RUN_WORD)
			st = add_word(k, &m, number, err);
	}
	merge_release(&m);
	return st;
}

static int by_stem(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = coop_bytes_compare(x->stem, x->len, y->stem, y->len);
	return order != 0 ? order : (x->word > y->word) - (x->word < y->word);
}

static bool same_stem(const struct member *a, const struct member *b)
{
	return a->len == b->len && memcmp(a->stem, b->stem, a->len) == 0;
}

/* Makes room for the stems: the terms behind them get higher ranks, everywhere. */
static enum coop_status make_room(struct making *k, struct coop_error *err)
{
	struct dictionary *d = k->d;
	uint32_t from = d->before_stems;
	if (!coop_array_grow(&d->terms, &d->terms_cap, d->nterms + d->nstems + 1,
		    sizeof *d->terms))
		return coop_fail_nomem(err);
	memmove(d->terms + from + d->nstems, d->terms + from,
		(d->nterms - from) * sizeof *d->terms);
	d->nterms += d->nstems;
	for (size_t i = 0; i < k->runs->count; i++) {
		for (uint32_t e = 0; e < run_count(k->runs->at[i]); e++) {
			const struct run_entry *entry = run_at(k->runs->at[i], e);
			if (entry->kind == RUN_ID)
				continue;
			uint32_t *rank = &d->ranks[entry->kind][i][entry->local];
			*rank += *rank >= from ? d->nstems : 0;
		}
		run_unload(k->runs->at[i]);
	}
	assert(k->members || d->nmembers == 0);
	for (size_t i = 0; i < d->nmembers; i++)
		k->members[i].word += k->members[i].word >= from ? d->nstems : 0;
	return COOP_OK;
}

/* Enters the stems, each with its prefix, and their words. */
static enum coop_status enter_stems(struct making *k, struct coop_error *err)
{
	struct dictionary *d = k->d;
	uint32_t stem = 0, rank = d->before_stems;
	assert(k->members || d->nmembers == 0);
	for (size_t i = 0; i < d->nmembers; i++) {
		const struct member *m = &k->members[i];
		if (i == 0 || !same_stem(m, m - 1)) {
			rank = d->before_stems + stem;
			d->first_member[stem++] = (uint32_t)i;
			d->terms[rank] = (struct dictionary_term){
				(uint32_t)d->texts.len, m->len + 1, DICTIONARY_NONE, 0};
			coop_buf_byte(&d->texts, COOP_PREFIX_STEM);
			coop_buf_add(&d->texts, m->stem, m->len);
			if (d->texts.len > UINT32_MAX)
				return coop_fail_nomem(err);
		}
		d->members[i] = m->word;
		d->terms[m->word].stem = rank;
	}
	d->first_member[stem] = (uint32_t)d->nmembers;
	return coop_buf_check(&d->texts, err);
}

/* Gathers the words by their stems. */
static enum coop_status make_stems(struct making *k, struct coop_error *err)
{
	struct dictionary *d = k->d;
	assert(k->members || d->nmembers == 0);
	if (d->nmembers > 0)
		qsort(k->members, d->nmembers, sizeof *k->members, by_stem);
	for (size_t i = 0; i < d->nmembers; i++)
		d->nstems += i == 0 || !same_stem(&k->members[i], &k->members[i - 1]);
	d->members = calloc(d->nmembers + 1, sizeof *d->members);
	d->first_member = calloc((size_t)d->nstems + 1, sizeof *d->first_member);
	if (!d->members || !d->first_member || d->nterms + d->nstems >= DICTIONARY_NONE)
		return coop_fail_nomem(err);
	enum coop_status st = make_room(k, err);
	return st ? st : enter_stems(k, err);
}

enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	struct coop_lexicon *lexicon, const stop_flag *stop, struct coop_error *err)
{
	struct making k = {.d = d, .lexicon = lexicon, .runs = runs, .stop = stop};
	*d = (struct dictionary){0};
	enum coop_status st = make_ranks(d, runs, err);
	if (!st)
		st = add_terms(&k, err);
	if (!st)
		st = make_stems(&k, err);
	free(k.members);
	return st ? st : coop_buf_check(&d->vocabulary, err);
}

void dictionary_forget_ranks(struct dictionary *d)
{
	for (int kind = 0; kind < 2; kind++) {
		for (size_t i = 0; d->ranks[kind] && i < d->nruns; i++)
			free(d->ranks[kind][i]);
		free(d->ranks[kind]);
		d->ranks[kind] = NULL;
	}
}

void dictionary_release(struct dictionary *d)
{
	dictionary_forget_ranks(d);
	coop_buf_release(&d->texts);
	coop_buf_release(&d->vocabulary);
	free(d->terms);
	free(d->members);
	free(d->first_member);
	*d = (struct dictionary){0};
}
