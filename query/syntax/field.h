/*
 * field.h - what may stand before a colon in a query.
 *
 * The fields of fields.h by any of their names, and parts of them that have no column of
 * their own: a telephone number is in the lines of a producer, or in the text.
 */
#ifndef COOP_QUERY_SYNTAX_FIELD_H
#define COOP_QUERY_SYNTAX_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/index/fields.h"

/* An enum coop_field, or one of these. */
enum qfield {
	QFIELD_NONE = -1,
	QFIELD_PLACE = COOP_FIELD_COUNT, /* a word of an address */
	QFIELD_DEPARTMENT,               /* the first figures of a postcode */
	QFIELD_PHONE,
	QFIELD_MAIL,
	QFIELD_COUNT
};

/* What a name stands for; `*decade`: years are given as decades, "annees:80". */
enum qfield qfield_by_name(
	const char *name, size_t len, bool *decade, struct coop_buf *scratch);

/* The name of a field as it is printed: in English, and one that qfield_by_name() knows. */
const char *qfield_name(enum qfield field);
/* The same for readers. */
const char *qfield_label(enum qfield field);

/* Whether values of the field are whole numbers, which may be given as a range. */
bool qfield_is_number(enum qfield field);

/*
 * Whether a value of the field is a filter: what it matches is narrowed by it, and not a word
 * that finds something. Else it is text, or QFIELD_NONE.
 */
bool qfield_is_filter(enum qfield field);
/* Whether a notice has one value there, so that of two in a query either will do. */
bool qfield_has_one(enum qfield field);

#endif
