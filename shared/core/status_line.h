/*
 * status_line.h - a line on the terminal of standard error that is drawn over and over, such as a bar,
 * and the messages that come between.
 *
 * There is one for the whole program. It is drawn with the cursor at its beginning: what the terminal
 * echoes, such as the ^C of an interrupt, does not wrap it, and what a terminal made of it that was
 * narrowed meanwhile is erased with it. May be used from any thread.
 */
#ifndef COOP_CORE_STATUS_LINE_H
#define COOP_CORE_STATUS_LINE_H

#include <stddef.h>

/* Draws the line in place of the one before: safe to show, and narrower than the terminal. */
void coop_status_line_draw(const char *s, size_t n);
/* Erases it, if it is drawn. */
void coop_status_line_clear(void);

/* Erases it and keeps it away until coop_status_line_release(): for what writes a message. */
void coop_status_line_hold(void);
void coop_status_line_release(void);

/* The same as clear for a signal handler, after which the program ends: nothing waits for a lock. */
void coop_status_line_abandon(void);

#endif
