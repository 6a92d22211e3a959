/*
 * ids.h - ids that are taken, and others in their place.
 *
 * Keeps eight bytes of hash for an id, not the id: ten million of them take 160 MB instead of
 * half a GB. Two ids with the same 64 bits would be taken for one: the second gets "~2"
 * behind it, as if it had been met before, and nothing is lost. For ten million ids that
 * happens once in 370,000 builds.
 */
#ifndef COOP_INDEXER_TERMS_IDS_H
#define COOP_INDEXER_TERMS_IDS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

struct ids;

enum coop_status ids_new(struct ids **out, struct coop_error *err);
void ids_free(struct ids *ids); /* NULL is fine */

/*
 * Takes an id. When it is taken already, `*taken` says so and the id that was taken instead -
 * the same with "~2" behind it, or "~3" ... - replaces the contents of `instead`.
 */
enum coop_status ids_take(struct ids *ids, const char *id, size_t len, bool *taken,
	struct coop_buf *instead, struct coop_error *err);

#endif
