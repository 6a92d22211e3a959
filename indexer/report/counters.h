/*
 * counters.h - the numbers of a whole run of coopidx, for its summary and its exit code.
 */
#ifndef COOP_INDEXER_REPORT_COUNTERS_H
#define COOP_INDEXER_REPORT_COUNTERS_H

#include <stddef.h>

#include "shared/core/buf.h"

/* The kinds of repairs that are counted. */
enum repair_kind {
	REPAIR_BYTES,    /* bytes that are not of the file's character set */
	REPAIR_LINES,    /* lines in another character set than the file */
	REPAIR_MOJIBAKE, /* characters garbled by an earlier conversion (mojibake.h) */
	REPAIR_LOST,     /* characters that are U+FFFD in the file already */
	REPAIR_REPLACED, /* places that could not be converted: U+FFFD now */
	REPAIR_NULS,     /* lines with NUL bytes */
	REPAIR_ENTITIES, /* cells with character references of HTML */
	REPAIR_TAGS,     /* cells with tags */
	REPAIR_FORMULAS, /* cells such as ="text" */
	REPAIR_QUOTED,   /* lines that were put in quotes as a whole */
	REPAIR_QUOTES,   /* rows with quotes that belong to the text */
	REPAIR_ROWS,     /* rows wider or narrower than the table, or of no record */
	REPAIR_KINDS
};

/* Begin with `= {0}`. */
struct counters {
	size_t files, records, words;
	size_t bytes;    /* read of the files */
	size_t rejected; /* files and records left out because of a problem */
	size_t repaired; /* problems after which the record was kept */
	size_t skipped;  /* files that coopidx does not read, such as images */
	size_t known; /* of the rejected and repaired: of files that were not read again */
	/* Of the current file: */
	size_t in_file;               /* problems, rejected or repaired */
	size_t repairs[REPAIR_KINDS]; /* how many of each kind */
};

/* Sets what is counted of the current file to 0. */
void counters_begin_file(struct counters *c);

/* Adds what is counted of another run. */
void counters_add(struct counters *c, const struct counters *of);

/*
 * Appends what was repaired in the current file, in the user's language and by kind, such as
 * " stray bytes: 3; rows: 2"; nothing where nothing was.
 */
void counters_print_repairs(const struct counters *c, struct coop_buf *out);

#endif
