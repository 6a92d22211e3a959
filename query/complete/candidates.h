/*
 * candidates.h - what may stand where a word of a query is being typed: names of fields, their values,
 * saved searches, words of the index.
 */
#ifndef COOP_QUERY_COMPLETE_CANDIDATES_H
#define COOP_QUERY_COMPLETE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>

#include "query/complete/values.h"
#include "query/search/session.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

#define CANDIDATES_MAX 200

struct candidate {
	size_t text; /* in `strings`: what takes the place of the word, quoted as the query language has it */
	size_t about; /* likewise: what it is, in a few words of the user's language; "" for nothing to say */
};

/* Begin with `= {0}`. */
struct candidates {
	struct candidate *at; /* the likeliest first, at most CANDIDATES_MAX */
	size_t count, cap;
	size_t from; /* where in the line the word begins that they take the place of */
	struct coop_buf strings; /* each with its NUL */
};

/*
 * Finds what may stand at byte `cursor` of a line that is typed as a query: the names of fields, with their ':',
 * and, from two letters on, words of the index; after "field:" the values that notices have there, also of several words
 * that are not yet between quotes ("genre:court mé"); after '@', at the beginning, the names of saved
 * searches. Accents and case of what is typed do not matter, so that a candidate need not begin with its
 * bytes. The session is open, and its last query stays. None is no error. `out` is replaced, also after a failure.
 */
enum coop_status candidates_of_query(struct session *s, const char *line, size_t cursor,
	struct candidates *out, struct coop_error *err);

static inline const char *candidate_text(const struct candidates *c, size_t i)
{
	return c->strings.s + c->at[i].text;
}

static inline const char *candidate_about(const struct candidates *c, size_t i)
{
	return c->strings.s + c->at[i].about;
}

/* Whether a name begins with what is typed, folded as coop_fold_label() does. */
bool candidate_begins(const char *name, const struct coop_buf *typed);

void candidates_release(struct candidates *c);

/* ---- for other lists of candidates ---- */

/* Finds the names of fields and columns, each with ':', that begin so; `out` is replaced, also after a failure. */
enum coop_status candidates_of_names(struct session *s, const char *typed, size_t len,
	struct candidates *out, struct coop_error *err);

/* Adds one, with blanks for what could drive a terminal; none beyond CANDIDATES_MAX. */
enum coop_status candidates_add(struct candidates *c, const char *text, size_t len,
	const char *about, struct coop_error *err);
/* Appends what is said of a value: how many notices have it. */
void candidates_describe_value(const struct value *v, struct coop_buf *out);
/* Adds the saved searches that begin so, `before` before each. */
enum coop_status candidates_add_saved(struct candidates *c, const char *before,
	const char *typed, size_t len, struct coop_error *err);

#endif
