/*
 * progress_display.h - shows a progress (progress.h) on standard error.
 *
 * On a terminal a bar is drawn five times a second, never wider than the window; elsewhere a line is printed every ten seconds. A
 * thread of its own does that.
 */
#ifndef COOP_INDEXER_REPORT_PROGRESS_DISPLAY_H
#define COOP_INDEXER_REPORT_PROGRESS_DISPLAY_H

#include "indexer/report/progress.h"

struct progress_display;

/*
 * Starts showing; `p` is borrowed until progress_display_free(). NULL when there is no thread to be
 * had: then nothing is shown, which is no failure.
 */
struct progress_display *progress_display_new(struct progress *p, const char *program);
/* Hides the bar while something else is written to the terminal. NULL is fine. */
void progress_display_pause(struct progress_display *d);
void progress_display_resume(struct progress_display *d);
/* Hides the bar and ends the thread. NULL is fine. */
void progress_display_free(struct progress_display *d);

#endif
