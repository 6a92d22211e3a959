/*
 * snapshot_columns.h - a column of a snapshot: of its base and its delta together (columns.h).
 *
 * The values of both have one numbering, in the order of their keys. It is made when a column is
 * opened, from both dictionaries; without a delta it is that of the base, and opening costs nothing.
 * A value may be one that only documents have which are gone. Where the segments show a value in two
 * forms, that of the base is taken.
 *
 * A column is used by one thread.
 */
#ifndef COOP_INDEX_SNAPSHOT_COLUMNS_H
#define COOP_INDEX_SNAPSHOT_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/columns.h"
#include "shared/index/snapshot.h"

struct coop_column;

/*
 * Opens the column of a field that has one (COOP_FIELD_FACET, COOP_FIELD_SORT); the snapshot is
 * borrowed. It fails as coop_columns_open() does.
 */
enum coop_status coop_snapshot_column_open(const struct coop_snapshot *snapshot,
	enum coop_field field, struct coop_column **out, struct coop_error *err);
void coop_column_free(struct coop_column *c); /* NULL is fine */

enum coop_field coop_column_field(const struct coop_column *c);

/* How many values there are; they have the numbers below that. */
uint32_t coop_column_count(const struct coop_column *c);

/* A value; its strings end with no NUL, and are borrowed until the next call. */
struct coop_column_value {
	const char *key,
		*shown; /* of a number: its digits; of a column that is no facet: the key */
	size_t key_len, shown_len;
	uint32_t number; /* of a number: itself */
};

enum coop_status coop_column_value(struct coop_column *c, uint32_t number,
	struct coop_column_value *value, struct coop_error *err);

/*
 * Reads the numbers of the values of a document, by its docid in the snapshot, in the order in which
 * it has them; borrowed until the next call. COOP_E_CORRUPT: the column is damaged.
 */
enum coop_status coop_column_get(struct coop_column *c, uint32_t docid,
	const uint32_t **numbers, size_t *count, struct coop_error *err);

/*
 * The same for documents that follow one another from `docid` on: `n` of them, or fewer, as run->documents
 * says; at least one.
 */
enum coop_status coop_column_get_run(struct coop_column *c, uint32_t docid, uint32_t n,
	const struct coop_columns_run **run, struct coop_error *err);

#endif
