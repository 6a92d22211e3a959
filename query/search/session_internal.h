/*
 * session_internal.h - what the files of a session share: session.c (opening), session_ask.c,
 * session_results.c (reading what was found) and session_shards.c.
 *
 * A session that is opened by the name of a file of shards (shards.h) asks those that are there. Where the
 * user wants all of them, one that is missing is a failure; else it is done without.
 */
#ifndef COOP_QUERY_SEARCH_SESSION_INTERNAL_H
#define COOP_QUERY_SEARCH_SESSION_INTERNAL_H

#include "query/search/session.h"

/* Whether a name is that of a file of shards; `path` gets where it is. */
enum coop_status session_names_shards(
	const char *name, struct coop_buf *path, bool *shards, struct coop_error *err);

/* Reads the file of shards whose name the user gave. The name is borrowed. */
enum coop_status session_read_shards(
	struct session *s, const char *name, const char *path, struct coop_error *err);

/*
 * Opens the shards as a collection: those that are lost are looked for at their next place, and not again
 * once that has failed. Sets the indexes of the session, one for each shard that is there.
 */
enum coop_status session_open_shards(
	struct session *s, struct coop_collection **out, struct coop_error *err);

/* Whether shards are missing, and may be back by now. */
bool session_looks_again(const struct session *s);

/* Forgets which shards were lost and missing, but for those that the session before it has lost. */
void session_expect_all_shards(struct session *s);

void session_release_shards(struct session *s);

/* Fetches result i and those after it together, at every 25th, since results are mostly read in their order. */
enum coop_status session_fetch(struct session *s, size_t i, struct coop_error *err);

/* Forgets the last query, and what was read ahead of its results. */
void session_drop_query(struct session *s);

#endif
