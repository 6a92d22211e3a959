/*
 * query.h - what the user typed, understood.
 *
 * A query is its words, analysed as the documents were, then held against an index: how
 * many documents hold each, and so what each is worth. The plan for the engine ranks by
 * stems alone; rerank.h looks at the words themselves.
 */
#ifndef COOP_QUERY_PLAN_QUERY_H
#define COOP_QUERY_PLAN_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/correct.h"
#include "query/syntax/parser.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/plan.h"
#include "shared/index/reader.h"
#include "shared/text/analyzer.h"

struct query;

/* A word of the query; its strings are borrowed from the query. */
struct query_word {
	const char *form; /* folded */
	size_t form_len;
	const char *stem; /* NULL for a stop word */
	size_t stem_len;
	bool exact;        /* to be found as it is typed, not by its stem */
	bool joined;       /* the joined form of a compound */
	bool known;        /* some document holds its term */
	bool neighbour;    /* the word before it stands beside it in the query */
	const char *typed; /* what `form` corrects; NULL when it is as it was typed */
	size_t typed_len;
	double idf; /* impact.h */
};

/*
 * Understands a query (parser.h). Any bytes will do, but without anything to look for in
 * them it is COOP_E_QUERY. Stop words are left out, unless they are to be kept or there is
 * nothing else beside them. A word behind '=' is looked for exactly: not its family, and
 * with its accents.
 */
enum coop_status query_new(struct coop_analyzer *analyzer, const char *text, size_t len,
	bool keep_stopwords, struct query **out, struct coop_error *err);

/*
 * How a query is taken: as it is, or with its phrases relaxed step by step, for when nothing
 * matches. A phrase is relaxed unless it is below SAUF, a sign or a field of fixed values.
 * `unfiltered` leaves out filters and what must not match.
 */
enum query_step {
	QUERY_AS_TYPED,
	QUERY_FORMS, /* any forms of a phrase's words, corrected ones too, in their order */
	QUERY_NEAR,   /* the same, each word near the next one of the phrase */
	QUERY_SINGLE, /* its words as free ones */
	QUERY_STEPS
};
enum coop_status query_new_as(struct coop_analyzer *analyzer, const char *text,
	size_t len, bool keep_stopwords, enum query_step step, bool unfiltered,
	struct query **out, struct coop_error *err);
/* Whether a query has phrases that can be relaxed, and whether it has filters. */
bool query_can_relax(const struct query *q);
bool query_has_filters(const struct query *q);

void query_free(struct query *q); /* NULL is fine */

/*
 * Lets words beside filters only rank what these match. Else one of the words must be there.
 * Before query_resolve().
 */
void query_set_any(struct query *q);

/* What a query is held against; all of one index, all borrowed. */
struct query_context {
	struct coop_analyzer *analyzer;
	struct coop_reader *reader;
	struct corrector *corrector;
	const struct coop_acronyms *acronyms;
	const struct coop_postings *lists; /* NULL for none: the engine knows as much */
};

/*
 * Looks the words up in an index, finds corrections for those it does not hold, and makes
 * the plan. Once for each query, with the analyzer the query was made with.
 */
enum coop_status query_resolve(
	struct query *q, const struct query_context *context, struct coop_error *err);

/* The query as a tree, and what of it was ignored; borrowed. */
const struct qtree *query_tree(const struct query *q);

/* What to ask the engine; borrowed; after query_resolve(). */
const struct coop_plan *query_plan(const struct query *q);

/*
 * The words that notices are wanted for, in their order, those of phrases and patterns as
 * exact ones; stop words only when there is nothing else.
 */
size_t query_count(const struct query *q);
struct query_word query_at(const struct query *q, size_t i);

/*
 * Whether a word of a document is one the query asks for; `*word` is then the number of
 * the query's word, from 0.
 */
bool query_matches(const struct query *q, const struct coop_token *token, size_t *word);

#endif
