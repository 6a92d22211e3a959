/*
 * wanted.h - what is found out about each result, because something shows it.
 */
#ifndef COOP_QUERY_OUTPUT_WANTED_H
#define COOP_QUERY_OUTPUT_WANTED_H

#include "query/output/output.h"

/* Whether passages and paths are wanted: by the format, or by the columns that were asked for. */
bool output_wants_snippet(const struct output *out);
bool output_wants_path(const struct output *out);

#endif
