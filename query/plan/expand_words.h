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
#include "shared/index/reader.h"
#include "shared/text/analyzer.h"

/* What is expanded from; all borrowed. */
struct expander {
	struct coop_reader *reader;
	struct corrector *corrector; /* it holds the vocabulary */
	struct coop_analyzer *analyzer;
	size_t max; /* words that each stands for; EXPAND_MAX (impact_table.h) at most */
};

/* Words found. Initialise with `= {0}`; coop_buf_release(&words). */
struct expansion {
	struct coop_buf words; /* a NUL behind each */
	size_t count;          /* of them, the expander's `max` at most */
	size_t matched;        /* of all that there are, or were looked at */
	size_t cost;           /* of looking for them, in words that are compared */
};

/*
 * The words of the form of a folded pattern (pattern.h) that does not begin with a sign, among
 * all words; of too many the shortest.
 */
enum coop_status expand_pattern(const struct expander *e, const char *pattern, size_t len,
	struct expansion *out, struct coop_error *err);

/* A pattern that begins with a sign, and what it stands for. */
struct open_pattern {
	const char *s;
	size_t len;
	struct expansion found;
	bool dropped; /* it was not looked for: those before it cost all that there is to spend */
};

/*
 * The same for patterns that begin with a sign, 64 at most: the words of the vocabulary
 * (wordlist.h) are gone through once for all of them. They may cost `budget` together; `*cost` is
 * what they did, and none of the expansions has a share of it.
 */
enum coop_status expand_open_patterns(const struct expander *e,
	struct open_pattern *patterns, size_t count, size_t budget, size_t *cost,
	struct coop_error *err);

/* The words within so many edits (wordlist.h) of a folded word, itself included. */
enum coop_status expand_edits(const struct expander *e, const char *word, size_t len,
	unsigned edits, struct expansion *out, struct coop_error *err);

/* The words that have a stem. */
enum coop_status expand_family(const struct expander *e, const char *stem, size_t len,
	struct expansion *out, struct coop_error *err);

#endif
