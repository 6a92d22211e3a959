/*
 * doclists.c - the lengths of the documents from their lists and the dictionary, and the
 * table `termlist` where it is wanted.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/build/doctable.h"
#include "indexer/build/forward.h"
#include "indexer/build/inverted.h"
#include "indexer/build/radix.h"
#include "indexer/build/termlist.h"
#include "shared/i18n.h"
#include "shared/index.h"

/* What the threads share. */
struct doclists {
	struct inverted *all;
	struct doctable *table; /* NULL when no term lists are wanted */
	atomic_size_t next;     /* the next block that nobody has taken */
	pthread_mutex_t lock;   /* for what follows, and for all->highest_wdf */
	struct coop_error err;  /* the first failure */
};

/* Terms of a document, as pairs of rank and tf, and room to sort them. */
struct ranks {
	uint64_t *at, *other;
	size_t count, cap, other_cap;
};

/* A thread's own things. */
struct writer {
	struct inverted *all;
	struct deflater *deflater;
	struct termlist list;
	struct coop_buf forward, tag;
	struct ranks terms, stems;
	uint32_t highest_wdf;
};

static bool ranks_reserve(struct ranks *r, size_t more)
{
	return coop_array_grow(&r->at, &r->cap, r->count + more, sizeof *r->at) &&
	       coop_array_grow(
		       &r->other, &r->other_cap, r->count + more, sizeof *r->other);
}

static void ranks_sort(struct ranks *r, uint32_t limit)
{
	if (radix_sort(r->at, r->other, r->count, limit) != r->at) {
		uint64_t *swap = r->at;
		r->at = r->other;
		r->other = swap;
		size_t cap = r->cap;
		r->cap = r->other_cap;
		r->other_cap = cap;
	}
}

/*
 * Takes a list of words or accented forms; the words give the stems. What is known of a term
 * lies anywhere in large tables, so each table is asked ahead for all terms of the list.
 */
static enum coop_status take_terms(
	struct writer *w, const char **at, const uint32_t *ranks, struct coop_error *err)
{
	const struct dictionary *d = &w->all->dictionary;
	uint64_t count = unpack_uint(at);
	/* one more: an empty list has a place, too */
	if (!ranks_reserve(&w->terms, count + 1) || !ranks_reserve(&w->stems, count + 1))
		return coop_fail_nomem(err);
	uint64_t *terms = w->terms.at + w->terms.count;
	w->terms.count += count;
	for (uint64_t i = 0; i < count; i++) {
		uint32_t local, tf;
		forward_get(at, &local, &tf);
		terms[i] = radix_pair(local, tf);
		__builtin_prefetch(&ranks[local]);
	}
	for (uint64_t i = 0; i < count; i++) {
		uint32_t rank = ranks[radix_key(terms[i])];
		terms[i] = radix_pair(rank, radix_value(terms[i]));
		__builtin_prefetch(&d->terms[rank]);
	}
	for (uint64_t i = 0; i < count; i++) {
		uint32_t stem = d->terms[radix_key(terms[i])].stem;
		w->stems.at[w->stems.count] = radix_pair(stem, radix_value(terms[i]));
		w->stems.count += stem != DICTIONARY_NONE;
	}
	return COOP_OK;
}

/* Asks for what add_terms() will need: the entry of a term first, later its text. */
static void ask_ahead(const struct dictionary *d, const struct ranks *r, size_t i)
{
	enum { SOON = 8, LATER = 16 /* terms from here */ };
	if (i + LATER < r->count)
		__builtin_prefetch(&d->terms[radix_key(r->at[i + LATER])]);
	if (i + SOON < r->count) {
		size_t len;
		__builtin_prefetch(dictionary_at(d, radix_key(r->at[i + SOON]), &len));
	}
}

/* Adds terms [from, until) of a sorted list whose ranks are below `limit`; returns where. */
static size_t add_terms(
	struct writer *w, const struct ranks *r, size_t from, uint32_t limit, uint32_t dl)
{
	const struct dictionary *d = &w->all->dictionary;
	size_t i = from, len;
	for (; i < r->count && radix_key(r->at[i]) < limit; i++) {
		ask_ahead(d, r, i);
		const char *term = dictionary_at(d, radix_key(r->at[i]), &len);
		termlist_add(&w->list, term, len,
			weights_impact(&w->all->weights, dl, radix_value(r->at[i])));
	}
	return i;
}

/* What a term of a document adds to its length; an id, of wdf 0, adds nothing. */
static uint32_t take_impact(struct writer *w, uint32_t dl, uint32_t tf)
{
	uint32_t wdf = weights_impact(&w->all->weights, dl, tf);
	w->highest_wdf = wdf > w->highest_wdf ? wdf : w->highest_wdf;
	return wdf;
}

/* Adds the length of a document up. */
static uint64_t take_impacts(struct writer *w, uint32_t dl)
{
	uint64_t length = 0;
	for (size_t i = 0; i < w->terms.count; i++)
		length += take_impact(w, dl, radix_value(w->terms.at[i]));
	for (size_t i = 0; i < w->stems.count; i++)
		length += take_impact(w, dl, radix_value(w->stems.at[i]));
	return length;
}

/* Makes the term list of a document: digits, its id, accented forms, stems, words. */
static enum coop_status make_list(struct writer *w, const char *id, size_t id_len,
	uint32_t dl, struct coop_error *err)
{
	const struct dictionary *d = &w->all->dictionary;
	char term[COOP_TERM_MAX];
	ranks_sort(&w->terms, (uint32_t)d->nterms);
	term[0] = COOP_PREFIX_ID;
	memcpy(term + 1, id, id_len);
	termlist_begin(&w->list);
	size_t at = add_terms(w, &w->terms, 0, d->before_ids, dl);
	termlist_add(&w->list, term, id_len + 1, 0);
	at = add_terms(w, &w->terms, at, d->before_stems, dl);
	add_terms(w, &w->stems, 0, UINT32_MAX, dl);
	add_terms(w, &w->terms, at, UINT32_MAX, dl);
	coop_buf_reset(&w->tag);
	termlist_end(&w->list, &w->tag);
	return coop_buf_check(&w->tag, err);
}

/* Reads the list of a document, and makes its tag where one is wanted. */
static enum coop_status convert(struct writer *w, const char **at, const struct block *b,
	uint32_t docid, bool wanted, struct coop_error *err)
{
	struct inverted *all = w->all;
	const struct dictionary *d = &all->dictionary;
	uint64_t dl = unpack_uint(at), id_len = unpack_uint(at);
	const char *id = *at;
	*at += id_len;
	w->terms.count = w->stems.count = 0;
	enum coop_status st = take_terms(w, at, d->ranks[RUN_WORD][b->run], err);
	if (!st)
		st = take_terms(w, at, d->ranks[RUN_ACCENT][b->run], err);
	if (st)
		return st;
	ranks_sort(&w->stems, (uint32_t)d->nterms);
	w->stems.count = radix_add_up(w->stems.at, w->stems.count);
	uint64_t length = take_impacts(w, (uint32_t)dl);
	all->dl[docid - 1] = (uint32_t)dl;
	all->lengths[docid - 1] = (uint32_t)length;
	if (length > UINT32_MAX)
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("a notice is too long for the engine",
				"une notice est trop longue pour le moteur"));
	return wanted ? make_list(w, id, id_len, (uint32_t)dl, err) : COOP_OK;
}

/* Reads the lists of a block; `tags` is NULL or to be filled. */
static enum coop_status convert_documents(struct writer *w, const struct block *b,
	struct tags *tags, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	const char *at = coop_buf_cstr(&w->forward);
	for (uint32_t docid = b->first; !st && docid - b->first < b->count; docid++) {
		st = convert(w, &at, b, docid, tags != NULL, err);
		if (!st && tags)
			st = tags_add(
				tags, w->deflater, docid, w->tag.s, w->tag.len, err);
	}
	return st;
}

static enum coop_status convert_block(
	struct writer *w, struct doclists *work, size_t number, struct coop_error *err)
{
	const struct block *b = &work->all->blocks[number];
	enum coop_status st = inverted_check_stop(work->all, err);
	if (!st)
		st = tempfile_read(
			work->all->forward[b->thread], b->off, b->len, &w->forward, err);
	if (st || !work->table)
		return st ? st : convert_documents(w, b, NULL, err);
	struct tags *tags = doctable_begin(work->table);
	if (!tags)
		return coop_fail_nomem(err);
	st = convert_documents(w, b, tags, err);
	/* handed over in any case: the table owns it */
	enum coop_status put = doctable_put(work->table, number, tags, err);
	return st ? st : put;
}

static void writer_release(struct writer *w)
{
	deflater_free(w->deflater);
	termlist_release(&w->list);
	coop_buf_release(&w->forward);
	coop_buf_release(&w->tag);
	free(w->terms.at);
	free(w->terms.other);
	free(w->stems.at);
	free(w->stems.other);
}

enum coop_status doclists_begin(struct inverted *all, const char *dir, bool term_lists,
	struct doclists **out, struct coop_error *err)
{
	*out = NULL;
	all->dl = calloc((size_t)all->documents + 1, sizeof *all->dl);
	all->lengths = calloc((size_t)all->documents + 1, sizeof *all->lengths);
	struct doclists *t = calloc(1, sizeof *t);
	if (!all->dl || !all->lengths || !t) {
		free(t);
		return coop_fail_nomem(err);
	}
	t->all = all;
	pthread_mutex_init(&t->lock, NULL);
	progress_step(all->progress, PROGRESS_LISTS, all->nblocks);
	enum coop_status st = COOP_OK;
	if (term_lists)
		st = doctable_create(dir, "termlist", &t->table, err);
	if (st)
		doclists_free(t);
	else
		*out = t;
	return st;
}

void doclists_work(struct doclists *t)
{
	struct writer w = {.all = t->all};
	struct coop_error err = {0};
	enum coop_status st = deflater_new(&w.deflater, &err);
	while (!st) {
		size_t number = atomic_fetch_add(&t->next, 1);
		if (number >= t->all->nblocks)
			break;
		st = convert_block(&w, t, number, &err);
		progress_add(t->all->progress, 1);
	}
	pthread_mutex_lock(&t->lock);
	if (st && !t->err.status)
		t->err = err;
	if (w.highest_wdf > t->all->highest_wdf)
		t->all->highest_wdf = w.highest_wdf;
	pthread_mutex_unlock(&t->lock);
	if (st) {
		t->all->failed = true;
		if (t->table)
			doctable_abandon(t->table);
	}
	writer_release(&w);
}

enum coop_status doclists_check(const struct doclists *t, struct coop_error *err)
{
	if (t->err.status)
		*err = t->err;
	return t->err.status;
}

enum coop_status doclists_finish(
	struct doclists *t, struct btree_root *root, struct coop_error *err)
{
	return t->table ? doctable_finish(t->table, root, err) : COOP_OK;
}

void doclists_free(struct doclists *t)
{
	if (!t)
		return;
	pthread_mutex_destroy(&t->lock);
	doctable_free(t->table);
	free(t);
}
