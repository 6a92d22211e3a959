/*
 * tempfile.h - a file without a name, for what a build puts aside.
 *
 * It lies on the file system of the index, takes bytes at its end and gives them back from
 * anywhere. Whatever happens, nothing is left behind.
 */
#ifndef COOP_INDEXER_DISK_TEMPFILE_H
#define COOP_INDEXER_DISK_TEMPFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/*
 * Where the file system knows no file without a name, it has one for a moment. Whether a name is
 * one of those.
 */
bool tempfile_is_one(const char *name);

/*
 * Opens a file without a name in `dir`, or one that is removed at once; -1 and errno when that
 * cannot be.
 */
int tempfile_unnamed(const char *dir);

/* Where temporary files go when there is no index to put them beside: TMPDIR, or /tmp. */
const char *tempfile_dir(void);

struct tempfile;

enum coop_status tempfile_new(
	const char *dir, struct tempfile **out, struct coop_error *err);
void tempfile_free(struct tempfile *f); /* NULL is fine */

/* Appends bytes, which may wait in memory until tempfile_flush(). */
enum coop_status tempfile_add(
	struct tempfile *f, const void *data, size_t len, struct coop_error *err);
enum coop_status tempfile_flush(struct tempfile *f, struct coop_error *err);

/* Bytes added so far. */
uint64_t tempfile_size(const struct tempfile *f);

/* Replaces the contents of `out` by `len` bytes from `off` on; they must be flushed. */
enum coop_status tempfile_read(struct tempfile *f, uint64_t off, size_t len,
	struct coop_buf *out, struct coop_error *err);

/*
 * Flushes, and shows the whole file in memory until it is freed; nothing can be added any
 * more. tempfile_unload() lets the memory go that was read so far: it comes back when read.
 */
enum coop_status tempfile_map(
	struct tempfile *f, const char **data, struct coop_error *err);
void tempfile_unload(struct tempfile *f);

/*
 * Of a file that is mapped: has the system read no more of it than it must, but for what is asked
 * for. By itself it reads ahead, megabytes perhaps, wherever a file is touched: where a hundred
 * files are read by turns, these push each other out of the memory.
 */
void tempfile_by_turns(struct tempfile *f);
/* Asks for bytes, which may be read meanwhile. */
void tempfile_ask(struct tempfile *f, uint64_t off, uint64_t len);

#endif
