/*
 * fields.h - the one table of the fields of a notice.
 *
 * Readers recognise columns by its aliases, ranking takes its weights, output its names.
 * A column that the table does not know is kept under its own name, as COOP_F_OTHER.
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
	COOP_F_CUES = 25, /* times of subtitles (cue_times.h) */
	COOP_FIELD_COUNT = 26
};

enum coop_field_flags {
	COOP_FIELD_TEXT = 1 << 0,   /* its words are indexed */
	COOP_FIELD_NUMBER = 1 << 1, /* a whole number: JSON prints it as one */
	COOP_FIELD_MULTIVALUED =
		1 << 2, /* may occur several times in a notice, such as producers */
	COOP_FIELD_LINES = 1 << 3,   /* in a CSV cell, each line is a separate value */
	COOP_FIELD_PASSAGE = 1 << 4, /* running text: snippets are taken from it */
	COOP_FIELD_PART = 1 << 5,    /* may be found inside the line of a producer */
	/* short: its words are also indexed as terms of the field (layout.h) */
	COOP_FIELD_WORDS = 1 << 6,
	COOP_FIELD_FILTER =
		1 << 7, /* a number or one of a list of values: queries filter by it */
	/*
	 * at most one value in a notice, so that two values in a query are alternatives
	 */
	COOP_FIELD_SINGLE_VALUED = 1 << 8,
	COOP_FIELD_FACET =
		1 << 9, /* its values are counted: it has a column (columns.h) */
	COOP_FIELD_SORT = 1 << 10, /* documents are sorted by it: likewise */
	COOP_FIELD_BESIDE =
		1 << 11 /* says something of another value: not shown for itself */
};

struct coop_field_info {
	enum coop_field field;
	const char *name;     /* English; the key in JSON */
	const char *label_en; /* shown to users */
	const char *label_fr;
	/* names in queries, and column headings of exports, folded by coop_fold_label() */
	const char *const *aliases;
	/*
	 * headings that name the field where no other column does, the best first (heading.h). Those
	 * that are aliases too are names in queries, and may mean something else as headings
	 */
	const char *const *seconds;
	unsigned weight; /* an occurrence in this field counts `weight` times */
	unsigned flags;
};

const struct coop_field_info *coop_field_info(enum coop_field field);

/*
 * Returns the field that a column heading or label names, COOP_F_OTHER if none. Accents,
 * case, punctuation and a unit in parentheses do not matter: "Durée (min.)" names
 * COOP_F_MINUTES. When memory runs out, `scratch` has its failure set and the result is
 * COOP_F_OTHER.
 */
enum coop_field coop_field_by_name(
	const char *name, size_t len, struct coop_buf *scratch);

#endif
