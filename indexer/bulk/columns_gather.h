/*
 * columns_gather.h - the values of the columns (columns.h) of the records that a thread indexes.
 *
 * Each distinct form of a value has a number of the thread's; a document is its numbers. Together that is
 * about 290 bytes a notice, most of it titles, ids and names. When the columns' share of the memory is
 * used up (worker_columns_share()), what is in memory becomes a part in a file (columns_part.h), and the
 * numbers begin anew. In memory stay twelve bytes for each batch of some hundred documents.
 */
#ifndef COOP_INDEXER_BULK_COLUMNS_GATHER_H
#define COOP_INDEXER_BULK_COLUMNS_GATHER_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/columns_part.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/index/column_values.h"

/* A column of a thread, since its last part. */
struct columns_gathered {
	/* forms: a key, and for a facet a NUL and the form to show; counts of documents that have each */
	struct coop_strmap *forms;
	uint32_t *counts;
	size_t counts_cap;
	struct coop_buf
		documents; /* for each the uint number of its values, and the uints of their forms */
};

/* Documents that follow one another, all in one part. */
struct columns_batch {
	uint32_t first, count; /* docid; documents */
	uint32_t part;
};

/* All members may be read. */
struct columns_gather {
	size_t ncolumns;
	enum coop_field fields[COOP_COLUMNS_MAX];
	struct columns_gathered columns[COOP_COLUMNS_MAX];
	struct columns_batch *batches;
	size_t nbatches, batches_cap;
	struct columns_part **parts;
	size_t nparts, parts_cap;
	size_t gathered; /* documents since the last part */
	/* of the current document */
	uint32_t numbers[COOP_COLUMNS_MAX][COOP_COLUMN_EACH_MAX];
	size_t counts[COOP_COLUMNS_MAX];
	struct coop_column_scratch scratch;
	struct coop_buf form;
};

enum coop_status columns_gather_new(struct columns_gather **out, struct coop_error *err);
void columns_gather_free(struct columns_gather *g); /* NULL is fine */

/* Begins a batch, at a docid. */
enum coop_status columns_gather_begin(
	struct columns_gather *g, uint32_t first, struct coop_error *err);
/* Adds the next document of the batch. */
enum coop_status columns_gather_add(struct columns_gather *g,
	const struct coop_record *record, struct coop_error *err);

/* Makes a part of the documents since the last one, if there are any, on the file system of `dir`. */
enum coop_status columns_gather_flush(
	struct columns_gather *g, const char *dir, struct coop_error *err);
/* The same for the last time: the memory is freed. All parts and batches can be read. */
enum coop_status columns_gather_end(
	struct columns_gather *g, const char *dir, struct coop_error *err);

/* The bytes that the documents since the last part take, and will take while they are written. */
size_t columns_gather_memory(const struct columns_gather *g);

#endif
