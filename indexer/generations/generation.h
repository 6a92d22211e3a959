/*
 * generation.h - a build: a new generation of an index, beside the one that serves.
 *
 * Between generation_begin() and generation_commit() the old generation serves; the switch is one
 * rename(). Whatever happens in between, even kill -9, leaves the index as it was.
 */
#ifndef COOP_INDEXER_GENERATIONS_GENERATION_H
#define COOP_INDEXER_GENERATIONS_GENERATION_H

#include <stdbool.h>

#include "indexer/generations/origin.h"
#include "indexer/report/report.h"
#include "indexer/report/stop.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/manifest.h"
#include "shared/index/stub.h"

struct generation;

/*
 * Locks the index in `dir`, which is created if need be, and creates an empty generation. Waits for
 * the lock for up to `wait` seconds (index_lock.h). The report is borrowed.
 * COOP_E_LOCKED: another process is writing it. COOP_E_ARG: the folder holds something that is no
 * index, and is left untouched.
 */
enum coop_status generation_begin(const char *dir, size_t wait,
	const struct report *report, struct generation **out, struct coop_error *err);

/* The folder of the index; borrowed. */
const char *generation_dir(const struct generation *g);

/* The folder for the new database, empty at first: its path, borrowed, and its descriptor. */
const char *generation_path(const struct generation *g);
int generation_folder(const struct generation *g);

/*
 * The origin of the generation that serves; when it is not known, `*unknown` holds the reason, else
 * no failure. Both are borrowed.
 */
const struct origin *generation_replaces(
	const struct generation *g, const struct coop_error **unknown);

/* The folder of the index, open, and the number of the generation that serves; 0 for none. */
int generation_index_folder(const struct generation *g);
unsigned long generation_serving(const struct generation *g);
/* Whether there was no index before; one with a damaged stub was there, though none serves. */
bool generation_is_first(const struct generation *g);
/*
 * What the stub says of that generation. Where the stub is damaged, the newest complete generation, whose
 * checksums are not known; number 0 when there is none.
 */
struct coop_stub generation_stub(const struct generation *g);
/*
 * Has the commit keep the generation that served before the one that is replaced, instead of the latter,
 * as what --restore goes back to.
 */
void generation_keep_older(struct generation *g);

/*
 * Gives the new generation the base of the one that serves: its files get a second name there, or are
 * copied where the file system cannot do that. Nothing may be changed in them.
 */
enum coop_status generation_share_base(
	struct generation *g, const stop_flag *stop, struct coop_error *err);

/* Takes the base away again, and the segments beside it. */
void generation_drop_all(struct generation *g);

/* Creates the folder of a segment beside the base, empty, and puts its path into `path`. */
enum coop_status generation_make_segment(struct generation *g, enum coop_part part,
	struct coop_buf *path, struct coop_error *err);
/*
 * Completes a segment, whose database is safe on the disk: writes its `tombstones` (snapshot.h), unless
 * these are NULL, and its checksums.
 */
enum coop_status generation_finish_segment(struct generation *g, enum coop_part part,
	const struct coop_buf *tombstones, const stop_flag *stop, struct coop_error *err);

/* Has the new generation be a shard. */
void generation_set_mark(struct generation *g, const struct coop_shard_mark *mark);

/*
 * Switches to the new generation, and removes all but it and the one that served before. The
 * database must be complete and safe on the disk, and is verified (engine_check.h); `now` says where
 * its records come from, and `root` which folder their paths are relative to (select/root.h), NULL if
 * none. COOP_OK
 * once it serves: a later failure goes to `after`. COOP_E_INTERRUPTED when `stop` is set before.
 */
enum coop_status generation_commit(struct generation *g, const struct origin *now,
	const char *root, const stop_flag *stop, struct coop_error *after,
	struct coop_error *err);

/*
 * Removes all generations but the one that was committed, so that there is none to go back to.
 * COOP_E_IO: one could not be removed.
 */
enum coop_status generation_forget_before(struct generation *g, struct coop_error *err);

/* Unlocks. A generation that was not committed is removed. NULL is fine. */
void generation_free(struct generation *g);

#endif
