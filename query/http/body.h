/*
 * body.h - the body of a response while it is written: in memory as long as it is short, else in a temporary
 * file that has no name, which is gone with the process.
 *
 * Clients may take long to take what is in files. While those of others have as many bytes as may be, no other
 * file is begun, so that nobody fills the disk with what is asked for and never taken; a file that is begun may
 * be of any length.
 */
#ifndef COOP_QUERY_HTTP_BODY_H
#define COOP_QUERY_HTTP_BODY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/core/buf.h"

enum { BODY_IN_MEMORY = 1 << 20 };

/* The bytes of all files of a server, and from how many on there is no room for another file. */
struct body_files {
	atomic_uint_fast64_t bytes;
	uint64_t max;
};

struct body {
	FILE *out; /* where it is written */
	struct body_files *files;
	struct coop_buf memory;
	int fd;         /* of the file; -1 while it is in memory */
	uint64_t len;   /* bytes written, once it is finished */
	uint64_t filed; /* of them, those that count as bytes of the file */
	bool crowded;   /* it failed, for want of room beside the files of others */
};

/* False when memory runs out; then there is nothing to release. */
bool body_open(struct body *b, struct body_files *files);
/* Ends writing. False when anything was not written: to a full disk, for want of memory. */
bool body_finish(struct body *b);
/*
 * Releases it in any state; the file too, unless the caller took it and set `fd` to -1: then its bytes are to be
 * given back when it is closed.
 */
void body_release(struct body *b);
void body_give_back(struct body_files *files, uint64_t bytes);

#endif
