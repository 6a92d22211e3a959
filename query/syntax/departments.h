/*
 * departments.h - the departments of France, and what else has French postcodes.
 */
#ifndef COOP_QUERY_SYNTAX_DEPARTMENTS_H
#define COOP_QUERY_SYNTAX_DEPARTMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

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
 * 200 and 201 are 2A, 202 and 206 are 2B, and others neither, as in a query (query/plan/field_terms.c). A
 * few villages are reached through a town of the department beside theirs, and counted there.
 * DEPARTMENT_NONE for what is no postcode of five digits.
 */
size_t department_of_postcode(const char *s, size_t n);

/* The names of all departments, folded, for departments_put_codes(). Begin with `= {0}`. */
struct department_names {
	struct coop_buf folded; /* in the order of their numbers; each ends with a NUL */
};
void department_names_release(struct department_names *names);

/*
 * Appends the words of a text, folded, with the codes of departments instead of their names: "Rhône, Haute-Loire"
 * is "69 43". The name behind its code, as facets show both, adds nothing: "69 Rhône" is "69". False, with
 * nothing appended, for a text without a name, and when memory runs out, which fails `out`.
 */
bool departments_put_codes(
	struct department_names *names, const char *s, size_t n, struct coop_buf *out);

#endif
