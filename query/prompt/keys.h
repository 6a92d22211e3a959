/*
 * keys.h - values by which an answer can be narrowed, each with a key: a letter, 'a' to 'z' and then 'A' to 'Z'.
 */
#ifndef COOP_QUERY_PROMPT_KEYS_H
#define COOP_QUERY_PROMPT_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "query/facets/wishes.h"
#include "query/output/output.h"
#include "query/search/session.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

enum { KEYS_MAX = 52 };

struct key {
	const char *facet;            /* its name, as a filter has it */
	struct coop_buf value, label; /* as notices have it, and as people read it */
};

/* Begin with `= {0}`. */
struct keys {
	struct key at[KEYS_MAX];
	size_t count;
};
void keys_release(struct keys *k);

/*
 * Replaces the keys by values that some but not all notices have that the last query of a session finds, and prints
 * them: a line or two, or with `all` of all facets. An index without columns has none.
 */
enum coop_status keys_offer(struct keys *k, struct session *s, const struct output *out,
	bool all, struct coop_error *err);

#endif
