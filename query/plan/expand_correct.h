/*
 * expand_correct.h - corrects the words of a query that an index does not hold.
 */
#ifndef COOP_QUERY_PLAN_EXPAND_CORRECT_H
#define COOP_QUERY_PLAN_EXPAND_CORRECT_H

#include "query/plan/expanded.h"

/* Whether a word is unknown, and may be taken for another one. */
bool expand_can_correct(const struct expanded_word *w);

/*
 * Corrects word i, if the index does not hold it as it is either. Its frequency is then that of the
 * word as typed still. A value that is no word, such as a telephone number, has none. One that was most likely meant to be a stop word becomes one, without a stem.
 */
enum coop_status expand_correct(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *e, size_t i,
	struct coop_error *err);

/* The field that encloses word i; QFIELD_NONE for none. */
enum qfield expand_field(
	const struct qtree *tree, const struct analysed_query *a, size_t i);

/*
 * What stands around word i: the field that encloses it, and the rarest of the other words that the
 * index holds. Its strings are borrowed until the query's text grows.
 */
struct corrector_context expand_context(const struct qtree *tree,
	const struct analysed_query *a, const struct query_index *index,
	const struct expanded_query *e, size_t i);

#endif
