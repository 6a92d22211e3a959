/*
 * query.h - what the user typed, understood.
 *
 * A query is its words, analysed as the documents were; each stage can be looked at. The
 * plan ranks by stems; the forms of a word that differ from what was typed in number at
 * most count too, so that the notice with the very word comes before its family.
 */
#ifndef COOP_QUERY_QUERY_H
#define COOP_QUERY_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/analyzer.h"
#include "shared/buf.h"
#include "shared/error.h"
#include "shared/store.h"

struct query;

/*
 * Understands a query. Any bytes will do, but without a single word in them it is
 * COOP_E_QUERY. Stop words are left out, unless there is nothing else.
 */
enum coop_status query_new(struct coop_analyzer *analyzer, const char *text, size_t len,
	struct query **out, struct coop_error *err);
void query_free(struct query *q); /* NULL is fine */

/* What to ask the engine; borrowed. */
const struct coop_plan *query_plan(const struct query *q);

/* The number of words, stop words that were left out not counted. */
size_t query_words(const struct query *q);

/*
 * Whether a word of a document is one the query asks for; `*word` is then the number of
 * the query's word, from 0.
 */
bool query_matches(const struct query *q, const struct coop_token *token, size_t *word);

#endif
