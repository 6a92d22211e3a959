#include "shared/vocab.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/bytes.h"

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
	if (len < VOCAB_WORD_MIN || len > VOCAB_WORD_MAX)
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return false;
	return true;
}

void coop_vocab_add(
	struct coop_vocab_packer *p, const char *word, size_t len, struct coop_buf *out)
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

enum coop_status coop_vocab_pack(
	const struct coop_strmap *words, struct coop_buf *out, struct coop_error *err)
{
	uint32_t count = coop_strmap_count(words);
	struct coop_vocab_packer packer = {{0}, 0};
	struct entry *entries = calloc((size_t)count + 1, sizeof *entries);
	if (!entries)
		return coop_fail_nomem(err);
	for (uint32_t i = 0; i < count; i++)
		entries[i].s = coop_strmap_at(words, i, &entries[i].len);
	qsort(entries, count, sizeof *entries, by_bytes);
	for (uint32_t i = 0; i < count; i++)
		coop_vocab_add(&packer, entries[i].s, entries[i].len, out);
	free(entries);
	return coop_buf_check(out, err);
}

/*
 * The table of distances between the prefixes of the word looked for and those of the
 * current word of the vocabulary: a row for each byte of the latter. Words that share a
 * prefix share its rows, which is why the walk is fast.
 */
struct table {
	unsigned char rows[VOCAB_WORD_MAX + 1][VOCAB_WORD_MAX + 1];
	unsigned char least[VOCAB_WORD_MAX + 1]; /* of each row */
	char current[VOCAB_WORD_MAX];
	const char *word;
	size_t len;
};

static unsigned char min(unsigned a, unsigned b)
{
	return (unsigned char)(a < b ? a : b);
}

/* Fills the row for byte `depth` (from 1) of the current word. */
static void fill_row(struct table *t, size_t depth)
{
	const unsigned char *above = t->rows[depth - 1];
	unsigned char *row = t->rows[depth], least;
	char c = t->current[depth - 1];
	row[0] = least = (unsigned char)depth;
	for (size_t j = 1; j <= t->len; j++) {
		unsigned cost = min(above[j] + 1U, row[j - 1] + 1U);
		cost = min(cost, above[j - 1] + (c == t->word[j - 1] ? 0U : 1U));
		if (depth > 1 && j > 1 && c == t->word[j - 2] &&
			t->current[depth - 2] == t->word[j - 1])
			cost = min(cost, t->rows[depth - 2][j - 2] + 1U);
		row[j] = (unsigned char)cost;
		least = min(least, cost);
	}
	t->least[depth] = least;
}

static void begin(struct table *t, const char *word, size_t len)
{
	t->word = word;
	t->len = len;
	for (size_t j = 0; j <= len; j++)
		t->rows[0][j] = (unsigned char)j;
	t->least[0] = 0;
}

/*
 * The distance of the current word, of which `shared` bytes have their rows already, or
 * `limit` + 1 when it is larger; `*valid` is then how many rows are good.
 */
static unsigned distance(
	struct table *t, size_t shared, size_t len, unsigned limit, size_t *valid)
{
	for (size_t depth = shared + 1; depth <= len; depth++) {
		fill_row(t, depth);
		/* a swap can reach back over one row */
		if (t->least[depth] > limit && t->least[depth - 1] > limit) {
			*valid = depth;
			return limit + 1;
		}
	}
	*valid = len;
	return t->rows[len][t->len];
}

size_t coop_vocab_nearest(const char *packed, size_t packed_len, const char *word,
	size_t len, unsigned limit, struct coop_near *out, size_t max)
{
	struct table t;
	size_t found = 0, before = 0,
	       valid = 0; /* rows of `t` that belong to the current word */
	if (len > VOCAB_WORD_MAX)
		return 0;
	begin(&t, word, len);
	for (size_t i = 0; i + 2 <= packed_len;) {
		size_t shared = (unsigned char)packed[i],
		       rest = (unsigned char)packed[i + 1];
		if (shared > before || shared + rest > VOCAB_WORD_MAX ||
			rest > packed_len - i - 2)
			break;
		memcpy(t.current + shared, packed + i + 2, rest);
		i += 2 + rest;
		before = shared + rest;
		/* beyond a row that is too far, words that share it are too */
		if (valid > 1 && shared >= valid && t.least[valid] > limit &&
			t.least[valid - 1] > limit)
			continue;
		size_t kept = shared < valid ? shared : valid;
		unsigned d = distance(&t, kept, shared + rest, limit, &valid);
		if (d > limit || d == 0)
			continue;
		if (d < limit) {
			limit = d; /* nearer than all before */
			found = 0;
		}
		if (found < max) {
			memcpy(out[found].word, t.current, shared + rest);
			out[found++].len = shared + rest;
		}
	}
	return found;
}
