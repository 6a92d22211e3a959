/*
 * facets.h - facets in the formats that show them: as bars, lines of columns, and JSON.
 */
#ifndef COOP_QUERY_OUTPUT_FACETS_H
#define COOP_QUERY_OUTPUT_FACETS_H

#include <jansson.h>

#include "query/facets/count.h"
#include "query/output/output.h"
#include "shared/index/record_json.h"

/* For people: bars, behind the results. */
output_edge facets_text_end;
/*
 * As lines: facet, value, count, behind the id of the query in a batch. A line without a value counts
 * the notices that have none.
 */
output_edge facets_tsv_end;

/*
 * The facets of an answer as an array of {"facet":,"values":[{"value":,"count":}],"others":,"without":},
 * which is the caller's; NULL when memory runs out. Departments have a "name".
 */
json_t *facets_json(const struct facet_list *facets);

#endif
