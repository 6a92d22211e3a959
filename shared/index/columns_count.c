/*
 * columns_count.c - counts documents by their values in a column: 64 at a time, whose pages are verified
 * together, and of these only the ones that are in the set.
 */
#include "shared/index/columns_internal.h"

/* Some of 64 documents: those whose bit is set, from the lowest. */
struct some {
	uint64_t bits;
	/* the place of the lowest bit in the column; it wraps below 0 where that bit is not set */
	uint64_t first;
};

static uint64_t lowest(const struct some *s)
{
	return s->first + (unsigned)__builtin_ctzll(s->bits);
}

static uint64_t highest(const struct some *s)
{
	return s->first + 63 - (unsigned)__builtin_clzll(s->bits);
}

/* The counter of a value, or of its group, by its counter in this segment. */
static uint32_t counter_of(const struct coop_columns_tally *t, uint32_t counter)
{
	if (t->number_of)
		counter = t->number_of[counter];
	return t->group_of ? t->group_of[counter] : counter;
}

static bool count_ones(const struct coop_columns *c, const struct coop_columns_part *p,
	struct some s, const struct coop_columns_tally *t)
{
	uint64_t from = lowest(&s), n = highest(&s) - from + 1;
	if (!verify_packed(c, p->numbers, from, n, p->number_bits))
		return false;
	for (; s.bits; s.bits &= s.bits - 1) {
		/* what is stored is the counter */
		uint32_t counter = packed(p->numbers, lowest(&s), p->number_bits);
		if (counter > p->values)
			return false;
		t->counts[counter_of(t, counter)]++;
	}
	return true;
}

/* A document with several values. */
struct list {
	uint32_t from, to; /* the places of these */
	uint32_t document;
};

/* Counts a value of a document, by its place; false when there is no such value. */
static bool count_value(const struct coop_columns_part *p, uint32_t at,
	const struct coop_columns_tally *t)
{
	uint32_t number = packed(p->numbers, at, p->number_bits);
	if (number >= p->values)
		return false;
	t->counts[t->number_of ? t->number_of[number + 1] : number + 1]++;
	return true;
}

/*
 * Most documents have one value or two, which no processor can foresee: the first two are counted without
 * a branch. Where there is no second one, the first is looked at again and adds nothing.
 */
static bool count_values(const struct coop_columns_part *p, struct list l,
	const struct coop_columns_tally *t)
{
	uint32_t count = l.to - l.from;
	if (count == 0) {
		t->counts[0]++;
		return true;
	}
	uint32_t first = packed(p->numbers, l.from, p->number_bits),
		 second = packed(p->numbers, l.from + (count > 1), p->number_bits);
	if (first >= p->values || second >= p->values)
		return false;
	const uint32_t *number_of = t->number_of;
	t->counts[number_of ? number_of[first + 1] : first + 1]++;
	t->counts[number_of ? number_of[second + 1] : second + 1] += count > 1;
	for (uint32_t at = l.from + 2; at < l.to; at++)
		if (!count_value(p, at, t))
			return false;
	return true;
}

/* Counts a document in the groups of its values, once in each. */
static bool count_groups(const struct coop_columns_part *p, struct list l,
	const struct coop_columns_tally *t)
{
	uint32_t any = 0, without = t->counts[0];
	for (uint32_t at = l.from; at < l.to; at++) {
		uint32_t number = packed(p->numbers, at, p->number_bits);
		if (number >= p->values)
			return false;
		uint32_t group = counter_of(t, number + 1);
		any |= group;
		/* what counter 0 gains here it loses in the end */
		t->counts[group] += t->seen[group] != l.document;
		t->seen[group] = l.document;
	}
	t->counts[0] = without + (any == 0);
	return true;
}

/* `before`: documents of the collection before those of the segment. */
static bool count_lists(const struct coop_columns *c, const struct coop_columns_part *p,
	struct some s, uint32_t before, const struct coop_columns_tally *t)
{
	uint64_t first = lowest(&s), last = highest(&s);
	if (!verify_packed(c, p->places, first, last - first + 2, p->place_bits))
		return false;
	uint32_t begin = packed(p->places, first, p->place_bits),
		 end = packed(p->places, last + 1, p->place_bits);
	if (begin > end || end > p->total ||
		!verify_packed(c, p->numbers, begin, end - begin, p->number_bits))
		return false;
	for (; s.bits; s.bits &= s.bits - 1) {
		uint64_t at = lowest(&s);
		struct list l = {.from = packed(p->places, at, p->place_bits),
			.to = packed(p->places, at + 1, p->place_bits),
			.document = before + 1 + (uint32_t)at};
		if (l.from < begin || l.from > l.to || l.to > end ||
			l.to - l.from > COOP_COLUMN_EACH_MAX)
			return false;
		if (!(t->group_of ? count_groups(p, l, t) : count_values(p, l, t)))
			return false;
	}
	return true;
}

/* The documents of a set in a segment whose docids are greater by `before`, from docid w * 64 on, up to 63. */
static struct some some_of(
	const struct coop_docset *set, uint64_t w, uint64_t before, uint64_t documents)
{
	/* documents have docids from 1 on */
	uint64_t first = before + 1, end = first + documents;
	struct some s = {set->words[w], w * 64 - first};
	if (w * 64 < first)
		s.bits &= ~(uint64_t)0 << first % 64;
	if (w * 64 + 64 > end)
		s.bits &= ~(~(uint64_t)0 << end % 64);
	return s;
}

enum coop_status coop_columns_count(const struct coop_columns *c,
	const struct coop_columns_part *part, const struct coop_docset *set,
	uint32_t before, const struct coop_columns_tally *t, struct coop_error *err)
{
	uint64_t end = (uint64_t)before + 1 + c->documents;
	/* copies, which no counter can be an alias of */
	const struct coop_columns_part p = *part;
	const struct coop_columns_tally to = *t;
	bool good = true;
	for (uint64_t w = ((uint64_t)before + 1) / 64;
		good && w < set->nwords && w * 64 < end; w++) {
		struct some s = some_of(set, w, before, c->documents);
		if (!s.bits)
			continue;
		if (p.values == 0) /* as of a field that the notices do not have */
			to.counts[0] += (unsigned)__builtin_popcountll(s.bits);
		else
			good = p.lists ? count_lists(c, &p, s, before, &to)
				       : count_ones(c, &p, s, &to);
	}
	return good ? COOP_OK : coop_columns_damaged(c, err);
}
