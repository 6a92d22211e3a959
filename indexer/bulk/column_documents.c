#include "indexer/bulk/column_documents.h"

#include <stdlib.h>
#include <string.h>

/* How many bytes are read before their memory is released. */
#define UNLOAD_AFTER (UINT64_C(32) << 20)

/* ---- batches ---- */

static int by_docid(const void *a, const void *b)
{
	const struct column_documents_batch *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

enum coop_status column_documents_list(struct column_documents_input *in,
	struct columns_gather *const *gathers, size_t count, struct coop_error *err)
{
	size_t parts = 0, batches = 0;
	*in = (struct column_documents_input){.nthreads = count};
	for (size_t t = 0; t < count; t++) {
		parts += gathers[t]->nparts;
		batches += gathers[t]->nbatches;
	}
	in->parts = calloc(parts + 1, sizeof *in->parts);
	in->batches = calloc(batches + 1, sizeof *in->batches);
	if (!in->parts || !in->batches)
		return coop_fail_nomem(err);
	for (size_t t = 0; t < count; t++) {
		const struct columns_gather *g = gathers[t];
		for (size_t i = 0; i < g->nbatches; i++)
			in->batches[in->nbatches++] = (struct column_documents_batch){
				g->batches[i].first, g->batches[i].count, t,
				in->nparts + g->batches[i].part};
		for (size_t i = 0; i < g->nparts; i++)
			in->parts[in->nparts++] = g->parts[i];
	}
	qsort(in->batches, in->nbatches, sizeof *in->batches, by_docid);
	return COOP_OK;
}

void column_documents_release(struct column_documents_input *in)
{
	free(in->parts);
	free(in->batches);
}

/* ---- documents ---- */

/* Where a thread's documents are read: its batches come in order, and so do its parts. */
struct reader {
	size_t part; /* + 1; 0 before the first */
	const unsigned char *at, *end;
	uint32_t *numbers; /* of the values, by the thread's number of a form */
	size_t cap;
};

struct reading {
	struct column_documents *d;
	const struct column_documents_input *in;
	struct column_numbers *numbers;
	size_t column;
	struct reader *readers;         /* by thread */
	struct coop_buf counts, values; /* of a batch */
	uint64_t read;
};

/* Has a thread go on with a part. */
static enum coop_status begin_part(
	struct reading *r, struct reader *to, size_t part, struct coop_error *err)
{
	const struct columns_part *p = r->in->parts[part];
	const struct columns_part_column *c = &p->columns[r->column];
	to->part = part + 1;
	to->at = (const unsigned char *)p->map + c->documents;
	to->end = (const unsigned char *)p->map + c->end;
	if (!coop_array_grow(
		    &to->numbers, &to->cap, (size_t)c->count + 1, sizeof *to->numbers))
		return coop_fail_nomem(err);
	return column_numbers_read(r->numbers, part, to->numbers, err);
}

/* Reads a document; a value that it has in two forms counts once. */
static size_t read_document(struct reader *from, uint32_t values[COOP_COLUMN_EACH_MAX])
{
	uint64_t count = 0, form = 0;
	size_t n = 0;
	(void)coop_get_uint(&from->at, from->end, &count);
	for (uint64_t i = 0; i < count; i++) {
		(void)coop_get_uint(&from->at, from->end, &form);
		uint32_t number = from->numbers[form];
		size_t k = 0;
		while (k < n && values[k] != number)
			k++;
		values[k] = number;
		n += k == n;
	}
	return n;
}

static enum coop_status read_batch(struct reading *r,
	const struct column_documents_batch *batch, struct coop_error *err)
{
	struct reader *from = &r->readers[batch->thread];
	enum coop_status st = COOP_OK;
	if (from->part != batch->part + 1)
		st = begin_part(r, from, batch->part, err);
	const unsigned char *before = from->at;
	coop_buf_reset(&r->counts);
	coop_buf_reset(&r->values);
	for (uint32_t i = 0; !st && i < batch->count; i++) {
		uint32_t values[COOP_COLUMN_EACH_MAX];
		size_t n = read_document(from, values);
		coop_buf_byte(&r->counts, (char)n);
		coop_buf_add(&r->values, (const char *)values, n * sizeof *values);
		r->d->total += n;
		r->d->lists |= n > 1;
	}
	r->read += (uint64_t)(from->at - before);
	if (!st)
		st = coop_buf_check(r->counts.failed ? &r->counts : &r->values, err);
	if (!st)
		st = tempfile_add(r->d->counts, r->counts.s, r->counts.len, err);
	return st ? st
		  : tempfile_add(
			    r->d->values, coop_buf_cstr(&r->values), r->values.len, err);
}

static void unload(struct reading *r)
{
	if (r->read < UNLOAD_AFTER)
		return;
	for (size_t i = 0; i < r->in->nparts; i++)
		columns_part_unload(r->in->parts[i]);
	r->read = 0;
}

enum coop_status column_documents_read(struct column_documents *d,
	const struct column_documents_input *in, struct column_numbers *numbers,
	size_t column, struct coop_error *err)
{
	struct reading r = {.d = d, .in = in, .numbers = numbers, .column = column};
	r.readers = calloc(in->nthreads + 1, sizeof *r.readers);
	if (!r.readers)
		return coop_fail_nomem(err);
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < in->nbatches; i++) {
		st = read_batch(&r, &in->batches[i], err);
		unload(&r);
	}
	for (size_t t = 0; t < in->nthreads; t++)
		free(r.readers[t].numbers);
	free(r.readers);
	coop_buf_release(&r.counts);
	coop_buf_release(&r.values);
	/* the numbers of values have 32 bits */
	return !st && d->total > UINT32_MAX ? coop_fail_nomem(err) : st;
}
