/*
 * results.h - the list of results on a page.
 */
#ifndef COOP_QUERY_PAGES_RESULTS_H
#define COOP_QUERY_PAGES_RESULTS_H

#include "query/pages/page.h"

/* Puts the results of the last query, which was asked so; nothing where there are none. */
enum coop_status results_put(
	struct page *p, const struct asking *a, struct coop_error *err);

#endif
