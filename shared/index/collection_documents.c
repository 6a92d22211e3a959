/*
 * collection_documents.c - the documents of a collection, by their docids in it.
 */
#include <stdlib.h>

#include "shared/index/collection.h"
#include "shared/index/documents.h"

/* Adds the documents of a part. */
static void add_part(const struct coop_collection_part *p, struct coop_docset *set)
{
	const uint64_t *gone = p->tombstones;
	for (uint32_t docid = 1; docid <= p->last - p->before; docid++)
		if (!gone || !(gone[docid / 64] >> docid % 64 & 1))
			coop_docset_add(set, p->before + docid);
}

enum coop_status coop_collection_all(
	const struct coop_collection *c, struct coop_docset *set, struct coop_error *err)
{
	enum coop_status st = coop_docset_reset(set, c->last, err);
	for (size_t i = 0; !st && i < c->nparts; i++)
		add_part(&c->parts[i], set);
	return st;
}

struct coop_collection_documents {
	const struct coop_collection *collection;
	struct coop_documents **parts;
};

static enum coop_status open_parts(
	struct coop_collection_documents *d, struct coop_error *err)
{
	const struct coop_collection *c = d->collection;
	enum coop_status st = COOP_OK;
	d->parts = calloc(c->nparts + 1, sizeof *d->parts);
	if (!d->parts)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < c->nparts; i++)
		if (!c->parts[i].segment->remote)
			st = coop_documents_open(
				c->parts[i].segment->reader, &d->parts[i], err);
	return st;
}

enum coop_status coop_collection_documents_open(const struct coop_collection *c,
	struct coop_collection_documents **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_collection_documents *d = calloc(1, sizeof *d);
	if (!d)
		return coop_fail_nomem(err);
	d->collection = c;
	enum coop_status st = open_parts(d, err);
	if (st)
		coop_collection_documents_free(d);
	else
		*out = d;
	return st;
}

void coop_collection_documents_free(struct coop_collection_documents *d)
{
	if (!d)
		return;
	for (size_t i = 0; d->parts && i < d->collection->nparts; i++)
		coop_documents_free(d->parts[i]);
	free(d->parts);
	free(d);
}

enum coop_status coop_collection_documents_read(struct coop_collection_documents *d,
	uint32_t docid, struct coop_buf *out, struct coop_error *err)
{
	const struct coop_collection_part *p = coop_collection_part(d->collection, docid);
	struct coop_error e = {0};
	if (p->segment->remote)
		coop_remote_document(p->segment->remote, docid - p->before, out, &e);
	else
		coop_documents_read(
			d->parts[p - d->collection->parts], docid - p->before, out, &e);
	return coop_segment_pass_on(p->segment, err, &e);
}
