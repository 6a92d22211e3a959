/*
 * field_lookup.h - the terms by which something is found in a field (layout.h).
 */
#ifndef COOP_QUERY_PLAN_FIELD_LOOKUP_H
#define COOP_QUERY_PLAN_FIELD_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/expand_words.h"
#include "query/syntax/field.h"

/* How the words of a field must be like `s`. */
enum field_lookup_how {
	FIELD_LOOKUP_FORM,    /* the same */
	FIELD_LOOKUP_STEM,    /* of that stem */
	FIELD_LOOKUP_PATTERN, /* of the form of a pattern */
	FIELD_LOOKUP_EDITS,   /* within `edits` edits */
	FIELD_LOOKUP_BEGIN,   /* begin so */
	FIELD_LOOKUP_PART,    /* have it in them */
	FIELD_LOOKUP_RANGE    /* numbers from `low` to `high` */
};

struct field_lookup {
	enum qfield field;
	enum field_lookup_how how;
	const char *s;
	size_t len;
	unsigned edits, low, high;
};

/* Whether words can be looked for in the field: not in running text, for one. */
bool field_lookup_can(enum qfield field);

/* How a word is looked for in the field: of a telephone number the beginning will do. */
enum field_lookup_how field_lookup_how_of(enum qfield field);

/* Appends the term that says that a field is there; nothing when there is no such term. */
void field_lookup_presence(enum qfield field, struct coop_buf *out);

/* Finds the terms; `out` has them with their prefix. */
enum coop_status field_lookup_expand(const struct expander *e,
	const struct field_lookup *wanted, struct expansion *out, struct coop_error *err);

#endif
