/*
 * department_map.h - how many of the notices found are of each department, as a map of tiles that are
 * links.
 */
#ifndef COOP_QUERY_PAGES_DEPARTMENT_MAP_H
#define COOP_QUERY_PAGES_DEPARTMENT_MAP_H

#include "query/pages/finding.h"

/* Puts the map (SVG) and what its shades mean; nothing where no notice has a department. */
void department_map_put(
	FILE *out, const struct links *links, const struct facet *departments);

#endif
