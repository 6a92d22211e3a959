/*
 * place.h - the files that outlast a run of coopq: their names, reading and replacing them.
 *
 * Saved searches are configuration, a file NAME.json each in $XDG_CONFIG_HOME/coop/searches/; what
 * --news has seen is state, in $XDG_STATE_HOME/coop/news/. Their contents are not trusted: anybody may
 * have edited or copied them there.
 */
#ifndef COOP_QUERY_LASTING_PLACE_H
#define COOP_QUERY_LASTING_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

enum place { PLACE_SEARCHES, PLACE_NEWS };

/* The longest name, in bytes of NFC. */
enum { PLACE_NAME_MAX = 100 };

/*
 * Appends a name in NFC, without an '@' before it. COOP_E_ARG unless it consists of letters, digits,
 * '-', '_' and '.', begins with a letter or a digit, and is not too long.
 */
enum coop_status place_check_name(
	const char *name, struct coop_buf *out, struct coop_error *err);

/* Appends the folder of a place, with a '/' at its end. COOP_E_ARG: HOME is not set. */
enum coop_status place_folder(
	enum place place, struct coop_buf *path, struct coop_error *err);
/* Appends the path of a file of a place, by a name that was checked. */
enum coop_status place_path(enum place place, const char *name, struct coop_buf *path,
	struct coop_error *err);

/*
 * Reads a file of at most `max` bytes in full; "-" is standard input. `*there` is false, and nothing
 * appended, when there is none. COOP_E_INPUT: it is longer, or no regular file.
 */
enum coop_status place_read(const char *path, size_t max, struct coop_buf *text,
	bool *there, struct coop_error *err);

/* Makes the folders of a path that are missing, for the user alone. */
enum coop_status place_make_folders(const char *path, struct coop_error *err);

/*
 * A file that is complete on the disk but has not yet taken its place, so that what comes between may
 * still fail. Where the file system can, it has no name until then: when the process is killed,
 * nothing of it stays. Begin with FRESH_NONE.
 */
struct fresh {
	int fd;                /* -1: none */
	struct coop_buf path;  /* what it is to be called */
	struct coop_buf named; /* what it is called meanwhile; empty: it has no name */
};
#define FRESH_NONE                                                                       \
	(struct fresh)                                                                   \
	{                                                                                \
		.fd = -1                                                                 \
	}

/* Writes it into the folder of `path`, which is made where it is missing. */
enum coop_status fresh_write(struct fresh *f, const char *path, const char *s, size_t n,
	struct coop_error *err);
/*
 * Has it take its place, in one step. Unless it may replace a file, `*taken` is set and nothing done
 * when there is one of that name, however many processes try at a time.
 */
enum coop_status fresh_commit(
	struct fresh *f, bool replace, bool *taken, struct coop_error *err);
/* Forgets it; one that has not taken its place is gone. FRESH_NONE is fine. */
void fresh_release(struct fresh *f);

#endif
