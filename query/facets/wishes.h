/*
 * wishes.h - which facets a user asks for: "genre,pays:20,décennie".
 */
#ifndef COOP_QUERY_FACETS_WISHES_H
#define COOP_QUERY_FACETS_WISHES_H

#include <stdbool.h>
#include <stddef.h>

#include "query/syntax/exact.h"
#include "shared/core/error.h"
#include "shared/index/fields.h"

/* How people see it. */
enum facet_layout {
	FACET_BARS,     /* a bar for each of the most frequent values */
	FACET_TIMELINE, /* a bar for each year, and the gaps between */
	FACET_MAP       /* a bar for each department, with its name */
};

struct facet_wish {
	enum coop_field field; /* one with COOP_FIELD_FACET */
	enum facet_grouping grouping;
	enum facet_layout layout;
	size_t limit; /* values at most; the most frequent ones */
};

/* Values of a facet unless a number is asked for, and the most. */
enum { FACET_LIMIT_DEFAULT = 10, FACET_LIMIT_MAX = 100000 };

/* Begin with `= {0}`. */
struct facet_wishes {
	struct facet_wish *at;
	size_t count, cap;
};
void facet_wishes_release(struct facet_wishes *w);

/*
 * Adds the facets of a list: names of fields (fields.h), "decade" or "department", or these in French,
 * with commas between, each perhaps with a colon and a number of values. COOP_E_ARG: there is no such
 * facet, and the message lists those there are; or no such number.
 */
enum coop_status facet_wishes_parse(
	struct facet_wishes *w, const char *list, struct coop_error *err);
/* Adds the years for FACET_TIMELINE, the departments for FACET_MAP; all values of them. */
enum coop_status facet_wishes_add_layout(
	struct facet_wishes *w, enum facet_layout layout, struct coop_error *err);

/* The names of the facets there are, in the user's language, as messages list them; NULL behind the last. */
const char *facet_listed(size_t i);

/* The name of a facet, in English, for programs; its label in the user's language. */
const char *facet_name(const struct facet_wish *wish);
const char *facet_label(const struct facet_wish *wish);

#endif
