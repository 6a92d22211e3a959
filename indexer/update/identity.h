/*
 * identity.h - whether a plan changes the ids of records that are not in it anew.
 *
 * Of several records with one id, the first in the order of the sources keeps it and the others get a
 * suffix (terms/ids.h). So a new record with an id that another record has, or a record that is gone and
 * shared its id, may change the ids of others. Folding counts them all again; a delta cannot.
 */
#ifndef COOP_INDEXER_UPDATE_IDENTITY_H
#define COOP_INDEXER_UPDATE_IDENTITY_H

#include <stdbool.h>

#include "indexer/update/collect.h"
#include "shared/core/error.h"

/* `*shared` is whether the plan must be folded for that reason. */
enum coop_status identity_is_shared(
	const struct collection *c, bool *shared, struct coop_error *err);

#endif
