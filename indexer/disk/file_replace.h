/*
 * file_replace.h - writes a file that takes the place of another in one step.
 */
#ifndef COOP_INDEXER_DISK_FILE_REPLACE_H
#define COOP_INDEXER_DISK_FILE_REPLACE_H

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* The file is the old one or the new one, whose bytes are safe on the disk. COOP_E_IO: it stays as it was. */
enum coop_status file_replace(
	const char *path, const struct coop_buf *text, struct coop_error *err);

#endif
