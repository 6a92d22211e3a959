/*
 * marks.h - the words of a text that match a query.
 */
#ifndef COOP_QUERY_OUTPUT_MARKS_H
#define COOP_QUERY_OUTPUT_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/query.h"
#include "shared/text/analyzer.h"

/*
 * A word of a text that matches the query: bytes [off, end), without the elided article before it and
 * the punctuation around it. A compound that matches as a whole is one mark.
 */
struct mark {
	size_t off, end;
	size_t word;    /* the word of the query that it matches */
	bool exact;     /* it is that word, and not another of its stem */
	uint64_t words; /* mark_bit() of that, and of those that its parts match */
};

/* Begin with `= {0}`. */
struct marks {
	struct mark *at;
	size_t count, cap;
};

/*
 * Finds the words of a text that match the query, in order. Replaces `out`. Several times as fast after
 * query_find_beginnings().
 */
enum coop_status marks_find(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t len, struct coop_error *err);
/* The same for [from, to) of a text; appends, with offsets in the whole text. */
enum coop_status marks_append(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t from, size_t to,
	struct coop_error *err);
void marks_release(struct marks *m);

/* A bit for a word of the query. Of a query of over 64 words some share a bit. */
static inline uint64_t mark_bit(size_t word)
{
	return UINT64_C(1) << (word & 63);
}

/* The words of the query that are marked. */
uint64_t marks_words(const struct marks *m);

/* The words that the query wants in a field, such as "keywords:scop". */
uint64_t marks_wanted_in(const struct query *q, enum coop_field field);

#endif
