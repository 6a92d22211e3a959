/*
 * another.h - tables that stand one below the other in a file, each with a header of its own.
 *
 * A row begins another table if it looks like a header and not like a row of the table so far: all of its
 * cells are short, different texts without a number; the row below it is as wide; and
 *  - it stands apart, below a blank line, and its cells name fields, or some does and the width is another;
 *  - or its width is another and most of its cells name fields;
 *  - or its width is another, or it stands apart, and its cells look like columns of a database: id_film.
 */
#ifndef COOP_INDEXER_CSV_ANOTHER_H
#define COOP_INDEXER_CSV_ANOTHER_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/row.h"
#include "indexer/csv/trial.h"

/* A row that may begin another table; all is borrowed. */
struct another {
	const struct row *row;    /* in UTF-8 */
	size_t columns;           /* of the table so far; 0 at the start of the file */
	bool apart;               /* a blank line or a row of empty cells stands above */
	struct coop_buf *scratch; /* remembers a failed allocation */
};

/* Whether the row looks like a header; what is below it is still to be seen. */
bool another_may_begin(const struct another *a);

/* Whether a row of so many cells, without empty ones at the end, may stand below a header. */
bool another_goes_on(const struct row *header, size_t cells, size_t filled);

/* Cells without empty ones at the end. */
size_t another_filled(const struct row *row);

/*
 * Finds where the second table of a sample begins, as an offset in it: `sample->n` when there is one table.
 * Time is linear in the sample. Fails with COOP_E_NOMEM only.
 */
enum coop_status another_find(const struct trial *t, const struct dialect_sample *sample,
	size_t *off, struct coop_error *err);

#endif
