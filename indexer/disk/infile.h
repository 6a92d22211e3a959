/*
 * infile.h - reading a file from its first byte to its last, or failing.
 *
 * The size and the time of change (mtime, in nanoseconds) that a file has at its end are compared
 * with those that it had when it was opened: a mix of two states of a file is neither. The
 * failure is one of the machine (failure.h), since the next run may succeed. A stream, such as a
 * pipe, has no size, and nothing is compared.
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
	struct timespec mtime; /* then */
	uint64_t begin;        /* where in the file reading begins: standard input may
				  have been read by others */
	uint64_t bytes;        /* read so far */
	int failed;            /* the errno of what failed, or 0 */
};
#define INFILE_NONE ((struct infile){.fd = -1})

/*
 * Opens a file, or standard input. Failures here and below are those of failure.h, their
 * message without the path.
 */
enum coop_status infile_open(struct infile *f, const char *path, struct coop_error *err);
void infile_close(struct infile *f);

/*
 * Reads `n` bytes; `*got` is less at the end only, and there the file is compared with what it
 * was. Behind the end it gives nothing.
 */
enum coop_status infile_read(
	struct infile *f, char *to, size_t n, size_t *got, struct coop_error *err);

/*
 * Appends all that is left. COOP_E_NOMEM when memory runs out, or `out` would become longer than
 * `max` bytes.
 */
enum coop_status infile_read_all(
	struct infile *f, size_t max, struct coop_buf *out, struct coop_error *err);

/*
 * Fails when the file is not as it was when it was opened. For those that read it by other
 * means, or that find in its middle that it is nothing for them.
 */
enum coop_status infile_check(const struct infile *f, struct coop_error *err);

#endif
