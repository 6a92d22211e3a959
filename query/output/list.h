/*
 * list.h - the single names and words of values that are lists: directors, keywords, producers.
 *
 * A notice has them as they were typed: "Anne Dupré et Louis Roux", "grève, usine", one value or several.
 */
#ifndef COOP_QUERY_OUTPUT_LIST_H
#define COOP_QUERY_OUTPUT_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/bytes.h"
#include "shared/index/record.h"

struct list {
	const struct coop_record *record;
	enum coop_field field;
	size_t value;           /* the next one of the record */
	struct coop_bytes rest; /* of the value before, without the items so far */
	bool commas;            /* separate items of `rest` */
};

/*
 * The items of a field. Semicolons, bars, slashes between blanks and line ends separate them; commas do
 * where there is nothing of that: in a list of directors only if each part has a blank, as "Dupré, Anne" is
 * one name, and " et ", " and ", " & " do there as well.
 */
struct list list_of(const struct coop_record *record, enum coop_field field);
/* The names of the producers: those found in their lines, or what stands before their addresses. */
struct list list_of_producers(const struct coop_record *record);

/* The next item, without the blanks around it; borrowed from the record. False at the end. */
bool list_next(struct list *l, struct coop_bytes *item);

#endif
