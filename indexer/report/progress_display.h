/*
 * progress_display.h - shows the progress of a run (progress.h) on standard error.
 *
 * On a terminal a line is drawn five times a second (shared/core/status_line.h), never wider than the window,
 * and none while the program is in the background; elsewhere, and with TERM=dumb, a sentence is printed
 * every ten seconds. A thread of its own does that.
 */
#ifndef COOP_INDEXER_REPORT_PROGRESS_DISPLAY_H
#define COOP_INDEXER_REPORT_PROGRESS_DISPLAY_H

#include "indexer/report/report.h"

/*
 * Starts showing, and sets the `progress` of the report: unless it is quiet, or shows one already, which
 * goes on. Where there is no thread to be had nothing is shown, which is no failure.
 */
void progress_display_begin(struct report *r, enum progress_plan plan);
/* The same for a run that prints on standard output: not where that is a terminal too. */
void progress_display_begin_beside_output(struct report *r, enum progress_plan plan);
/* Erases the line, ends the thread, and unsets the progress; fine where none is shown. */
void progress_display_end(struct report *r);

#endif
