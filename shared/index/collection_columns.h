/*
 * collection_columns.h - a column of a collection: of its parts together (columns.h).
 *
 * Their values have one numbering, in the order of their keys. It is made when a column is opened, from
 * the dictionaries of all; where there is one part alone it is that of its segment, and opening costs
 * nothing. A value may be one that only documents have which are gone. Where the parts show a value in
 * several forms, that of the first is taken; of shards that which an index of them all would show.
 *
 * A column is used by one thread.
 */
#ifndef COOP_INDEX_COLLECTION_COLUMNS_H
#define COOP_INDEX_COLLECTION_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/columns.h"

struct coop_column;

/*
 * Opens the column of a field that has one (COOP_FIELD_FACET, COOP_FIELD_SORT); the collection is
 * borrowed. It fails as coop_columns_open() does.
 */
enum coop_status coop_collection_column_open(const struct coop_collection *collection,
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
 * Reads the numbers of the values of a document, by its docid in the collection, in the order in which
 * it has them; borrowed until the next call. COOP_E_CORRUPT: the column is damaged.
 */
enum coop_status coop_column_get(struct coop_column *c, uint32_t docid,
	const uint32_t **numbers, size_t *count, struct coop_error *err);

/*
 * Finds a value by its form to show, or by any text of the same words; a number by its digits. Sets `*number`
 * where `*found`.
 */
enum coop_status coop_column_find(struct coop_column *c, const char *s, size_t n,
	uint32_t *number, bool *found, struct coop_error *err);

/*
 * Counts the documents of a set by their values. Value n has the counter n + 1; a document without a value
 * counts in counter 0. `group_of`, unless it is NULL, gives the counter of a group for the counter of each
 * value (struct coop_columns_tally), and `seen` then is as long as `counts`. Both are zero before.
 * COOP_E_CORRUPT: the column is damaged.
 */
enum coop_status coop_column_tally(struct coop_column *c, const struct coop_docset *set,
	const uint16_t *group_of, uint32_t *counts, uint32_t *seen,
	struct coop_error *err);

/*
 * Replaces a set by the documents that any of some counters from 1 on counts, and that are not gone; `counters`
 * has them as others have docids. COOP_E_CORRUPT: the column is damaged.
 */
enum coop_status coop_column_documents(struct coop_column *c,
	const struct coop_docset *counters, struct coop_docset *set,
	struct coop_error *err);

#endif
