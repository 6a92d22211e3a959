/*
 * spool.h - records kept aside between the two passes of a build.
 *
 * What a word is worth in a document depends on the average length of all of them, and
 * which words are acronyms on how all of them are written: the input is read once, put
 * here, and indexed from here. The file has no name, so that nothing is left behind
 * whatever happens.
 */
#ifndef COOP_INDEXER_DISK_SPOOL_H
#define COOP_INDEXER_DISK_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

struct spool;

/* Starts an empty spool on the file system of `dir`, which exists. */
enum coop_status spool_new(const char *dir, struct spool **out, struct coop_error *err);
void spool_free(struct spool *s); /* NULL is fine */

enum coop_status spool_put(
	struct spool *s, const char *data, size_t len, struct coop_error *err);

/* Ends the writing; spool_next() then begins with the first piece. */
enum coop_status spool_rewind(struct spool *s, struct coop_error *err);

/* Replaces `out` by the next piece; `*more` is false when there is none. */
enum coop_status spool_next(
	struct spool *s, struct coop_buf *out, bool *more, struct coop_error *err);

#endif
