/*
 * generation.h - a new generation of an index, beside the one that serves.
 *
 * Between generation_begin() and generation_commit() the old index answers as before; the
 * switch is one rename(). Whatever happens in between, even kill -9, leaves it as it was.
 */
#ifndef COOP_INDEXER_GENERATIONS_GENERATION_H
#define COOP_INDEXER_GENERATIONS_GENERATION_H

#include "indexer/generations/origin.h"
#include "shared/core/error.h"

struct generation;

/*
 * Locks the index in `dir`, which is made if need be, and starts an empty generation.
 * COOP_E_LOCKED: another process is at it. COOP_E_ARG: the folder holds something else;
 * it is not touched.
 */
enum coop_status generation_begin(
	const char *dir, struct generation **out, struct coop_error *err);

/* The folder of the index; borrowed. */
const char *generation_dir(const struct generation *g);

/* The folder to make a database in, empty at first: its path, borrowed, and itself, open. */
const char *generation_path(const struct generation *g);
int generation_folder(const struct generation *g);

/*
 * What is in the generation that serves, as far as that is known; `*unknown` holds no failure, or
 * why it is not. Both are borrowed.
 */
const struct origin *generation_replaces(
	const struct generation *g, const struct coop_error **unknown);

/*
 * Makes the generation the one that serves, and removes all but it and the one that served.
 * The database must be complete and safe on the disk. `now` says what is in it. COOP_OK when
 * it serves; what failed only then goes to `after`.
 */
enum coop_status generation_commit(struct generation *g, const struct origin *now,
	struct coop_error *after, struct coop_error *err);

/* Unlocks. A generation that was not committed is removed. NULL is fine. */
void generation_free(struct generation *g);

#endif
