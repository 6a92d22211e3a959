/*
 * occurrences.h - where a record has the words of an explanation: how often in which field, and in
 * which forms.
 *
 * The words are counted as the indexer counts them (impact.h), by the same analyzer.
 */
#ifndef COOP_QUERY_EXPLAIN_OCCURRENCES_H
#define COOP_QUERY_EXPLAIN_OCCURRENCES_H

#include <stddef.h>

#include "query/explain/explanation.h"
#include "shared/core/bytes.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* Forms of a word that are listed. */
enum { OCCURRENCES_FORMS = 3 };

/* What is looked for: a part of an explanation, and what is found of it. */
struct occurrences {
	const struct coop_bytes *terms; /* any of these terms of the index; borrowed */
	size_t nterms;
	struct coop_bytes related; /* instead of terms: words related to this one */
	struct coop_bytes stem;    /* `related`: but those of this stem */
	struct coop_bytes plain;   /* the folded form that is not listed */
	size_t counts[COOP_FIELD_COUNT];
	/* other forms: folded, and as the text has the first of them */
	struct slice folded[OCCURRENCES_FORMS], shown[OCCURRENCES_FORMS];
	size_t nforms;
};

/* Counts the words of a record for `count` parts; the forms are slices of `text`, which grows. */
enum coop_status occurrences_count(struct occurrences *at, size_t count,
	const struct coop_record *record, struct coop_analyzer *analyzer,
	struct coop_buf *text, struct coop_error *err);

#endif
