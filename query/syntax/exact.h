/*
 * exact.h - the values that notices must have, each as a facet shows it (query/facets/count.h): filters that
 * are no clauses of a query, as words would find other values too.
 */
#ifndef COOP_QUERY_SYNTAX_EXACT_H
#define COOP_QUERY_SYNTAX_EXACT_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"
#include "shared/index/fields.h"

/* What of the values of a field a facet counts. */
enum facet_grouping {
	FACET_VALUES,     /* each by itself */
	FACET_DECADE,     /* the decades of years */
	FACET_DEPARTMENT, /* the departments of postcodes (query/syntax/departments.h) */
	FACET_GROUPINGS
};

struct exact_value {
	enum coop_field field; /* with COOP_FIELD_FACET */
	enum facet_grouping grouping;
	bool without;     /* a notice must have no value there */
	const char *text; /* the value, or what facets call having none; with a NUL */
	size_t len;
};

/* Begin with `= {0}`. A notice must have all of them, also where they are of one field. */
struct exact_values {
	struct exact_value *at;
	size_t count, cap;
};

/* Adds a value with a copy of its text. */
enum coop_status exact_values_add(
	struct exact_values *v, const struct exact_value *value, struct coop_error *err);
void exact_values_release(struct exact_values *v);

/* What its facet is called, in the user's language. */
const char *exact_value_label(const struct exact_value *v);

#endif
