/*
 * origin.h - where the records of a generation come from, and how many there are.
 *
 * It is a file in the folder of the generation, so that it can be read without opening the
 * database, which may be damaged when it is replaced. It is written last: a generation without it
 * is incomplete.
 *
 * A source is what the user named. A file or folder is its absolute path without symbolic links,
 * so that it is the same however it is named; standard input is "-" and its name; a list of paths
 * is "@" and the folder that holds them all, or the one path in it.
 */
#ifndef COOP_INDEXER_GENERATIONS_ORIGIN_H
#define COOP_INDEXER_GENERATIONS_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/select/selection.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/layout.h"

/* What the file COOP_INDEX_ORIGIN (layout.h) of a generation says. */
struct origin {
	bool known; /* else nothing else is set */
	uint64_t records;
	int64_t made;            /* seconds since 1970 */
	struct coop_buf sources; /* each with a NUL */
};

/* Begins with the sources of a selection, each once. To be released even after a failure. */
enum coop_status origin_of(const struct selection *selection, const char *stdin_name,
	struct origin *out, struct coop_error *err);
void origin_release(struct origin *o);

/* Makes `out`, which is empty, of the sources of another that are not among some paths. */
enum coop_status origin_without(const struct origin *o, char *const *paths, size_t count,
	struct origin *out, struct coop_error *err);

/* Adds the sources of another that have none of their own, for an index that keeps these. */
enum coop_status origin_add(
	struct origin *o, const struct origin *other, struct coop_error *err);

/* Writes it into the folder of a generation; fsync() of the folder is up to the caller. */
enum coop_status origin_write(
	int dir, const char *path, const struct origin *o, struct coop_error *err);

/*
 * Reads it from the folder `dir` of a generation, which messages call `path`; not known where there
 * is none. It must have the checksum that the manifest beside it has of it, unless the generation has
 * no manifest. COOP_E_CORRUPT: one of the two is not as it was written. COOP_E_IO: one cannot be read.
 */
enum coop_status origin_read(
	int dir, const char *path, struct origin *out, struct coop_error *err);

/*
 * Whether `now` covers every source of `before`: it has the same source, or a folder that contains
 * it.
 */
enum coop_status origin_covers(const struct origin *now, const struct origin *before,
	bool *covers, struct coop_error *err);

/* The source after `s`, or the first for NULL; NULL at the end. Borrowed. */
const char *origin_next(const struct origin *o, const char *s);

/* Appends the sources in the user's language: the first ones, and how many more. */
void origin_print(const struct origin *o, struct coop_buf *out);

#endif
