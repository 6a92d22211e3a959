/*
 * index_folder.h - the folder of an index, locked by the process that writes it.
 *
 * It is opened once, and all else is opened relative to that descriptor. Its contents are not
 * trusted: nothing outside it is followed, overwritten or deleted, whatever it holds. Links in the
 * path that leads to it are the user's, and followed.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_FOLDER_H
#define COOP_INDEXER_GENERATIONS_INDEX_FOLDER_H

#include <stdbool.h>

#include "indexer/report/report.h"
#include "shared/core/error.h"
#include "shared/index/stub.h"

struct index_folder {
	const char *path; /* borrowed, as is the report */
	const struct report *report;
	int fd, lock; /* -1: not open, not held */
	bool fresh;   /* it held no index when it was opened */
	struct coop_stub
		stub; /* what the stub says; number 0 when there is none, or it is damaged */
	/* numbers of generations, 0 for none */
	unsigned long
		current; /* the one that serves; 0 as well when the stub is damaged */
	unsigned long restorable; /* the generation --restore switches to: see below */
};

/*
 * Opens, checks (index_check.h) and locks the index in `path`. With `make`, a missing folder is
 * created; without, COOP_E_NOINDEX means that there is no index, COOP_E_CORRUPT that its stub is
 * damaged. Waits for the lock for up to `wait` seconds, as index_lock() does. To be closed even after
 * a failure.
 *
 * `restorable` is the highest complete generation below the current one; else, as after --restore,
 * the lowest above it; else (no current one) the highest.
 */
enum coop_status index_folder_open(struct index_folder *f, const char *path, bool make,
	size_t wait, const struct report *report, struct coop_error *err);

/*
 * Opens the index in `path` for one who only looks: takes no lock, and writes nothing. `current` and
 * `restorable` are set even when the stub is damaged, which is COOP_E_CORRUPT then. To be closed even
 * after a failure. COOP_E_NOINDEX: there is no index.
 */
enum coop_status index_folder_look(
	struct index_folder *f, const char *path, struct coop_error *err);

/*
 * Switches to a generation, which must be complete and safe on the disk, and moves its table of
 * rejected rows into place (rejects.h). COOP_OK once it serves: a later failure, such as one to
 * make the switch safe on the disk, goes to `after`.
 */
enum coop_status index_folder_switch(struct index_folder *f, unsigned long number,
	struct coop_error *after, struct coop_error *err);

/* Unlocks. A folder that was created and holds no index is removed. */
void index_folder_close(struct index_folder *f);

/* Makes a folder, and those that it is in, where they are not there. COOP_E_IO. */
enum coop_status index_folder_make(const char *dir, struct coop_error *err);

#endif
