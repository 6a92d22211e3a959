/*
 * rerank.h - reranks the top hits by the words of their texts.
 *
 * Matching knows stems only. Reranking reads the texts of the top hits and adds to a score, with
 * sat and idf of impact.h, the weights of weights.h, and counts weighted by field:
 *
 *   RELATED * sum over words of idf * (sat(tf + r) - sat(tf))
 *             r: the sum of (2c / both lengths)^2, as in Dice's coefficient, over the words
 *             of the text that have another stem but share c >= 4 first bytes with it
 *   FORM    * sum over words of idf * sat(x)
 *             x: occurrences of the same form, or of one that differs in number only
 *   PAIR    * sum over neighbouring words of (idf + idf') * sat(b)
 *             b: how often they are neighbours within a sentence of the text, stop words
 *             skipped
 *   LEAD    * sum over stems of idf, once for each of LEAD_NEAR and LEAD_FAR before which
 *             the stem first occurs
 *   WINDOW  * the largest sum of idf of different stems within WINDOW_WIDTH positions
 *
 * Words are compared without their mark of number, so that a query ranks the same in the singular
 * and in the plural.
 *
 * Such evidence is known to help (proximity: Tao and Zhai, SIGIR 2007; pairs of words: Metzler and
 * Croft, SIGIR 2005). This combination is our own, found by measuring.
 */
#ifndef COOP_QUERY_RERANK_H
#define COOP_QUERY_RERANK_H

#include "query/plan/query.h"
#include "shared/index/record.h"

struct rerank;

/*
 * Prepares for an expanded query; `avgdl` is the mean document length (impact.h). All is borrowed.
 */
enum coop_status rerank_new(const struct query *q, struct coop_analyzer *analyzer,
	double avgdl, struct rerank **out, struct coop_error *err);
void rerank_free(struct rerank *r); /* NULL is fine */

/* Computes what is added to a document's score. Linear in the text. */
enum coop_status rerank_score(struct rerank *r, const struct coop_record *record,
	double *score, struct coop_error *err);

#endif
