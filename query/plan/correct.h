/*
 * correct.h - what a word that is nowhere in the index was meant to be.
 */
#ifndef COOP_QUERY_PLAN_CORRECT_H
#define COOP_QUERY_PLAN_CORRECT_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/index/reader.h"
#include "shared/index/wordlist.h"

struct corrector;

/* The reader is borrowed. Nothing is read before it is needed. */
enum coop_status corrector_new(
	struct coop_reader *reader, struct corrector **out, struct coop_error *err);
void corrector_free(struct corrector *c); /* NULL is fine */

/* The words of the index, in their stored form (wordlist.h); borrowed. */
enum coop_status corrector_vocabulary(
	struct corrector *c, const struct coop_buf **out, struct coop_error *err);

/* A walk over those that begin with a byte, and what is behind them. */
enum coop_status corrector_walk(struct corrector *c, char first,
	struct coop_wordlist_walk *out, struct coop_error *err);

/* How many corrections of a word are tried together. */
#define CORRECTIONS_MAX 3

/*
 * Finds the words of the index nearest to a folded word that it does not hold: at
 * distance 1, from 8 letters on also 2, only the nearest ones, the most frequent first,
 * those with the same first letter preferred. Words of under 4 letters or with digits
 * have none.
 */
enum coop_status corrector_find(struct corrector *c, const char *word, size_t len,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err);

#endif
