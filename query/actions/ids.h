/*
 * ids.h - the ids of the command line, and the notices they name.
 */
#ifndef COOP_QUERY_ACTIONS_IDS_H
#define COOP_QUERY_ACTIONS_IDS_H

#include <stddef.h>
#include <stdint.h>

#include "query/actions/app.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"

/* Begin with `= {0}`. */
struct ids {
	struct coop_bytes *at;
	size_t count, cap;
	struct coop_buf input; /* standard input, where it was read */
};
void ids_release(struct ids *ids);

/*
 * Takes the words of the command line as ids; for "-", those that standard input has, one a line, or
 * each with a NUL after it if it has NULs. COOP_E_ARG when the command line has none.
 */
enum coop_status ids_read(const struct app *app, struct ids *ids, struct coop_error *err);

/*
 * Finds the notices with an id, at most one in each open index; where there is none, a note says so, with
 * the nearest ids that there are.
 */
enum coop_status ids_find(struct app *app, const struct coop_bytes *id,
	uint32_t docids[COOP_COLLECTION_MAX], size_t *count, struct coop_error *err);

/*
 * The same for what takes a single notice: the first one, after a note that others have the id, too; 0
 * where there is none.
 */
enum coop_status ids_find_one(struct app *app, const struct coop_bytes *id,
	uint32_t *docid, struct coop_error *err);

#endif
