/*
 * column_numbers.h - which value of a column each form of each part (columns_part.h) belongs to, in a
 * file without a name.
 *
 * Merging gives the forms of a part in their order, but those of all parts mixed. Reading documents needs
 * the forms of one part at a time. So the numbers of a part lie together in the file, and a few of each
 * wait in memory.
 */
#ifndef COOP_INDEXER_BULK_COLUMN_NUMBERS_H
#define COOP_INDEXER_BULK_COLUMN_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/columns_part.h"
#include "indexer/disk/tempfile.h"

struct column_numbers_part;

/* Private. */
struct column_numbers {
	struct tempfile *file;
	struct columns_part *const *from;
	struct column_numbers_part *parts;
	size_t nparts;
	size_t column;
	struct coop_buf read;
};

/* Begins with the parts, which are borrowed; `dir` is as for tempfile_new(). To be released even after a failure. */
enum coop_status column_numbers_new(struct column_numbers *n, const char *dir,
	struct columns_part *const *parts, size_t nparts, struct coop_error *err);
void column_numbers_release(struct column_numbers *n);

/* Begins a column; the numbers of the one before are forgotten. */
void column_numbers_begin(struct column_numbers *n, size_t column);
/* Adds the number of the next form of a part, in the order of the bytes. */
enum coop_status column_numbers_add(
	struct column_numbers *n, size_t part, uint32_t number, struct coop_error *err);
/* Ends adding. */
enum coop_status column_numbers_end(struct column_numbers *n, struct coop_error *err);

/* Reads those of a part into an array, by the number that the thread gave the form. */
enum coop_status column_numbers_read(
	struct column_numbers *n, size_t part, uint32_t *out, struct coop_error *err);

#endif
