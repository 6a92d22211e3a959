/*
 * stub.h - the file of an index that names its current generation, and the names of
 * generations.
 *
 * The stub has the engine's format, so that the engine's own tools find the database. In
 * general such a file can name a program to run or a host to connect to, and an index may
 * come from anyone. Therefore it is read as text, and obeyed only if it is exactly what
 * coopidx writes, two lines of which the engine skips the first:
 *   # coopidx: checksums CCCCCCCC, manifest MMMMMMMM, this file FFFFFFFF
 *   auto gen-N
 * N is decimal, from 1, without leading zeros. C is coop_checksums_crc() of the generation, so
 * that another folder in its place is noticed; 0 if it has no checksums. M is the checksum of its
 * manifest (manifest.h); 0 if it has none. F is the CRC-32 of "gen-N CCCCCCCC MMMMMMMM": no damage
 * makes another generation current. All are eight hexadecimal digits.
 */
#ifndef COOP_INDEX_STUB_H
#define COOP_INDEX_STUB_H

#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

#define COOP_INDEX_STUB       "XAPIANDB"
#define COOP_INDEX_GENERATION "gen-"

/* Room for the name of a generation and for the text of a stub, each with its NUL. */
enum { COOP_GENERATION_NAME = 32, COOP_STUB_TEXT = 128 };

/* What a stub says. */
struct coop_stub {
	unsigned long number; /* of the generation, from 1; 0 for none */
	uint32_t checksums, manifest;
};

/* "gen-N" */
void coop_generation_name(unsigned long number, char out[COOP_GENERATION_NAME]);

/*
 * The number in "gen-N"; 0 when the name is not of that form, or the number so high that
 * it has no successor.
 */
unsigned long coop_generation_number(const char *name);

/* The text of a stub. */
void coop_stub_text(struct coop_stub stub, char out[COOP_STUB_TEXT]);

/*
 * Reads the stub of an index. `dir` is its open folder, which messages call `path`. The
 * stub must be a regular file: links are not followed, and reading never blocks.
 * COOP_E_NOINDEX: there is none. COOP_E_CORRUPT: it is no regular file, or has another
 * text. COOP_E_IO: it cannot be opened or read. `out->number` is 0 on failure.
 */
enum coop_status coop_stub_read(
	int dir, const char *path, struct coop_stub *out, struct coop_error *err);

/* Fails with COOP_E_NOINDEX: there is no index at `path`. */
enum coop_status coop_stub_missing(const char *path, struct coop_error *err);

/*
 * Opens the folder of a generation, which the caller closes; links are not followed.
 * COOP_E_STALE: it is missing, as when two builds ended since its name was read.
 * COOP_E_CORRUPT: it is no folder. COOP_E_IO: it cannot be opened. `*fd` is -1 on
 * failure.
 */
enum coop_status coop_generation_open(
	int dir, const char *path, unsigned long number, int *fd, struct coop_error *err);
/* The same, after putting into `name`, which is emptied, what messages call it: path/gen-N. */
enum coop_status coop_generation_open_named(int dir, const char *path,
	unsigned long number, int *fd, struct coop_buf *name, struct coop_error *err);

#endif
