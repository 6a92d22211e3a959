/*
 * template.h - the index template of OpenSearch for what bulk_lines.h writes: PUT /_index_template/coop.
 *
 * Made of the field table and of the tables of the analysis, so that it is what this version does. For
 * indexes whose names begin with "coop-":
 *   - `coop_french`, the analyzer of all texts: initials joined (S.C.O.P.), elided articles off, folded, short
 *     forms and exceptions replaced before they are stemmed, our stop words, Snowball's French
 *   - `all`, the words of all values: what a query without a field asks
 *   - BM25 with our constants (impact.h), for all fields
 *   - facets as keywords, each with `folded`, without case and accents; years and minutes as integers
 *   - columns that are no field by a dynamic template; nothing else is made of what is not expected
 *
 * What its filters cannot do is told in the guide (query/guides/serveur.md).
 */
#ifndef COOP_INDEXER_OPENSEARCH_TEMPLATE_H
#define COOP_INDEXER_OPENSEARCH_TEMPLATE_H

#include <stdio.h>

#include "shared/core/error.h"

/* Writes it as a line of JSON; a write error stays with the stream. */
enum coop_status opensearch_template_write(FILE *out, struct coop_error *err);

#endif
