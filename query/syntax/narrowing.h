/*
 * narrowing.h - filters that stand beside a query and not in it: "genre=film documentaire".
 */
#ifndef COOP_QUERY_SYNTAX_NARROWING_H
#define COOP_QUERY_SYNTAX_NARROWING_H

#include "query/syntax/names.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* What facets call notices without a value. */
#define NARROWING_WITHOUT_EN "(without)"
#define NARROWING_WITHOUT_FR "(sans valeur)"

/*
 * Appends a FIELD=VALUE as a clause of the language of queries, with a blank behind it. The field has
 * any of its names (field.h), or it is a column of the index (names.h, which may be NULL). The value is
 * one as in a query, "1980..1990", "doc*" or "<1h30"; or several words, with or without quotes, which are
 * a phrase whatever signs are among them. So a value is taken as facets show it, in either language:
 * "années 1980", "1980s", "69 Rhône", "(sans valeur)".
 *
 * COOP_E_ARG: it has another form, or there is no such field; the message lists those there are.
 */
enum coop_status narrowing_add(struct coop_buf *clauses, const char *filter,
	const struct qnames *names, struct coop_error *err);

#endif
