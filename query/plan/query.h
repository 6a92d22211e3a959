/*
 * query.h - a query with the results of its stages, as the reranker and the outputs need it.
 *
 * Each stage makes one struct of those before it and changes none of them:
 *   qtree_parse()    a string to a tree (query/syntax/parser.h)
 *   query_analyse()  the leaves of the tree to words (analyse.h)
 *   query_expand()   words to terms of an index (expand.h)
 *   query_plan()     terms to a plan (plan.h)
 * search.c runs them.
 */
#ifndef COOP_QUERY_PLAN_QUERY_H
#define COOP_QUERY_PLAN_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/plan.h"
#include "shared/index/docset.h"
#include "shared/text/token_skip.h"

/* How the words begin that can match a query. */
struct beginnings {
	bool found; /* query_find_beginnings() was called */
	bool limited; /* to `prefixes`: words with any other beginning need not be looked at */
	struct coop_wanted_prefixes prefixes;
};

/* Begin with `= {0}`; may be moved. */
struct query {
	struct qtree tree;
	struct analysed_query analysed;
	struct expanded_query expanded;
	struct planned_query planned;
	struct beginnings beginnings;
	/* the documents that it is asked of, where values narrow it (query/syntax/exact.h) */
	bool narrowed;
	struct coop_docset among;
};

/* Those documents; NULL for all. */
static inline const struct coop_docset *query_among(const struct query *q)
{
	return q->narrowed ? &q->among : NULL;
}

void query_release(struct query *q);

/* What the stages so far have ignored or cut short, in their order. */
struct warnings query_warnings(const struct query *q);
/* COOP_E_QUERY with the first warning as its message; COOP_OK when there is none. */
enum coop_status query_refuse(const struct query *q, struct coop_error *err);

/* A word of the query; its strings are borrowed from the query. */
struct query_word {
	const char
		*source; /* as it was typed; empty for a pattern or a word with edits */
	size_t source_len;
	const char *form; /* folded */
	size_t form_len;
	const char *stem; /* NULL for a stop word */
	size_t stem_len;
	unsigned flags; /* token.h: the rules that made it */
	bool exact;     /* must match as it is typed, not by its stem */
	bool joined;    /* the joined form of a compound */
	bool neighbour; /* the preceding word is adjacent in the query */
	/* once the query is expanded: */
	bool known; /* some document holds its term */
	const char
		*typed; /* the typed word that `form` corrects; NULL when not corrected */
	size_t typed_len;
	double idf; /* impact.h, times what its commonness leaves */
};

/*
 * The words that may match, in order, excluded clauses left out; words of phrases and patterns are
 * exact. Stop words are among them only when there is nothing else. Once the query is expanded,
 * words are as the index corrected them.
 */
size_t query_count(const struct query *q);
struct query_word query_at(const struct query *q, size_t i);

/* Whether a token of a document matches word `i` of the query. */
bool query_word_matches(const struct query *q, size_t i, const struct coop_token *token);
/* Whether a token is one that a word of the query also finds (additions); `*word` is then which. */
bool query_addition_matches(
	const struct query *q, const struct coop_token *token, size_t *word);
/* Whether word i is a pattern or has edits: words with another beginning may match it. */
bool query_is_open(const struct query *q, size_t i);

/*
 * Finds how the words begin for which query_matches() holds, which makes reading texts faster; once is
 * enough. The analyzer is the one of the query. (beginnings.c)
 */
enum coop_status query_find_beginnings(
	struct query *q, struct coop_analyzer *analyzer, struct coop_error *err);

/*
 * Whether a token of a document matches a word of the query, or one that this also finds (additions);
 * `*word` is then which, from 0.
 */
bool query_matches(const struct query *q, const struct coop_token *token, size_t *word);

#endif
