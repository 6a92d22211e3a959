#include "query/plan/expand_words.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/pattern.h"
#include "query/plan/sound_words.h"
#include "query/plan/weights.h"
#include "shared/core/bytes.h"
#include "shared/text/stem_exceptions.h"

enum wanted_how { WANTED_PATTERN, WANTED_EDITS, WANTED_FAMILY };

/* What a word must be like. */
struct wanted {
	const struct expander *expander;
	enum wanted_how how;
	const char *s;
	size_t len;
	unsigned edits;
};

enum {
	RANKS = COOP_WORD_MAX + 1,
	WORDLIST_WORD_BYTES = 6 /* the mean length of a word in the stored wordlist */
};

static enum coop_status fits(const struct wanted *w, const char *word, size_t n,
	bool *good, struct coop_error *err)
{
	const char *stem = NULL;
	size_t len = 0;
	enum coop_status st = COOP_OK;
	switch (w->how) {
	case WANTED_PATTERN:
		*good = pattern_matches(w->s, w->len, word, n);
		break;
	case WANTED_EDITS:
		*good = coop_wordlist_distance(w->s, w->len, word, n, w->edits) <=
			w->edits;
		break;
	case WANTED_FAMILY:
		st = coop_analyzer_stem(w->expander->analyzer, word, n, &stem, &len, err);
		*good = !st && coop_bytes_equal(stem, len, w->s, w->len);
		break;
	}
	return st;
}

/* Which of too many words are kept: those of the lowest ranks, in their order. */
struct shortlist {
	size_t of_rank[RANKS]; /* words kept, by rank */
	unsigned worst;        /* the highest rank that is still kept */
};

static unsigned rank_of(const struct wanted *w, const char *word, size_t n)
{
	return w->how == WANTED_EDITS
		       ? coop_wordlist_distance(w->s, w->len, word, n, w->edits)
		       : (unsigned)(n < RANKS ? n : RANKS - 1);
}

/* Drops the words beyond the expander's `max`. */
static void prune(struct shortlist *s, const struct wanted *w, struct expansion *out)
{
	size_t room = w->expander->max, to = 0;
	for (s->worst = 0; s->worst < RANKS - 1 && s->of_rank[s->worst] < room;
		s->worst++)
		room -= s->of_rank[s->worst];
	memset(s->of_rank, 0, sizeof s->of_rank);
	out->count = 0;
	for (size_t at = 0, n; at < out->words.len; at += n + 1) {
		n = strlen(out->words.s + at);
		unsigned rank = rank_of(w, out->words.s + at, n);
		if (rank > s->worst || (rank == s->worst && s->of_rank[rank] == room))
			continue;
		s->of_rank[rank]++;
		memmove(out->words.s + to, out->words.s + at, n + 1);
		to += n + 1;
		out->count++;
	}
	out->words.len = to;
}

static void keep(struct shortlist *s, const struct wanted *w, struct expansion *out,
	const char *word, size_t n)
{
	unsigned rank = rank_of(w, word, n);
	out->matched++;
	if (rank > s->worst || out->words.failed)
		return;
	s->of_rank[rank]++;
	coop_buf_add(&out->words, word, n);
	coop_buf_byte(&out->words, '\0');
	if (++out->count == 8 * (size_t)EXPAND_MAX && !out->words.failed)
		prune(s, w, out);
}

static enum coop_status finish(struct shortlist *s, const struct wanted *w,
	struct expansion *out, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&out->words, err);
	if (!st && out->count > w->expander->max)
		prune(s, w, out);
	return st;
}

/* Compares the words of the wordlist that begin with a prefix. */
static enum coop_status walk(struct wanted *w, const char *prefix, size_t len,
	struct expansion *out, struct coop_error *err)
{
	struct shortlist shortlist = {.worst = RANKS - 1};
	struct coop_wordlist_walk v = {.at = 0};
	enum coop_status st =
		corrector_walk(w->expander->corrector, len > 0 ? *prefix : '\0', &v, err);
	while (!st && coop_wordlist_next_prefixed(&v, prefix, len)) {
		bool good = false;
		out->cost++;
		st = fits(w, v.word, v.n, &good, err);
		if (!st && good)
			keep(&shortlist, w, out, v.word, v.n);
	}
	return st ? st : finish(&shortlist, w, out, err);
}

/*
 * Compares the terms that begin with a prefix; unlike the wordlist they include numbers and short
 * words. `*all` is whether they were all compared.
 */
static enum coop_status walk_terms(struct wanted *w, const char *prefix, size_t len,
	struct expansion *out, bool *all, struct coop_error *err)
{
	struct coop_buf terms = {0};
	struct shortlist shortlist = {.worst = RANKS - 1};
	size_t count;
	enum coop_status st = coop_collection_terms(w->expander->collection, prefix, len,
		EXPAND_COMPARISONS_MAX, &terms, &count, err);
	*all = count < EXPAND_COMPARISONS_MAX;
	for (size_t i = 0, n; !st && i < terms.len; i += n + 1) {
		bool good = false;
		n = strlen(terms.s + i);
		st = fits(w, terms.s + i, n, &good, err);
		if (!st && good)
			keep(&shortlist, w, out, terms.s + i, n);
	}
	coop_buf_release(&terms);
	return st ? st : finish(&shortlist, w, out, err);
}

/* Compares the terms that begin with a prefix or, if they are too many, the wordlist. */
static enum coop_status walk_either(struct wanted *w, const char *prefix, size_t len,
	struct expansion *out, struct coop_error *err)
{
	bool all;
	enum coop_status st = walk_terms(w, prefix, len, out, &all, err);
	if (st || all)
		return st;
	coop_buf_reset(&out->words);
	out->count = out->matched = 0;
	return walk(w, prefix, len, out, err);
}

enum coop_status expand_pattern(const struct expander *e, const char *pattern, size_t len,
	struct expansion *out, struct coop_error *err)
{
	struct wanted w = {e, WANTED_PATTERN, pattern, len, 0};
	size_t prefix = pattern_prefix(pattern, len);
	bool all;
	if (prefix + 1 == len && pattern[prefix] == '*')
		return walk_terms(&w, pattern, prefix, out, &all, err);
	return walk_either(&w, pattern, prefix, out, err);
}

enum coop_status expand_edits(const struct expander *e, const char *word, size_t len,
	unsigned edits, struct expansion *out, struct coop_error *err)
{
	enum { WALKED = 4 }; /* words are skipped in the time it takes to compare one */
	struct wanted w = {e, WANTED_EDITS, word, len, edits};
	struct shortlist shortlist = {.worst = RANKS - 1};
	const struct coop_buf *wordlist;
	struct coop_wordlist_fuzzy near;
	enum coop_status st = corrector_wordlist(e->corrector, &wordlist, err);
	if (st)
		return st;
	out->cost += wordlist->len / ((size_t)WORDLIST_WORD_BYTES * WALKED);
	coop_wordlist_begin_fuzzy(
		&near, coop_buf_cstr(wordlist), wordlist->len, word, len, edits);
	while (coop_wordlist_next_fuzzy(&near))
		keep(&shortlist, &w, out, near.walk.word, near.walk.n);
	return finish(&shortlist, &w, out, err);
}

enum coop_status expand_sound(const struct expander *e, const char *word, size_t len,
	struct expansion *out, struct coop_error *err)
{
	struct wanted w = {e, WANTED_EDITS, word, len, COOP_WORDLIST_WORD_MAX};
	struct shortlist shortlist = {.worst = RANKS - 1};
	struct sound_words alike;
	const struct coop_buf *words;
	enum coop_status st = corrector_wordlist(e->corrector, &words, err);
	if (st)
		return st;
	sound_words_begin(&alike, words, word, len, false);
	while (sound_words_next(&alike))
		keep(&shortlist, &w, out, alike.walk.word, alike.walk.n);
	out->cost += alike.cost;
	return finish(&shortlist, &w, out, err);
}

/* ---- patterns that begin with a sign ---- */

/* A bit for each letter from a to z, and one for all other bytes. */
static uint32_t bit_of(char c)
{
	unsigned letter = (unsigned char)c - 'a';
	return UINT32_C(1) << (letter < 26 ? letter : 31);
}

static uint32_t letters_of(const char *pattern, size_t len)
{
	uint32_t letters = 0;
	for (size_t i = 0; i < len; i++)
		if (!pattern_is_wildcard(pattern[i]))
			letters |= bit_of(pattern[i]);
	return letters;
}

/* A pattern and what was found of it. */
struct leading_search {
	struct wanted wanted;
	struct shortlist shortlist;
	struct expansion *out;
	uint32_t letters; /* the letters of the pattern, which all its words have */
};

/* About how many of the words have all letters of a pattern, and so must be compared. */
static size_t cost_of(uint32_t letters, size_t words)
{
	enum { MANY = 4 }; /* each letter halves them, up to so many letters */
	unsigned count = (unsigned)__builtin_popcount(letters);
	return words >> (count < MANY ? count : MANY);
}

/* Prepares the patterns that the budget allows; returns how many. */
static size_t prepare(const struct expander *e, struct leading_wildcard *patterns,
	size_t count, size_t words, size_t budget, struct leading_search *to,
	size_t *cost)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		struct leading_wildcard *p = &patterns[i];
		struct leading_search *s = &to[n];
		uint32_t letters = letters_of(p->s, p->len);
		size_t more = cost_of(letters, words);
		/* the first is always looked for */
		p->dropped = n > 0 && *cost + more > budget;
		if (p->dropped)
			continue;
		*cost += more;
		s->wanted = (struct wanted){e, WANTED_PATTERN, p->s, p->len, 0};
		s->shortlist.worst = RANKS - 1;
		s->out = &p->found;
		s->letters = letters;
		n++;
	}
	return n;
}

/* The patterns that a word ending with a letter can match, a bit each. */
static uint64_t ending_with(
	const struct leading_search *searches, size_t count, char letter)
{
	uint64_t those = 0;
	for (size_t i = 0; i < count; i++) {
		char last = searches[i].wanted.s[searches[i].wanted.len - 1];
		if (pattern_is_wildcard(last) || last == letter)
			those |= UINT64_C(1) << i;
	}
	return those;
}

/* Compares each word with the patterns whose letters it has. */
static void sweep(
	const struct coop_buf *wordlist, struct leading_search *searches, size_t count)
{
	uint32_t letters[COOP_WORDLIST_WORD_MAX + 1] = {
		0}; /* by length: the letters of the word's first bytes */
	uint64_t by_last[UCHAR_MAX + 1] = {0};
	for (int c = 0; c <= UCHAR_MAX; c++)
		by_last[c] = ending_with(searches, count, (char)c);
	struct coop_wordlist_walk v =
		coop_wordlist_begin(coop_buf_cstr(wordlist), wordlist->len);
	while (coop_wordlist_next(&v) && v.n > 0) {
		for (size_t i = v.shared; i < v.n; i++)
			letters[i + 1] = letters[i] | bit_of(v.word[i]);
		uint64_t left = by_last[(unsigned char)v.word[v.n - 1]];
		for (; left != 0; left &= left - 1) {
			struct leading_search *s = &searches[__builtin_ctzll(left)];
			if (!(s->letters & ~letters[v.n]) &&
				pattern_matches(s->wanted.s, s->wanted.len, v.word, v.n))
				keep(&s->shortlist, &s->wanted, s->out, v.word, v.n);
		}
	}
}

enum coop_status expand_leading_wildcards(const struct expander *e,
	struct leading_wildcard *patterns, size_t count, size_t budget, size_t *cost,
	struct coop_error *err)
{
	const struct coop_buf *wordlist;
	struct leading_search *searches = calloc(count + 1, sizeof *searches);
	*cost = 0;
	if (!searches)
		return coop_fail_nomem(err);
	enum coop_status st = corrector_wordlist(e->corrector, &wordlist, err);
	if (!st) {
		size_t n = prepare(e, patterns, count,
			wordlist->len / WORDLIST_WORD_BYTES, budget, searches, cost);
		sweep(wordlist, searches, n);
		for (size_t i = 0; !st && i < n; i++)
			st = finish(&searches[i].shortlist, &searches[i].wanted,
				searches[i].out, err);
	}
	free(searches);
	return st;
}

/* Words of one stem share their beginning, but for a few that the exceptions list. */
enum coop_status expand_family(const struct expander *e, const char *stem, size_t len,
	struct expansion *out, struct coop_error *err)
{
	enum { BEGINNING = 3 };
	struct wanted w = {e, WANTED_FAMILY, stem, len, 0};
	const char *moved;
	enum coop_status st = walk(&w, stem, len < BEGINNING ? len : BEGINNING, out, err);
	for (size_t i = 0; !st && (moved = coop_stem_exception_moved(i)) != NULL; i++) {
		bool good;
		size_t n = strlen(moved);
		st = fits(&w, moved, n, &good, err);
		if (st || !good ||
			(n >= BEGINNING && memcmp(moved, stem, BEGINNING) == 0))
			continue;
		coop_buf_add(&out->words, moved, n + 1);
		out->count++;
		out->matched++;
	}
	return st ? st : coop_buf_check(&out->words, err);
}
