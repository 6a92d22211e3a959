/*
 * sort.h - the order of results by values of their notices, such as years, instead of scores.
 *
 * A notice with several values in a field is sorted by its first one. Those without a value come last,
 * whichever the direction. Of notices with equal values the order is that of their titles, then that
 * in which they were indexed. Values come from columns (collection_columns.h); how titles and names
 * are compared is in column_values.h.
 */
#ifndef COOP_QUERY_SEARCH_SORT_H
#define COOP_QUERY_SEARCH_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/docset.h"
#include "shared/index/fields.h"
#include "shared/index/plan.h"

enum { SORT_KEYS_MAX = 7 };

struct sort_key {
	enum coop_field field; /* one with COOP_FIELD_SORT */
	bool down;             /* from the highest value to the lowest */
};

/* Without keys: by score. */
struct sort_keys {
	struct sort_key at[SORT_KEYS_MAX];
	size_t count;
};

/*
 * Reads "year", "-année,titre", "score": names of fields in either language, a '-' before those that
 * descend. COOP_E_ARG: a name of none, which a message says with those that there are.
 */
enum coop_status sort_parse(
	const char *text, struct sort_keys *keys, struct coop_error *err);

/* The names of the fields to sort by, in the user's language, as messages list them; NULL behind the last. */
const char *sort_listed(size_t i);

/* Sorts documents of a collection, for one thread. */
struct ordering;
/* Fails as coop_collection_column_open() does. Both are borrowed. */
enum coop_status ordering_open(const struct coop_collection *collection,
	const struct sort_keys *keys, struct ordering **out, struct coop_error *err);
void ordering_free(struct ordering *s); /* NULL is fine */

/*
 * Gives the first `max` documents of a set in their order, with scores of 0; `hits` has room for as many.
 * `*count` is how many there are.
 */
enum coop_status ordering_first(struct ordering *s, const struct coop_docset *set,
	size_t max, struct coop_hit *hits, size_t *count, struct coop_error *err);

/*
 * Gives hits the scores that they have among others, which are sorted by docid for that. False when one
 * is not among them.
 */
bool sort_copy_scores(
	struct coop_hit *to, size_t count, struct coop_hit *from, size_t nfrom);

#endif
