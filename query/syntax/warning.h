/*
 * warning.h - warnings: what of a query is ignored, cut short or taken otherwise.
 */
#ifndef COOP_QUERY_SYNTAX_WARNING_H
#define COOP_QUERY_SYNTAX_WARNING_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

enum warning_kind {
	WARNING_QUOTE,    /* an opening quote without a closing one */
	WARNING_OPEN,     /* an opening parenthesis without a closing one */
	WARNING_CLOSE,    /* a closing parenthesis without an opening one */
	WARNING_EMPTY,    /* empty parentheses */
	WARNING_DEEP,     /* parentheses nested too deep */
	WARNING_LONG,     /* the rest of a query that is too long */
	WARNING_CAPITALS, /* the first operator that is a word in a query in capitals */
	WARNING_OPERATOR, /* an operator or sign without something on each side */
	WARNING_FIELD,    /* no field of that name */
	WARNING_VALUE,    /* a field without a value */
	WARNING_NEAR,     /* a clause without positions beside NEAR */
	WARNING_WORDLESS, /* a clause without a word */
	WARNING_TERMS,    /* more words than `limit` in a phrase, or in fields */
	WARNING_MANY, /* more words than `limit` in all, of which the rarest are taken */
	WARNING_PATTERNS,  /* more patterns than `limit` */
	WARNING_POSITIONS, /* phrases and distances of words that are too frequent */
	WARNING_PATTERN,   /* a pattern with too few letters */
	WARNING_EXPANSION, /* a pattern that `count` words match, more than `limit` */
	WARNING_NUMBER     /* a value of a field of numbers that is none */
};

struct warning {
	enum warning_kind kind;
	size_t column;       /* in bytes, from 1; 0 for the whole query */
	size_t count, limit; /* for kinds that have them, else 0 */
	char text[48];       /* the part of the query it is about, cut if it is longer */
};

/* How many are kept; all are counted. */
#define WARNINGS_MAX 8

struct warnings {
	struct warning at[WARNINGS_MAX];
	size_t count;
};

/* Adds a warning; returns it to be filled in, NULL when it is not kept. */
struct warning *warnings_add(struct warnings *to, enum warning_kind kind, size_t column,
	const char *text, size_t len);
/* Adds the warnings of another stage. */
void warnings_append(struct warnings *to, const struct warnings *more);

/* Appends what a warning says, in the user's language, its column included. */
void warning_print(const struct warning *w, struct coop_buf *out);

/* The name of a kind in JSON. */
const char *warning_name(enum warning_kind kind);

/* COOP_E_QUERY with the first warning as its message; COOP_OK when there is none. */
enum coop_status warnings_refuse(const struct warnings *w, struct coop_error *err);

#endif
