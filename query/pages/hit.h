/*
 * hit.h - a result on a page.
 */
#ifndef COOP_QUERY_PAGES_HIT_H
#define COOP_QUERY_PAGES_HIT_H

#include "query/output/output.h"
#include "query/pages/page.h"

/* Puts a result; `several` is whether they come from several indexes. */
void hit_put(struct page *p, const struct result *result, bool several);

#endif
