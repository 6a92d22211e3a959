/*
 * write_prefixed.c - writes the terms with a prefix; the postings of a stem are those of
 * its words added up.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/radix.h"
#include "indexer/bulk/term_writer.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"

struct writer {
	const struct inverted *all;
	struct term_writer *lists;
	struct union_walk walk;
	struct run_part *parts; /* of a word */
	uint64_t *at, *other;   /* of a stem: pairs of docid and tf */
	size_t count, cap, other_cap;
};

static enum coop_status write_term(
	struct writer *w, const struct merge *m, struct coop_error *err)
{
	enum coop_status st =
		union_begin(&w->walk, &w->all->runs, m->parts, m->nparts, err);
	if (st)
		return st;
	term_writer_begin(w->lists, m->term, m->len, false);
	while (union_next(&w->walk)) {
		struct posting_stream *p = w->walk.current;
		term_writer_add(w->lists, p->docid, p->tf);
		posting_stream_skip_positions(p);
	}
	return term_writer_end(w->lists, err);
}

static enum coop_status write_terms(struct writer *w, struct coop_error *err)
{
	enum { CHECK_EVERY = 256 /* terms */ };
	struct merge m;
	enum coop_status st = merge_begin(&m, &w->all->runs, "", err);
	for (uint32_t n = 0; !st && merge_next(&m); n++) {
		if ((unsigned char)*m.term > COOP_PREFIX_STEM)
			break; /* words follow, which write_words.c writes */
		if (n % CHECK_EVERY == 0)
			st = inverted_check_stop(w->all, err);
		if (st || m.parts[0].entry->kind <= RUN_BREAK)
			continue;
		st = write_term(w, &m, err);
		progress_add(w->all->progress, m.nparts);
	}
	merge_release(&m);
	return st;
}

/* ---- stems ---- */

/* Adds the postings of a word to the pairs. */
static enum coop_status add_word(
	struct writer *w, const struct sorter_record *word, struct coop_error *err)
{
	size_t nparts = dictionary_parts(&w->all->runs, word, w->parts);
	progress_add(w->all->progress, nparts);
	enum coop_status st = union_begin(&w->walk, &w->all->runs, w->parts, nparts, err);
	if (st)
		return st;
	while (union_next(&w->walk)) {
		struct posting_stream *p = w->walk.current;
		if (w->count == w->cap &&
			!coop_array_grow(&w->at, &w->cap, w->count + 1, sizeof *w->at))
			return coop_fail_nomem(err);
		w->at[w->count++] = radix_pair(p->docid, p->tf);
		posting_stream_skip_positions(p);
	}
	return COOP_OK;
}

/* Sorts the pairs of several words by document, and adds up the tf of each document. */
static enum coop_status add_up(struct writer *w, struct coop_error *err)
{
	if (!coop_array_grow(&w->other, &w->other_cap, w->count, sizeof *w->other))
		return coop_fail_nomem(err);
	if (radix_sort(w->at, w->other, w->count, w->all->documents + 1) != w->at) {
		uint64_t *sorted = w->other;
		size_t cap = w->other_cap;
		w->other = w->at;
		w->other_cap = w->cap;
		w->at = sorted;
		w->cap = cap;
	}
	w->count = radix_add_up(w->at, w->count);
	return COOP_OK;
}

/* Writes a stem, after the postings of its words were added. */
static enum coop_status write_stem(struct writer *w, const struct sorter_record *stem,
	size_t words, struct coop_error *err)
{
	char term[COOP_TERM_MAX];
	enum coop_status st = words > 1 ? add_up(w, err) : COOP_OK;
	if (st)
		return st;
	term[0] = COOP_PREFIX_STEM;
	memcpy(term + 1, stem->key, stem->key_len);
	term_writer_begin(w->lists, term, stem->key_len + 1, false);
	for (size_t i = 0; i < w->count; i++)
		term_writer_add(w->lists, radix_key(w->at[i]), radix_value(w->at[i]));
	w->count = 0;
	return term_writer_end(w->lists, err);
}

static enum coop_status write_stems(struct writer *w, struct coop_error *err)
{
	enum { UNLOAD_EVERY = 4096 /* words */ };
	struct sorter_record stem = {0}, word;
	size_t words = 0; /* words of the current stem */
	enum coop_status st = COOP_OK;
	for (size_t n = 0; !st && sorter_next(w->all->dictionary.stems, &word); n++) {
		if (n % UNLOAD_EVERY == 0) {
			runs_unload(&w->all->runs);
			st = inverted_check_stop(w->all, err);
		}
		if (!st && words > 0 &&
			!coop_bytes_equal(
				word.key, word.key_len, stem.key, stem.key_len)) {
			st = write_stem(w, &stem, words, err);
			words = 0;
		}
		if (!st)
			st = add_word(w, &word, err);
		stem = word;
		words++;
	}
	return st || words == 0 ? st : write_stem(w, &stem, words, err);
}

enum coop_status prefixed_write(
	const struct inverted *all, struct term_writer *lists, struct coop_error *err)
{
	struct writer w = {.all = all, .lists = lists};
	w.parts = calloc(all->runs.count + 1, sizeof *w.parts);
	enum coop_status st = w.parts ? write_terms(&w, err) : coop_fail_nomem(err);
	if (!st)
		st = write_stems(&w, err);
	union_release(&w.walk);
	free(w.parts);
	free(w.at);
	free(w.other);
	return st;
}
