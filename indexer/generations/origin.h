/*
 * origin.h - where the records of a generation come from.
 *
 * A generation has it in a file of its own, beside the tables of the engine: it tells what an
 * index held without the engine, which need not be asked about an index that is replaced, and
 * may be damaged. The file is written when the generation is complete: one without it is not.
 *
 * A source is what was named: a file or folder is its absolute path without symbolic links,
 * so that it is the same however it is named; standard input is "-" and what it is called; a
 * list of paths is "@" and the folder in which all of them lie, or the only one.
 */
#ifndef COOP_INDEXER_GENERATIONS_ORIGIN_H
#define COOP_INDEXER_GENERATIONS_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/select/selection.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* The name of the file. */
#define ORIGIN_FILE "origin"

struct origin {
	bool known; /* if not, nothing else is set */
	uint64_t records;
	int64_t made;            /* seconds since 1970 */
	struct coop_buf sources; /* a NUL behind each */
};

/* Begins with the sources of a selection, each once. To be released even after a failure. */
enum coop_status origin_of(const struct selection *selection, const char *stdin_name,
	struct origin *out, struct coop_error *err);
void origin_release(struct origin *o);

/* Writes it into the folder of a generation, safe on the disk but for the folder. */
enum coop_status origin_write(
	int dir, const char *path, const struct origin *o, struct coop_error *err);

/*
 * Reads it from the folder `dir` of a generation, which messages call `path`; not known where there
 * is none. COOP_E_CORRUPT: it makes no sense. COOP_E_IO: it cannot be read.
 */
enum coop_status origin_read(
	int dir, const char *path, struct origin *out, struct coop_error *err);

/*
 * Whether every source of `before` is still read by `now`: one of its sources, or in a folder
 * that is one.
 */
enum coop_status origin_covers(const struct origin *now, const struct origin *before,
	bool *covers, struct coop_error *err);

/* Appends the sources for a reader: the first ones, and how many more. */
void origin_print(const struct origin *o, struct coop_buf *out);

#endif
