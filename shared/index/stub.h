/*
 * stub.h - the file of an index that names its current generation, and the names of generations.
 *
 * The file is one of the engine's kind, so that its own tools find the database. What such a
 * file may say is not for us to obey: it can name a program to run or a computer to ask. It is
 * read as text, and nothing is done with it unless it is word for word what is written here,
 *   auto gen-N
 * and a line feed; N is decimal, from 1, without a zero before it.
 */
#ifndef COOP_INDEX_STUB_H
#define COOP_INDEX_STUB_H

#include "shared/core/error.h"

#define COOP_INDEX_STUB       "XAPIANDB"
#define COOP_INDEX_GENERATION "gen-"

/* Room for the name of a generation, and for what a stub says, each with the NUL. */
enum { COOP_GENERATION_NAME = 32, COOP_STUB_TEXT = 48 };

/* "gen-N" */
void coop_generation_name(unsigned long number, char out[COOP_GENERATION_NAME]);

/*
 * The number in "gen-N"; 0 when the name is no such, or the number so high that there would be
 * none behind it.
 */
unsigned long coop_generation_number(const char *name);

/* What the stub says that names a generation. */
void coop_stub_text(unsigned long number, char out[COOP_STUB_TEXT]);

/*
 * Reads the stub of an index: `dir` is its open folder, `path` what messages call it. It must
 * be a regular file; a link is not followed, and nothing is waited for.
 * COOP_E_NOINDEX: there is none. COOP_E_CORRUPT: it is no such file, or says something else.
 * COOP_E_IO: it cannot be opened or read. `*number` is 0 on failure.
 */
enum coop_status coop_stub_read(
	int dir, const char *path, unsigned long *number, struct coop_error *err);

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
