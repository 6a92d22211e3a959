/*
 * correct.h - corrections of words that no document holds.
 */
#ifndef COOP_QUERY_PLAN_CORRECT_H
#define COOP_QUERY_PLAN_CORRECT_H

#include <stddef.h>
#include <stdint.h>

#include "query/plan/weights.h"
#include "shared/core/buf.h"
#include "shared/index/collection.h"
#include "shared/index/own_column.h"
#include "shared/index/plan.h"
#include "shared/index/wordlist.h"

struct corrector;

/* Makes a corrector. The collection is borrowed, and nothing is read before it is needed. */
enum coop_status corrector_new(const struct coop_collection *collection,
	struct corrector **out, struct coop_error *err);
void corrector_free(struct corrector *c); /* NULL is fine */

/* Counts the documents that match a plan. */
typedef enum coop_status corrector_count(void *user, const struct coop_plan *plan,
	uint64_t *count, struct coop_error *err);
/* Sets how documents are counted. Without it, what stands beside a word has no say. */
void corrector_set_count(struct corrector *c, corrector_count *count, void *user);

/* The wordlist of the index, in its stored form (wordlist.h); borrowed. */
enum coop_status corrector_wordlist(
	struct corrector *c, const struct coop_buf **out, struct coop_error *err);

/* Begins a walk over the wordlist at the words that begin with the byte `first`. */
enum coop_status corrector_walk(struct corrector *c, char first,
	struct coop_wordlist_walk *out, struct coop_error *err);

/* The most corrections of one word. */
#define CORRECTIONS_MAX 3

/* A word of the index that stands in the same query. */
struct corrector_neighbour {
	const char *form, *term; /* folded, and the term of its stem; borrowed */
	size_t form_len, term_len;
	uint64_t doc_freq; /* of the term; not 0 */
};

/* What stands around a word that is corrected. */
struct corrector_context {
	/* the prefix of the terms of the field that it stands in (layout.h); empty for none */
	char field[COOP_OWN_PREFIX_MAX];
	size_t field_len;
	struct corrector_neighbour beside[CORRECT_BESIDE]; /* the rarest */
	size_t nbeside;
};

/*
 * Finds the words of the index that a folded word it does not hold may have been meant for: the nearest
 * at an edit distance of 1, or of 2 for words of CORRECT_TWO_LETTERS or more, and of
 * CORRECT_TWO_LIKELY or more if both slips are likely; and those that sound like it, however they are
 * spelled (sound.h). Endings of plurals and feminines are no distance (endings.h). Words of under 4
 * letters and numerals (numeral.h) have no corrections, and numerals are none.
 *
 * In a field, only words that it holds are found. The best come first. A candidate
 * w has the score
 *
 *   ln(1 + df(w)) + bonus of the same first letter - cost of the slips (slips.h)
 *     + CORRECT_CONTEXT * sum over o of ln((df(w, o) + 1) / (df(w) * p(o) + 1))
 *
 * where o are the words beside it, p(o) = df(o) / N is the share of documents that hold one, and
 * df(w, o) counts those that hold both: the observed number over the expected one, smoothed (Church and
 * Hanks, "Word association norms, mutual information, and lexicography", Computational Linguistics
 * 16, 1990). Candidates that stand with a word beside it in the field of directors or of producers
 * are parts of names: they come first, and then are the only ones.
 */
enum coop_status corrector_find(struct corrector *c, const char *word, size_t len,
	const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err);

/*
 * The same, and where there is none, words with the same first letter up to an edit distance of 2, from
 * 10 letters on of 3.
 */
enum coop_status corrector_look_alikes(struct corrector *c, const char *word, size_t len,
	const struct corrector_context *context,
	struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err);

#endif
