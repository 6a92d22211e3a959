/*
 * collection_terms.c - the terms of a collection, their frequencies, and its words for corrections.
 */
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/collection.h"
#include "shared/index/layout.h"
#include "shared/index/wordlist.h"

/* Whether there is a single segment, on this machine. */
static bool is_alone(const struct coop_collection *c)
{
	return c->nparts == 1 && !c->parts->removed && !c->parts->segment->remote;
}

/* Adds the frequency in a segment. */
static enum coop_status add_from(const struct coop_segment *s, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err)
{
	struct coop_error e = {0};
	uint64_t more = 0;
	coop_segment_frequency(s, term, len, &more, &e);
	*documents += more;
	return coop_segment_pass_on(s, err, &e);
}

enum coop_status coop_collection_removed(const struct coop_collection_part *part,
	const char *term, size_t len, uint64_t *removed, struct coop_error *err)
{
	*removed = 0;
	return part->removed ? add_from(part->removed, term, len, removed, err) : COOP_OK;
}

enum coop_status coop_collection_adjust(const struct coop_collection *c, const char *term,
	size_t len, uint64_t *documents, uint64_t *removed, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	uint64_t sum = 0;
	*removed = 0;
	for (size_t i = 0; !st && i < c->nparts; i++) {
		const struct coop_collection_part *p = &c->parts[i];
		uint64_t held = i == 0 ? *documents : 0, gone = 0;
		if (i > 0)
			st = add_from(p->segment, term, len, &held, err);
		/* copies hold no term that the originals do not hold */
		if (!st && held > 0)
			st = coop_collection_removed(p, term, len, &gone, err);
		if (!st && gone > held)
			st = coop_postings_fail(err);
		if (i == 0)
			*removed = gone;
		sum += held - gone;
	}
	if (!st && sum > c->documents)
		st = coop_postings_fail(err);
	if (!st)
		*documents = sum;
	return st;
}

enum coop_status coop_collection_frequency(const struct coop_collection *c,
	const char *term, size_t len, uint64_t *documents, struct coop_error *err)
{
	if (is_alone(c))
		return coop_segment_frequency(
			c->parts->segment, term, len, documents, err);
	uint64_t removed;
	*documents = 0;
	enum coop_status st = add_from(c->parts->segment, term, len, documents, err);
	return st ? st : coop_collection_adjust(c, term, len, documents, &removed, err);
}

/* ---- terms ---- */

/* A walk over the terms of a part, and over those of its removed documents. */
struct term_walks {
	struct coop_segment_terms held, removed;
};

/* The terms of all parts that begin with a prefix. */
struct terms {
	const struct coop_collection *collection;
	struct term_walks *walks; /* of each part */
};

static enum coop_status begin_terms(
	struct terms *t, const char *prefix, size_t len, struct coop_error *err)
{
	static const struct coop_segment none;
	const struct coop_collection *c = t->collection;
	enum coop_status st = COOP_OK;
	t->walks = calloc(c->nparts, sizeof *t->walks);
	if (!t->walks)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < c->nparts; i++) {
		const struct coop_collection_part *p = &c->parts[i];
		st = coop_segment_terms_begin(
			&t->walks[i].held, p->segment, prefix, len, err);
		if (!st)
			st = coop_segment_terms_begin(&t->walks[i].removed,
				p->removed ? p->removed : &none, prefix, len, err);
	}
	return st;
}

static int compare_terms(
	const struct coop_segment_terms *a, const struct coop_segment_terms *b)
{
	return coop_bytes_compare(a->term, a->len, b->term, b->len);
}

/* The part whose current term comes first, before others with the same; NULL at the end. */
static const struct coop_segment_terms *first_term(const struct terms *t)
{
	const struct coop_segment_terms *first = NULL;
	for (size_t i = 0; i < t->collection->nparts; i++) {
		const struct coop_segment_terms *w = &t->walks[i].held;
		if (w->there && (!first || compare_terms(w, first) < 0))
			first = w;
	}
	return first;
}

/* Whether a removed document holds a term, which comes after those that were asked before. */
static enum coop_status has_removed(struct terms *t,
	const struct coop_segment_terms *term, bool *has, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*has = false;
	for (size_t i = 0; !st && i < t->collection->nparts; i++) {
		struct coop_segment_terms *r = &t->walks[i].removed;
		int order = -1;
		while (!st && r->there && (order = compare_terms(r, term)) < 0)
			st = coop_segment_terms_next(r, err);
		*has |= r->there && order == 0;
	}
	return st;
}

/* Moves all walks on that are at a term. */
static enum coop_status pass_term(
	struct terms *t, const char *term, size_t len, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < t->collection->nparts; i++) {
		struct coop_segment_terms *w = &t->walks[i].held;
		if (w->there && coop_bytes_compare(w->term, w->len, term, len) == 0)
			st = coop_segment_terms_next(w, err);
	}
	return st;
}

/* Appends a current term, unless all documents with it are gone, and moves on. */
static enum coop_status take_term(struct terms *t, const struct coop_segment_terms *first,
	struct coop_buf *out, size_t *count, struct coop_error *err)
{
	char term[COOP_TERM_MAX + 1];
	size_t len = first->len;
	uint64_t documents = 1;
	bool removed;
	enum coop_status st = has_removed(t, first, &removed, err);
	if (!st && removed)
		st = coop_collection_frequency(
			t->collection, first->term, len, &documents, err);
	if (!st && documents > 0) {
		coop_buf_add(out, first->term, len);
		coop_buf_byte(out, '\0');
		++*count;
	}
	/* the walk of `first` moves on, too */
	memcpy(term, first->term, len);
	return st ? st : pass_term(t, term, len, err);
}

enum coop_status coop_collection_terms(const struct coop_collection *c,
	const char *prefix, size_t len, size_t max, struct coop_buf *out, size_t *count,
	struct coop_error *err)
{
	struct terms t = {.collection = c};
	const struct coop_segment_terms *first;
	*count = 0;
	if (is_alone(c))
		return coop_reader_terms(
			c->parts->segment->reader, prefix, len, max, out, count, err);
	enum coop_status st = begin_terms(&t, prefix, len, err);
	while (!st && *count < max && (first = first_term(&t)) != NULL)
		st = take_term(&t, first, out, count, err);
	for (size_t i = 0; t.walks && i < c->nparts; i++) {
		coop_segment_terms_end(&t.walks[i].held);
		coop_segment_terms_end(&t.walks[i].removed);
	}
	free(t.walks);
	return st ? st : coop_buf_check(out, err);
}

/* ---- the wordlist ---- */

/* The words of a segment. */
struct words {
	struct coop_buf packed;
	struct coop_wordlist_walk at;
	bool there; /* whether there is a current word */
};

/* The words of a part, and those of its removed documents. */
struct word_walks {
	struct words held, removed;
};

static void next_word(struct words *w)
{
	w->there = coop_wordlist_next(&w->at);
}

static enum coop_status begin_words(
	struct words *w, const struct coop_segment *s, struct coop_error *err)
{
	struct coop_error e = {0};
	coop_segment_meta(s, COOP_META_WORDLIST, &w->packed, &e);
	enum coop_status st = coop_segment_pass_on(s, err, &e);
	w->at = coop_wordlist_begin(coop_buf_cstr(&w->packed), w->packed.len);
	if (!st)
		next_word(w);
	return st;
}

static int compare_words(const struct words *a, const struct words *b)
{
	return coop_bytes_compare(a->at.word, a->at.n, b->at.word, b->at.n);
}

/* The walk whose current word comes first; NULL at the end. */
static const struct words *first_word(const struct word_walks *walks, size_t n)
{
	const struct words *first = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct words *w = &walks[i].held;
		if (w->there && (!first || compare_words(w, first) < 0))
			first = w;
	}
	return first;
}

/* Whether a removed document holds a word, which comes after those that were asked before. */
static bool has_removed_word(struct word_walks *walks, size_t n, const struct words *word)
{
	bool has = false;
	for (size_t i = 0; i < n; i++) {
		struct words *r = &walks[i].removed;
		while (r->there && compare_words(r, word) < 0)
			next_word(r);
		has |= r->there && compare_words(r, word) == 0;
	}
	return has;
}

/* Moves all walks on that are at a word. */
static void pass_word(struct word_walks *walks, size_t n, const char *word, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		struct words *w = &walks[i].held;
		if (w->there && coop_bytes_compare(w->at.word, w->at.n, word, len) == 0)
			next_word(w);
	}
}

static enum coop_status merge_words(const struct coop_collection *c,
	struct word_walks *walks, struct coop_buf *out, struct coop_error *err)
{
	struct coop_wordlist_packer packer = {.len = 0};
	const struct words *first;
	enum coop_status st = COOP_OK;
	while (!st && (first = first_word(walks, c->nparts)) != NULL) {
		/* the walk of `first` moves on, too */
		char word[COOP_WORDLIST_WORD_MAX];
		size_t len = first->at.n;
		uint64_t documents = 1;
		memcpy(word, first->at.word, len);
		if (has_removed_word(walks, c->nparts, first))
			st = coop_collection_frequency(c, word, len, &documents, err);
		if (!st && documents > 0)
			coop_wordlist_add(&packer, word, len, out);
		pass_word(walks, c->nparts, word, len);
	}
	return st ? st : coop_buf_check(out, err);
}

enum coop_status coop_collection_wordlist(
	const struct coop_collection *c, struct coop_buf *out, struct coop_error *err)
{
	if (is_alone(c))
		return coop_reader_meta(
			c->parts->segment->reader, COOP_META_WORDLIST, out, err);
	struct word_walks *walks = calloc(c->nparts, sizeof *walks);
	enum coop_status st = COOP_OK;
	if (!walks)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < c->nparts; i++) {
		const struct coop_collection_part *p = &c->parts[i];
		st = begin_words(&walks[i].held, p->segment, err);
		if (!st && p->removed)
			st = begin_words(&walks[i].removed, p->removed, err);
	}
	if (!st)
		st = merge_words(c, walks, out, err);
	for (size_t i = 0; i < c->nparts; i++) {
		coop_buf_release(&walks[i].held.packed);
		coop_buf_release(&walks[i].removed.packed);
	}
	free(walks);
	return st;
}
