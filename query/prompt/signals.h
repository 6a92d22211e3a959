/*
 * signals.h - Ctrl-C abandons a line or what is being printed, and never the program.
 */
#ifndef COOP_QUERY_PROMPT_SIGNALS_H
#define COOP_QUERY_PROMPT_SIGNALS_H

#include <stdbool.h>
#include <stdio.h>

#include "shared/core/buf.h"

/* Begins to catch them: again after anything that has changed that, such as a pager. */
void signals_catch(void);
/* Has them as they were before, and ends by the one that has asked for the end, if one has. */
void signals_release(void);

/* Whether Ctrl-C was pressed, or the window has another size, since it was last asked. */
bool signals_take_interrupt(void);
bool signals_take_resize(void);
/* Whether the program is to be suspended (Ctrl-Z), which signals_suspend() does until it goes on. */
bool signals_take_suspend(void);
void signals_suspend(void);
/*
 * Whether lines are being edited, so that the terminal is in a state to be undone: Ctrl-\ ends the program by way of
 * that then, and at once otherwise.
 */
void signals_edit(bool begins);
/* Waits until there is something to read on standard input. False: a signal came, or has come before. */
bool signals_wait_for_input(void);
/* Whether the program is to end. */
bool signals_ended(void);

/* A stream to standard output that fails once Ctrl-C is pressed. NULL: no memory. */
FILE *signals_open_output(void);
/* A stream into memory that does the same; `text`, which stays there, has all of it once the stream is closed. */
FILE *signals_open_memory(struct coop_buf *text);

#endif
