/*
 * pages.h - the lines of printed pages to one text.
 */
#ifndef COOP_INDEXER_CONVERT_PAGES_H
#define COOP_INDEXER_CONVERT_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/* The pages so far. Begin with `= {0}`. */
struct pages {
	struct coop_buf text;
	size_t *ends; /* where each page ends in it */
	size_t count, cap;
};

/* Adds a page: lines of UTF-8. What memory has no room for is remembered by `text`. */
void pages_add(struct pages *p, const char *s, size_t n);
void pages_release(struct pages *p);

/* Whether there is more text than a document may have. */
bool pages_are_full(const struct pages *p);

/*
 * Appends all pages to `out`. The first and the last line of a page are left out when more
 * than half of the pages, or of those on its side of the book, and at least three, have the
 * same one there but for its numbers. A word that is divided at the end of a line or page is put together. A
 * page begins a paragraph, unless it goes on with a small letter.
 */
void pages_finish(const struct pages *p, struct coop_buf *out);

#endif
