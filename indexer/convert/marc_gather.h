/*
 * marc_gather.h - the values of a notice while they are gathered from the fields of a record of MARC.
 *
 * A field that a notice has once gets all of its values in one, with " ; " between them, as lists are
 * written. A value that is there already is left out.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_GATHER_H
#define COOP_INDEXER_CONVERT_MARC_GATHER_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/index/record.h"

/* Begin with `= {0}` and marc_gather_init(). */
struct marc_gather {
	struct coop_buf lists[COOP_FIELD_COUNT]; /* of fields that a notice has once */
	struct coop_record others;               /* all other values, in their order */
};

void marc_gather_init(struct marc_gather *g);
void marc_gather_release(struct marc_gather *g);
/* Empties it; keeps the memory. */
void marc_gather_reset(struct marc_gather *g);

/* Adds a value; `name` is that of a column for COOP_F_OTHER. An empty value is left out. */
void marc_gather_add(struct marc_gather *g, enum coop_field field, const char *name,
	struct coop_bytes value);

/* Whether there is a value of a field that a notice has once. */
bool marc_gather_has(const struct marc_gather *g, enum coop_field field);

/* Adds all values to a record; a failure of memory stays in it. */
void marc_gather_finish(const struct marc_gather *g, struct coop_record *out);

/* Adds a value to a list, unless it is one of its values. */
void marc_list_add(struct coop_buf *list, struct coop_bytes value);

#endif
