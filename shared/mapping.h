/*
 * mapping.h - a file of an index, mapped into memory for reading.
 */
#ifndef COOP_MAPPING_H
#define COOP_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/error.h"

/* Begin with `= {0}`. */
struct coop_mapping {
	const char *at; /* NULL when nothing is mapped */
	size_t size;
};

/* Maps a file of a folder; nothing when there is none that can be read, or it is empty. */
enum coop_status coop_mapping_open(struct coop_mapping *m, const char *dir,
	const char *name, struct coop_error *err);
void coop_mapping_close(struct coop_mapping *m);

#endif
