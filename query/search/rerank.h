/*
 * rerank.h - the second stage of the ranking: reads the text of the top hits.
 *
 * The first stage (match.h) knows the stems of a document and their impacts. The second stage sees
 * its words in their order, and adds to the score six kinds of evidence:
 *
 *   RELATED * sum over words of idf * (sat(tf + r) - sat(tf))
 *             r: sum over words of the text of (2c / sum of both lengths)^2, as in Dice's
 *             coefficient, where the word has another stem but shares its first c >= 4 bytes
 *             with the query's word
 *   FORM    * sum over words of idf * sat(x)
 *             x: occurrences of the word in the form of the query
 *   PAIR    * sum over neighbouring words of the query of (idf + idf') * sat(b)
 *             b: how often both are neighbours in the text: in a sentence, with nothing but
 *             stop words between
 *   LEAD_FAR * sum of the idf of the stems that occur within the first LEAD_FAR positions
 *   LEAD_NEAR * the same within the first LEAD_NEAR
 *   WINDOW  * the largest sum of idf of different stems within WINDOW_WIDTH positions
 *   ALL     * the sum of the idf of all stems, if the text has every one that the index has, and these
 *             are two or more
 *
 * sat and idf are those of impact.h; tf, r, x and b count each occurrence by the weight of its
 * field (fields.h). The capitals are the factors WEIGHT_... of weights.h, which has the other
 * numbers as well. Words are compared without the ending of their number, so that a query ranks the
 * same in the singular and in the plural.
 *
 * A word that was typed with accents is told from words that differ in nothing else (accents.h): an
 * occurrence with other accents is no evidence here, neither of the form nor of the stem. So "Prix
 * élevé" comes before "Un élève" for élevé; where no text has such a word, and where the query has no
 * accents, nothing changes.
 *
 * These kinds of evidence are known to help (proximity: Tao and Zhai, SIGIR 2007; word pairs:
 * Metzler and Croft, SIGIR 2005); their mixture is our own, found by measuring.
 */
#ifndef COOP_QUERY_SEARCH_RERANK_H
#define COOP_QUERY_SEARCH_RERANK_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/query.h"
#include "query/plan/weights.h"
#include "shared/index/record.h"

struct rerank;

/*
 * Prepares the reranking of a query's documents. The query must be expanded (query_expand()); it and the
 * analyzer are borrowed.
 */
enum coop_status rerank_new(const struct query *q, struct coop_analyzer *analyzer,
	struct rerank **out, struct coop_error *err);
void rerank_free(struct rerank *r); /* NULL is fine */

/* How much of a query of several stems a document has. */
enum rerank_extent {
	RERANK_SOME,  /* or one word was asked for */
	RERANK_WHOLE, /* every stem that the index has */
	/* one stem, and at most RERANK_BARE_WORDS of other words: a title, say, with no text */
	RERANK_BARE
};

struct rerank_score {
	double value; /* what the text adds to the score */
	enum rerank_extent extent;
};

/* Scores the text of a document whose index has the average document length `avgdl` (impact.h). Linear. */
enum coop_status rerank_score(struct rerank *r, const struct coop_record *record,
	double avgdl, struct rerank_score *score, struct coop_error *err);

/* ---- part by part ---- */

enum rerank_kind {
	RERANK_RELATED,
	RERANK_FORM,
	RERANK_ACCENTS, /* occurrences with other accents: they are worth 0 here */
	RERANK_PAIR,
	RERANK_LEAD,
	RERANK_WINDOW,
	RERANK_ALL
};

/* A summand of what rerank_score() gives. */
struct rerank_part {
	enum rerank_kind kind;
	size_t word; /* of the query (query_at()); of LEAD and WINDOW the first of its stem, of ALL the first */
	size_t other; /* PAIR: the word before it */
	double tf;    /* r, x or b; LEAD: how often it counts, 1 or 2 */
	double value;
};

struct rerank_parts {
	struct rerank_part at[5 * RERANK_WORDS + 2];
	size_t count;
	size_t window[RERANK_WORDS]; /* the words of WINDOW */
	size_t nwindow;
};

/* rerank_score() as a list: but for roundings its sum is the score. */
enum coop_status rerank_explain(struct rerank *r, const struct coop_record *record,
	double avgdl, struct rerank_parts *out, struct coop_error *err);

/*
 * Whether a folded word is related to one of the query with another stem, so that RELATED counts it.
 */
bool rerank_is_related(const char *asked, size_t asked_len, const char *word, size_t len);

#endif
