/*
 * snapshot_internal.h - the files of a snapshot that is being opened: what snapshot.c and
 * snapshot_files.c share.
 *
 * First all files of a generation are opened, since it may be removed at any time. Only when it is
 * certain that they belong together is it looked at what they hold.
 */
#ifndef COOP_INDEX_SNAPSHOT_INTERNAL_H
#define COOP_INDEX_SNAPSHOT_INTERNAL_H

#include <stdbool.h>

#include "shared/core/buf.h"
#include "shared/core/mapping.h"
#include "shared/index/manifest.h"
#include "shared/index/snapshot.h"

/* A generation whose files are open. Begin with `= {.folder = -1}` and a snapshot without segments. */
struct coop_snapshot_files {
	struct coop_snapshot *snapshot; /* borrowed; its segments get their readers */
	int folder;                     /* of the generation */
	struct coop_buf path;           /* what messages call it */
	struct coop_manifest manifest;  /* empty when there is none */
	struct coop_mapping tombstones;
	struct coop_pages tombstones_pages;
};

/*
 * Opens the current generation. One that lacks a file may have been removed since the stub was read;
 * then the stub names another one by now, and that is tried. If the stub still names the same one,
 * the index is damaged. Fails as coop_snapshot_open().
 */
enum coop_status coop_snapshot_files_open_current(struct coop_snapshot_files *f,
	int folder, const char *dir, struct coop_error *err);
/* Opens a generation by its number; COOP_E_STALE when a file is missing. */
enum coop_status coop_snapshot_files_open(struct coop_snapshot_files *f, int folder,
	const char *dir, unsigned long number, struct coop_error *err);
/* Closes all but what the snapshot's segments hold. */
void coop_snapshot_files_close(struct coop_snapshot_files *f);

/* Checks that a piece of metadata is what this program would write. */
enum coop_status coop_snapshot_check_meta(const struct coop_segment *segment,
	const char *name, const char *expected, struct coop_error *err);

/* Whether only the posting lists of a segment have positions. */
enum coop_status coop_snapshot_needs_lists(
	const struct coop_reader *reader, bool *needs, struct coop_error *err);

#endif
