/*
 * expand_words.h - the words of an index that a pattern, a word with edits or a stem stands for.
 */
#ifndef COOP_QUERY_PLAN_EXPAND_WORDS_H
#define COOP_QUERY_PLAN_EXPAND_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/correct.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/text/analyzer.h"

/* Where the words come from; all borrowed. */
struct expander {
	const struct coop_collection *collection;
	struct corrector *corrector; /* has the wordlist */
	struct coop_analyzer *analyzer;
	size_t max; /* the most words of an expansion; at most EXPAND_MAX (weights.h) */
};

/* The words that were found. Begin with `= {0}`; release `words`. */
struct expansion {
	struct coop_buf words; /* a NUL after each */
	size_t count;          /* words in `words`, the expander's `max` at most */
	size_t matched;        /* words that match, of those that were compared */
	size_t cost;           /* in words compared (QUERY_COMPARISONS_MAX) */
};

/*
 * Finds the words that match a folded pattern (pattern.h) that does not begin with a wildcard; of
 * too many, the shortest.
 */
enum coop_status expand_pattern(const struct expander *e, const char *pattern, size_t len,
	struct expansion *out, struct coop_error *err);

/* A pattern that begins with a wildcard, and its words. */
struct leading_wildcard {
	const char *s;
	size_t len;
	struct expansion found;
	bool dropped; /* not expanded: the patterns before it used up the budget */
};

/*
 * Finds the words of up to 64 patterns that begin with a wildcard, in one pass over the wordlist
 * (wordlist.h). Together they may cost `budget`; `*cost` is what they cost, which is not in the
 * cost of their expansions. The first one is always expanded.
 */
enum coop_status expand_leading_wildcards(const struct expander *e,
	struct leading_wildcard *patterns, size_t count, size_t budget, size_t *cost,
	struct coop_error *err);

/* Finds the words within an edit distance (wordlist.h) of a folded word, itself included. */
enum coop_status expand_edits(const struct expander *e, const char *word, size_t len,
	unsigned edits, struct expansion *out, struct coop_error *err);

/*
 * Finds the words that sound like a folded word (sound.h), itself included; of too many, those that are
 * spelled most like it.
 */
enum coop_status expand_sound(const struct expander *e, const char *word, size_t len,
	struct expansion *out, struct coop_error *err);

/* Finds the words that have a stem. */
enum coop_status expand_family(const struct expander *e, const char *stem, size_t len,
	struct expansion *out, struct coop_error *err);

#endif
