/*
 * nearest_ids.h - which ids of an index are like one that it does not have.
 */
#ifndef COOP_QUERY_SEARCH_NEAREST_IDS_H
#define COOP_QUERY_SEARCH_NEAREST_IDS_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"

/* The most that are found. */
enum { NEAREST_IDS_MAX = 3 };

/* Begin with `= {0}`. */
struct nearest_ids {
	struct coop_buf text; /* the ids, a NUL after each; the best first */
	size_t count;
};
void nearest_ids_release(struct nearest_ids *n);

/*
 * Finds the ids that are nearest to one, without regard to case and accents: the same one; one that
 * ends with it behind a '/', or has the same name of a file; one at a small edit distance; one that
 * begins with it. Some 100,000 ids are compared. Long ids, of which the index has a hash, are not
 * among them.
 */
enum coop_status nearest_ids_find(const struct coop_collection *s, const char *id,
	size_t len, struct nearest_ids *out, struct coop_error *err);

#endif
