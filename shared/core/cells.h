/*
 * cells.h - how wide text is on a terminal: a cell is the width of a letter.
 *
 * A Chinese or Japanese character and most emoji take two cells, a combining accent and a zero-width
 * character none. All counts are of text as coop_put_safe() writes it (diag.h): an unsafe character is
 * a blank there, a byte that is not UTF-8 a U+FFFD.
 */
#ifndef COOP_CORE_CELLS_H
#define COOP_CORE_CELLS_H

#include <stddef.h>
#include <stdint.h>

/* The cells of a character: 0 to 2. */
size_t coop_cells_of(uint32_t cp);

/* The cells of a text. */
size_t coop_cells(const char *s, size_t n);

/*
 * The bytes of the longest beginning of a text that takes at most `max` cells, with the combining
 * characters that belong to it; at least one character if there is any.
 */
size_t coop_cells_cut(const char *s, size_t n, size_t max);
/* The bytes of the longest end that takes at most `max` cells, which may be none. */
size_t coop_cells_cut_end(const char *s, size_t n, size_t max);

#endif
