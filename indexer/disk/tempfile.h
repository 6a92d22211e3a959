/*
 * tempfile.h - a file without a name, for temporary data of a process.
 *
 * Bytes are appended, or written anywhere, and read back from anywhere; records are read back in order. Whatever
 * happens, even kill -9, nothing is left behind. Failures are COOP_E_IO or COOP_E_NOMEM: they are
 * never the fault of what was to be kept.
 */
#ifndef COOP_INDEXER_DISK_TEMPFILE_H
#define COOP_INDEXER_DISK_TEMPFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* The folder for temporary files that belong to no index: TMPDIR, or /tmp. */
const char *tempfile_dir(void);

/*
 * Where the file system has no files without a name, a temporary file has one for a moment, until
 * it is unlinked. Whether a name is such a one.
 */
bool tempfile_is_one(const char *name);

struct tempfile;

/* Makes a file on the file system of the folder `dir`, which exists. */
enum coop_status tempfile_new(
	const char *dir, struct tempfile **out, struct coop_error *err);

/*
 * Makes a file that others read by its path, such as a file of an archive. It lies in memory while
 * it is smaller than TEMPFILE_IN_MEMORY bytes, then in tempfile_dir(). What is added to it is
 * written at once.
 */
#define TEMPFILE_IN_MEMORY (16 << 20)
enum coop_status tempfile_new_in_memory(struct tempfile **out, struct coop_error *err);
/* Leads to it, for this process and while the file grows no more; borrowed. */
const char *tempfile_path(const struct tempfile *f);

void tempfile_free(struct tempfile *f); /* NULL is fine */

/* ---- bytes ---- */

/* Appends bytes, which may wait in memory until tempfile_flush(). */
enum coop_status tempfile_add(
	struct tempfile *f, const void *data, size_t len, struct coop_error *err);
enum coop_status tempfile_flush(struct tempfile *f, struct coop_error *err);

/* Removes all bytes, to begin anew; the file is not mapped. */
enum coop_status tempfile_clear(struct tempfile *f, struct coop_error *err);

/*
 * Writes bytes at once from `off` on, which may be anywhere. For files to which nothing is added: they have
 * no size but what is written.
 */
enum coop_status tempfile_write_at(struct tempfile *f, uint64_t off, const void *data,
	size_t len, struct coop_error *err);

/* Bytes added so far. */
uint64_t tempfile_size(const struct tempfile *f);

/* Replaces the contents of `out` by `len` bytes from `off` on; they must be flushed. */
enum coop_status tempfile_read(struct tempfile *f, uint64_t off, size_t len,
	struct coop_buf *out, struct coop_error *err);

/* ---- records, each with its length before it ---- */

enum coop_status tempfile_put(
	struct tempfile *f, const char *data, size_t len, struct coop_error *err);

/*
 * Replaces `out` by the record at `*at`, and moves `*at`, 0 at first, past it; all must be
 * flushed. `*more` is false when there is none.
 */
enum coop_status tempfile_next(struct tempfile *f, uint64_t *at, struct coop_buf *out,
	bool *more, struct coop_error *err);

/* ---- mapped into memory; not for tempfile_new_in_memory() ---- */

/*
 * Flushes, and maps the whole file until it is freed; nothing can be added after that.
 * tempfile_unload() lets the memory go that was read so far: it comes back when read.
 */
enum coop_status tempfile_map(
	struct tempfile *f, const char **data, struct coop_error *err);
void tempfile_unload(struct tempfile *f);

/*
 * Disables read-ahead on the mapping: many files read alternately would evict each other's pages.
 */
void tempfile_random_access(struct tempfile *f);
/* Asks the system to read `len` bytes from `off` on in the background. */
void tempfile_prefetch(struct tempfile *f, uint64_t off, uint64_t len);

#endif
