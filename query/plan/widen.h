/*
 * widen.h - a query that finds little also looks for words that are near its own: those that a thesaurus
 * has beside them, and those of the index that are of one family with them.
 *
 * Both weigh little, so that they order what else would be alike and fill up what else would be empty;
 * among notices that have the words of the query they would do harm. They were measured on seven French
 * collections, and pay where few notices match.
 */
#ifndef COOP_QUERY_PLAN_WIDEN_H
#define COOP_QUERY_PLAN_WIDEN_H

#include "query/plan/expanded.h"

/*
 * The sum of the idf of the words that may be widened: free words (additions.h) that are no condition.
 * 0: there are none.
 */
double widen_sum(const struct qtree *tree, const struct analysed_query *a,
	const struct expanded_query *e);

/*
 * Adds to each of these words, as additions of an expanded query, those that the index has of
 *
 *   the thesaurus  up to WIDEN_THESAURUS single words of its entry, at WEIGHT_THESAURUS
 *   its family     the WIDEN_FAMILY stems that are nearest by the square of Dice's coefficient
 *                  (rerank.h), WIDEN_DICE at least, at WEIGHT_FAMILY times that
 *
 * None counts more than the word itself would: the weight of a rarer one is multiplied by the quotient
 * of both idf. The terms of the query move: a plan of it has to be made anew.
 */
enum coop_status query_widen(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *e,
	struct coop_error *err);

/* Whether a query was widened by words that the index has. */
bool query_is_widened(const struct expanded_query *e);

#endif
