/*
 * snapshot_terms.c - the terms of a snapshot, their frequencies, and its words for corrections.
 */
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "shared/index/snapshot.h"
#include "shared/index/wordlist.h"

/* Whether the base is all there is. */
static bool is_alone(const struct coop_snapshot *s)
{
	return !s->delta.reader && !s->removed.reader;
}

/* The frequency in one of the segments beside the base. */
static enum coop_status count_in(const struct coop_segment *s, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err)
{
	struct coop_error e = {0};
	coop_segment_frequency(s, term, len, documents, &e);
	return coop_segment_pass_on(s, err, &e);
}

enum coop_status coop_snapshot_adjust(const struct coop_snapshot *s, const char *term,
	size_t len, uint64_t *documents, uint64_t *removed, struct coop_error *err)
{
	uint64_t more = 0;
	enum coop_status st = COOP_OK;
	*removed = 0;
	/* copies hold no term that the originals do not hold */
	if (*documents > 0)
		st = count_in(&s->removed, term, len, removed, err);
	if (!st)
		st = count_in(&s->delta, term, len, &more, err);
	if (st)
		return st;
	if (*removed > *documents || *documents - *removed + more > s->documents)
		return coop_postings_fail(err);
	*documents = *documents - *removed + more;
	return COOP_OK;
}

enum coop_status coop_snapshot_frequency(const struct coop_snapshot *s, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err)
{
	uint64_t removed;
	enum coop_status st = coop_segment_frequency(&s->base, term, len, documents, err);
	return st || is_alone(s)
		       ? st
		       : coop_snapshot_adjust(s, term, len, documents, &removed, err);
}

/* ---- terms ---- */

/* The terms of all segments that begin with a prefix. */
struct terms {
	const struct coop_snapshot *snapshot;
	struct coop_segment_terms base, delta, removed;
};

static enum coop_status begin_terms(
	struct terms *t, const char *prefix, size_t len, struct coop_error *err)
{
	const struct coop_snapshot *s = t->snapshot;
	enum coop_status st =
		coop_segment_terms_begin(&t->base, &s->base, prefix, len, err);
	if (!st)
		st = coop_segment_terms_begin(&t->delta, &s->delta, prefix, len, err);
	return st ? st
		  : coop_segment_terms_begin(&t->removed, &s->removed, prefix, len, err);
}

/* Which of the current terms comes first: below 0 for that of the base, above for the delta's. */
static int compare_terms(const struct terms *t)
{
	if (!t->base.there || !t->delta.there)
		return t->base.there ? -1 : 1;
	return coop_bytes_compare(t->base.term, t->base.len, t->delta.term, t->delta.len);
}

/* Whether no document holds the current term of the base, which the delta does not have. */
static enum coop_status is_term_gone(struct terms *t, bool *gone, struct coop_error *err)
{
	struct coop_segment_terms *r = &t->removed;
	uint64_t documents = 1;
	int order = -1;
	enum coop_status st = COOP_OK;
	while (!st && r->there) {
		order = coop_bytes_compare(r->term, r->len, t->base.term, t->base.len);
		if (order >= 0)
			break;
		st = coop_segment_terms_next(r, err);
	}
	if (!st && r->there && order == 0)
		st = coop_snapshot_frequency(
			t->snapshot, t->base.term, t->base.len, &documents, err);
	*gone = documents == 0;
	return st;
}

/* Appends the first of the current terms, unless it is gone, and moves on. */
static enum coop_status take_term(
	struct terms *t, struct coop_buf *out, size_t *count, struct coop_error *err)
{
	int order = compare_terms(t);
	const struct coop_segment_terms *first = order <= 0 ? &t->base : &t->delta;
	bool gone = false;
	enum coop_status st = order < 0 ? is_term_gone(t, &gone, err) : COOP_OK;
	if (!st && !gone) {
		coop_buf_add(out, first->term, first->len);
		coop_buf_byte(out, '\0');
		++*count;
	}
	if (!st && order <= 0)
		st = coop_segment_terms_next(&t->base, err);
	if (!st && order >= 0)
		st = coop_segment_terms_next(&t->delta, err);
	return st;
}

enum coop_status coop_snapshot_terms(const struct coop_snapshot *s, const char *prefix,
	size_t len, size_t max, struct coop_buf *out, size_t *count,
	struct coop_error *err)
{
	struct terms t = {.snapshot = s};
	*count = 0;
	if (is_alone(s))
		return coop_reader_terms(
			s->base.reader, prefix, len, max, out, count, err);
	enum coop_status st = begin_terms(&t, prefix, len, err);
	while (!st && *count < max && (t.base.there || t.delta.there))
		st = take_term(&t, out, count, err);
	return st ? st : coop_buf_check(out, err);
}

/* ---- the wordlist ---- */

/* The words of a segment. */
struct words {
	struct coop_buf packed;
	struct coop_wordlist_walk at;
	bool there; /* whether there is a current word */
};

static enum coop_status begin_words(
	struct words *w, const struct coop_segment *s, struct coop_error *err)
{
	struct coop_error e = {0};
	if (s->reader)
		coop_reader_meta(s->reader, COOP_META_WORDLIST, &w->packed, &e);
	enum coop_status st = coop_segment_pass_on(s, err, &e);
	w->at = coop_wordlist_begin(coop_buf_cstr(&w->packed), w->packed.len);
	w->there = !st && coop_wordlist_next(&w->at);
	return st;
}

static void next_word(struct words *w)
{
	w->there = coop_wordlist_next(&w->at);
}

/* Which of two current words comes first; one that is not there comes last. */
static int compare_words(const struct words *a, const struct words *b)
{
	if (!a->there || !b->there)
		return a->there ? -1 : 1;
	return coop_bytes_compare(a->at.word, a->at.n, b->at.word, b->at.n);
}

/* Whether no document holds the current word of the base any more. */
static enum coop_status is_word_gone(const struct coop_snapshot *s,
	const struct words *base, struct words *removed, bool *gone,
	struct coop_error *err)
{
	uint64_t documents = 1;
	enum coop_status st = COOP_OK;
	while (removed->there && compare_words(removed, base) < 0)
		next_word(removed);
	if (removed->there && compare_words(removed, base) == 0)
		st = coop_snapshot_frequency(
			s, base->at.word, base->at.n, &documents, err);
	*gone = documents == 0;
	return st;
}

static enum coop_status merge_words(const struct coop_snapshot *s, struct words *base,
	struct words *delta, struct words *removed, struct coop_buf *out,
	struct coop_error *err)
{
	struct coop_wordlist_packer packer = {.len = 0};
	enum coop_status st = COOP_OK;
	while (!st && (base->there || delta->there)) {
		int order = compare_words(base, delta);
		const struct words *first = order <= 0 ? base : delta;
		bool gone = false;
		if (order < 0)
			st = is_word_gone(s, base, removed, &gone, err);
		if (!st && !gone)
			coop_wordlist_add(&packer, first->at.word, first->at.n, out);
		if (order <= 0)
			next_word(base);
		if (order >= 0)
			next_word(delta);
	}
	return st ? st : coop_buf_check(out, err);
}

enum coop_status coop_snapshot_wordlist(
	const struct coop_snapshot *s, struct coop_buf *out, struct coop_error *err)
{
	struct words base = {.there = false}, delta = base, removed = base;
	if (is_alone(s))
		return coop_reader_meta(s->base.reader, COOP_META_WORDLIST, out, err);
	enum coop_status st = begin_words(&base, &s->base, err);
	if (!st)
		st = begin_words(&delta, &s->delta, err);
	if (!st)
		st = begin_words(&removed, &s->removed, err);
	if (!st)
		st = merge_words(s, &base, &delta, &removed, out, err);
	coop_buf_release(&base.packed);
	coop_buf_release(&delta.packed);
	coop_buf_release(&removed.packed);
	return st;
}
