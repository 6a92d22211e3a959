/*
 * report.h - what coopidx reports about a run: its counters (counters.h), its problems (problems.h)
 * and its progress (progress.h), and what was found in each file for a dry run (findings.h).
 *
 * Readers and sinks report to it, and it calls neither: it prints, or gathers. Used by one thread;
 * the progress alone is shared.
 */
#ifndef COOP_INDEXER_REPORT_REPORT_H
#define COOP_INDEXER_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "indexer/report/counters.h"
#include "indexer/report/findings.h"
#include "indexer/report/progress.h"
#include "indexer/report/rejects.h"
#include "indexer/report/stop.h"
#include "indexer/report/unread.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"

struct progress_display;

/* Begin with zeros and the program's name; all pointers are borrowed. */
struct report {
	const char *program;
	bool quiet;            /* no summary, and no progress */
	bool tells;            /* report problems of files even when quiet */
	bool verbose;          /* say what is skipped, and why */
	bool silent;           /* count only */
	bool keep_going;       /* failures of the machine are problems like others */
	const stop_flag *stop; /* to be checked in loops that may take long */
	struct counters count;
	struct unread unread;      /* what is of kinds that are not read */
	struct progress *progress; /* NULL, or set to how far reading has come */
	struct progress_display
		*display; /* NULL, or what shows it (progress_display.h) */
	bool inside; /* what is read is in an archive, whose converter tells the progress */
	struct rejects *rejects; /* NULL, or where rows that are left out are kept */
	/*
	 * NULL, or for a dry run: problems and facts of a file are gathered here instead of being
	 * shown, and printed to `file_reports` when it ends (file_report.h).
	 */
	struct findings *findings;
	FILE *file_reports;
	/*
	 * NULL, or while a table in a page is read: of each of its lines the line in the page, in four
	 * bytes, little-endian; places of problems are put there.
	 */
	const struct coop_buf *lines;
	/*
	 * NULL, or while a sheet of a workbook is read: its name; problems are of it, and their lines are
	 * its rows.
	 */
	const char *sheet;
	bool guards_warned; /* guards_check() has warned */
	bool unsure;        /* the index was switched, but something failed after that */
};

/* Counts bytes read of a file, and records, for the summary and the progress. */
void report_bytes(struct report *r, size_t n);
/* Counts the bytes of a file that is converted; for the progress its converter tells how many are read. */
void report_converted(struct report *r, size_t n);
void report_record(struct report *r);

/* The line in the file of a line of what is read: the same, unless `lines` says otherwise. */
size_t report_line_of(const struct report *r, size_t line);

/* Begins a sheet: sets `sheet` to its name, which is borrowed. */
void report_sheet(struct report *r, const char *name);

/* A fact about the file, in the user's language: "encoding", "utf-8". For a dry run only. */
void report_fact(struct report *r, const char *what, const char *fmt, ...)
	COOP_PRINTF(3, 4);
/*
 * The next column of the file and the field that it fills, unless the user has it ignored; and why, in the
 * user's language, or "".
 */
void report_column(struct report *r, const char *name, size_t len, enum coop_field field,
	bool ignored, const char *why);

#endif
