/*
 * links.h - the addresses that a search page leads to, which are that of its selection and one filter
 * more or less.
 *
 * Most of such an address is the same for all links of a page: it is made once.
 */
#ifndef COOP_QUERY_PAGES_LINKS_H
#define COOP_QUERY_PAGES_LINKS_H

#include "query/facets/count.h"
#include "query/pages/selection.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"

/* Begin with `= {0}`. */
struct links {
	const struct selection *selection;
	char *address; /* of the first page of the selection */
	size_t len;
};

enum coop_status links_make(
	struct links *l, const struct selection *s, struct coop_error *err);
void links_release(struct links *l);

/* Whether there is room for one filter more. */
bool links_can_add(const struct links *l);
/*
 * Puts the address that narrows a selection to a value of a facet; that of its notices without one for
 * NULL. More can be put behind it, each with "&amp;" before.
 */
void links_put_added(FILE *out, const struct links *l, const struct facet_wish *wish,
	const struct facet_value *value);
/* Puts the address without filter `i`. */
void links_put_dropped(FILE *out, const struct links *l, size_t i);

/* The number of the filter that narrows to a value; LINKS_NONE where there is none. */
#define LINKS_NONE ((size_t)-1)
size_t links_find(const struct links *l, const struct facet_wish *wish,
	const struct facet_value *value);

#endif
