/*
 * mapping.h - a file of an index, mapped into memory for reading.
 */
#ifndef COOP_CORE_MAPPING_H
#define COOP_CORE_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"

/* Initialise with `= {0}`. */
struct coop_mapping {
	const char *at; /* NULL when nothing is mapped */
	size_t size;
	bool there; /* the file exists; it may be empty */
	unsigned
		named; /* its entry among the names of mappings, from 1; 0 when it has none */
};

/*
 * Maps the file `name` of the open folder `folder`, which messages call `path`. A missing
 * file is no error. COOP_E_CORRUPT: it is not a regular file; links are not followed.
 * COOP_E_STALE: it is on a file server, from which another machine has removed it. COOP_E_IO: it cannot
 * be opened.
 */
enum coop_status coop_mapping_open(struct coop_mapping *m, int folder, const char *path,
	const char *name, struct coop_error *err);
void coop_mapping_close(struct coop_mapping *m);

/*
 * The file that is mapped at an address, as messages call it; NULL when none is known to be. It takes
 * no lock, so that a signal handler may ask. Names are kept of COOP_MAPPING_NAMES files at a time, and
 * the ends of those that are longer than COOP_MAPPING_NAME bytes.
 */
const char *coop_mapping_at(const void *address);

enum { COOP_MAPPING_NAMES = 64, COOP_MAPPING_NAME = 256 };

#endif
