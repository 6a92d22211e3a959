/*
 * watched.h - the files that tell that indexes which are open are to be opened anew: the stubs of all
 * (shared/index/stub.h), and the file of shards. Looking at them takes a call of the system each.
 */
#ifndef COOP_QUERY_SERVE_WATCHED_H
#define COOP_QUERY_SERVE_WATCHED_H

#include <stdbool.h>
#include <stddef.h>

#include "query/search/session.h"
#include "shared/core/error.h"

struct watched_file;

/* `{0}` is empty. */
struct watched {
	struct watched_file *at;
	size_t count;
	bool failed;
};

/*
 * Lists the files of a session that is open. Those that have changed since it was opened are seen as changed.
 * The folder of a shard that has not answered is not looked at, since that might take forever. To be released
 * even after a failure.
 */
enum coop_status watched_list(
	struct watched *w, const struct session *s, struct coop_error *err);
void watched_release(struct watched *w);

/* Whether a file is another one than was seen. */
bool watched_changed(const struct watched *w);
/* Sees all files as they are now, and as if none had been seen. */
void watched_look(struct watched *w);
void watched_forget(struct watched *w);

#endif
