#include "indexer/bulk/bytesort.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

enum {
	DIGIT = 11, /* bits */
	VALUES = 1 << DIGIT,
	DIGITS = (64 + DIGIT - 1) / DIGIT
};

static size_t digit(uint64_t head, unsigned i)
{
	return head >> i * DIGIT & (VALUES - 1);
}

/* Counts the values of all digits in one pass. */
static void count(
	const struct bytesort_place *p, size_t n, uint32_t counts[DIGITS][VALUES])
{
	for (size_t k = 0; k < n; k++)
		for (unsigned i = 0; i < DIGITS; i++)
			counts[i][digit(p[k].head, i)]++;
}

/*
 * Distributes the strings by a digit, given how often each value occurs: one pass of an
 * LSD radix sort.
 */
static void distribute(const struct bytesort_place *from, struct bytesort_place *to,
	size_t n, unsigned i, uint32_t counts[VALUES])
{
	uint32_t sum = 0;
	for (size_t v = 0; v < VALUES; v++) {
		uint32_t values = counts[v];
		counts[v] = sum;
		sum += values;
	}
	for (size_t k = 0; k < n; k++)
		to[counts[digit(from[k].head, i)]++] = from[k];
}

/* Sorts by the heads; returns which of the two arrays holds the result. */
static struct bytesort_place *sort_heads(
	struct bytesort_place *p, struct bytesort_place *other, size_t n)
{
	uint32_t counts[DIGITS][VALUES] = {{0}};
	count(p, n, counts);
	for (unsigned i = 0; i < DIGITS; i++) {
		if (counts[i][digit(p->head, i)] == n)
			continue; /* all have the same digit */
		distribute(p, other, n, i, counts[i]);
		struct bytesort_place *swap = p;
		p = other;
		other = swap;
	}
	return p;
}

static int by_bytes(const void *a, const void *b, void *strings)
{
	const struct bytesort_string *all = *(const struct bytesort_string **)strings;
	uint32_t i = ((const struct bytesort_place *)a)->which;
	uint32_t j = ((const struct bytesort_place *)b)->which;
	int order = coop_bytes_compare(all[i].s, all[i].len, all[j].s, all[j].len);
	return order != 0 ? order : (i > j) - (i < j);
}

/*
 * Sorts strings with the same head, unless they are in order already, as ids often are.
 */
static void sort_alike(
	struct bytesort_place *p, size_t n, const struct bytesort_string *strings)
{
	size_t i = 1;
	while (i < n && by_bytes(&p[i - 1], &p[i], &strings) < 0)
		i++;
	if (i < n)
		qsort_r(p, n, sizeof *p, by_bytes, &strings);
}

struct bytesort_place *bytesort(const struct bytesort_string *strings, size_t n)
{
	struct bytesort_place *p = calloc(2 * n + 1, sizeof *p), *sorted;
	if (!p || n == 0)
		return p;
	for (size_t i = 0; i < n; i++)
		p[i] = (struct bytesort_place){
			coop_bytes_head(strings[i].s, strings[i].len), (uint32_t)i};
	sorted = sort_heads(p, p + n, n);
	if (sorted != p)
		memcpy(p, sorted, n * sizeof *p);
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n && p[next].head == p[i].head;)
			next++;
		sort_alike(p + i, next - i, strings);
	}
	return p;
}
