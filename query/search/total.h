/*
 * total.h - how many documents match a query.
 */
#ifndef COOP_QUERY_SEARCH_TOTAL_H
#define COOP_QUERY_SEARCH_TOTAL_H

#include <stdbool.h>
#include <stdint.h>

#include "query/search/search.h"

struct total {
	uint64_t count;
	bool is_exact; /* else at least `count` documents match */
};

enum total_effort {
	TOTAL_NONE,  /* it is not counted */
	TOTAL_CHEAP, /* exact only where that costs little beside a search */
	TOTAL_EXACT
};

/* Counts what the last query that was run matches; that is `q`. */
enum coop_status search_total(struct search *s, const struct query *q,
	enum total_effort effort, struct total *out, struct coop_error *err);

#endif
