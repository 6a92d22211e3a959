/*
 * field_lookup.h - the terms that stand for the words of a field (layout.h).
 */
#ifndef COOP_QUERY_PLAN_FIELD_LOOKUP_H
#define COOP_QUERY_PLAN_FIELD_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/expand_words.h"
#include "query/syntax/field.h"

/* How a word of the field compares with `s`. */
enum field_lookup_how {
	FIELD_LOOKUP_FORM,    /* is the same */
	FIELD_LOOKUP_STEM,    /* has it as its stem */
	FIELD_LOOKUP_PATTERN, /* matches it as a pattern */
	FIELD_LOOKUP_EDITS,   /* is within an edit distance of `edits` */
	FIELD_LOOKUP_SOUND,   /* sounds like it */
	FIELD_LOOKUP_BEGIN,   /* begins with it */
	FIELD_LOOKUP_PART,    /* contains it */
	FIELD_LOOKUP_RANGE    /* is a number from `low` to `high` */
};

struct field_lookup {
	enum qfield field;
	const char *
		column; /* the key of a column that is no field (qtree_column()), or NULL */
	enum field_lookup_how how;
	const char *s;
	size_t len;
	unsigned edits, low, high;
};

/* Whether the words of a field have terms of their own; those of running text have not. */
bool field_lookup_can(enum qfield field);

/* How a typed word is compared: the beginning of a telephone number is enough, say. */
enum field_lookup_how field_lookup_how_of(enum qfield field);

/*
 * Appends the term of documents that have the field, or the column; nothing when there is no such term.
 */
void field_lookup_presence(enum qfield field, const char *column, struct coop_buf *out);
/* Appends what the terms of its words begin with. */
void field_lookup_prefix(enum qfield field, const char *column, struct coop_buf *out);

/* Finds the terms, which are in `out` with their prefix. */
enum coop_status field_lookup_expand(const struct expander *e,
	const struct field_lookup *wanted, struct expansion *out, struct coop_error *err);

#endif
