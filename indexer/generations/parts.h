/*
 * parts.h - the segments of a generation: a base that it shares with the one before, and segments beside
 * it. Folders are open, and messages call them `path`.
 */
#ifndef COOP_INDEXER_GENERATIONS_PARTS_H
#define COOP_INDEXER_GENERATIONS_PARTS_H

#include "indexer/report/stop.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/manifest.h"

/*
 * Gives the files of a base, in the folder of generation `from`, a second name in the folder `to`. Where
 * the file system cannot do that, they are copied, safe on the disk.
 */
enum coop_status parts_share_base(int from, const char *from_path, int to,
	const char *to_path, const stop_flag *stop, struct coop_error *err);

/* Creates the folder of a segment, and puts its path into `out`. */
enum coop_status parts_make(int folder, const char *path, enum coop_part part,
	struct coop_buf *out, struct coop_error *err);

/*
 * Writes the tombstones of a segment, unless they are NULL, and its checksums, and verifies its database
 * (engine_check.h); it is safe on the disk.
 */
enum coop_status parts_finish(int folder, const char *path, enum coop_part part,
	const struct coop_buf *tombstones, const stop_flag *stop, struct coop_error *err);

/* Removes the segments beside the base, or these and the base; a failure is no error. */
void parts_drop(int folder);
void parts_drop_all(int folder);

#endif
