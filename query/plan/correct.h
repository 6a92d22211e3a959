/*
 * correct.h - corrections of words that no document holds.
 */
#ifndef COOP_QUERY_PLAN_CORRECT_H
#define COOP_QUERY_PLAN_CORRECT_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/index/snapshot.h"
#include "shared/index/wordlist.h"

struct corrector;

/* Makes a corrector. The snapshot is borrowed, and nothing is read before it is needed. */
enum coop_status corrector_new(const struct coop_snapshot *snapshot,
	struct corrector **out, struct coop_error *err);
void corrector_free(struct corrector *c); /* NULL is fine */

/* The wordlist of the index, in its stored form (wordlist.h); borrowed. */
enum coop_status corrector_wordlist(
	struct corrector *c, const struct coop_buf **out, struct coop_error *err);

/* Begins a walk over the wordlist at the words that begin with the byte `first`. */
enum coop_status corrector_walk(struct corrector *c, char first,
	struct coop_wordlist_walk *out, struct coop_error *err);

/* The most corrections of one word. */
#define CORRECTIONS_MAX 3

/*
 * Finds the words of the index that are nearest to a folded word it does not hold: at an edit
 * distance of 1, or of 2 for words of 8 letters or more; only those at the smallest distance found.
 * The best come first: the most frequent, with a bonus for the same first letter. Words of under 4
 * letters or with digits have no corrections. The words are borrowed from the corrector.
 */
enum coop_status corrector_find(struct corrector *c, const char *word, size_t len,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err);

#endif
