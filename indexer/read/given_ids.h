/*
 * given_ids.h - the column of ids of a table, or of a file of keys, whose values may turn out to repeat.
 *
 * Whoever reads the table has shown its columns to roles.h. An id that another record has is none
 * (roles.h): the record keeps it under the name of its column, and gets one of its own.
 */
#ifndef COOP_INDEXER_READ_GIVEN_IDS_H
#define COOP_INDEXER_READ_GIVEN_IDS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/columns.h"
#include "indexer/report/problems.h"
#include "shared/core/error.h"
#include "shared/core/hashset.h"

/* To be initialised with zeros; given_ids_begin() may be called again, for another table. */
struct given_ids {
	size_t column; /* the one that may repeat, if there are `ids` */
	struct coop_hashset
		*ids; /* the values of it so far; NULL when there is no such column */
	size_t again,
		again_from; /* records that repeat one of them, and the line of the first */
};

/*
 * Finds the column of ids that may repeat, and tells of one whose values do, where no other is the id.
 */
enum coop_status given_ids_begin(struct given_ids *g, const struct columns *c,
	struct problems problems, struct coop_error *err);
void given_ids_release(struct given_ids *g);

/* Sees the id of the record at a line; `*again` tells whether another record has it. */
enum coop_status given_ids_see(struct given_ids *g, const char *id, size_t len,
	size_t line, bool *again, struct coop_error *err);

/* Tells at the end that ids repeat, behind the records that the column was judged by. */
void given_ids_tell(
	const struct given_ids *g, const struct columns *c, struct problems problems);

#endif
