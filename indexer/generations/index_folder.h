/*
 * index_folder.h - the folder of an index, held by the process that changes it.
 *
 * It is opened once; whatever is done in it is done from there. Anybody may have filled it:
 * nothing outside it is followed, overwritten or deleted, whatever it holds. The path that
 * leads to it is the user's, links and all.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_FOLDER_H
#define COOP_INDEXER_GENERATIONS_INDEX_FOLDER_H

#include <stdbool.h>

#include "shared/core/error.h"

struct index_folder {
	const char *path; /* borrowed */
	int fd, lock;     /* -1: not open, not held */
	bool fresh;       /* no index was there when it was opened */
	/* numbers of generations, 0 for none */
	unsigned long current; /* serves; none as well when the stub is damaged */
	unsigned long before;  /* what --restore switches to: see below */
};

/*
 * Opens, checks (index_check.h) and locks the index in `path`. With `make`, what is not there
 * is made; without, COOP_E_NOINDEX or COOP_E_CORRUPT tells that there is no index or that its
 * stub is damaged. To be closed even after a failure.
 *
 * `before` is the complete generation next below the current one or, when there is none, as
 * after --restore, the one next above; without a current one, the highest.
 */
enum coop_status index_folder_open(
	struct index_folder *f, const char *path, bool make, struct coop_error *err);

/*
 * Makes a generation, which must be complete and safe on the disk, the one that serves, and
 * puts its table of rejected rows into place (rejects.h). COOP_OK when it serves: what failed
 * only then, such as making the switch safe on the disk, goes to `after`.
 */
enum coop_status index_folder_switch(struct index_folder *f, unsigned long number,
	struct coop_error *after, struct coop_error *err);

/* Unlocks. A folder in which there is no index goes, if nothing else is in it. */
void index_folder_close(struct index_folder *f);

#endif
