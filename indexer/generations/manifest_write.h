/*
 * manifest_write.h - the manifest of a generation that was just written.
 */
#ifndef COOP_INDEXER_GENERATIONS_MANIFEST_WRITE_H
#define COOP_INDEXER_GENERATIONS_MANIFEST_WRITE_H

#include "shared/core/error.h"
#include "shared/index/shard_mark.h"

/*
 * Writes the manifest (shared/index/manifest.h) of what is in the folder of a generation: its segments,
 * which have their checksums, and the files about the sources. `folder` is open, messages call it
 * `path`. `root` is the folder that stored paths are relative to, or NULL; `mark` is that of a shard, or NULL.
 */
enum coop_status manifest_write(int folder, const char *path, const char *root,
	const struct coop_shard_mark *mark, struct coop_error *err);

#endif
