/*
 * additions.h - what the words of a query also find: long forms of acronyms and acronyms of long forms,
 * two words as one ("week end", weekend), and the synonyms of the user's file (synonyms.h).
 *
 * They go with free words, also beside operators. A phrase, a word in a field and one that must match as
 * it is typed ask for what they say, and so does what must not match.
 */
#ifndef COOP_QUERY_PLAN_ADDITIONS_H
#define COOP_QUERY_PLAN_ADDITIONS_H

#include "query/plan/expanded.h"

/* Whether a word is free: neither in a phrase, nor in a field, nor beside NEAR. */
bool additions_are_for(
	const struct qtree *tree, const struct analysed_query *a, size_t word);

/* Whether the synonyms have a word, which then is no slip although the index has no such word. */
bool additions_know(
	const struct expanded_query *e, size_t word, const struct synonyms *synonyms);

/* Adds what goes with the words of an expanded query. */
enum coop_status additions_find(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *e,
	struct coop_error *err);

#endif
