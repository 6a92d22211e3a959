/*
 * search_page.h - the page of results, which is the first page without a selection.
 */
#ifndef COOP_QUERY_PAGES_SEARCH_PAGE_H
#define COOP_QUERY_PAGES_SEARCH_PAGE_H

#include "query/pages/page.h"

page_function search_page;

#endif
