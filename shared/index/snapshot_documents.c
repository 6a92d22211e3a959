/*
 * snapshot_documents.c - the documents of a snapshot, by their docids in it.
 */
#include <stdlib.h>

#include "shared/index/snapshot.h"

struct coop_snapshot_documents {
	const struct coop_snapshot *snapshot;
	struct coop_documents *base, *delta; /* `delta`: NULL without one */
};

enum coop_status coop_snapshot_documents_open(const struct coop_snapshot *s,
	struct coop_snapshot_documents **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_snapshot_documents *d = calloc(1, sizeof *d);
	if (!d)
		return coop_fail_nomem(err);
	d->snapshot = s;
	enum coop_status st = coop_documents_open(s->base.reader, &d->base, err);
	if (!st && s->delta.reader)
		st = coop_documents_open(s->delta.reader, &d->delta, err);
	if (st)
		coop_snapshot_documents_free(d);
	else
		*out = d;
	return st;
}

void coop_snapshot_documents_free(struct coop_snapshot_documents *d)
{
	if (!d)
		return;
	coop_documents_free(d->base);
	coop_documents_free(d->delta);
	free(d);
}

enum coop_status coop_snapshot_documents_read(struct coop_snapshot_documents *d,
	uint32_t docid, struct coop_buf *out, struct coop_error *err)
{
	uint32_t last = d->snapshot->last;
	if (!d->delta || docid <= last)
		return coop_documents_read(d->base, docid, out, err);
	struct coop_error e = {0};
	coop_documents_read(d->delta, docid - last, out, &e);
	return coop_segment_pass_on(&d->snapshot->delta, err, &e);
}
