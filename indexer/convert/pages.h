/*
 * pages.h - joins printed pages to one text.
 */
#ifndef COOP_INDEXER_CONVERT_PAGES_H
#define COOP_INDEXER_CONVERT_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/* The pages so far. Initialise with `= {0}`. */
struct pages {
	struct coop_buf text;
	size_t *ends; /* where each page ends in `text` */
	size_t count, cap;
};

/* Adds a page, lines of UTF-8. `text` remembers a failed allocation. */
void pages_add(struct pages *p, const char *s, size_t n);
void pages_release(struct pages *p);

/* Whether there is more text than a document may have. */
bool pages_are_full(const struct pages *p);

/*
 * Appends all pages to `out`. Running heads and feet are removed: the first and the last
 * line of a page if more than half of the pages, or of those on its side of the book, and
 * at least three, have the same line there, but for its numbers. Words divided at the end
 * of a line or page are joined (divided.h). A page begins a paragraph, unless it continues with a
 * small letter.
 */
void pages_finish(const struct pages *p, struct coop_buf *out);

#endif
