/*
 * column_values.h - the values that a record has in the columns of its segment (columns.h).
 *
 * A column is that of a field with COOP_FIELD_FACET or COOP_FIELD_SORT. Its values have keys, and
 * values of one key are one value:
 *
 *   years, minutes   four bytes, the number, big-endian. Each number of four digits is a year,
 *                    from 1000 on, and so is the first year of a decade and the like (years.h);
 *                    the first number of all is the minutes
 *   facets           the folded words, as in "film d archives". A list is split at semicolons,
 *                    bars and line ends; where it has none of these, at commas and slashes.
 *                    Directors are only split there, and at "et", "and" and "&", between names of
 *                    two words each: "Varda, Agnès" is one. Sources are only split as lists
 *   sorted only      (titles, ids) the folded words, such that their bytes have the order of a
 *                    French dictionary: see coop_column_sort_key()
 *
 * A producer is the name in its line, before its address; postcodes and towns are those of producers,
 * and where none are set apart, those in the lines.
 */
#ifndef COOP_INDEX_COLUMN_VALUES_H
#define COOP_INDEX_COLUMN_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

enum {
	COOP_COLUMNS_MAX = 24, /* columns */
	COOP_COLUMN_TEXT_MAX =
		250, /* bytes of a key, and of a form to show: longer ones are cut */
	COOP_COLUMN_EACH_MAX =
		255 /* values of a document in a column: more are left out */
};

/* How the values of a column are. */
enum coop_column_kind {
	COOP_COLUMN_NUMBER,
	COOP_COLUMN_FACET, /* text with a form to show */
	COOP_COLUMN_ORDER  /* keys alone */
};

/* The fields that have columns, in the order of their numbers; returns how many. */
size_t coop_column_fields(enum coop_field out[COOP_COLUMNS_MAX]);
/* The kind of the column of such a field. */
enum coop_column_kind coop_column_kind(enum coop_field field);

/* A value; its strings are borrowed for the call. */
struct coop_column_found {
	enum coop_field field;
	const char *key, *shown; /* `shown` is NULL but for facets */
	size_t key_len, shown_len;
};

/* Receives values, some perhaps several times. */
struct coop_column_taker {
	enum coop_status (*take)(void *data, const struct coop_column_found *value,
		struct coop_error *err);
	void *data;
};

/* Memory that is kept from record to record. Begin with `= {0}`. */
struct coop_column_scratch {
	struct coop_buf key, shown;
};
void coop_column_scratch_release(struct coop_column_scratch *s);

/* Gives all values of a record, those of each field in their order. */
enum coop_status coop_column_values(const struct coop_record *r,
	struct coop_column_scratch *scratch, struct coop_column_taker taker,
	struct coop_error *err);

/*
 * Appends a key by whose bytes texts are sorted: word by word, without regard to case, accents and
 * punctuation, numbers by their value ("film 9" before "film 10"). Of texts that differ in accents
 * alone, the last difference decides, as in French dictionaries: cote, côte, coté, côté. Articles
 * count.
 *
 * The folded words with blanks between them, where a digit, or a colon and two, before a number say how
 * many digits it has, without zeros at its beginning; if there are letters that are not ASCII, a byte 1
 * and, from the last to the first, of each a byte, which is less the more letters come after it, and the
 * letter in lower case.
 */
void coop_column_sort_key(const char *s, size_t n, struct coop_buf *out);

#endif
