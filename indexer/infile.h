/*
 * infile.h - a file that is read from its first byte to its last, or else is told.
 *
 * Size and time of change (mtime, in nanoseconds) are taken when the file is opened and compared
 * at its end: a file that was cut, continued or written over in between was not read as it ever
 * was. Its failure is one of the machine (failure.h), since the next try may succeed. A stream,
 * such as a pipe, has no size, and nothing is compared.
 */
#ifndef COOP_INDEXER_INFILE_H
#define COOP_INDEXER_INFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "shared/error.h"

/* The path that stands for standard input. */
#define INFILE_STDIN "-"

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
 * Reads `n` bytes; `*got` is less at the end only, where it is also looked at whether the file
 * is as it was.
 */
enum coop_status infile_read(
	struct infile *f, char *to, size_t n, size_t *got, struct coop_error *err);

/*
 * Fails when the file is not as it was when it was opened. For those that read it by other
 * means, or that find in its middle that it is nothing for them.
 */
enum coop_status infile_check(const struct infile *f, struct coop_error *err);

#endif
