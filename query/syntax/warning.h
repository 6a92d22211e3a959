/*
 * warning.h - what of a query was ignored or cut short.
 */
#ifndef COOP_QUERY_SYNTAX_WARNING_H
#define COOP_QUERY_SYNTAX_WARNING_H

#include <stddef.h>

#include "shared/core/buf.h"

enum qnote_kind {
	QNOTE_QUOTE,     /* a quote that nothing closes */
	QNOTE_OPEN,      /* a parenthesis that nothing closes */
	QNOTE_CLOSE,     /* a parenthesis that closes nothing */
	QNOTE_EMPTY,     /* nothing between parentheses */
	QNOTE_DEEP,      /* too many parentheses in one another */
	QNOTE_LONG,      /* the rest of a query with too many parts */
	QNOTE_CAPITALS,  /* an operator that is a word where all is capitals: the first */
	QNOTE_OPERATOR,  /* an operator or sign without something on each side */
	QNOTE_FIELD,     /* no field of that name */
	QNOTE_VALUE,     /* a field without a value */
	QNOTE_NEAR,      /* what cannot stand beside NEAR */
	QNOTE_WORDLESS,  /* a clause without a word */
	QNOTE_TERMS,     /* more words than `limit`, in one place */
	QNOTE_MANY,      /* in all, of which the rarest count */
	QNOTE_PATTERNS,  /* more patterns than `limit` */
	QNOTE_PLACES,    /* too much to look for near each other */
	QNOTE_PATTERN,   /* a pattern with too few letters */
	QNOTE_EXPANSION, /* a pattern that `count` words match, more than `limit` */
	QNOTE_RUNNING    /* a field whose words are not told apart from the others */
};

struct qnote {
	enum qnote_kind kind;
	size_t column;       /* in bytes, from 1; 0 when it is no one place */
	size_t count, limit; /* where the kind has them */
	char text[48];       /* what it is about, cut short */
};

/* The first ones are kept, all are counted. */
#define QNOTES_MAX 8

struct qnotes {
	struct qnote at[QNOTES_MAX];
	size_t count;
};

/* Adds a note; gives it back to be filled in, NULL when it is not kept. */
struct qnote *qnotes_add(struct qnotes *notes, enum qnote_kind kind, size_t column,
	const char *text, size_t len);

/* Appends what a note says, in the user's language, its column included. */
void qnote_print(const struct qnote *note, struct coop_buf *out);

#endif
