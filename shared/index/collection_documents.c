/*
 * collection_documents.c - the documents of a collection, by their docids in it.
 */
#include <pthread.h>
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

/* A document that was fetched from another machine. */
struct fetched {
	uint32_t docid; /* in the collection */
	struct coop_buf data;
};

enum { FETCHED_MOST = 128 };

struct coop_collection_documents {
	const struct coop_collection *collection;
	struct coop_documents **parts;
	struct fetched fetched[FETCHED_MOST]; /* by ascending docids */
	size_t nfetched;
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

static void forget(struct coop_collection_documents *d)
{
	for (size_t i = 0; i < d->nfetched; i++)
		coop_buf_release(&d->fetched[i].data);
	d->nfetched = 0;
}

void coop_collection_documents_free(struct coop_collection_documents *d)
{
	if (!d)
		return;
	for (size_t i = 0; d->parts && i < d->collection->nparts; i++)
		coop_documents_free(d->parts[i]);
	forget(d);
	free(d->parts);
	free(d);
}

/* ---- on other machines ---- */

static int by_docid(const void *a, const void *b)
{
	const struct fetched *x = a, *y = b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

static const struct fetched *find(
	const struct coop_collection_documents *d, uint32_t docid)
{
	struct fetched key = {.docid = docid};
	return bsearch(&key, d->fetched, d->nfetched, sizeof key, by_docid);
}

/* What is fetched of a part, by a thread. */
struct errand {
	const struct coop_collection_part *part;
	uint32_t docids[FETCHED_MOST]; /* in the segment */
	struct coop_buf *data[FETCHED_MOST];
	size_t count;
	pthread_t thread;
	bool threaded;
	struct coop_error err;
};

static void *run(void *user)
{
	struct errand *e = user;
	coop_remote_documents(
		e->part->segment->remote, e->docids, e->count, e->data, &e->err);
	return NULL;
}

/* Runs the errands, the last by this thread. */
static enum coop_status run_all(
	struct errand *errands, size_t count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; i + 1 < count; i++)
		errands[i].threaded =
			pthread_create(&errands[i].thread, NULL, run, &errands[i]) == 0;
	for (size_t i = count; i-- > 0;) {
		if (errands[i].threaded)
			pthread_join(errands[i].thread, NULL);
		else
			run(&errands[i]);
		enum coop_status own = coop_segment_pass_on(
			errands[i].part->segment, st ? NULL : err, &errands[i].err);
		st = st ? st : own;
	}
	return st;
}

/* The errand for a part, behind the others if there is none. */
static struct errand *errand_for(
	struct errand *errands, size_t *count, const struct coop_collection_part *part)
{
	size_t i = 0;
	while (i < *count && errands[i].part != part)
		i++;
	*count += i == *count;
	errands[i].part = part;
	return &errands[i];
}

/* Makes places for the documents that are not there. */
static void choose(struct coop_collection_documents *d, const uint32_t *docids,
	size_t count, struct errand *errands, size_t *nerrands)
{
	size_t known = d->nfetched;
	for (size_t i = 0; i < count && d->nfetched < FETCHED_MOST; i++)
		if (coop_collection_part(d->collection, docids[i])->segment->remote &&
			!bsearch(&(struct fetched){.docid = docids[i]}, d->fetched, known,
				sizeof *d->fetched, by_docid))
			d->fetched[d->nfetched++] = (struct fetched){.docid = docids[i]};
	for (size_t i = known; i < d->nfetched; i++) {
		struct fetched *f = &d->fetched[i];
		const struct coop_collection_part *part =
			coop_collection_part(d->collection, f->docid);
		struct errand *e = errand_for(errands, nerrands, part);
		e->docids[e->count] = f->docid - part->before;
		e->data[e->count++] = &f->data;
	}
}

/* How many of some documents are to be fetched. */
static size_t count_new(
	const struct coop_collection_documents *d, const uint32_t *docids, size_t count)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += coop_collection_part(d->collection, docids[i])->segment->remote &&
		     !find(d, docids[i]);
	return n;
}

enum coop_status coop_collection_documents_ahead(struct coop_collection_documents *d,
	const uint32_t *docids, size_t count, struct coop_error *err)
{
	size_t n = 0, wanted = count_new(d, docids, count);
	if (wanted == 0)
		return COOP_OK;
	if (wanted > FETCHED_MOST - d->nfetched)
		forget(d);
	struct errand *errands = calloc(d->collection->nparts, sizeof *errands);
	if (!errands)
		return coop_fail_nomem(err);
	choose(d, docids, count, errands, &n);
	enum coop_status st = run_all(errands, n, err);
	free(errands);
	if (st)
		forget(d);
	qsort(d->fetched, d->nfetched, sizeof *d->fetched, by_docid);
	return st;
}

enum coop_status coop_collection_documents_read(struct coop_collection_documents *d,
	uint32_t docid, struct coop_buf *out, struct coop_error *err)
{
	const struct coop_collection_part *p = coop_collection_part(d->collection, docid);
	const uint32_t there = docid - p->before;
	struct coop_error e = {0};
	const struct fetched *f = p->segment->remote ? find(d, docid) : NULL;
	if (f) {
		coop_buf_add(out, coop_buf_cstr(&f->data), f->data.len);
		return coop_buf_check(out, err);
	}
	if (p->segment->remote)
		coop_remote_documents(p->segment->remote, &there, 1, &out, &e);
	else
		coop_documents_read(d->parts[p - d->collection->parts], there, out, &e);
	return coop_segment_pass_on(p->segment, err, &e);
}
