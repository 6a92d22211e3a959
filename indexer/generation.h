/*
 * generation.h - a new generation of an index, beside the one that serves.
 *
 * Between generation_begin() and generation_commit() the old index answers as before; the
 * switch is one rename(). Whatever happens in between, even kill -9, leaves it as it was.
 */
#ifndef COOP_INDEXER_GENERATION_H
#define COOP_INDEXER_GENERATION_H

#include "shared/error.h"

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

/* The folder to make a database in, empty at first; borrowed. */
const char *generation_path(const struct generation *g);

/*
 * Makes the generation the one that serves, and removes those before the last. The database
 * must be complete and safe on the disk.
 */
enum coop_status generation_commit(struct generation *g, struct coop_error *err);

/* Unlocks. A generation that was not committed is removed. NULL is fine. */
void generation_free(struct generation *g);

#endif
