/*
 * write_columns.h - writes the columns of a segment (columns.h) from what the threads put aside.
 *
 * Column by column: the forms of all parts are merged into the dictionary (column_dictionary.h), then the
 * documents are read in their order (column_documents.h). What the file has before it is known waits in files
 * without a name. In memory are the numbers of the forms of a part for each thread, and a quarter of a byte for
 * each value.
 */
#ifndef COOP_INDEXER_BULK_WRITE_COLUMNS_H
#define COOP_INDEXER_BULK_WRITE_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/columns_gather.h"
#include "indexer/report/stop.h"
#include "shared/core/error.h"

/* Values that the threads gathered, all in parts; together they have each document from 1 to `documents` once. */
struct columns_input {
	struct columns_gather *const *gathers;
	size_t count;
	uint32_t documents;
	const char *temporary; /* the folder on whose file system temporary files are */
};

/*
 * Creates the file in a folder, safe on the disk. Sets its size, and how many values are in the
 * dictionaries. The bytes depend on the records alone, and neither on the threads nor on the parts.
 */
enum coop_status columns_write(const struct columns_input *in, const stop_flag *stop,
	const char *dir, uint64_t *bytes, uint64_t *values, struct coop_error *err);

#endif
