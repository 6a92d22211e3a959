/*
 * column_documents.h - the values of a column of all documents, in the order of these, as numbers of the
 * dictionary (column_dictionary.h).
 */
#ifndef COOP_INDEXER_BULK_COLUMN_DOCUMENTS_H
#define COOP_INDEXER_BULK_COLUMN_DOCUMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/column_numbers.h"
#include "indexer/bulk/columns_gather.h"
#include "indexer/disk/tempfile.h"

/* A batch of a thread, `part` of all parts of all threads. */
struct column_documents_batch {
	uint32_t first, count; /* docid; documents */
	size_t thread, part;
};

/* What is read, the same of all columns. Private. */
struct column_documents_input {
	struct columns_part **parts; /* of all threads, those of each in order */
	size_t nparts;
	struct column_documents_batch *batches; /* in the order of their documents */
	size_t nbatches;
	size_t nthreads;
};

/* Lists the parts and batches of some threads, which are borrowed. To be released even after a failure. */
enum coop_status column_documents_list(struct column_documents_input *in,
	struct columns_gather *const *gathers, size_t count, struct coop_error *err);
void column_documents_release(struct column_documents_input *in);

/* The values of a column. */
struct column_documents {
	struct tempfile
		*counts; /* gets of each document how many it has, a byte; borrowed */
	struct tempfile *values; /* gets the numbers, each a uint32_t; borrowed */
	uint64_t total;          /* numbers */
	bool lists;              /* a document has several */
};

/* Reads the documents of a column, each of whose forms has a number. */
enum coop_status column_documents_read(struct column_documents *d,
	const struct column_documents_input *in, struct column_numbers *numbers,
	size_t column, struct coop_error *err);

#endif
