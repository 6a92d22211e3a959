/*
 * dump_lines.h - the lines of a file, as JSON objects.
 */
#ifndef COOP_INDEXER_INSPECT_DUMP_LINES_H
#define COOP_INDEXER_INSPECT_DUMP_LINES_H

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "indexer/disk/infile.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Begin with `= {.file = INFILE_NONE}`, and open the file. */
struct dump_lines {
	struct infile file;
	struct coop_buf text; /* read, and not yet taken from `at` on */
	size_t at;
	size_t number;     /* of the line that was read last, from 1 */
	uint32_t crc;      /* CRC-32 of all lines before that one */
	uint32_t line_crc; /* the same with that one */
};

/*
 * Reads the next line; `*out` is a new reference, NULL at the end of the file. COOP_E_INPUT: it is no
 * object of JSON in UTF-8, or has no end, which is how a truncated file ends.
 */
enum coop_status dump_lines_next(
	struct dump_lines *l, json_t **out, struct coop_error *err);
void dump_lines_close(struct dump_lines *l);

#endif
