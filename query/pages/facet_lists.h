/*
 * facet_lists.h - the lists of values that narrow a selection, and the filters that it has.
 */
#ifndef COOP_QUERY_PAGES_FACET_LISTS_H
#define COOP_QUERY_PAGES_FACET_LISTS_H

#include "query/pages/finding.h"

/* Puts the lists of values. */
void facet_lists_put(struct page *p, const struct finding *f);
/* Puts a filter as people read it, with the label of its field: "genre: Documentaire". */
void facet_filter_put(FILE *out, struct coop_bytes filter);

/* Puts the filters that are set, each with a link that undoes it. Nothing where there are none. */
void facet_chips_put(struct page *p, const struct finding *f);

#endif
