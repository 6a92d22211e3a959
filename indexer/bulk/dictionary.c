#include "indexer/bulk/dictionary.h"

#include <string.h>

#include "indexer/glass/pack.h"
#include "indexer/sink/sink.h"
#include "indexer/terms/learn_acronyms.h"
#include "shared/index/wordlist.h"
#include "shared/text/token.h"

/* What is needed only while the dictionary is made. */
struct making {
	struct dictionary *d;
	const struct coop_acronyms *acronyms;
	struct coop_acronyms *learned;
	const struct runs *runs;
	struct coop_wordlist_packer packer;
	struct coop_buf parts;
};

/* How often a word stands in the records. */
static uint64_t count_positions(const struct merge *m)
{
	uint64_t positions = 0;
	for (size_t i = 0; i < m->nparts; i++)
		positions += m->parts[i].entry->positions;
	return positions;
}

/* Adds a word to those learned if its capitals make it an acronym. */
static enum coop_status learn(struct making *k, const struct merge *m, uint64_t positions,
	struct coop_error *err)
{
	uint64_t capitals = 0;
	char form[COOP_WORD_MAX + 1];
	for (size_t i = 0; i < m->nparts; i++)
		capitals += m->parts[i].entry->capitals;
	if (!learn_is_acronym(positions, capitals))
		return COOP_OK;
	memcpy(form, m->term, m->len);
	form[m->len] = '\0';
	return coop_acronyms_add(
		k->learned, &(struct coop_acronym){form, "", "", ""}, err);
}

/*
 * Packs the runs that hold a word, in their order: the number of the run less the one
 * before, and the number of the entry.
 */
static enum coop_status put_parts(
	const struct merge *m, struct coop_buf *out, struct coop_error *err)
{
	coop_buf_reset(out);
	char *to = coop_buf_reserve(out, m->nparts * 2 * PACK_UINT_MAX);
	if (!to)
		return coop_fail_nomem(err);
	uint32_t before = 0;
	for (size_t i = 0; i < m->nparts; i++) {
		to = pack_uint(to, m->parts[i].run - before);
		to = pack_uint(to, m->parts[i].number);
		before = m->parts[i].run;
	}
	out->len = (size_t)(to - out->s);
	return COOP_OK;
}

size_t dictionary_parts(
	const struct runs *runs, const struct sorter_record *word, struct run_part *parts)
{
	size_t n = 0;
	uint32_t run = 0;
	for (const char *at = word->value; at < word->value + word->len; n++) {
		run += (uint32_t)unpack_uint(&at);
		uint32_t number = (uint32_t)unpack_uint(&at);
		parts[n] = (struct run_part){run, number, run_at(runs->at[run], number)};
	}
	return n;
}

static enum coop_status add_word(
	struct making *k, const struct merge *m, struct coop_error *err)
{
	const struct run_part *part = &m->parts[0];
	uint64_t positions = count_positions(m);
	/* joined forms, which nobody typed as words, have no positions */
	if (positions > 0)
		coop_wordlist_add(&k->packer, m->term, m->len, &k->d->wordlist);
	enum coop_status st = learn(k, m, positions, err);
	if (st || part->entry->stem_len == 0)
		return st;
	st = put_parts(m, &k->parts, err);
	if (st)
		return st;
	struct sorter_record word = {.key = m->term,
		.key_len = m->len,
		.value = k->parts.s,
		.len = k->parts.len};
	/* an acronym is its own stem */
	if (!coop_acronyms_find(k->acronyms, m->term, m->len, NULL)) {
		word.key = run_stem(k->runs->at[part->run], part->entry);
		word.key_len = part->entry->stem_len;
	}
	return sorter_add(k->d->stems, &word, err);
}

/* Calls `add` for each word of the runs. */
static enum coop_status each_word(struct making *k,
	enum coop_status (*add)(
		struct making *k, const struct merge *m, struct coop_error *err),
	const stop_flag *stop, struct coop_error *err)
{
	enum { CHECK_EVERY = 4096 /* terms */ };
	struct merge m;
	enum coop_status st = merge_begin(&m, k->runs, "", err);
	for (size_t n = 0; !st && merge_next(&m); n++) {
		if (n % CHECK_EVERY == 0)
			st = stop_check(stop, err);
		if (!st && m.parts[0].entry->kind == RUN_WORD)
			st = add(k, &m, err);
	}
	merge_release(&m);
	return st;
}

static enum coop_status learn_from(
	struct making *k, const struct merge *m, struct coop_error *err)
{
	return learn(k, m, count_positions(m), err);
}

enum coop_status dictionary_learn(const struct runs *runs, struct coop_acronyms *learned,
	const stop_flag *stop, struct coop_error *err)
{
	struct making k = {.learned = learned, .runs = runs};
	return each_word(&k, learn_from, stop, err);
}

enum coop_status dictionary_make(struct dictionary *d, const struct runs *runs,
	const char *dir, size_t memory, const struct coop_acronyms *acronyms,
	struct coop_acronyms *learned, const stop_flag *stop, struct coop_error *err)
{
	struct making k = {
		.d = d, .acronyms = acronyms, .learned = learned, .runs = runs};
	*d = (struct dictionary){0};
	enum coop_status st = sorter_new(dir, memory, &d->stems, err);
	if (!st)
		st = each_word(&k, add_word, stop, err);
	if (!st)
		st = sorter_sort(d->stems, err);
	coop_buf_release(&k.parts);
	return st ? st : coop_buf_check(&d->wordlist, err);
}

void dictionary_release(struct dictionary *d)
{
	sorter_free(d->stems);
	coop_buf_release(&d->wordlist);
	*d = (struct dictionary){0};
}
