/*
 * own_names.h - the columns of an index that are no field, asked by name (names.h): each is a term
 * (layout.h).
 */
#ifndef COOP_QUERY_SEARCH_OWN_NAMES_H
#define COOP_QUERY_SEARCH_OWN_NAMES_H

#include "query/syntax/names.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"

struct own_names {
	struct qnames names;                      /* to be given to who parses */
	const struct coop_collection *collection; /* borrowed */
	struct coop_error
		why; /* what failed while it was asked; there is no column then */
};

/* Begins with an open index. The names lead back to `out`, which stays where it is. */
void own_names_begin(struct own_names *out, const struct coop_collection *collection);
/* What failed, if anything has. */
enum coop_status own_names_status(const struct own_names *n, struct coop_error *err);

#endif
