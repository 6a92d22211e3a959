/*
 * unpack.h - the files in an archive that is standard input.
 */
#ifndef COOP_INDEXER_CONVERT_UNPACK_H
#define COOP_INDEXER_CONVERT_UNPACK_H

#include <stddef.h>

#include "indexer/decode/frame.h"

enum unpack_format {
	UNPACK_ZIP, /* documents are ZIPs */
	UNPACK_ALL  /* and tars, which may be compressed */
};

/* An archive at one of its files. */
struct unpack;

/* What is done with a file; anything but PROBLEM_NONE ends the walk. The name is borrowed. */
typedef enum problem unpack_take(void *data, struct unpack *u, const char *name);

/*
 * Walks through the files of the archive in their order; folders and links are left out. What
 * is no archive is PROBLEM_DAMAGED; where the system fails to read it, PROBLEM_UNREADABLE.
 */
enum problem unpack_each(enum unpack_format format, unpack_take *take, void *data);

/* Reads some bytes of the file; `*n` is 0 at its end. PROBLEM_ENCRYPTED where it is. */
enum problem unpack_read(struct unpack *u, char *to, size_t room, size_t *n);

#endif
