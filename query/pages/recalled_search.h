/*
 * recalled_search.h - between a saved search, which is a command line, and a selection, which is an address.
 */
#ifndef COOP_QUERY_PAGES_RECALLED_SEARCH_H
#define COOP_QUERY_PAGES_RECALLED_SEARCH_H

#include <stdbool.h>

#include "query/lasting/asked.h"
#include "query/pages/page.h"

/* A saved search. Begin with `= {0}`. */
struct recalled_search {
	struct asked asked;
	bool here; /* it asks the indexes that are served */
	struct selection
		selection; /* as far as one can say it; borrows from `text` and `asked` */
	struct coop_buf text;   /* of the filters */
	struct coop_buf others; /* options that no selection has, with blanks between */
};
void recalled_search_release(struct recalled_search *r);

/* Reads a search by its name; fails as saved_read() does. */
enum coop_status recalled_search_read(struct recalled_search *r, const struct page *p,
	const char *name, struct coop_error *err);

/*
 * Fills in what the selection of a page asks, with the options of the command line. COOP_E_QUERY,
 * COOP_E_ARG: it cannot be asked. `a` is to be released in any case.
 */
enum coop_status asked_of_selection(
	struct asked *a, const struct page *p, struct coop_error *err);

#endif
