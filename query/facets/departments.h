/*
 * departments.h - the departments of France, and what else has French postcodes.
 */
#ifndef COOP_QUERY_FACETS_DEPARTMENTS_H
#define COOP_QUERY_FACETS_DEPARTMENTS_H

#include <stddef.h>

struct department {
	const char *code; /* "01", "2A", "974" */
	const char *name;
};

/* How many there are; they have the numbers below that, in the order of their codes. */
size_t departments_count(void);
const struct department *department_at(size_t number);

#define DEPARTMENT_NONE ((size_t)-1)

/*
 * The department of a postcode: its first two digits, or three from 97 on; of Corsica, which has 20 alone,
 * 200 and 201 are 2A, 202 and 206 are 2B, and others neither, as in a query (query/plan/field_terms.c). A few villages are reached through a town of the department beside
 * theirs, and counted there. DEPARTMENT_NONE for what is no postcode of five digits.
 */
size_t department_of_postcode(const char *s, size_t n);

#endif
