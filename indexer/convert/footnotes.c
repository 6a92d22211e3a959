#include "indexer/convert/footnotes.h"

#include <stdlib.h>

#include "shared/core/buf.h"

void footnotes_release(struct footnotes *n)
{
	free(n->at);
	*n = (struct footnotes){0};
}

void footnotes_call(struct footnotes *n, xmlNode *note)
{
	if (!note || n->within)
		return;
	if (!coop_array_grow(&n->at, &n->cap, n->count + 1, sizeof *n->at)) {
		n->failed = true;
		return;
	}
	n->at[n->count++] = note;
}

void footnotes_flush(struct footnotes *n, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data)
{
	if (n->within)
		return;
	n->within = true;
	for (size_t i = 0; i < n->count; i++)
		tree_walk(n->at[i], enter, leave, data);
	n->within = false;
	n->count = 0;
}
