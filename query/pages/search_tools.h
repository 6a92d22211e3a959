/*
 * search_tools.h - what stands around results: their order, the other pages, and what can be made of them.
 */
#ifndef COOP_QUERY_PAGES_SEARCH_TOOLS_H
#define COOP_QUERY_PAGES_SEARCH_TOOLS_H

#include "query/pages/finding.h"

/* Puts the choice of an order, and whether hits are folded. */
void search_tools_put_order(struct page *p, const struct finding *f);
/* Puts links to the other pages; nothing where there are none. */
void search_tools_put_pages(struct page *p, const struct finding *f);
/* Puts what can be made of the selection: lists, exports, a saved search. */
void search_tools_put_uses(struct page *p, const struct finding *f);

#endif
