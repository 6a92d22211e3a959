/*
 * columns.h - the columns of a segment: the values of some fields of all documents, by which
 * documents are counted and sorted without reading them.
 *
 * column_values.h says which fields have columns, and what their values are. A column has a dictionary,
 * in which the values have numbers, from 0, in the order of their keys; and for each document the
 * numbers of its values. The most frequent form of a value is the one to show, of equally frequent ones
 * the first in bytes.
 *
 * The file COOP_COLUMNS_FILE; numbers have four bytes, little-endian, unless stated otherwise. "Packed"
 * numbers have as many bits as the column says, the lowest first, up to the end of a byte.
 *   "coopCO02"; the number of documents; the number of columns
 *   for each column, in the order of the fields: a byte each: the field; 1 for lists; bits of a
 *     number; bits of a place; then the number of values; that of all values of the documents; the
 *     bytes of the entries, eight bytes
 *   for each column, one after another:
 *     of numbers: the values, ascending
 *     of text: for each block of COOP_COLUMN_BLOCK values the place of its first entry among the
 *       entries; the entries, for each value: the uint length of the beginning that its key shares with
 *       the one before, 0 for the first of a block; the uint length and the bytes of the rest; for a
 *       facet, the uint length and the bytes of the form to show, which are none where it is the key;
 *       the uint 2 * how often it occurs, + 1 if there are other forms; then the uint length of these,
 *       and of each the uint length, the bytes, and the uint how often it occurs
 *     unless it has lists: for each document the packed number of its value plus 1, or 0 for none
 *     where a document has several values: for each document, and after the last, the packed place
 *       of its first value among those of all; then the packed numbers of these, in the order of each
 *       document
 *   eight bytes 0
 * (uint: seven bits a byte, lowest first, the high bit set where more bytes follow.)
 *
 * The bulk builder writes the file; an index that the engine wrote has none, and one that the engine
 * has changed none that can be used. Its pages are verified when they are first read. Of a segment on another
 * machine there is no file: the metadata have the same bytes (columns_meta.h).
 */
#ifndef COOP_INDEX_COLUMNS_H
#define COOP_INDEX_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/index/column_values.h"
#include "shared/index/docset.h"
#include "shared/index/segment.h"

#define COOP_COLUMNS_MAGIC "coopCO02"
enum {
	COOP_COLUMNS_MAGIC_LEN = 8,
	COOP_COLUMNS_HEAD = COOP_COLUMNS_MAGIC_LEN + 8, /* bytes, here and below */
	COOP_COLUMNS_ENTRY = 20,
	COOP_COLUMNS_END = 8,
	COOP_COLUMN_BLOCK = 16 /* values */
};

/* A column of a segment. */
struct coop_columns_part {
	enum coop_field field;
	enum coop_column_kind kind;
	bool lists; /* a document may have several values */
	unsigned number_bits, place_bits;
	uint32_t values, total; /* in the dictionary; of all documents */
	uint64_t entries_len;
	/* of the file: the values that are numbers, or the places of blocks; and so on */
	const char *heads, *entries;
	const unsigned char *places, *numbers;
};

/* The columns of a segment. Begin with `= {0}`. */
struct coop_columns {
	const struct coop_segment *segment;
	struct coop_mapping file;
	struct coop_pages pages;
	struct coop_buf entry; /* of another machine (columns_meta.h), here and below */
	size_t hashes;         /* where those of the pieces are in it */
	uint32_t documents;
	size_t count;
	struct coop_columns_part parts[COOP_COLUMNS_MAX];
};

/*
 * Maps the columns of a segment, or fetches their head; it is borrowed until they are closed. COOP_E_NOINDEX: it has none,
 * and must be built anew to have some. COOP_E_CORRUPT: they are damaged, or not of its documents.
 * COOP_E_STALE: they are missing. COOP_E_IO: they cannot be opened. To be closed even after a failure.
 */
enum coop_status coop_columns_open(const struct coop_segment *segment,
	struct coop_columns *c, struct coop_error *err);
void coop_columns_close(struct coop_columns *c);

/*
 * Gives the column of a field that has one (column_values.h). Of a segment on another machine it is fetched the
 * first time, and kept as long as the segment is open. COOP_E_CORRUPT: what was sent is not what was written.
 */
enum coop_status coop_columns_part(struct coop_columns *c, enum coop_field field,
	const struct coop_columns_part **out, struct coop_error *err);

/*
 * Reads the numbers of the values of a document, from 1 to the last, each below `part->values`; returns
 * how many. COOP_E_CORRUPT: the column is damaged.
 */
enum coop_status coop_columns_get(const struct coop_columns *c,
	const struct coop_columns_part *part, uint32_t docid,
	uint32_t out[COOP_COLUMN_EACH_MAX], size_t *count, struct coop_error *err);

/*
 * Where documents are counted by their values. Value n of a column has the counter n + 1; counter 0 counts
 * documents without a value.
 */
struct coop_columns_tally {
	/* with the numbers of a collection (collection_columns.h) as counters: by the counter here; else NULL */
	const uint32_t *number_of;
	/*
	 * where groups of values are counted, the counter of a group: by the counter of a value; 0 for values
	 * in no group, which count as none. Else NULL
	 */
	const uint16_t *group_of;
	uint32_t *counts;
	uint32_t *seen; /* of groups: the last document that each has counted */
};

/*
 * Counts the documents of a set, whose docids there are greater by `before`; others in the set are left
 * aside. A document counts once for each of its values, or of the groups of these. COOP_E_CORRUPT: the
 * column is damaged.
 */
enum coop_status coop_columns_count(const struct coop_columns *c,
	const struct coop_columns_part *part, const struct coop_docset *set,
	uint32_t before, const struct coop_columns_tally *t, struct coop_error *err);

/*
 * Adds the documents with some values to a set: those that any of `counters` from 1 on counts. Their docids
 * there are greater by `before`, and there is room for them. COOP_E_CORRUPT: the column is damaged.
 */
enum coop_status coop_columns_select(const struct coop_columns *c,
	const struct coop_columns_part *part, const struct coop_docset *counters,
	uint32_t before, struct coop_docset *set, struct coop_error *err);

/* A walk over the dictionary of a column. Private but for the current value. */
struct coop_columns_walk {
	const struct coop_columns *columns;
	const struct coop_columns_part *part;
	uint32_t next; /* the number of the value after the current one */
	const unsigned char *at;
	uint32_t number; /* of a column of numbers: the value */
	char key[COOP_COLUMN_TEXT_MAX];
	size_t key_len;
	const char *shown; /* of a facet: borrowed until the walk goes on */
	size_t shown_len;
	uint64_t shown_count; /* how often the form to show occurs */
	const char *others;   /* as they stand in the file: the other forms */
	size_t others_len;
};

/* Begins a walk before the value `first`, which need not be the first one. */
enum coop_status coop_columns_walk_begin(struct coop_columns_walk *w,
	const struct coop_columns *c, const struct coop_columns_part *part,
	uint32_t first, struct coop_error *err);
/* Moves on to the next value; there must be one. COOP_E_CORRUPT: the dictionary is damaged. */
enum coop_status coop_columns_walk_next(
	struct coop_columns_walk *w, struct coop_error *err);

/* Takes the next of other forms, whose bytes begin at `*at`; false when there is none. */
bool coop_columns_other_form(
	const char **at, const char *end, struct coop_bytes *form, uint64_t *count);

#endif
