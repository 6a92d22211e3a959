/*
 * timeline.h - how many of the notices found are of each year, as a picture of columns that are links.
 *
 * A column is a year, or a decade where there are more years between the first and the last one than
 * columns can be told apart. A year without a notice is a gap as wide as a column.
 */
#ifndef COOP_QUERY_PAGES_TIMELINE_H
#define COOP_QUERY_PAGES_TIMELINE_H

#include "query/pages/finding.h"

/* Puts the picture (SVG) of all years, or of all decades, both in order; nothing for none. */
void timeline_put(FILE *out, const struct links *links, const struct facet *years,
	const struct facet *decades);

#endif
