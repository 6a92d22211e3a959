#include "shared/index/wordlist.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

/* A word to sort. */
struct entry {
	const char *s;
	size_t len;
};

static int by_bytes(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return coop_bytes_compare(x->s, x->len, y->s, y->len);
}

static bool belongs(const char *s, size_t len)
{
	if (len < COOP_WORDLIST_WORD_MIN || len > COOP_WORDLIST_WORD_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return false;
	return true;
}

void coop_wordlist_add(struct coop_wordlist_packer *p, const char *word, size_t len,
	struct coop_buf *out)
{
	size_t shared = 0;
	if (!belongs(word, len))
		return;
	while (shared < len && shared < p->len && word[shared] == p->before[shared])
		shared++;
	coop_buf_byte(out, (char)shared);
	coop_buf_byte(out, (char)(len - shared));
	coop_buf_add(out, word + shared, len - shared);
	memcpy(p->before, word, len);
	p->len = len;
}

enum coop_status coop_wordlist_pack(
	const struct coop_strmap *words, struct coop_buf *out, struct coop_error *err)
{
	uint32_t count = coop_strmap_count(words);
	struct coop_wordlist_packer packer = {{0}, 0};
	struct entry *entries = calloc((size_t)count + 1, sizeof *entries);
	if (!entries)
		return coop_fail_nomem(err);
	for (uint32_t i = 0; i < count; i++)
		entries[i].s = coop_strmap_at(words, i, &entries[i].len);
	qsort(entries, count, sizeof *entries, by_bytes);
	for (uint32_t i = 0; i < count; i++)
		coop_wordlist_add(&packer, entries[i].s, entries[i].len, out);
	free(entries);
	return coop_buf_check(out, err);
}

static unsigned char min(unsigned a, unsigned b)
{
	return (unsigned char)(a < b ? a : b);
}

/*
 * Fills the row of byte `depth` (from 1) of the current word: the recurrence of the
 * optimal string alignment distance.
 */
static void fill_row(struct coop_wordlist_table *t, size_t depth)
{
	const unsigned char *above = t->rows[depth - 1];
	unsigned char *row = t->rows[depth], row_min;
	char c = t->current[depth - 1];
	row[0] = row_min = (unsigned char)depth;
	for (size_t j = 1; j <= t->len; j++) {
		unsigned cost = min(above[j] + 1U, row[j - 1] + 1U);
		cost = min(cost, above[j - 1] + (c == t->word[j - 1] ? 0U : 1U));
		if (depth > 1 && j > 1 && c == t->word[j - 2] &&
			t->current[depth - 2] == t->word[j - 1])
			cost = min(cost, t->rows[depth - 2][j - 2] + 1U);
		row[j] = (unsigned char)cost;
		row_min = min(row_min, cost);
	}
	t->row_min[depth] = row_min;
}

static void begin(struct coop_wordlist_table *t, const char *word, size_t len)
{
	t->word = word;
	t->len = len;
	for (size_t j = 0; j <= len; j++)
		t->rows[0][j] = (unsigned char)j;
	t->row_min[0] = 0;
	t->valid = 0;
}

/*
 * The distance of the current word, the first `shared` bytes of which have their rows
 * already; a number above `limit` when the distance is above it.
 */
static unsigned distance(
	struct coop_wordlist_table *t, size_t shared, size_t len, unsigned limit)
{
	for (size_t depth = shared + 1; depth <= len; depth++) {
		fill_row(t, depth);
		/* two rows: a swap takes its cost from the row before the last */
		if (t->row_min[depth] > limit && t->row_min[depth - 1] > limit) {
			t->valid = depth;
			return limit + 1;
		}
	}
	t->valid = len;
	return t->rows[len][t->len];
}

struct coop_wordlist_walk coop_wordlist_begin(const char *packed, size_t len)
{
	return (struct coop_wordlist_walk){.packed = packed, .len = len};
}

void coop_wordlist_index(const char *packed, size_t len, struct coop_wordlist_index *out)
{
	const unsigned char *s = (const unsigned char *)packed;
	*out = (struct coop_wordlist_index){{0}};
	for (size_t at = 0; len - at > 2 && s[at + 1] <= len - at - 2;
		at += 2 + (size_t)s[at + 1])
		if (s[at] == 0)
			out->at[s[at + 2]] = at;
}

bool coop_wordlist_next(struct coop_wordlist_walk *w)
{
	if (w->len - w->at < 2)
		return false;
	const unsigned char *head = (const unsigned char *)w->packed + w->at;
	size_t shared = head[0], rest = head[1];
	if (shared > w->n || shared + rest > COOP_WORDLIST_WORD_MAX ||
		rest > w->len - w->at - 2)
		return false;
	/* most words: a copy of constant length is a single move */
	if (rest <= COOP_WORDLIST_PADDING && w->len - w->at >= 2 + COOP_WORDLIST_PADDING)
		memcpy(w->word + shared, head + 2, COOP_WORDLIST_PADDING);
	else
		memcpy(w->word + shared, head + 2, rest);
	w->at += 2 + rest;
	w->n = shared + rest;
	w->shared = shared;
	return true;
}

/*
 * Skips words that share at least `len` bytes with the current one, which was unwanted:
 * these bytes decided that, so the others are unwanted as well. Their bytes need not be
 * copied.
 */
static void skip_alike(struct coop_wordlist_walk *w, size_t len)
{
	const unsigned char *s = (const unsigned char *)w->packed;
	while (w->len - w->at >= 2 && s[w->at] >= len && s[w->at] <= w->n &&
		(size_t)s[w->at] + s[w->at + 1] <= COOP_WORDLIST_WORD_MAX &&
		s[w->at + 1] <= w->len - w->at - 2) {
		w->n = (size_t)s[w->at] + s[w->at + 1];
		w->at += 2 + (size_t)s[w->at + 1];
	}
}

bool coop_wordlist_next_prefixed(
	struct coop_wordlist_walk *w, const char *prefix, size_t len)
{
	while (coop_wordlist_next(w)) {
		int order = memcmp(w->word, prefix, w->n < len ? w->n : len);
		if (order == 0 && w->n >= len)
			return true;
		if (order > 0)
			return false; /* words are sorted: none follows */
		skip_alike(w, len);
	}
	return false;
}

void coop_wordlist_begin_fuzzy(struct coop_wordlist_fuzzy *f, const char *packed,
	size_t packed_len, const char *word, size_t len, unsigned limit)
{
	f->walk = coop_wordlist_begin(
		packed, len <= COOP_WORDLIST_WORD_MAX ? packed_len : 0);
	f->limit = limit;
	f->free_endings = f->by_ending = false;
	begin(&f->table, word, len <= COOP_WORDLIST_WORD_MAX ? len : 0);
	f->endings = coop_endings_of(word, f->table.len);
}

/* The least distance of the two words without endings of these lengths. */
static unsigned least_distance(
	const struct coop_wordlist_table *t, size_t n, unsigned own, unsigned given)
{
	unsigned least = UCHAR_MAX;
	for (size_t a = 0; own >> a && given; a++)
		for (size_t b = 0; given >> b; b++)
			if (own >> a & 1 && given >> b & 1)
				least = min(least, t->rows[n - a][t->len - b]);
	return least;
}

/*
 * Whether one slip at most is left without endings of one family, of which one of the words has none or
 * each its own. A word whose rows are not all filled has two above the limit before its last one, and
 * so before its ending as well.
 */
static bool is_near_without_endings(const struct coop_wordlist_fuzzy *f)
{
	const struct coop_wordlist_table *t = &f->table;
	size_t n = f->walk.n;
	_Static_assert(COOP_ENDING_MAX <= 2, "rows before an ending may not be filled");
	if (n > t->valid)
		return false;
	struct coop_endings own = coop_endings_of(f->walk.word, n);
	unsigned least =
		min(least_distance(t, n, own.lengths[0], f->endings.lengths[0] & 1),
			least_distance(t, n, own.lengths[0] & 1, f->endings.lengths[0]));
	for (size_t i = 1; i < COOP_ENDING_FAMILIES; i++)
		least = min(least,
			least_distance(t, n, own.lengths[i], f->endings.lengths[i]));
	return least <= 1;
}

bool coop_wordlist_next_fuzzy(struct coop_wordlist_fuzzy *f)
{
	struct coop_wordlist_walk *w = &f->walk;
	struct coop_wordlist_table *t = &f->table;
	while (coop_wordlist_next(w)) {
		/* words that share two rows above the limit are above it as well */
		if (t->valid > 1 && w->shared >= t->valid &&
			t->row_min[t->valid] > f->limit &&
			t->row_min[t->valid - 1] > f->limit)
			continue;
		size_t kept = w->shared < t->valid ? w->shared : t->valid;
		memcpy(t->current + kept, w->word + kept, w->n - kept);
		f->distance = distance(t, kept, w->n, f->limit);
		f->by_ending =
			f->free_endings && f->distance > 1 && is_near_without_endings(f);
		if (f->by_ending)
			f->distance = 1;
		if (f->distance <= f->limit)
			return true;
	}
	return false;
}

/* Takes the nearest words of a walk. */
static size_t take_nearest(
	struct coop_wordlist_fuzzy *f, struct coop_spelling_candidate *out, size_t max)
{
	size_t found = 0;
	while (coop_wordlist_next_fuzzy(f)) {
		if (f->distance == 0)
			continue;
		if (f->distance < f->limit) {
			f->limit = f->distance; /* nearer than all before */
			found = 0;
		}
		if (found < max) {
			memcpy(out[found].word, f->walk.word, f->walk.n);
			out[found].by_ending = f->by_ending;
			out[found++].len = f->walk.n;
		}
	}
	return found;
}

size_t coop_wordlist_nearest(const char *packed, size_t packed_len, const char *word,
	size_t len, unsigned limit, struct coop_spelling_candidate *out, size_t max)
{
	struct coop_wordlist_fuzzy f;
	coop_wordlist_begin_fuzzy(&f, packed, packed_len, word, len, limit);
	return take_nearest(&f, out, max);
}

size_t coop_wordlist_nearest_forms(const char *packed, size_t packed_len,
	const char *word, size_t len, unsigned limit, struct coop_spelling_candidate *out,
	size_t max)
{
	struct coop_wordlist_fuzzy f;
	coop_wordlist_begin_fuzzy(&f, packed, packed_len, word, len, limit);
	f.free_endings = true;
	return take_nearest(&f, out, max);
}

unsigned coop_wordlist_distance(
	const char *a, size_t na, const char *b, size_t nb, unsigned limit)
{
	struct coop_wordlist_table t;
	size_t apart = na > nb ? na - nb : nb - na;
	if (na > COOP_WORDLIST_WORD_MAX || nb > COOP_WORDLIST_WORD_MAX || apart > limit)
		return limit + 1;
	begin(&t, a, na);
	memcpy(t.current, b, nb);
	unsigned d = distance(&t, 0, nb, limit);
	return d > limit ? limit + 1 : d;
}
