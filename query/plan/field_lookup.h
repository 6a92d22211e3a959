/*
 * field_lookup.h - the terms by which something is found in a field (layout.h).
 */
#ifndef COOP_QUERY_PLAN_FIELD_LOOKUP_H
#define COOP_QUERY_PLAN_FIELD_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/expand.h"
#include "query/syntax/field.h"

/* How the words of a field must be like `s`. */
enum infield_how {
	INFIELD_FORM,    /* the same */
	INFIELD_STEM,    /* of that stem */
	INFIELD_PATTERN, /* of the form of a pattern */
	INFIELD_SLIPS,   /* within `slips` slips */
	INFIELD_BEGIN,   /* begin so */
	INFIELD_PART,    /* have it in them */
	INFIELD_RANGE    /* numbers from `low` to `high` */
};

struct infield {
	enum qfield field;
	enum infield_how how;
	const char *s;
	size_t len;
	unsigned slips, low, high;
};

/* Whether words can be looked for in the field: not in running text, for one. */
bool infield_can(enum qfield field);

/* How a word is looked for in the field: of a telephone number the beginning will do. */
enum infield_how infield_how_of(enum qfield field);

/* Appends the term that says that a field is there; nothing when there is no such term. */
void infield_presence(enum qfield field, struct coop_buf *out);

/* Finds the terms; `out` has them with their prefix. */
enum coop_status infield_expand(const struct expander *e, const struct infield *wanted,
	struct expansion *out, struct coop_error *err);

#endif
