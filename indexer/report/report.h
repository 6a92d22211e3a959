/*
 * report.h - what a run met: counters, and the problems shown as they come.
 *
 * A problem never stops the run: something was repaired or left out, the rest is indexed,
 * and the exit code tells. The first problems of each file are shown, all are counted. A failure
 * of the machine is none, and ends the run, unless the user wants it to go on.
 */
#ifndef COOP_INDEXER_REPORT_REPORT_H
#define COOP_INDEXER_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/report/progress.h"
#include "indexer/report/rejects.h"
#include "indexer/report/stop.h"
#include "shared/core/diag.h"
#include "shared/index/fields.h"

/* How many problems of one file are shown. */
#define REPORT_SHOWN_PER_FILE 20

/*
 * What wants to know all that is found in the files, as it is found: problems then go there,
 * and are not shown. Users put this first in a structure of their own.
 */
struct report_watch {
	const struct report_watch_ops *ops;
};

struct report_watch_ops {
	/* A file begins; what follows is of it, until it ends. */
	void (*begin)(struct report_watch *w, const char *path);
	/* What the file is, in the user's language. */
	void (*fact)(struct report_watch *w, const char *what, const char *text);
	/* A column of it, in their order, and the field that it fills, if it is not ignored. */
	void (*column)(struct report_watch *w, const char *name, size_t len,
		enum coop_field field, bool ignored);
	void (*problem)(struct report_watch *w, bool left_out,
		const struct coop_place *place, const struct coop_error *why);
	void (*end)(struct report_watch *w);
};

/* What can be mended in a file, as far as it is counted by kind. */
enum mend {
	MEND_BYTES,    /* bytes that are not of the file's character set */
	MEND_LINES,    /* lines in another character set than the file */
	MEND_MOJIBAKE, /* UTF-8 that was read as something else once before */
	MEND_REPLACED, /* what could not be converted */
	MEND_NULS,     /* NUL bytes */
	MEND_ROWS,     /* rows that were wider or narrower than the table */
	MEND_COUNT
};

struct report {
	const char *program;
	bool quiet;                 /* no summary */
	bool verbose;               /* say what is skipped, and why */
	bool silent;                /* count only */
	bool keep_going;            /* failures of the machine are problems like others */
	const stop_flag *stop;      /* readers are to look at it */
	struct progress *progress;  /* NULL, or to be told how far the reading is */
	struct teller *teller;      /* NULL, or what shows it */
	struct report_watch *watch; /* NULL, or what is told instead of the user */
	bool told_guards;           /* guards_check() has warned */
	struct rejects *rejects;    /* NULL, or where rows that are left out are kept */
	size_t files, records, words;
	size_t bytes;              /* read of the files */
	size_t rejected;           /* files and records left out because of a problem */
	size_t repaired;           /* problems after which the record was kept */
	size_t skipped;            /* files that are none of ours, such as images */
	size_t in_file;            /* problems of the current file */
	size_t mended[MEND_COUNT]; /* in the current file, by kind */
	bool unsure; /* the index was switched, but something failed after that */
};

/* Counts bytes read of a file, and records. */
void report_bytes(struct report *r, size_t n);
void report_record(struct report *r);

/* Begins a file: its problems are counted from here on. */
void report_file(struct report *r, const char *path);
/*
 * Ends it. Says how many more problems the file had than were shown and, unless quiet, what
 * was mended in it.
 */
void report_file_end(struct report *r, const char *path);

/* Facts about a file, for a watch: how it is written, and its columns. */
void report_fact(struct report *r, const char *what, const char *fmt, ...)
	COOP_PRINTF(3, 4);
void report_column(struct report *r, const char *name, size_t len, enum coop_field field,
	bool ignored);

/* Something was left out: a record, or a whole file when `line` is 0. */
void report_rejected(
	struct report *r, const struct coop_place *place, const struct coop_error *why);
/* The same for a row of a table, which is also kept as it stood, in UTF-8. */
void report_rejected_row(struct report *r, const struct coop_place *place,
	const struct coop_error *why, const char *row, size_t n);
/*
 * A file could not be read, or not to its end. Trouble of its own (COOP_E_INPUT) is a rejection
 * like others, and so is a failure of the machine (COOP_E_IO, failure.h) with `keep_going`:
 * COOP_OK. Else the failure is shown, and the run ends: COOP_E_UNREAD. Any other error is passed
 * on.
 */
enum coop_status report_failed(struct report *r, const char *path,
	const struct coop_error *problem, struct coop_error *err);
/* Something was mended and kept. */
void report_repaired(
	struct report *r, const struct coop_place *place, const struct coop_error *why);
/* The same, and `n` more of its kind in the current file. */
void report_mended(struct report *r, enum mend kind, size_t n,
	const struct coop_place *place, const struct coop_error *why);
/* A file was passed over as none of ours; shown when verbose. */
void report_skipped(struct report *r, const char *path, const char *why);

/* Tells of something that concerns the run, and no file. */
void report_warn(struct report *r, const struct coop_error *what);

/* What was found out about a file; shown when verbose. */
void report_note(struct report *r, const char *path, const char *what);

/* Whether anything was rejected or repaired, or is unsure: exit code 3. */
bool report_has_problems(const struct report *r);

#endif
