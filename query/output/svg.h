/*
 * svg.h - a facet as a picture: the years as columns, the departments as bars.
 *
 * The picture is an SVG 1.1 document that stands alone: it has no script, no style from elsewhere and no
 * font but "sans-serif". Its texts are in the user's language and can be read aloud: a title, a
 * description, and a title for each bar. It has no date: the same answer is the same picture.
 */
#ifndef COOP_QUERY_OUTPUT_SVG_H
#define COOP_QUERY_OUTPUT_SVG_H

#include <stdio.h>

#include "query/facets/count.h"
#include "query/output/output.h"

/* The beginning of every picture, by which it is told from what others have made. */
extern const char svg_beginning[];

/* Puts the picture of a facet of FACET_TIMELINE or FACET_MAP; write errors stay with the stream. */
void svg_put(FILE *out, const struct answer *answer, const struct facet *f);

#endif
