#include "query/expand.h"

#include <stdbool.h>
#include <string.h>

#include "query/pattern.h"
#include "query/weights.h"
#include "shared/bytes.h"
#include "shared/exceptions.h"

/* What is looked for, and how good a word is for it: the lower the better. */
struct wanted {
	const struct expander *expander;
	const char *s;
	size_t len;
	unsigned slips;
	bool (*rank)(struct wanted *w, const char *word, size_t n, unsigned *rank,
		struct coop_error *err);
	enum coop_status status;
};

enum { RANKS = COOP_WORD_MAX + 1 };

/* The words that are kept when there are too many: by rank, then in their order. */
struct sieve {
	size_t of_rank[RANKS];
	unsigned worst; /* rank of which some are left out */
	size_t room;    /* for those of that rank */
};

static bool rank_pattern(struct wanted *w, const char *word, size_t n, unsigned *rank,
	struct coop_error *err)
{
	(void)err;
	*rank = (unsigned)(n < RANKS ? n : RANKS - 1);
	return pattern_matches(w->s, w->len, word, n);
}

static bool rank_slips(struct wanted *w, const char *word, size_t n, unsigned *rank,
	struct coop_error *err)
{
	(void)err;
	*rank = coop_vocab_distance(w->s, w->len, word, n, w->slips);
	return *rank <= w->slips;
}

/* Words of one family share their beginning, but for a few that the exceptions name. */
static bool may_have_stem(const struct wanted *w, const char *word, size_t n)
{
	enum { BEGINNING = 3 };
	const char *moved;
	size_t same = w->len < BEGINNING ? w->len : BEGINNING;
	if (n >= same && memcmp(word, w->s, same) == 0)
		return true;
	for (size_t i = 0; (moved = coop_exception_moved(i)) != NULL; i++)
		if (coop_bytes_equal(moved, strlen(moved), word, n))
			return true;
	return false;
}

static bool rank_family(struct wanted *w, const char *word, size_t n, unsigned *rank,
	struct coop_error *err)
{
	const char *stem;
	size_t len;
	*rank = (unsigned)(n < RANKS ? n : RANKS - 1);
	if (w->status || !may_have_stem(w, word, n))
		return false;
	w->status = coop_analyzer_stem(w->expander->analyzer, word, n, &stem, &len, err);
	return !w->status && coop_bytes_equal(stem, len, w->s, w->len);
}

static void keep(struct expansion *out, const char *word, size_t n)
{
	coop_buf_add(&out->words, word, n);
	coop_buf_byte(&out->words, '\0');
	out->count++;
}

/* Decides which ranks are kept. */
static void set_sieve(struct sieve *s)
{
	size_t room = EXPAND_MAX;
	for (s->worst = 0; s->worst < RANKS - 1 && s->of_rank[s->worst] <= room;
		s->worst++)
		room -= s->of_rank[s->worst];
	s->room = room;
}

static bool passes(struct sieve *s, unsigned rank)
{
	return rank < s->worst || (rank == s->worst && s->room > 0 && s->room-- > 0);
}

/* Walks over the vocabulary; twice when it holds too many. */
static enum coop_status walk(
	struct wanted *w, struct expansion *out, struct coop_error *err)
{
	const struct coop_buf *vocabulary;
	struct sieve sieve = {{0}, 0, 0};
	unsigned rank;
	enum coop_status st =
		corrector_vocabulary(w->expander->corrector, &vocabulary, err);
	if (st)
		return st;
	struct coop_vocab_walk v =
		coop_vocab_begin(coop_buf_cstr(vocabulary), vocabulary->len);
	while (coop_vocab_next(&v))
		if (w->rank(w, v.word, v.n, &rank, err)) {
			sieve.of_rank[rank]++;
			if (out->matched++ < EXPAND_MAX)
				keep(out, v.word, v.n);
		}
	if (w->status || out->matched <= EXPAND_MAX)
		return w->status ? w->status : coop_buf_check(&out->words, err);
	set_sieve(&sieve);
	coop_buf_reset(&out->words);
	out->count = 0;
	v = coop_vocab_begin(coop_buf_cstr(vocabulary), vocabulary->len);
	while (coop_vocab_next(&v))
		if (w->rank(w, v.word, v.n, &rank, err) && passes(&sieve, rank))
			keep(out, v.word, v.n);
	return w->status ? w->status : coop_buf_check(&out->words, err);
}

/* The shortest of the terms that begin so; the terms are all words, and figures too. */
static enum coop_status walk_prefix(const struct expander *e, const char *prefix,
	size_t len, struct expansion *out, struct coop_error *err)
{
	struct coop_buf all = {0};
	struct sieve sieve = {{0}, 0, 0};
	enum coop_status st = coop_reader_terms(
		e->reader, prefix, len, EXPAND_LOOK, &all, &out->matched, err);
	for (size_t i = 0; !st && i < all.len; i += strlen(all.s + i) + 1) {
		size_t n = strlen(all.s + i);
		sieve.of_rank[n < RANKS ? n : RANKS - 1]++;
	}
	set_sieve(&sieve);
	for (size_t i = 0; !st && i < all.len; i += strlen(all.s + i) + 1) {
		size_t n = strlen(all.s + i);
		if (passes(&sieve, (unsigned)(n < RANKS ? n : RANKS - 1)))
			keep(out, all.s + i, n);
	}
	coop_buf_release(&all);
	return st ? st : coop_buf_check(&out->words, err);
}

enum coop_status expand_pattern(const struct expander *e, const char *pattern, size_t len,
	struct expansion *out, struct coop_error *err)
{
	struct wanted w = {e, pattern, len, 0, rank_pattern, COOP_OK};
	size_t prefix = pattern_prefix(pattern, len);
	if (prefix > 0 && prefix + 1 == len && pattern[prefix] == '*')
		return walk_prefix(e, pattern, prefix, out, err);
	return walk(&w, out, err);
}

enum coop_status expand_slips(const struct expander *e, const char *word, size_t len,
	unsigned slips, struct expansion *out, struct coop_error *err)
{
	struct wanted w = {e, word, len, slips, rank_slips, COOP_OK};
	return walk(&w, out, err);
}

enum coop_status expand_family(const struct expander *e, const char *stem, size_t len,
	struct expansion *out, struct coop_error *err)
{
	struct wanted w = {e, stem, len, 0, rank_family, COOP_OK};
	return walk(&w, out, err);
}
