#include "indexer/build/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/learn.h"
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
	struct coop_vocab_packer vocabulary;
	struct member *members;
	size_t cap;
};

static enum coop_status make_numbers(
	struct dictionary *d, const struct runs *runs, struct coop_error *err)
{
	d->nruns = runs->count;
	for (int kind = 0; kind < 2; kind++) {
		d->numbers[kind] = calloc(runs->count + 1, sizeof *d->numbers[kind]);
		if (!d->numbers[kind])
			return coop_fail_nomem(err);
	}
	for (size_t i = 0; i < runs->count; i++) {
		size_t counts[3] = {0, 0, 0};
		for (uint32_t e = 0; e < run_count(runs->at[i]); e++)
			counts[run_at(runs->at[i], e)->kind]++;
		for (int kind = 0; kind < 2; kind++) {
			d->numbers[kind][i] =
				calloc(counts[kind] + 1, sizeof *d->numbers[kind][i]);
			if (!d->numbers[kind][i])
				return coop_fail_nomem(err);
		}
	}
	return COOP_OK;
}

/* Keeps a term and gives it a number in all runs that hold it. */
static enum coop_status add_term(
	struct making *k, const struct merge *m, uint32_t *number, struct coop_error *err)
{
	struct dictionary *d = k->d;
	if (d->nterms >= DICTIONARY_NONE - 1 || m->len > UINT32_MAX - d->texts.len ||
		!coop_array_grow(
			&d->terms, &d->terms_cap, d->nterms + 1, sizeof *d->terms) ||
		!coop_array_grow(&d->stem_of, &d->stems_of_cap, d->nterms + 1,
			sizeof *d->stem_of))
		return coop_fail_nomem(err);
	*number = (uint32_t)d->nterms++;
	d->terms[*number] =
		(struct dictionary_text){(uint32_t)d->texts.len, (uint32_t)m->len};
	d->stem_of[*number] = DICTIONARY_NONE;
	coop_buf_add(&d->texts, m->term, m->len);
	for (size_t i = 0; i < m->nparts; i++) {
		const struct run_entry *e = m->parts[i].entry;
		d->numbers[e->kind][m->parts[i].run][e->local] = *number;
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
	return coop_lexicon_add(k->lexicon, &(struct coop_acronym){form, "", ""}, err);
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
			: (struct member){
				  run_stem(k->runs->at[part->run], part->entry),
				  part->entry->stem_len, number};
	return COOP_OK;
}

/* Takes all terms of the runs in; where the ids and the stems belong is found on the way. */
static enum coop_status add_terms(struct making *k, struct coop_error *err)
{
	struct merge m;
	struct dictionary *d = k->d;
	uint32_t number = 0;
	enum coop_status st = merge_begin(&m, k->runs, err);
	while (!st && merge_next(&m)) {
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
	size_t n = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->stem, y->stem, n);
	if (order == 0)
		order = (x->len > y->len) - (x->len < y->len);
	return order != 0 ? order : (x->word > y->word) - (x->word < y->word);
}

/* Appends a stem with its prefix to the texts. */
static struct dictionary_text keep_stem(struct dictionary *d, const struct member *m)
{
	struct dictionary_text t = {(uint32_t)d->texts.len, m->len + 1};
	coop_buf_byte(&d->texts, COOP_PREFIX_STEM);
	coop_buf_add(&d->texts, m->stem, m->len);
	return t;
}

/* Gathers the words by their stems. */
static enum coop_status make_stems(struct making *k, struct coop_error *err)
{
	struct dictionary *d = k->d;
	if (d->nmembers > 0)
		qsort(k->members, d->nmembers, sizeof *k->members, by_stem);
	d->stems = calloc(d->nmembers + 1, sizeof *d->stems);
	d->members = calloc(d->nmembers + 1, sizeof *d->members);
	d->first_member = calloc(d->nmembers + 1, sizeof *d->first_member);
	if (!d->stems || !d->members || !d->first_member)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < d->nmembers; i++) {
		const struct member *m = &k->members[i], *last = i > 0 ? m - 1 : NULL;
		if (!last || last->len != m->len ||
			memcmp(last->stem, m->stem, m->len) != 0) {
			d->first_member[d->nstems] = (uint32_t)i;
			d->stems[d->nstems++] = keep_stem(d, m);
		}
		d->members[i] = m->word;
		d->stem_of[m->word] = (uint32_t)d->nstems - 1;
	}
	d->first_member[d->nstems] = (uint32_t)d->nmembers;
	if (d->texts.len > UINT32_MAX)
		return coop_fail_nomem(err);
	return coop_buf_check(&d->texts, err);
}

enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	struct coop_lexicon *lexicon, struct coop_error *err)
{
	struct making k = {.d = d, .lexicon = lexicon, .runs = runs};
	*d = (struct dictionary){0};
	enum coop_status st = make_numbers(d, runs, err);
	if (!st)
		st = add_terms(&k, err);
	if (!st)
		st = make_stems(&k, err);
	free(k.members);
	return st ? st : coop_buf_check(&d->vocabulary, err);
}

void dictionary_release(struct dictionary *d)
{
	for (int kind = 0; kind < 2; kind++) {
		for (size_t i = 0; d->numbers[kind] && i < d->nruns; i++)
			free(d->numbers[kind][i]);
		free(d->numbers[kind]);
	}
	coop_buf_release(&d->texts);
	coop_buf_release(&d->vocabulary);
	free(d->terms);
	free(d->stem_of);
	free(d->stems);
	free(d->members);
	free(d->first_member);
	*d = (struct dictionary){0};
}
