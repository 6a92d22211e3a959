/*
 * ids.h - makes the ids of an index unique.
 *
 * Keeps hashes alone (shared/core/hashset.h): ten million ids take 130 MB instead of half a
 * GB. Two different ids with the same hash are taken for one, and the second gets "~2"
 * appended as if it were a repetition; nothing is lost. For ten million ids that happens
 * once in 370,000 builds.
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
 * Takes an id. When it is taken already, sets `*taken`, and replaces the contents of `instead` by the id
 * that was taken in its place: the same with "~2" appended, or "~3" ... Ids that have the same NFC
 * (nfc.h), as names of files may, are the same.
 */
enum coop_status ids_take(struct ids *ids, const char *id, size_t len, bool *taken,
	struct coop_buf *instead, struct coop_error *err);

#endif
