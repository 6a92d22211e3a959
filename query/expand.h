/*
 * expand.h - the words of an index that a pattern, a slip or a family stands for.
 */
#ifndef COOP_QUERY_EXPAND_H
#define COOP_QUERY_EXPAND_H

#include <stddef.h>

#include "query/correct.h"
#include "shared/analyzer.h"
#include "shared/buf.h"
#include "shared/error.h"
#include "shared/store.h"

/* What is expanded from; all borrowed. */
struct expander {
	struct coop_reader *reader;
	struct corrector *corrector; /* it holds the vocabulary */
	struct coop_analyzer *analyzer;
};

/* Words found. Initialise with `= {0}`; coop_buf_release(&words). */
struct expansion {
	struct coop_buf words; /* a NUL behind each */
	size_t count;          /* of them, EXPAND_MAX at most (weights.h) */
	size_t matched;        /* of all that there are, or were looked at */
	size_t looked;         /* words of the vocabulary that were looked at */
};

/*
 * The words of the form of a folded pattern (pattern.h); of too many the shortest. One
 * that begins with a sign is looked for in the vocabulary (vocab.h), others among all
 * words.
 */
enum coop_status expand_pattern(const struct expander *e, const char *pattern, size_t len,
	struct expansion *out, struct coop_error *err);

/* The words within so many slips (vocab.h) of a folded word, itself included. */
enum coop_status expand_slips(const struct expander *e, const char *word, size_t len,
	unsigned slips, struct expansion *out, struct coop_error *err);

/* The words that have a stem. */
enum coop_status expand_family(const struct expander *e, const char *stem, size_t len,
	struct expansion *out, struct coop_error *err);

#endif
