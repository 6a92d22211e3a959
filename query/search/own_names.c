#include "query/search/own_names.h"

#include <string.h>

#include "shared/index/layout.h"

static bool has(void *data, const char *key, size_t len)
{
	struct own_names *n = data;
	char term[COOP_OWN_PREFIX_MAX];
	uint64_t documents = 0;
	if (!n->why.status)
		coop_collection_frequency(n->collection, term,
			coop_own_presence(key, len, term), &documents, &n->why);
	return documents > 0;
}

static size_t list(void *data, size_t max, struct coop_buf *out)
{
	struct own_names *n = data;
	struct coop_buf terms = {0};
	char prefix[COOP_OWN_PREFIX_MAX];
	size_t len = coop_own_presence("", 0, prefix), count = 0;
	if (!n->why.status)
		coop_collection_terms(
			n->collection, prefix, len, max, &terms, &count, &n->why);
	for (size_t at = 0; at < terms.len; at += strlen(terms.s + at) + 1)
		coop_buf_add(out, terms.s + at + len, strlen(terms.s + at + len) + 1);
	coop_buf_release(&terms);
	return count;
}

void own_names_begin(struct own_names *out, const struct coop_collection *collection)
{
	*out = (struct own_names){.collection = collection};
	out->names = (struct qnames){has, list, out};
}

enum coop_status own_names_status(const struct own_names *n, struct coop_error *err)
{
	struct coop_error why = n->why;
	return why.status ? coop_pass_on(err, &why) : COOP_OK;
}
