/*
 * postlists.c - the table `postlist`, from the runs and the dictionary.
 */
#include "indexer/build/postlist.h"

#include <stdlib.h>

#include "indexer/build/inverted.h"
#include "indexer/build/radix.h"
#include "indexer/build/ranklists.h"
#include "shared/bytes.h"
#include "shared/index.h"

struct writer {
	struct inverted *all;
	struct postlist *table;
	struct ranklists lists;
	bool ranked; /* whether the term at hand may have one */
	struct union_walk walk;
	uint32_t stem; /* the next to be written */
	uint32_t *
		next; /* by run: from where on the words of the next stems are looked for */
	struct part *parts;   /* of a word */
	uint64_t *at, *other; /* pairs of docid and tf */
	size_t count, cap, other_cap;
};

static uint32_t impact(const struct writer *w, uint32_t docid, uint32_t tf)
{
	return weights_impact(&w->all->weights, w->all->dl[docid - 1], tf);
}

/* Stems and words are ranked fast; what is asked more seldom is left to the engine. */
static void begin_list(struct writer *w, const char *term, size_t len, bool positions)
{
	postlist_begin(w->table, term, len);
	w->ranked = positions || *term == COOP_PREFIX_STEM;
	if (w->ranked)
		ranklists_begin(&w->lists, term, len, positions);
}

static void add_posting(struct writer *w, uint32_t docid, uint32_t tf)
{
	uint32_t wdf = impact(w, docid, tf);
	postlist_add(w->table, docid, wdf);
	if (w->ranked)
		ranklists_add(&w->lists, docid, wdf);
}

static enum coop_status end_list(struct writer *w, struct coop_error *err)
{
	enum coop_status st = postlist_end(w->table, err);
	return st || !w->ranked ? st : ranklists_end(&w->lists, err);
}

/* Writes the postings of a term of the runs. */
static enum coop_status write_term(
	struct writer *w, const struct merge *m, struct coop_error *err)
{
	bool positions = false;
	enum coop_status st =
		union_begin(&w->walk, &w->all->runs, m->parts, m->nparts, err);
	if (st)
		return st;
	for (size_t i = 0; i < m->nparts; i++)
		positions |= m->parts[i].entry->positions > 0;
	begin_list(w, m->term, m->len, positions);
	while (union_next(&w->walk)) {
		struct postings *p = w->walk.current;
		add_posting(w, p->docid, p->tf);
		const char *from = p->at;
		postings_pass(p);
		if (w->ranked)
			ranklists_positions(
				&w->lists, p->npos, from, (size_t)(p->at - from));
	}
	return end_list(w, err);
}

/* ---- the stems ---- */

/* How an entry of a run compares with a word. */
static int compare(const struct run *run, uint32_t i, const char *word, size_t len)
{
	const struct run_entry *e = run_at(run, i);
	return coop_bytes_compare(run_term(run, e), e->len, word, len);
}

/*
 * The first entry of a run that is not less than a word. Stems ask for words that lie near one
 * another: the search begins at `from` and takes longer steps as it goes.
 */
static uint32_t find(const struct run *run, uint32_t from, const char *word, size_t len)
{
	uint32_t count = run_count(run), low, high, step = 1;
	if (from >= count)
		from = count - 1;
	if (compare(run, from, word, len) < 0) {
		low = from;
		while (low + step < count && compare(run, low + step, word, len) < 0) {
			low += step;
			step *= 2;
		}
		high = low + step < count ? low + step : count;
	} else {
		high = from;
		while (high >= step && compare(run, high - step, word, len) >= 0) {
			high -= step;
			step *= 2;
		}
		if (high < step && (high == 0 || compare(run, 0, word, len) >= 0))
			return 0;
		low = high >= step ? high - step : 0;
	}
	/* the entry at `low` is less, that at `high`, if there is one, is not */
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (compare(run, middle, word, len) < 0)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* Adds the postings of a word to the pairs. */
static enum coop_status add_word(struct writer *w, uint32_t rank, struct coop_error *err)
{
	const struct inverted *all = w->all;
	size_t nparts = 0, len;
	const char *word = dictionary_at(&all->dictionary, rank, &len);
	for (uint32_t i = 0; i < all->runs.count; i++) {
		if (!(all->dictionary.terms[rank].runs & dictionary_run_bit(i)))
			continue;
		const struct run *run = all->runs.at[i];
		uint32_t e = find(run, w->next[i], word, len);
		w->next[i] = e;
		if (e < run_count(run) && compare(run, e, word, len) == 0)
			w->parts[nparts++] = (struct part){i, run_at(run, e)};
	}
	enum coop_status st = union_begin(&w->walk, &all->runs, w->parts, nparts, err);
	if (st)
		return st;
	while (union_next(&w->walk)) {
		struct postings *p = w->walk.current;
		if (w->count == w->cap &&
			!coop_array_grow(&w->at, &w->cap, w->count + 1, sizeof *w->at))
			return coop_fail_nomem(err);
		w->at[w->count++] = radix_pair(p->docid, p->tf);
		postings_pass(p);
	}
	return COOP_OK;
}

/* Writes the postings of the next stem: those of its words, added up. */
static enum coop_status write_stem(struct writer *w, struct coop_error *err)
{
	const struct dictionary *d = &w->all->dictionary;
	uint32_t from = d->first_member[w->stem], until = d->first_member[w->stem + 1];
	size_t len;
	const char *term = dictionary_at(d, d->before_stems + w->stem, &len);
	enum coop_status st = COOP_OK;
	w->count = 0;
	for (uint32_t i = from; !st && i < until; i++)
		st = add_word(w, d->members[i], err);
	if (st)
		return st;
	uint64_t *pairs = w->at;
	if (until - from > 1) {
		if (!coop_array_grow(
			    &w->other, &w->other_cap, w->count, sizeof *w->other))
			return coop_fail_nomem(err);
		pairs = radix_sort(w->at, w->other, w->count, w->all->documents + 1);
		w->count = radix_add_up(pairs, w->count);
	}
	begin_list(w, term, len, false);
	for (size_t i = 0; i < w->count; i++)
		add_posting(w, radix_key(pairs[i]), radix_value(pairs[i]));
	w->stem++;
	progress_add(w->all->progress, 1);
	return end_list(w, err);
}

static enum coop_status write_stems(struct writer *w, struct coop_error *err)
{
	enum { UNLOAD_EVERY = 4096 /* stems */ };
	enum coop_status st = COOP_OK;
	while (!st && w->stem < w->all->dictionary.nstems) {
		if (w->stem % UNLOAD_EVERY == 0) {
			for (size_t i = 0; i < w->all->runs.count; i++)
				run_unload(w->all->runs.at[i]);
			st = inverted_check_stop(w->all, err);
		}
		if (!st)
			st = write_stem(w, err);
	}
	return st;
}

/* ---- all of it ---- */

static enum coop_status write_terms(struct writer *w, struct coop_error *err)
{
	enum { CHECK_EVERY = 256 /* terms */ };
	const struct dictionary *d = &w->all->dictionary;
	struct merge m;
	enum coop_status st = merge_begin(&m, &w->all->runs, err);
	progress_step(w->all->progress, PROGRESS_POSTINGS, d->nterms + w->all->documents);
	for (uint32_t n = 0; !st && merge_next(&m); n++) {
		if (n % CHECK_EVERY == 0)
			st = inverted_check_stop(w->all, err);
		if (!st && (unsigned char)*m.term > COOP_PREFIX_STEM)
			st = write_stems(w, err);
		if (!st)
			st = write_term(w, &m, err);
		progress_add(w->all->progress, 1);
	}
	merge_release(&m);
	return st ? st : write_stems(w, err);
}

static enum coop_status write_all(
	struct writer *w, const struct meta *meta, size_t nmeta, struct coop_error *err)
{
	const struct inverted *all = w->all;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < nmeta; i++)
		if (meta[i].value.len > 0)
			st = postlist_metadata(w->table, meta[i].name, meta[i].value.s,
				meta[i].value.len, err);
	if (!st)
		st = postlist_lengths(w->table, all->lengths, all->documents, err);
	w->next = calloc(all->runs.count + 1, sizeof *w->next);
	w->parts = calloc(all->runs.count + 1, sizeof *w->parts);
	if (!st && (!w->next || !w->parts))
		st = coop_fail_nomem(err);
	return st ? st : write_terms(w, err);
}

enum coop_status postlists_write(struct inverted *all, const char *dir,
	const struct meta *meta, size_t nmeta, struct btree_root *root,
	struct coop_error *err)
{
	struct writer w = {.all = all, .lists = {.fd = -1}};
	enum coop_status st = postlist_create(dir, &w.table, err);
	if (!st)
		st = ranklists_create(&w.lists, dir, err);
	if (!st)
		st = write_all(&w, meta, nmeta, err);
	if (!st)
		st = postlist_finish(w.table, root, err);
	if (!st)
		st = ranklists_finish(&w.lists, all->documents, err);
	ranklists_release(&w.lists);
	postlist_free(w.table);
	union_release(&w.walk);
	free(w.next);
	free(w.parts);
	free(w.at);
	free(w.other);
	return st;
}
