/*
 * pages.h - the pages, a file each; routes.c has their addresses.
 */
#ifndef COOP_QUERY_PAGES_PAGES_H
#define COOP_QUERY_PAGES_PAGES_H

#include "query/pages/page.h"

page_function page_notice;   /* a notice in full */
page_function page_similar;  /* notices like one */
page_function page_kwic;     /* a concordance */
page_function page_export;   /* the selection, or a notice, as a file */
page_function page_print;    /* the selection as a list on paper */
page_function page_help;     /* the language of queries */
page_function page_feed;     /* the selection as an Atom feed */
page_function page_describe; /* how browsers search here: OpenSearch */

/* Saved searches: their list, saving one, deleting one (searches.c). */
page_function page_searches;
page_function page_save_search;
page_function page_delete_search;

/* For programs: JSON (api.c). */
page_function page_api_search;
page_function page_api_notice;
page_function page_api_status;
page_function page_api_kwic; /* JSON lines (kwic.c) */

#endif
