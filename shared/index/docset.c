#include "shared/index/docset.h"

#include <string.h>

enum coop_status coop_docset_reset(
	struct coop_docset *s, uint32_t last, struct coop_error *err)
{
	size_t nwords = (size_t)last / 64 + 1;
	uint64_t *words = nwords == s->nwords ? s->words
					      : realloc(s->words, nwords * sizeof *words);
	if (!words)
		return coop_fail_nomem(err);
	*s = (struct coop_docset){words, nwords, 0};
	memset(words, 0, nwords * sizeof *words);
	return COOP_OK;
}

void coop_docset_release(struct coop_docset *s)
{
	free(s->words);
	*s = (struct coop_docset){0};
}

static void add_to_word(struct coop_docset *s, size_t i, uint64_t bits)
{
	s->count += (uint64_t)__builtin_popcountll(bits & ~s->words[i]);
	s->words[i] |= bits;
}

void coop_docset_add_bits(struct coop_docset *s, uint32_t first, uint64_t bits)
{
	size_t i = first / 64;
	unsigned shift = first % 64;
	if (bits << shift)
		add_to_word(s, i, bits << shift);
	if (shift > 0 && bits >> (64 - shift))
		add_to_word(s, i + 1, bits >> (64 - shift));
}

enum coop_status coop_docset_difference(struct coop_docset *s,
	const struct coop_docset *one, const struct coop_docset *other,
	struct coop_error *err)
{
	if (one->nwords == 0) {
		coop_docset_release(s);
		return COOP_OK;
	}
	enum coop_status st = coop_docset_reset(s, (uint32_t)(one->nwords - 1) * 64, err);
	for (size_t i = 0; !st && i < one->nwords; i++)
		add_to_word(
			s, i, one->words[i] & ~(i < other->nwords ? other->words[i] : 0));
	return st;
}

void coop_docset_intersect(struct coop_docset *s, const struct coop_docset *other)
{
	s->count = 0;
	for (size_t i = 0; i < s->nwords; i++) {
		s->words[i] &= i < other->nwords ? other->words[i] : 0;
		s->count += (uint64_t)__builtin_popcountll(s->words[i]);
	}
}

static void drop_from_word(struct coop_docset *s, size_t i, uint64_t bits)
{
	if (i >= s->nwords)
		return;
	s->count -= (uint64_t)__builtin_popcountll(bits & s->words[i]);
	s->words[i] &= ~bits;
}

void coop_docset_drop_bits(struct coop_docset *s, uint32_t first, uint64_t bits)
{
	unsigned shift = first % 64;
	drop_from_word(s, first / 64, bits << shift);
	if (shift > 0)
		drop_from_word(s, first / 64 + 1, bits >> (64 - shift));
}
