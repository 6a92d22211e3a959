/*
 * write_columns.h - writes the columns of a segment (columns.h) from what the threads gathered.
 */
#ifndef COOP_INDEXER_BULK_WRITE_COLUMNS_H
#define COOP_INDEXER_BULK_WRITE_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/columns_gather.h"
#include "indexer/report/stop.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Values that the threads gathered; together they have each document from 1 to `documents` once. */
struct columns_input {
	struct columns_gather *const *gathers;
	size_t count;
	uint32_t documents;
};

/*
 * Appends the file. `*values` is how many values are in the dictionaries. The bytes depend on the
 * records alone, and not on the threads.
 */
enum coop_status columns_write(const struct columns_input *in, const stop_flag *stop,
	struct coop_buf *out, uint64_t *values, struct coop_error *err);

#endif
