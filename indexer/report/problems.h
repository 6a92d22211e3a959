/*
 * problems.h - what is wrong with files, counted and shown as it is found.
 *
 * A problem never stops the run: something is repaired or left out, the rest is indexed, and the
 * exit code tells. The first REPORT_SHOWN_PER_FILE problems of a file are shown, all are counted.
 * A machine failure (failure.h) is not a problem: it ends the run unless --keep-going is given.
 */
#ifndef COOP_INDEXER_REPORT_PROBLEMS_H
#define COOP_INDEXER_REPORT_PROBLEMS_H

#include "indexer/report/report.h"
#include "shared/core/diag.h"
#include "shared/core/error.h"

#define REPORT_SHOWN_PER_FILE 20

/* Where the problems of a file go: what users call it, and the report. Both are borrowed. */
struct problems {
	const char *path;
	struct report *report;
};

/*
 * Begins a file: problems and facts are of it, until it ends. Then it is shown how many more
 * problems it had than were shown and, unless quiet, what was repaired in it; in a dry run, all that
 * was found in it.
 */
void report_file(struct report *r, const char *path);
void report_file_end(struct report *r, const char *path);

/* Something is left out: a record, or a whole file when `line` is 0. */
void report_rejected(
	struct report *r, const struct coop_place *place, const struct coop_error *why);
/* The same for a row of a table, which is also kept as it stood, in UTF-8 (rejects.h). */
void report_rejected_row(struct report *r, const struct coop_place *place,
	const struct coop_error *why, const char *row, size_t n);
/*
 * A file could not be read, or not to its end. A fault of the file (COOP_E_INPUT) is a rejection
 * like others, and so is a failure of the machine (COOP_E_IO, failure.h) with `keep_going`:
 * COOP_OK. Else the failure is shown, and the run ends: COOP_E_UNREAD. Any other error is passed
 * on.
 */
enum coop_status report_failed(struct report *r, const char *path,
	const struct coop_error *problem, struct coop_error *err);

/* Something is repaired and kept. */
void report_repaired(
	struct report *r, const struct coop_place *place, const struct coop_error *why);
/* The same, and counts `n` repairs of a kind in the current file. */
void report_repairs(struct report *r, enum repair_kind kind, size_t n,
	const struct coop_place *place, const struct coop_error *why);

/* A file is skipped, since coopidx does not read its kind; shown when verbose. */
void report_skipped(struct report *r, const char *path, const char *why);
/*
 * A file is skipped whose kind is known and not read: what one is, and what several are, with what to do,
 * in the user's language. Then tells of them all, a line a kind, unless quiet or verbose.
 */
void report_unread(struct report *r, const char *path, const char *one, const char *many);
void report_tell_unread(struct report *r);
/* What was found out about a file; shown when verbose. */
void report_note(struct report *r, const char *path, const char *what);
/* What users should know of a file that is no problem of it; shown unless quiet. */
void report_told(struct report *r, const char *path, const struct coop_error *what);
/* Warns of something that concerns the run, and no file. */
void report_warn(struct report *r, const struct coop_error *what);

/* Whether anything was rejected or repaired, or is unsure: exit code 3. */
bool report_has_problems(const struct report *r);

#endif
