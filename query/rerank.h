/*
 * rerank.h - the second stage of the ranking: the best documents, looked at closely.
 *
 * The first stage knows stems. This one reads the text of its best documents and adds,
 * with sat and idf of impact.h, the weights of impact_table.h, and counts weighted by field:
 *
 *   RELATED * sum over words of idf * (sat(tf + r) - sat(tf))
 *             r: for each word of the text that has another stem but shares its first
 *             c >= 4 bytes with the query's, (2c / both lengths)^2, as in Dice's
 *             coefficient
 *   FORM    * sum over words of idf * sat(x)
 *             x: occurrences of the very form, or of one that differs in number only
 *   PAIR    * sum over neighbouring words of (idf + idf') * sat(b)
 *             b: how often they are neighbours in the text, stop words skipped, within
 *             a sentence
 *   LEAD    * sum over stems of idf, once for each of two bounds before which the stem
 *             first occurs
 *   WINDOW  * the largest sum of idf of different stems within WINDOW_WIDTH positions
 *
 * Words are taken without their mark of number, so that a query ranks the same in the
 * singular and in the plural.
 *
 * The evidence is of kinds known to help (proximity: Tao and Zhai, SIGIR 2007; word
 * pairs: Metzler and Croft, SIGIR 2005); this mixture is our own, found by measuring.
 */
#ifndef COOP_QUERY_RERANK_H
#define COOP_QUERY_RERANK_H

#include "query/plan/query.h"
#include "shared/index/record.h"

struct rerank;

/* Prepares for a query that is resolved; `avgdl` is the index's. All is borrowed. */
enum coop_status rerank_new(const struct query *q, struct coop_analyzer *analyzer,
	double avgdl, struct rerank **out, struct coop_error *err);
void rerank_free(struct rerank *r); /* NULL is fine */

/* What to add to a document's score. Linear in the text. */
enum coop_status rerank_score(struct rerank *r, const struct coop_record *record,
	double *score, struct coop_error *err);

#endif
