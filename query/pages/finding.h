/*
 * finding.h - what a search page shows of a selection: its results, how many there are, and their facets.
 */
#ifndef COOP_QUERY_PAGES_FINDING_H
#define COOP_QUERY_PAGES_FINDING_H

#include "query/facets/count.h"
#include "query/pages/links.h"
#include "query/pages/page.h"

/* The facets of a page that are lists. Those of the pictures that are open come behind them. */
enum finding_facet {
	FINDING_GENRE,
	FINDING_COUNTRY,
	FINDING_DIRECTOR,
	FINDING_PRODUCER,
	FINDING_KEYWORDS,
	FINDING_LANGUAGE,
	FINDING_SOURCE,
	FINDING_DECADE,
	FINDING_LISTS
};

enum {
	FINDING_VALUES = 8,      /* of a list */
	FINDING_DECADES = 12,    /* of that of decades */
	FINDING_VALUES_ALL = 200 /* of one that is shown at length */
};

/* Begin with `= {0}`. */
struct finding {
	struct asking asking;
	bool understood; /* there is a word in the query; else there are no results */
	struct coop_error why; /* it is not */
	struct facet_wishes wishes;
	/*
	 * the lists, the decades in the order of time, and pictures; none where the index cannot count, or
	 * nothing was found
	 */
	struct facet_list facets;
	/* of `facets`: the pictures that are open; else NULL */
	const struct facet *years, *map;
	size_t at_length; /* the list that is shown at length; FINDING_LISTS for none */
	uint64_t total;
	bool total_is_exact; /* else at least so many */
	size_t shown;        /* results on this page */
	size_t pages;        /* 0: not known, as of groups */
	struct links links;
};

/*
 * Asks the session of a page for its selection, and counts. `facet` is the name of the list that is shown at length,
 * or NULL. COOP_E_ARG: there is no such list, or a filter or an order is none. To be released even after a
 * failure.
 */
enum coop_status finding_make(struct finding *f, struct page *p,
	const struct http_param *facet, struct coop_error *err);
void finding_release(struct finding *f);

/* Whether there is a page behind this one. */
bool finding_has_next(const struct finding *f, const struct selection *s);

#endif
