/*
 * terminal.h - the terminal that a stream is shown on.
 */
#ifndef COOP_CORE_TERMINAL_H
#define COOP_CORE_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* The width of output that goes to no terminal, or to one of unknown width. */
#define COOP_WIDTH_DEFAULT 80
/* A narrower terminal is taken for one of this width. */
#define COOP_WIDTH_MIN 20
/* What is wider is hard to read. */
#define COOP_WIDTH_READING 100

/*
 * The columns of the terminal of a descriptor: what the terminal says, else COLUMNS, else
 * COOP_WIDTH_DEFAULT. Where the descriptor is no terminal it is COOP_WIDTH_DEFAULT: what goes to a
 * file does not depend on the window it was made in.
 */
size_t coop_terminal_width(int fd);

/* Whether a descriptor is a terminal that obeys escape sequences: TERM is neither unset nor "dumb". */
bool coop_terminal_is_smart(int fd);

#endif
