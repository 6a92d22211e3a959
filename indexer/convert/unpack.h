/*
 * unpack.h - the files in an archive on standard input, by libarchive.
 */
#ifndef COOP_INDEXER_CONVERT_UNPACK_H
#define COOP_INDEXER_CONVERT_UNPACK_H

#include <stddef.h>

#include "indexer/decode/frame.h"

enum unpack_format {
	UNPACK_ZIP, /* ZIP: documents */
	UNPACK_ALL  /* ZIP, and tar that may be compressed */
};

/* An archive, at one of its files. */
struct unpack;

/* Handles a file; any result but CONVERSION_OK ends the walk. The name is borrowed. */
typedef enum conversion_failure unpack_take(
	void *data, struct unpack *u, const char *name);

/*
 * Calls `take` for each regular file of the archive in order. CONVERSION_DAMAGED if it is no
 * archive, CONVERSION_UNREADABLE if the system fails to read it. An archive may be walked more than once.
 */
enum conversion_failure unpack_each(
	enum unpack_format format, unpack_take *take, void *data);

/*
 * Reads some bytes of the current file; `*n` is 0 at its end. CONVERSION_ENCRYPTED if it is
 * encrypted.
 */
enum conversion_failure unpack_read(struct unpack *u, char *to, size_t room, size_t *n);

#endif
