/*
 * bars.h - lines of a label, a number and a bar, for a terminal.
 */
#ifndef COOP_QUERY_OUTPUT_BARS_H
#define COOP_QUERY_OUTPUT_BARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct bar {
	const char *
		label; /* any bytes: they are made safe, and cut where they are too wide */
	size_t len;
	uint64_t count;
	bool empty; /* the label alone */
};

/*
 * Puts a line for each bar: labels aligned, numbers to the right, and behind them bars of Unicode blocks in
 * proportion, in eighths of a column; what is not 0 has one eighth at least. The longest reaches `width`, or
 * COOP_WIDTH_READING where that is less; no line is wider.
 */
void bars_put(FILE *out, size_t width, const struct bar *bars, size_t count);
/* The same to be listened to: "label: 12", without bars and columns. */
void bars_put_plain(FILE *out, const struct bar *bars, size_t count);

#endif
