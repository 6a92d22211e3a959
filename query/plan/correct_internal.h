/*
 * correct_internal.h - what correct.c and correct_rank.c share: which of several corrections of a word
 * is the most likely.
 */
#ifndef COOP_QUERY_PLAN_CORRECT_INTERNAL_H
#define COOP_QUERY_PLAN_CORRECT_INTERNAL_H

#include <stdbool.h>

#include "query/plan/correct.h"

/* A word that a mistyped one may have meant. */
struct correction {
	struct coop_spelling_candidate near;
	uint64_t doc_freq; /* of the word as it is */
	double score;
	bool sounds; /* exactly as the word that was typed */
	uint64_t
		names; /* documents with it in a name, beside another word of the query */
};

/* What is asked of an index. */
struct correction_index {
	const struct coop_collection *collection;
	corrector_count *count; /* NULL: documents are not counted */
	void *user;
};

/*
 * Sorts the corrections of a word, the most likely first; `*count` may become less. What sounds exactly as
 * it was typed leaves no room for slips: "foto" is "photo", and not "foot".
 */
enum coop_status corrections_rank(const struct correction_index *index, const char *word,
	size_t len, const struct corrector_context *context, struct correction *found,
	size_t *count, struct coop_error *err);

#endif
