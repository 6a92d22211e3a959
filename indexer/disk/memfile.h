/*
 * memfile.h - a file without a name for bytes that are read again at once: a file of an
 * archive, or what comes from standard input.
 *
 * It lies in memory while it is small, then on the disk, in TMPDIR or /tmp. Whatever happens,
 * nothing is left behind.
 */
#ifndef COOP_INDEXER_DISK_MEMFILE_H
#define COOP_INDEXER_DISK_MEMFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

/* Bytes; a larger one goes to the disk. */
#define MEMFILE_IN_MEMORY (16 << 20)

/* To be initialised with MEMFILE_NONE. */
struct memfile {
	int fd; /* -1: none */
	bool on_disk;
	uint64_t size;
	char path[32]; /* leads to it, for this process and while it is open */
};
#define MEMFILE_NONE ((struct memfile){.fd = -1})

/* Failures here are COOP_E_IO: they are not the fault of what was to be put there. */
enum coop_status memfile_open(struct memfile *f, struct coop_error *err);
enum coop_status memfile_add(
	struct memfile *f, const void *data, size_t len, struct coop_error *err);
void memfile_close(struct memfile *f);

#endif
