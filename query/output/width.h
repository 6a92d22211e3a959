/*
 * width.h - how wide lines for people may be.
 */
#ifndef COOP_QUERY_OUTPUT_WIDTH_H
#define COOP_QUERY_OUTPUT_WIDTH_H

#include <stddef.h>
#include <stdio.h>

/* The width where nothing tells, and the bounds of one that is told. */
enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 20, WIDTH_MAX = 1000 };

/* The cells of a line: what COLUMNS says, else the terminal that a stream leads to, else WIDTH_DEFAULT. */
size_t width_of_output(FILE *out);

#endif
