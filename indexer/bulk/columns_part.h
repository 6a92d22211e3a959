/*
 * columns_part.h - the columns of documents that a thread has put aside, in a file without a name.
 *
 * A part is to columns what a run (run.h) is to postings. Of each column it has the distinct forms of
 * the values, in the order of their bytes, and the documents as they were gathered (columns_gather.h),
 * whose numbers are those that the thread gave the forms. It is read through a mapping, from its
 * beginning to its end, so that the system may take its memory back at any time.
 *
 * In the file, for each column: the forms, each as the uint length, the bytes and the uint number of
 * documents; the thread's numbers of these forms, four bytes each, in the order of the machine; the
 * documents.
 */
#ifndef COOP_INDEXER_BULK_COLUMNS_PART_H
#define COOP_INDEXER_BULK_COLUMNS_PART_H

#include <stdint.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/column_values.h"

/* The bytes that sorting takes for each form of a column, until the next one is written. */
enum { COLUMNS_PART_SORTING = 56 };

/* Where a column is in the file. */
struct columns_part_column {
	uint64_t forms, numbers, documents, end; /* offsets */
	uint32_t count;                          /* of forms */
};

struct columns_part {
	struct tempfile *file;
	const char *map;
	size_t ncolumns;
	struct columns_part_column columns[COOP_COLUMNS_MAX];
};

/* Makes an empty part on the file system of `dir`. */
enum coop_status columns_part_new(
	const char *dir, struct columns_part **out, struct coop_error *err);
void columns_part_free(struct columns_part *p); /* NULL is fine */

/* Writes the next column; `counts` has the number of documents that have each form. */
enum coop_status columns_part_add(struct columns_part *p, const struct coop_strmap *forms,
	const uint32_t *counts, const struct coop_buf *documents, struct coop_error *err);

/* Ends writing; the functions below are for reading. */
enum coop_status columns_part_seal(struct columns_part *p, struct coop_error *err);

/* A walk over the forms of a column. The current form stays where it is while the part lives. */
struct columns_part_walk {
	const unsigned char *at;
	uint32_t left;      /* forms after the current one */
	uint32_t documents; /* that have the form */
	struct coop_bytes form;
};

void columns_part_begin(
	const struct columns_part *p, size_t column, struct columns_part_walk *w);
bool columns_part_next(struct columns_part_walk *w); /* false at the end */

/* Copies `n` of the thread's numbers, from that of the form at `first` in the order of the bytes. */
void columns_part_numbers(const struct columns_part *p, size_t column, uint32_t first,
	uint32_t n, uint32_t *out);

/* Lets the system take back the memory that was read so far. */
void columns_part_unload(const struct columns_part *p);

#endif
