/*
 * infile.h - an input file, read from its first byte to its last, or an error.
 *
 * When the end is reached, the size and the mtime of the file are compared with those it had when it
 * was opened: a mix of two states of a file must not be indexed. That is a failure of the machine
 * (failure.h), since the next run may succeed. Of a stream, such as a pipe, nothing is compared.
 */
#ifndef COOP_INDEXER_DISK_INFILE_H
#define COOP_INDEXER_DISK_INFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* The path that stands for standard input. */
#define INFILE_STDIN "-"
bool infile_is_stdin(const char *path);

/* To be initialised with INFILE_NONE. */
struct infile {
	int fd;       /* -1: none */
	bool regular; /* has a size */
	bool eof;
	uint64_t size;         /* in bytes, when it was opened; 0 for a stream */
	struct timespec mtime; /* when it was opened */
	uint64_t begin; /* offset of the first read: standard input may be shared */
	uint64_t bytes; /* read so far */
	int failed;     /* the errno of the failure, or 0 */
};
#define INFILE_NONE ((struct infile){.fd = -1})

/*
 * Opens a file, or standard input. The statuses here and below are those of failure.h; the messages
 * do not name the path.
 */
enum coop_status infile_open(struct infile *f, const char *path, struct coop_error *err);
void infile_close(struct infile *f);

/* Reads `n` bytes; `*got` is less than that at the end of the file only, and 0 after it. */
enum coop_status infile_read(
	struct infile *f, char *to, size_t n, size_t *got, struct coop_error *err);

/*
 * Appends all that is left. COOP_E_NOMEM when memory runs out, or `out` would become longer than
 * `max` bytes.
 */
enum coop_status infile_read_all(
	struct infile *f, size_t max, struct coop_buf *out, struct coop_error *err);

/*
 * Fails when the file has changed since it was opened. For callers that read it by other means, or
 * that reject it before its end.
 */
enum coop_status infile_check(const struct infile *f, struct coop_error *err);

/* Whether a failure here is that: a later attempt may succeed. */
bool infile_has_changed(const struct coop_error *err);

/* Whether a path leads to a file of that size and mtime, in nanoseconds since 1970. */
bool infile_is_as(const char *path, uint64_t size, int64_t mtime);

#endif
