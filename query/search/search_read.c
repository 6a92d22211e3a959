/*
 * search_read.c - reads stored notices, and keeps those that will be read again.
 */
#include "query/search/search_internal.h"
#include "shared/core/buf.h"

void search_forget(struct search *s)
{
	s->kept.count = s->kept.next = 0;
	coop_buf_reset(&s->kept.bytes);
}

/* Finds a document among those that are kept; NULL when it is not there. */
static const struct kept_document *find_kept(struct kept *k, uint32_t docid)
{
	for (size_t n = 0; n < k->count; n++) {
		const struct kept_document *d = &k->at[(k->next + n) % k->count];
		if (d->docid != docid)
			continue;
		k->next = (size_t)(d - k->at) + 1;
		return d;
	}
	return NULL;
}

static bool is_kept(const struct kept *k, uint32_t docid)
{
	for (size_t i = 0; i < k->count; i++)
		if (k->at[i].docid == docid)
			return true;
	return false;
}

enum coop_status search_fetch(
	struct search *s, const uint32_t *docids, size_t count, struct coop_error *err)
{
	enum { AT_ONCE = 50 };
	uint32_t wanted[AT_ONCE];
	size_t n = 0;
	for (size_t i = 0; i < count && n < AT_ONCE; i++)
		if (!is_kept(&s->kept, docids[i]))
			wanted[n++] = docids[i];
	return coop_collection_documents_ahead(s->documents, wanted, n, err);
}

/* Reads a document that is not kept. */
static enum coop_status read_anew(
	struct search *s, uint32_t docid, struct coop_error *err)
{
	coop_buf_reset(&s->data);
	return coop_collection_documents_read(s->documents, docid, &s->data, err);
}

enum coop_status search_read_ahead(
	struct search *s, uint32_t docid, struct coop_error *err)
{
	/* what a page or a screen shows */
	enum { MOST = 200, BYTES = 4 << 20 };
	struct kept *k = &s->kept;
	size_t at = k->bytes.len;
	if (k->count >= MOST || at >= BYTES)
		return coop_collection_part(s->collection, docid)->segment->remote
			       ? COOP_OK
			       : read_anew(s, docid, err);
	if (!coop_array_grow(&k->at, &k->cap, k->count + 1, sizeof *k->at))
		return coop_fail_nomem(err);
	enum coop_status st =
		coop_collection_documents_read(s->documents, docid, &k->bytes, err);
	if (!st)
		k->at[k->count++] = (struct kept_document){docid, at, k->bytes.len - at};
	return st;
}

enum coop_status search_read(struct search *s, uint32_t docid, struct coop_record *record,
	struct coop_error *err)
{
	const struct kept_document *d = find_kept(&s->kept, docid);
	if (d)
		return coop_record_unpack(record, s->kept.bytes.s + d->at, d->len, err);
	enum coop_status st = read_anew(s, docid, err);
	return st ? st
		  : coop_record_unpack(record, coop_buf_cstr(&s->data), s->data.len, err);
}
