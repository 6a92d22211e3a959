/*
 * columns_select.c - which documents have some values: by going through the packed numbers of all.
 */
#include "shared/index/columns_internal.h"

/* The counters of values, of which there are some, and between which they are. */
struct chosen {
	const struct coop_docset *counters;
	uint32_t first, span;
};

static struct chosen choose(const struct coop_docset *counters)
{
	uint32_t first = coop_docset_next(counters, 1), last = first;
	size_t i = counters->nwords;
	while (first > 0 && i > 0 && counters->words[i - 1] == 0)
		i--;
	if (first > 0)
		last = (uint32_t)(i * 64) - 1 -
		       (uint32_t)__builtin_clzll(counters->words[i - 1]);
	return (struct chosen){counters, first, last - first};
}

static bool is_chosen(const struct chosen *w, uint32_t counter)
{
	/* a single value is compared without a branch that depends on it */
	if (w->span == 0)
		return counter == w->first;
	return counter - w->first <= w->span && coop_docset_has(w->counters, counter);
}

/* Adds the documents of a column without lists, whose numbers are those of counters: 64 at a time. */
static bool select_ones(const struct coop_columns *c, const struct coop_columns_part *p,
	struct chosen w, uint32_t before, struct coop_docset *set)
{
	if (!verify_packed(c, p->numbers, 0, c->documents, p->number_bits))
		return false;
	for (uint32_t i = 0; i < c->documents; i += 64) {
		uint32_t n = c->documents - i < 64 ? c->documents - i : 64;
		uint64_t bits = 0;
		for (uint32_t k = 0; k < n; k++)
			bits |= (uint64_t)is_chosen(
					&w, packed(p->numbers, i + k, p->number_bits))
				<< k;
		coop_docset_add_bits(set, before + 1 + i, bits);
	}
	return true;
}

/*
 * The last document whose place is not beyond `at`; `from` is one before. Steps grow, as the next document
 * with a value is near where many have it, and far where few do.
 */
static uint32_t document_of(const struct coop_columns *c,
	const struct coop_columns_part *p, uint32_t at, uint32_t from)
{
	uint32_t step = 1, end = c->documents;
	while (step < end - from && packed(p->places, from + step, p->place_bits) <= at) {
		from += step;
		step *= 2;
	}
	end = step < end - from ? from + step : end;
	while (end - from > 1) {
		uint32_t middle = from + (end - from) / 2;
		if (packed(p->places, middle, p->place_bits) <= at)
			from = middle;
		else
			end = middle;
	}
	return from;
}

/* Adds the documents of a column with lists: whatever damaged places say, they are documents of the segment. */
static bool select_lists(const struct coop_columns *c, const struct coop_columns_part *p,
	struct chosen w, uint32_t before, struct coop_docset *set)
{
	/* the document after the last one that was added, whose places end there */
	uint32_t next = 0, end = 0;
	if (!verify_packed(c, p->places, 0, (uint64_t)c->documents + 1, p->place_bits) ||
		!verify_packed(c, p->numbers, 0, p->total, p->number_bits))
		return false;
	for (uint32_t at = 0; at < p->total && next < c->documents; at++) {
		if (!is_chosen(&w, packed(p->numbers, at, p->number_bits) + 1) ||
			at < end)
			continue;
		end = packed(p->places, (uint64_t)next + 1, p->place_bits);
		if (end <= at) {
			next = document_of(c, p, at, next);
			end = packed(p->places, (uint64_t)next + 1, p->place_bits);
		}
		coop_docset_add(set, before + 1 + next++);
	}
	return true;
}

enum coop_status coop_columns_select(const struct coop_columns *c,
	const struct coop_columns_part *part, const struct coop_docset *counters,
	uint32_t before, struct coop_docset *set, struct coop_error *err)
{
	/* a copy, which no word of the set can be an alias of */
	const struct coop_columns_part p = *part;
	struct chosen w = choose(counters);
	bool good = w.first == 0 || (p.lists ? select_lists(c, &p, w, before, set)
					     : select_ones(c, &p, w, before, set));
	return good ? COOP_OK : coop_columns_damaged(c, err);
}
