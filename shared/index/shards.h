/*
 * shards.h - the file that says where the shards of an index are.
 *
 * An index that has outgrown a machine, or its memory, is several: its shards, ordinary indexes of the
 * records that `coopidx --shards` dealt to each. A user writes where they are to a file NAME.shards, or has
 * coopidx write it, and gives its name for that of an index. It is never looked for in an index, since it
 * makes us connect to other machines.
 *
 * The file is text in UTF-8, a shard a line; empty lines and what follows a `#` are passed over:
 *
 *   path DIR          an index folder, relative to the folder of the file
 *   ssh HOST DIR      the index folder DIR on HOST, read there by the engine's xapian-progsrv
 *   tcp HOST:PORT     an index that the engine's xapian-tcpsrv hands out
 *
 * and behind that, in any order:
 *
 *   timeout=SECONDS   how long to wait for it, .1 to 3600 (2)
 *   replica=PLACE     where the same shard is as well: another DIR, HOST or HOST:PORT; several times
 *
 * Words that hold blanks stand in double quotes.
 */
#ifndef COOP_INDEX_SHARDS_H
#define COOP_INDEX_SHARDS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"
#include "shared/index/remote.h"

#define COOP_SHARDS_SUFFIX ".shards"

enum {
	COOP_SHARD_PLACES = 8,          /* of a shard, at most */
	COOP_SHARDS_FILE_MAX = 1 << 16, /* bytes */
	COOP_SHARD_TIMEOUT = 2000       /* milliseconds, where the file says nothing */
};

enum coop_shard_kind { COOP_SHARD_PATH, COOP_SHARD_SSH, COOP_SHARD_TCP };

struct coop_shard {
	enum coop_shard_kind kind;
	size_t line;      /* of the file, from 1 */
	size_t column;    /* of its first place there, from 1 */
	const char *name; /* for messages: its line without what is behind the place */
	unsigned timeout; /* milliseconds */
	/* the first, then its replicas; on this machine the host is NULL */
	struct coop_remote_place places[COOP_SHARD_PLACES];
	size_t nplaces;
};

/* `{0}` is empty. */
struct coop_shards {
	const char *file; /* its path */
	struct coop_shard *at;
	size_t count; /* 1 to COOP_COLLECTION_MAX */
	char **texts; /* what the members above borrow */
	size_t ntexts;
};

/* Whether a path is that of such a file, by its name. */
bool coop_shards_is_file(const char *path);

/*
 * Reads a file. COOP_E_INPUT: it is not as above, with file:line:column. COOP_E_NOINDEX: there is none.
 * COOP_E_IO: it cannot be read. To be released even after a failure.
 */
enum coop_status coop_shards_read(
	const char *file, struct coop_shards *out, struct coop_error *err);
void coop_shards_release(struct coop_shards *s);

/* Copies it; the copy is to be released even after a failure. */
enum coop_status coop_shards_copy(
	const struct coop_shards *from, struct coop_shards *out, struct coop_error *err);

/* Whether it names other machines. */
bool coop_shards_are_remote(const struct coop_shards *s);

#endif
