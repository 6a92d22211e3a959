#include "shared/index/collection_order.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/record.h"

/* Where the notice of a document comes from. */
struct place {
	uint32_t docid; /* 0 for none */
	struct coop_buf data;
	const char *path; /* in `data` */
	size_t path_len;
	uint64_t line;
};

struct coop_order {
	const struct coop_collection *collection;
	struct coop_collection_documents *documents; /* NULL before the first is read */
	struct place *places; /* by index: of the document that was compared last */
	uint32_t *last;       /* by index: its last docid */
	struct coop_hit *merged;
	size_t merged_cap;
};

/* ---- places ---- */

/* Reads the head of a packed notice (record.h). */
static enum coop_status read_head(struct place *p, struct coop_error *err)
{
	const unsigned char *s = (const unsigned char *)coop_buf_cstr(&p->data),
			    *end = s + p->data.len;
	uint64_t len = 0, line = 0;
	bool good = s < end && *s++ == COOP_RECORD_VERSION &&
		    coop_get_uint(&s, end, &len) && len <= (uint64_t)(end - s);
	if (good) {
		p->path = (const char *)s;
		p->path_len = (size_t)len;
		s += len;
		good = coop_get_uint(&s, end, &line);
	}
	p->line = line >> 1;
	return good ? COOP_OK
		    : coop_fail(err, COOP_E_CORRUPT, "%s",
			      TR("a stored notice is damaged",
				      "une notice enregistrée est abîmée"));
}

static enum coop_status read_place(
	struct coop_order *o, size_t index, uint32_t docid, struct coop_error *err)
{
	struct place *p = &o->places[index];
	enum coop_status st = COOP_OK;
	if (p->docid == docid)
		return COOP_OK;
	p->docid = 0;
	coop_buf_reset(&p->data);
	if (!o->documents)
		st = coop_collection_documents_open(o->collection, &o->documents, err);
	if (!st)
		st = coop_collection_documents_read(o->documents, docid, &p->data, err);
	if (!st)
		st = read_head(p, err);
	p->docid = st ? 0 : docid;
	return st;
}

/* A byte of a path; what separates folders comes before all others. */
static unsigned rank_of(const struct place *p, size_t i)
{
	return p->path[i] == '/' ? 0 : (unsigned char)p->path[i] + 1U;
}

static int compare_paths(const struct place *a, const struct place *b)
{
	size_t common = coop_bytes_common(a->path, a->path_len, b->path, b->path_len);
	if (common == a->path_len || common == b->path_len)
		return (a->path_len > b->path_len) - (a->path_len < b->path_len);
	return rank_of(a, common) < rank_of(b, common) ? -1 : 1;
}

int coop_order_paths(const char *a, size_t na, const char *b, size_t nb)
{
	return compare_paths(&(struct place){.path = a, .path_len = na},
		&(struct place){.path = b, .path_len = nb});
}

/* Whether the place of a document is before that of one of a later index. */
static bool is_before(const struct place *a, const struct place *b)
{
	int order = compare_paths(a, b);
	return order < 0 || (order == 0 && a->line <= b->line);
}

/* Finds which index has the first of the next documents, which are 0 behind the last of an index. */
static enum coop_status choose(
	struct coop_order *o, const uint32_t *next, size_t *first, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	size_t n = o->collection->count, best = n;
	for (size_t i = 0; !st && i < n; i++) {
		if (next[i] == 0)
			continue;
		if (best < n) {
			st = read_place(o, best, next[best], err);
			if (!st)
				st = read_place(o, i, next[i], err);
			if (st || is_before(&o->places[best], &o->places[i]))
				continue;
		}
		best = i;
	}
	*first = best;
	return st;
}

/* ---- hits ---- */

static size_t index_of(const struct coop_order *o, uint32_t docid)
{
	return coop_collection_part(o->collection, docid)->index;
}

/* Merges hits of one score. */
static enum coop_status merge(struct coop_order *o, struct coop_hit *hits, size_t count,
	size_t wanted, struct coop_error *err)
{
	uint32_t next[COOP_COLLECTION_MAX] = {0};
	size_t at[COOP_COLLECTION_MAX] = {0}, from;
	enum coop_status st = COOP_OK;
	if (!coop_array_grow(&o->merged, &o->merged_cap, count, sizeof *o->merged))
		return coop_fail_nomem(err);
	memcpy(o->merged, hits, count * sizeof *hits);
	for (size_t i = count; i-- > 0;) {
		size_t index = index_of(o, hits[i].docid);
		next[index] = hits[i].docid;
		at[index] = i;
	}
	for (size_t i = 0; !st && i < count && i < wanted; i++) {
		st = choose(o, next, &from, err);
		if (st)
			break;
		hits[i] = o->merged[at[from]++];
		size_t k = at[from];
		next[from] = k < count && o->merged[k].docid <= o->last[from]
				     ? o->merged[k].docid
				     : 0;
	}
	return st;
}

enum coop_status coop_order_hits(struct coop_order *o, struct coop_hit *hits,
	size_t count, size_t wanted, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (!o->collection->sharded)
		return COOP_OK;
	for (size_t i = 0, end; !st && i < count && i < wanted; i = end) {
		end = i + 1;
		while (end < count && !(hits[end].score < hits[i].score))
			end++;
		if (index_of(o, hits[i].docid) != index_of(o, hits[end - 1].docid))
			st = merge(o, hits + i, end - i, wanted - i, err);
	}
	return st;
}

/* ---- walks ---- */

/* The first document of an index in a set that is not before `docid`; 0 for none. */
static uint32_t next_of(const struct coop_order_walk *w, size_t index, uint32_t docid)
{
	uint32_t found = coop_docset_next(w->set, docid);
	return found <= w->order->last[index] ? found : 0;
}

void coop_order_begin(
	struct coop_order_walk *w, struct coop_order *o, const struct coop_docset *set)
{
	w->order = o;
	w->set = set;
	w->next[0] = coop_docset_next(set, 1);
	for (size_t i = 0; o->collection->sharded && i < o->collection->count; i++)
		w->next[i] = next_of(w, i, i == 0 ? 1 : o->last[i - 1] + 1);
}

enum coop_status coop_order_next(
	struct coop_order_walk *w, uint32_t *docid, struct coop_error *err)
{
	struct coop_order *o = w->order;
	size_t first = 0;
	if (!o->collection->sharded) {
		*docid = w->next[0];
		if (*docid > 0)
			w->next[0] = coop_docset_next(w->set, *docid + 1);
		return COOP_OK;
	}
	enum coop_status st = choose(o, w->next, &first, err);
	*docid = st || first == o->collection->count ? 0 : w->next[first];
	if (*docid > 0)
		w->next[first] = next_of(w, first, *docid + 1);
	return st;
}

/* ---- an order ---- */

enum coop_status coop_order_new(const struct coop_collection *collection,
	struct coop_order **out, struct coop_error *err)
{
	struct coop_order *o = *out = calloc(1, sizeof *o);
	if (!o)
		return coop_fail_nomem(err);
	o->collection = collection;
	o->places = calloc(collection->count + 1, sizeof *o->places);
	o->last = calloc(collection->count + 1, sizeof *o->last);
	if (!o->places || !o->last) {
		coop_order_free(o);
		*out = NULL;
		return coop_fail_nomem(err);
	}
	for (size_t i = 0; i < collection->nparts; i++)
		o->last[collection->parts[i].index] = collection->parts[i].last;
	return COOP_OK;
}

void coop_order_free(struct coop_order *o)
{
	if (!o)
		return;
	for (size_t i = 0; o->places && i < o->collection->count; i++)
		coop_buf_release(&o->places[i].data);
	coop_collection_documents_free(o->documents);
	free(o->places);
	free(o->last);
	free(o->merged);
	free(o);
}
