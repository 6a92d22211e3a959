/*
 * column_pieces.h - the columns among the metadata (columns_meta.h), from their file.
 *
 * The file is mapped, so that no memory is taken for what may be large.
 */
#ifndef COOP_INDEXER_BULK_COLUMN_PIECES_H
#define COOP_INDEXER_BULK_COLUMN_PIECES_H

#include <stdint.h>

#include "indexer/glass/write_postlist.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/columns.h"

struct column_pieces {
	struct coop_columns columns;
	struct coop_buf entry; /* the first one */
};

/*
 * Maps the file in the folder `dir` that was written for so many documents. `length` is the sum of their lengths.
 * To be closed even after a failure.
 */
enum coop_status column_pieces_open(struct column_pieces *p, const char *dir,
	uint32_t documents, uint64_t length, struct coop_error *err);
void column_pieces_close(struct column_pieces *p);

/* Adds the entries, whose names follow COOP_META_COLUMNS. */
enum coop_status column_pieces_write(
	const struct column_pieces *p, struct postlist *to, struct coop_error *err);

#endif
