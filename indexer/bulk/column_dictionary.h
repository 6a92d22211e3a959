/*
 * column_dictionary.h - merges the forms of a column in all parts (columns_part.h) into the dictionary of
 * its values, as columns.h has it.
 *
 * The forms come in the order of their bytes; those of one key follow one another and are one value. Only
 * a form of each part is looked at, so that memory does not grow with their number, but for the heads: four
 * bytes for each block of values.
 */
#ifndef COOP_INDEXER_BULK_COLUMN_DICTIONARY_H
#define COOP_INDEXER_BULK_COLUMN_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/column_numbers.h"
#include "indexer/bulk/columns_part.h"
#include "indexer/disk/tempfile.h"
#include "indexer/report/stop.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* What a merge is made of, borrowed: the same of all columns. */
struct column_dictionary_input {
	struct columns_part *const *parts;
	size_t nparts;
	const stop_flag *stop;
};

/* A dictionary; begin each with its fields set, and empty ones. */
struct column_dictionary {
	struct coop_buf heads;          /* values that are numbers, or places of blocks */
	struct tempfile *entries;       /* gets the entries; borrowed */
	struct column_numbers *numbers; /* gets the number of each form; borrowed */
	uint32_t values;
};

/* Makes the dictionary of a column. COOP_E_NOMEM also when it exceeds the format. */
enum coop_status column_dictionary_make(struct column_dictionary *d,
	const struct column_dictionary_input *in, size_t column,
	enum coop_column_kind kind, struct coop_error *err);

#endif
