/*
 * watches.h - the folders of a selection, watched for changes with inotify(7).
 *
 * Watched are the folders that the walk (indexer/select/walk.h) enters; the folder around each path that
 * is named, and around what a link leads to, for that name alone. The folder of the index is not watched
 * where the walk meets it, or an update would lead to the next one. The events only say that something
 * may have changed: an update finds out what.
 */
#ifndef COOP_INDEXER_WATCH_WATCHES_H
#define COOP_INDEXER_WATCH_WATCHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/report/stop.h"
#include "indexer/select/selection.h"
#include "shared/core/error.h"

struct watches;

enum coop_status watches_new(struct watches **out, struct coop_error *err);
void watches_free(struct watches *w); /* NULL is fine */

/*
 * Walks the selection, watches each folder before it is listed, and watches no others any more. What
 * changes from then on gives an event. `index` is the folder of the index, which need not be there. A
 * failure to watch something is no error; see watches_lacking().
 */
enum coop_status watches_set(struct watches *w, const struct selection *selection,
	const char *index, const stop_flag *stop, struct coop_error *err);

/* How many folders are watched. */
size_t watches_count(const struct watches *w);

/*
 * COOP_OK when all is watched that should be; else the reason why something is not, with what the user
 * can do. Its changes give no events.
 */
enum coop_status watches_lacking(const struct watches *w, struct coop_error *err);

/*
 * Waits for events, for so many seconds (negative: until one comes) or until a signal, and reads those
 * that are there. Whether one of them is a reason to update.
 */
bool watches_wait(struct watches *w, double seconds);

/*
 * Whether an event of a folder that is watched whole is a reason to update. What comes or goes is; what
 * changes is if a reader knows its name, as well as a file of rules; a hidden file is not.
 */
bool watches_matters(uint32_t mask, const char *name);

#endif
