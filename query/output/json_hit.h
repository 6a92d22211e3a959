/*
 * json_hit.h - a hit as members of a JSON object, for both formats that are JSON (json.c).
 *
 * As with json_object_set_new(), a result that is not 0 says that memory ran out.
 */
#ifndef COOP_QUERY_OUTPUT_JSON_HIT_H
#define COOP_QUERY_OUTPUT_JSON_HIT_H

#include <jansson.h>

#include "query/output/output.h"

/* Puts a hit: the columns that are asked for, or all there is. */
int json_put_hit(json_t *object, const struct output *out, const struct answer *answer,
	const struct result *result);

/* The object of a query: its id, in a batch, and its text. A new reference; NULL when memory runs out. */
json_t *json_query_of(const struct answer *answer);

int json_put_size(json_t *object, const char *key, size_t n);

#endif
