/*
 * facets.h - facets as JSON, and values as people read them. As bars and lines they are among the formats (output.h).
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

/* Appends a value as people read it: "années 1980", "69 Rhône". */
void facet_value_label(
	const struct facet *f, const struct facet_value *v, struct coop_buf *out);

#endif
