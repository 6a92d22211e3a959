/*
 * narrowing.h - filters that stand beside a query and not in it: "genre=film documentaire".
 */
#ifndef COOP_QUERY_SYNTAX_NARROWING_H
#define COOP_QUERY_SYNTAX_NARROWING_H

#include "query/syntax/exact.h"
#include "query/syntax/names.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* What facets call notices without a value. */
#define NARROWING_WITHOUT_EN "(without)"
#define NARROWING_WITHOUT_FR "(sans valeur)"

/* Begin with `= {0}`. */
struct narrowing {
	struct coop_buf clauses; /* of the language of queries, a blank behind each */
	struct exact_values values;
};
void narrowing_release(struct narrowing *n);

/*
 * Adds a filter. FIELD=VALUE becomes a clause. The field has any of its names (field.h), or it is a column of
 * the index (names.h, which may be NULL). The value is
 * one as in a query, "1980..1990", "doc*" or "<1h30"; or several words, with or without quotes, which are
 * a phrase whatever signs are among them. So a value is taken as facets show it, in either language:
 * "années 1980", "1980s", "69 Rhône", "(sans valeur)".
 *
 * FIELD==VALUE asks for the value of a facet itself, and for no other that has its words (exact.h), or for none
 * with "(sans valeur)"; the field is one with a facet.
 *
 * COOP_E_ARG: it has another form, or there is no such field; the message lists those there are.
 */
enum coop_status narrowing_add(struct narrowing *n, const char *filter,
	const struct qnames *names, struct coop_error *err);

/* Appends a value as it stands behind the colon of a field in a query: between quotes where it needs them. */
void narrowing_put_value(struct coop_buf *out, const char *s, size_t n);

#endif
