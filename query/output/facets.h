/*
 * facets.h - facets as JSON. As bars and lines they are among the formats (output.h).
 */
#ifndef COOP_QUERY_OUTPUT_FACETS_H
#define COOP_QUERY_OUTPUT_FACETS_H

#include <jansson.h>

#include "query/facets/count.h"

/*
 * The facets of an answer as an array of {"facet":,"values":[{"value":,"count":}],"others":,"without":},
 * which is the caller's; NULL when memory runs out. Departments have a "name".
 */
json_t *facets_json(const struct facet_list *facets);

#endif
