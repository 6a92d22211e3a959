/*
 * frame.h - what all pages have around them: the head, the search box, the links at the end.
 */
#ifndef COOP_QUERY_PAGES_FRAME_H
#define COOP_QUERY_PAGES_FRAME_H

#include "query/pages/page.h"
#include "shared/core/bytes.h"

/*
 * Begins a page: everything up to the inside of <main>. The search box holds the query of the selection and
 * keeps its filters. `title` comes before the name of the program in the title of the window; `beside` is
 * for <link> of other forms of the page and the like, or NULL.
 */
struct frame {
	struct coop_bytes title;
	const char *kind; /* of the page, which stands before the title; NULL for none */
	const char *
		heading; /* of <h1>, which only screen readers are told; NULL: the page has its own */
	void (*beside)(struct page *p);
};
void frame_begin(struct page *p, const struct frame *f);
void frame_end(struct page *p);

/* Puts a link to the results of the selection, if anything is selected. */
void frame_put_back(struct page *p);

/*
 * The parameter `part` asks for the inside of <main> alone, which a script puts in place of that of the
 * page: "typed" while somebody types, else "whole". Whether it is the first.
 */
bool frame_is_typed(const struct page *p);

#endif
