/*
 * welcome.h - the first page: what the index is, and how to ask it.
 */
#ifndef COOP_QUERY_PAGES_WELCOME_H
#define COOP_QUERY_PAGES_WELCOME_H

#include "query/pages/page.h"

page_function welcome_page;

/* Puts examples of the language of queries, which are links. */
void welcome_put_hints(FILE *out);

#endif
