/*
 * field.h - the names that may stand before a colon in a query.
 *
 * These are the fields of fields.h by any of their names, and a few that documents have no column
 * for: telephone numbers, say, are found in the lines of producers and in texts.
 */
#ifndef COOP_QUERY_SYNTAX_FIELD_H
#define COOP_QUERY_SYNTAX_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/index/fields.h"

/* An enum coop_field, or one of these; or, in a tree, a column (qtree_column()). */
enum qfield {
	QFIELD_NONE = -1,
	QFIELD_PLACE = COOP_FIELD_COUNT, /* a word of an address */
	QFIELD_DEPARTMENT,               /* the first digits of a postcode */
	QFIELD_PHONE,
	QFIELD_MAIL,
	QFIELD_ISBN, /* anywhere; a column of that name comes first */
	QFIELD_ISSN,
	QFIELD_COUNT,
	QFIELD_OWN = QFIELD_COUNT /* a column that is no field (names.h), and all above */
};

/* The field of a name; `*decade` is whether its years are decades, as in "annees:80". */
enum qfield qfield_by_name(
	const char *name, size_t len, bool *decade, struct coop_buf *scratch);

/* Whether a name is that of no field, but stands before words that are to sound alike: "son". */
bool qfield_is_sound(const char *name, size_t len);
/* That name, in English or in the user's language. */
const char *qfield_sound_name(bool local);

/* The canonical name of a field, in English; qfield_by_name() knows it. */
const char *qfield_name(enum qfield field);
/* The label of a field in the user's language, or in a language. */
const char *qfield_label(enum qfield field);
const char *qfield_label_in(enum qfield field, bool french);

/* A name in the user's language; qfield_by_name() knows it. */
const char *qfield_local_name(enum qfield field);

/* Whether the values are whole numbers, which a query may give as ranges. */
bool qfield_is_number(enum qfield field);

/* Whether a value of the field is a filter: it narrows what words find. Else the field is text. */
bool qfield_is_filter(enum qfield field);
/* Whether a document has one value there, so that two in a query are alternatives. */
bool qfield_has_one(enum qfield field);

#endif
