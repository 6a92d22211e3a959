#include "query/output/spots.h"

#include <stdlib.h>

/* Whether a paragraph ends in (from, to] of a text. */
static bool paragraph_between(const char *text, size_t len, size_t from, size_t to)
{
	for (size_t at = from + 1; at <= to; at++)
		if (sentence_break(text, len, at) == BREAK_LINE)
			return true;
	return false;
}

/* Finds the sentence around a spot, and whether it joins the spot before it. */
static void place(
	struct spot *spot, const struct spot *before, const char *text, size_t len)
{
	const struct mark *m = &spot->mark;
	bool same = before && before->value == spot->value;
	if (same && before->sentence.ended && m->end <= before->sentence.end) {
		spot->sentence = before->sentence;
		spot->joins = true;
		return;
	}
	spot->sentence = sentence_around(text, len, m->off, m->end, SNIPPET_LENGTH);
	spot->joins = same && m->end - before->mark.off <= SNIPPET_LENGTH &&
		      !paragraph_between(text, len, before->mark.end, m->off);
}

enum coop_status spots_add(struct spots *s, const struct marks *marks, const char *text,
	size_t len, size_t value, struct coop_error *err)
{
	size_t count = s->count;
	if (!coop_array_grow(&s->at, &s->cap, count + marks->count, sizeof *s->at))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < marks->count; i++, count++) {
		s->at[count] = (struct spot){.value = value, .mark = marks->at[i]};
		place(&s->at[count], count > 0 ? &s->at[count - 1] : NULL, text, len);
	}
	s->count = count;
	return COOP_OK;
}

void spots_release(struct spots *s)
{
	free(s->at);
	*s = (struct spots){0};
}

/* A heading has no full stop, and is short. */
static bool is_prose(const struct sentence *s)
{
	enum { HEADING = 60 };
	return s->stop || s->end - s->begin > HEADING || s->before == BREAK_SENTENCE;
}

/*
 * Different words, then those that are as they were typed, then words that stand side by side as in
 * the query, then whole sentences.
 */
static uint64_t score(const struct spot *spots, const struct prospect *p)
{
	enum { SIDE = 4, PAIRS = 15, COUNT = 255 };
	uint64_t pairs = 0, exact = 0, count = p->last - p->first + 1;
	for (size_t i = p->first; i <= p->last; i++) {
		const struct mark *a = &spots[i].mark, *b = a;
		exact |= a->exact ? mark_bit(a->word) : 0;
		if (i < p->last)
			b = &spots[i + 1].mark;
		pairs += b->word == a->word + 1 && b->off - a->end < SIDE;
	}
	return (uint64_t)__builtin_popcountll(p->words) << 32 |
	       (uint64_t)__builtin_popcountll(exact) << 24 |
	       (pairs < PAIRS ? pairs : PAIRS) << 16 | (uint64_t)p->whole << 13 |
	       (uint64_t)is_prose(&spots[p->first].sentence) << 12 |
	       (count < COUNT ? count : COUNT);
}

struct prospect spots_prospect(const struct spots *s, size_t first)
{
	const struct spot *spots = s->at, *from = &spots[first];
	struct prospect p = {.first = first, .last = first};
	size_t begin = from->sentence.begin;
	p.whole = from->sentence.begun && from->sentence.ended &&
		  from->sentence.end - begin <= SNIPPET_LENGTH;
	p.words = from->mark.words;
	for (size_t i = first + 1; i < s->count && spots[i].joins; i++) {
		size_t end = p.whole ? spots[i].sentence.end : spots[i].mark.end;
		bool fits = end - (p.whole ? begin : from->mark.off) <= SNIPPET_LENGTH;
		if (!fits || (p.whole && !spots[i].sentence.ended))
			break;
		p.last = i;
		p.words |= spots[i].mark.words;
	}
	p.score = score(spots, &p);
	return p;
}

/* The first and the end of the bytes that a passage must hold. */
static size_t begin_of(const struct spots *s, const struct prospect *p)
{
	const struct spot *first = &s->at[p->first];
	return p->whole ? first->sentence.begin : first->mark.off;
}

static size_t end_of(const struct spots *s, const struct prospect *p)
{
	const struct spot *last = &s->at[p->last];
	return p->whole ? last->sentence.end : last->mark.end;
}

static bool apart(
	const struct spots *s, const struct prospect *a, const struct prospect *b)
{
	return s->at[a->first].value != s->at[b->first].value ||
	       end_of(s, a) < begin_of(s, b) || end_of(s, b) < begin_of(s, a);
}

/* Finds the best partner of a passage, and whether the two are better than `pair`. */
static void try_pair(
	const struct spots *s, const struct prospect *one, struct prospect pair[2])
{
	struct prospect best = {0};
	uint64_t words = 0;
	for (size_t i = 0; i < s->count; i++) {
		struct prospect p = spots_prospect(s, i);
		uint64_t more = p.words & ~one->words;
		if (!apart(s, one, &p) || p.score == 0)
			continue;
		int gain = __builtin_popcountll(more) - __builtin_popcountll(words);
		if (best.score > 0 && (gain < 0 || (gain == 0 && p.score <= best.score)))
			continue;
		best = p;
		words = more;
	}
	int together = __builtin_popcountll(one->words | best.words),
	    before = __builtin_popcountll(pair[0].words | pair[1].words);
	bool better =
		together > before ||
		(together == before && (one->score > pair[0].score ||
					       (one->score == pair[0].score &&
						       best.score > pair[1].score)));
	if (pair[0].score == 0 || better) {
		pair[0] = *one;
		pair[1] = best;
	}
}

/* Keeps a passage if none that is as good has the same words. */
static void keep(
	struct prospect *kept, size_t *count, size_t room, const struct prospect *p)
{
	for (size_t i = 0; i < *count; i++)
		if (kept[i].words == p->words) {
			if (p->score > kept[i].score)
				kept[i] = *p;
			return;
		}
	if (*count < room)
		kept[(*count)++] = *p;
}

void spots_choose(const struct spots *s, struct prospect pair[2])
{
	enum { KEPT = 8 };
	struct prospect kept[KEPT + 1], best = {0};
	size_t count = 0;
	pair[0] = pair[1] = (struct prospect){0};
	for (size_t i = 0; i < s->count; i++) {
		struct prospect p = spots_prospect(s, i);
		keep(kept, &count, KEPT, &p);
		if (p.score > best.score)
			best = p;
	}
	/* it may have come when there was no more room */
	if (best.score > 0)
		keep(kept, &count, KEPT + 1, &best);
	for (size_t i = 0; i < count; i++)
		try_pair(s, &kept[i], pair);
	if (pair[1].score > pair[0].score) {
		struct prospect better = pair[1];
		pair[1] = pair[0];
		pair[0] = better;
	}
}
