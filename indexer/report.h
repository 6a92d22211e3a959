/*
 * report.h - what a run met: counters, and the problems shown as they come.
 *
 * A problem never stops the run: something was repaired or left out, the rest is indexed,
 * and the exit code tells. The first problems of each file are shown, all are counted.
 */
#ifndef COOP_INDEXER_REPORT_H
#define COOP_INDEXER_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/progress.h"
#include "shared/diag.h"

/* How many problems of one file are shown. */
#define REPORT_SHOWN_PER_FILE 20

struct report {
	const char *program;
	bool quiet;                /* no summary */
	bool verbose;              /* say what is skipped, and why */
	bool silent;               /* count only */
	struct progress *progress; /* NULL, or to be told how far the reading is */
	struct teller *teller;     /* NULL, or what shows it */
	size_t files, records, words;
	size_t bytes;    /* read of the files */
	size_t rejected; /* files and records left out because of a problem */
	size_t repaired; /* problems after which the record was kept */
	size_t skipped;  /* files that are none of ours, such as images */
	size_t in_file;  /* problems of the current file */
};

/* Counts bytes read of a file, and records. */
void report_bytes(struct report *r, size_t n);
void report_record(struct report *r);

/* Begins a file: its problems are counted from here on. */
void report_file(struct report *r);
/* Says how many more problems the file had than were shown. */
void report_file_end(struct report *r, const char *path);

/* Something was left out: a record, or a whole file when `line` is 0. */
void report_rejected(
	struct report *r, const struct coop_place *place, const struct coop_error *why);
/* Something was mended and kept. */
void report_repaired(
	struct report *r, const struct coop_place *place, const struct coop_error *why);
/* A file was passed over as none of ours; shown when verbose. */
void report_skipped(struct report *r, const char *path, const char *why);

/* Whether anything was rejected or repaired: exit code 3. */
bool report_has_problems(const struct report *r);

#endif
