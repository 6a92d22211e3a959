/*
 * body.h - the body of a response while it is written: in memory as long as it is short, else in a temporary
 * file that has no name, which is gone with the process.
 */
#ifndef COOP_QUERY_HTTP_BODY_H
#define COOP_QUERY_HTTP_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/core/buf.h"

enum { BODY_IN_MEMORY = 1 << 20 };

struct body {
	FILE *out; /* where it is written */
	struct coop_buf memory;
	int fd;       /* of the file; -1 while it is in memory */
	uint64_t len; /* bytes written, once it is finished */
};

/* False when memory runs out; then there is nothing to release. */
bool body_open(struct body *b);
/* Ends writing. False when anything was not written: to a full disk, for want of memory. */
bool body_finish(struct body *b);
/* Releases it in any state; the file too, unless the caller took it and set `fd` to -1. */
void body_release(struct body *b);

#endif
