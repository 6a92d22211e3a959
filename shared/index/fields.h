/*
 * fields.h - the one table of the fields of a notice.
 *
 * Readers find fields by the names met in exports, ranking takes their weights, output
 * their names. A column that the table does not know is kept under its own name as
 * COOP_F_OTHER.
 */
#ifndef COOP_INDEX_FIELDS_H
#define COOP_INDEX_FIELDS_H

#include <stddef.h>

#include "shared/core/buf.h"

/* The numbers are stored in indexes: add at the end, never renumber. */
enum coop_field {
	COOP_F_ID = 0,
	COOP_F_TITLE = 1,
	COOP_F_DIRECTOR = 2,
	COOP_F_YEAR = 3,
	COOP_F_COUNTRY = 4,
	COOP_F_GENRE = 5,
	COOP_F_MINUTES = 6,
	COOP_F_COLOUR = 7,
	COOP_F_MODE = 8,
	COOP_F_PRODUCER = 9,
	COOP_F_DESCRIPTION = 10,
	COOP_F_HISTORY = 11,
	COOP_F_KEYWORDS = 12,
	COOP_F_BODY = 13,
	COOP_F_SOURCE = 14,
	COOP_F_URL = 15,
	COOP_F_LANGUAGE = 16,
	COOP_F_OTHER = 17,
	COOP_F_COMPANY = 18,
	COOP_F_ADDRESS = 19,
	COOP_F_POSTCODE = 20,
	COOP_F_TOWN = 21,
	COOP_F_PHONE = 22,
	COOP_F_FAX = 23,
	COOP_F_EMAIL = 24,
	COOP_FIELD_COUNT = 25
};

enum coop_field_flags {
	COOP_FIELD_TEXT = 1 << 0,        /* its words are indexed */
	COOP_FIELD_NUMBER = 1 << 1,      /* a whole number: JSON prints it as one */
	COOP_FIELD_MULTIVALUED = 1 << 2, /* may stand several times, such as producers */
	COOP_FIELD_LINES = 1 << 3,   /* in a CSV cell, each line is a value of its own */
	COOP_FIELD_PASSAGE = 1 << 4, /* running text: snippets are taken from it */
	COOP_FIELD_PART = 1 << 5,    /* may be a part of a producer's line, found in it */
	COOP_FIELD_WORDS =
		1 << 6, /* short: its words are found by the field (layout.h) */
	COOP_FIELD_FILTER =
		1 << 7, /* numbers or values of a list: a query narrows by them */
	COOP_FIELD_SINGLE_VALUED =
		1 << 8 /* one value a notice: two that a query has are alternatives */
};

struct coop_field_info {
	enum coop_field field;
	const char *name;     /* English; the key in JSON */
	const char *label_en; /* shown to readers */
	const char *label_fr;
	const char *const *aliases; /* folded headings (coop_fold_label) met in exports */
	unsigned weight;            /* an occurrence here counts this many times */
	unsigned flags;
};

const struct coop_field_info *coop_field_info(enum coop_field field);

/*
 * The field that a column heading or label names, COOP_F_OTHER when none. Accents, case,
 * punctuation and a unit in parentheses do not matter: "Durée (min.)" names
 * COOP_F_MINUTES. COOP_F_OTHER as well when memory runs out; `scratch` then has its
 * failure set.
 */
enum coop_field coop_field_by_name(
	const char *name, size_t len, struct coop_buf *scratch);

#endif
