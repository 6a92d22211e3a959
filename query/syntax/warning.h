/*
 * warning.h - what of a query was ignored or cut short.
 */
#ifndef COOP_QUERY_SYNTAX_WARNING_H
#define COOP_QUERY_SYNTAX_WARNING_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

enum warning_kind {
	WARNING_QUOTE,    /* a quote that nothing closes */
	WARNING_OPEN,     /* a parenthesis that nothing closes */
	WARNING_CLOSE,    /* a parenthesis that closes nothing */
	WARNING_EMPTY,    /* nothing between parentheses */
	WARNING_DEEP,     /* too many parentheses in one another */
	WARNING_LONG,     /* the rest of a query with too many parts */
	WARNING_CAPITALS, /* an operator that is a word where all is capitals: the first */
	WARNING_OPERATOR,  /* an operator or sign without something on each side */
	WARNING_FIELD,     /* no field of that name */
	WARNING_VALUE,     /* a field without a value */
	WARNING_NEAR,      /* what cannot stand beside NEAR */
	WARNING_WORDLESS,  /* a clause without a word */
	WARNING_TERMS,     /* more words than `limit`, in one place */
	WARNING_MANY,      /* in all, of which the rarest count */
	WARNING_PATTERNS,  /* more patterns than `limit` */
	WARNING_PLACES,    /* too much to look for near each other */
	WARNING_PATTERN,   /* a pattern with too few letters */
	WARNING_EXPANSION, /* a pattern that `count` words match, more than `limit` */
	WARNING_NUMBER,    /* what is no value of a field of numbers */
	WARNING_RUNNING    /* a field whose words are not told apart from the others */
};

struct warning {
	enum warning_kind kind;
	size_t column;       /* in bytes, from 1; 0 when it is no one place */
	size_t count, limit; /* where the kind has them */
	char text[48];       /* what it is about, cut short */
};

/* The first ones are kept, all are counted. */
#define WARNINGS_MAX 8

struct warnings {
	struct warning at[WARNINGS_MAX];
	size_t count;
};

/* Adds a warning; returns it to be filled in, NULL when it is not kept. */
struct warning *warnings_add(struct warnings *to, enum warning_kind kind, size_t column,
	const char *text, size_t len);
/* Adds all of another stage's. */
void warnings_append(struct warnings *to, const struct warnings *more);

/* Appends what a warning says, in the user's language, its column included. */
void warning_print(const struct warning *w, struct coop_buf *out);

/* COOP_E_QUERY with the first warning as its message; COOP_OK when there is none. */
enum coop_status warnings_refuse(const struct warnings *w, struct coop_error *err);

#endif
