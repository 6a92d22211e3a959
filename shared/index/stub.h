/*
 * stub.h - the file of an index that names its current generation, and the names of generations.
 *
 * The file is one of the engine's kind, so that its own tools find the database. What such a
 * file may say is not for us to obey: it can name a program to run or a computer to ask. It is
 * read as text, and nothing is done with it unless it is word for word what is written here, two
 * lines of which the engine skips the first:
 *   # coopidx: checksums CCCCCCCC, this file FFFFFFFF
 *   auto gen-N
 * N is decimal, from 1, without a zero before it. C is what coop_checksums_crc() tells of the
 * generation, so that a folder in its place is noticed, or 0 when it has no checksums. F is the CRC-32
 * of "gen-N CCCCCCCC": no damage makes another generation serve. Both are eight hexadecimal digits.
 */
#ifndef COOP_INDEX_STUB_H
#define COOP_INDEX_STUB_H

#include <stdint.h>

#include "shared/core/error.h"

#define COOP_INDEX_STUB       "XAPIANDB"
#define COOP_INDEX_GENERATION "gen-"

/* Room for the name of a generation, and for what a stub says, each with the NUL. */
enum { COOP_GENERATION_NAME = 32, COOP_STUB_TEXT = 128 };

/* What a stub names. */
struct coop_stub {
	unsigned long number; /* of the generation, from 1; 0 for none */
	uint32_t checksums;
};

/* "gen-N" */
void coop_generation_name(unsigned long number, char out[COOP_GENERATION_NAME]);

/*
 * The number in "gen-N"; 0 when the name is no such, or the number so high that there would be
 * none behind it.
 */
unsigned long coop_generation_number(const char *name);

/* What the stub says that names a generation. */
void coop_stub_text(struct coop_stub stub, char out[COOP_STUB_TEXT]);

/*
 * Reads the stub of an index: `dir` is its open folder, `path` what messages call it. It must
 * be a regular file; a link is not followed, and nothing is waited for.
 * COOP_E_NOINDEX: there is none. COOP_E_CORRUPT: it is no such file, or says something else.
 * COOP_E_IO: it cannot be opened or read. `out->number` is 0 on failure.
 */
enum coop_status coop_stub_read(
	int dir, const char *path, struct coop_stub *out, struct coop_error *err);

/* Fails with COOP_E_NOINDEX: there is no index at `path`. */
enum coop_status coop_stub_missing(const char *path, struct coop_error *err);

/*
 * Opens the folder of a generation; closed by the caller. A link is not followed.
 * COOP_E_STALE: it is not there, as when two builds were done since its name was read.
 * COOP_E_CORRUPT: it is no folder. COOP_E_IO: it cannot be opened. `*fd` is -1 on failure.
 */
enum coop_status coop_generation_open(
	int dir, const char *path, unsigned long number, int *fd, struct coop_error *err);

#endif
