/*
 * occurrence.h - where a query stands in the texts of a notice: its words, and its phrases as wholes.
 *
 * Unlike highlights (snippet.h), which mark each word wherever it is, occurrences are what a query asks
 * to read: a word of a phrase counts only where the whole phrase stands, a word behind the name of a
 * field only in that field, and filters, such as a year, not at all beside anything else. Clauses that
 * must not match have no occurrences.
 */
#ifndef COOP_QUERY_OUTPUT_OCCURRENCE_H
#define COOP_QUERY_OUTPUT_OCCURRENCE_H

#include <stddef.h>

#include "query/plan/query.h"
#include "shared/core/error.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* Bytes [off, end) of a value. */
struct occurrence {
	size_t off, end;
};

struct occurrences {
	struct occurrence *at;
	size_t count, cap;
};
void occurrences_release(struct occurrences *o);

struct occurrence_finder;

/* Prepares a query that was planned; it and the analyzer are borrowed. */
enum coop_status occurrence_finder_new(const struct query *q,
	struct coop_analyzer *analyzer, struct occurrence_finder **out,
	struct coop_error *err);
void occurrence_finder_free(struct occurrence_finder *f); /* NULL is fine */

/*
 * Finds the occurrences in a value, in order; of two that overlap the one that begins first, or else is
 * longer. Replaces `out`. There are none in a value that is not indexed as text.
 */
enum coop_status occurrences_find(struct occurrence_finder *f, const struct coop_value *v,
	struct occurrences *out, struct coop_error *err);

#endif
