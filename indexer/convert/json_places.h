/*
 * json_places.h - where in a file of JSON the notices are.
 *
 * A place is a path: "" is a value of the file itself, ".key" behind a path a member of an object there,
 * "[]" the items of an array, "{}" the members of an object whose keys are ids. So "hits.hits[]" are the
 * items of an array in an object in an object.
 *
 * The start of the file decides. An object that names a title (heading.h) is a notice, unless it wraps
 * others: objects in an array or by their ids under a key such as "results", or several that have titles
 * of their own where it says little else. Where nothing names a title, what most looks like a list is taken,
 * and at last the object itself.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_PLACES_H
#define COOP_INDEXER_CONVERT_JSON_PLACES_H

#include <stdbool.h>

#include "indexer/convert/json_text.h"
#include "shared/core/buf.h"

enum { JSON_PLACES_MAX = 8 };

struct json_places {
	struct coop_buf paths; /* each with a NUL behind it */
	size_t at[JSON_PLACES_MAX];
	size_t count;
	bool alone; /* the file is one object, which is what was found */
	bool rows;  /* items are arrays, the first of them one of names */
	bool empty; /* there is nothing in it: an empty array */
};

/*
 * Finds the places, and puts the text back to where it was. There are none when the file holds neither
 * objects nor rows, or is no JSON. False when memory runs out.
 */
bool json_places_find(struct json_places *p, struct json_text *t);
void json_places_release(struct json_places *p);

const char *json_places_path(const struct json_places *p, size_t i);
/* Whether notices are at a path. */
bool json_places_has(const struct json_places *p, const char *path);
/* Whether they are somewhere within it. */
bool json_places_within(const struct json_places *p, const char *path);

#endif
