#include "indexer/bulk/worker.h"

#include "indexer/bulk/hashes_file.h"
#include "indexer/bulk/merge.h"
#include "indexer/glass/deflate.h"
#include "shared/index/hashes.h"
#include "shared/text/analyzer.h"

enum {
	SHARE_MIN = 8 << 20,   /* bytes of postings: smaller runs do not pay */
	COLUMNS_MIN = 1 << 20, /* bytes of columns: neither do smaller parts */
	COLUMNS_PART = 4,      /* of a thread's share: its columns have that at most */
	LEAST_PART = 4,        /* of a thread's memory: its share is that at least */
	SHARE_MAX = 1 << 30,   /* bytes: runs have offsets of 32 bits */
	FIXED = 32 << 20,      /* bytes: the program and its libraries */
	PER_THREAD = 8 << 20,  /* bytes: batches, and buffers of writing */
	PER_DOCUMENT = 32,     /* bytes: two hashes of its id, and its length */
	FORMS_MAX = COOP_ANALYZER_FORMS
};

enum coop_status worker_init(struct worker *w, struct worker_output *output,
	unsigned number, struct coop_error *err)
{
	w->output = output;
	w->number = number;
	w->columns = output->all->columns[number];
	enum coop_status st = inverter_new(output->options->stop, &w->inverter, err);
	return st ? st : deflater_new(&w->deflater, err);
}

void worker_release(struct worker *w)
{
	inverter_free(w->inverter);
	deflater_free(w->deflater);
	coop_buf_release(&w->data);
}

/* Writes the postings in memory as a run, if there are any. */
static enum coop_status flush_postings(struct worker *w, struct coop_error *err)
{
	struct worker_output *out = w->output;
	struct run *run;
	enum coop_status st = inverter_flush(w->inverter, out->options->dir, &run, err);
	if (st || !run)
		return st;
	pthread_mutex_lock(out->lock);
	st = runs_add(&out->all->runs, run, w->number, err);
	pthread_mutex_unlock(out->lock);
	return st;
}

enum coop_status worker_flush(struct worker *w, struct coop_error *err)
{
	enum coop_status st = flush_postings(w, err);
	return st ? st : columns_gather_end(w->columns, w->output->options->dir, err);
}

/* Inverts the records of a batch, and packs them into `data`. */
static enum coop_status index_records(
	struct worker *w, struct record_batch *batch, struct coop_error *err)
{
	enum coop_status st = columns_gather_begin(w->columns, batch->first, err);
	coop_buf_reset(&w->data);
	for (size_t i = 0; !st && i < batch->count; i++) {
		struct coop_record *record = &batch->records[i];
		size_t at = w->data.len;
		st = inverter_add(w->inverter, record, batch->first + (uint32_t)i, err);
		if (!st)
			st = columns_gather_add(w->columns, record, err);
		if (!st)
			st = coop_record_pack(record, &w->data, err);
		if (!st)
			w->hashes[i] = coop_hash_packed(
				record, w->data.s + at, w->data.len - at);
		w->ends[i] = w->data.len;
	}
	return st;
}

/* Compresses the packed records of a batch. */
static enum coop_status make_tags(struct worker *w, const struct record_batch *batch,
	struct doctable_block *block, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	const char *data = coop_buf_cstr(&w->data);
	size_t at = 0;
	deflater_learn(w->deflater, data, w->data.len);
	for (size_t i = 0; !st && i < batch->count; at = w->ends[i++])
		st = doctable_block_add(block, w->deflater, batch->first + (uint32_t)i,
			data + at, w->ends[i] - at, err);
	return st;
}

/* Stores the lengths and the hashes of the documents of a batch. */
static enum coop_status keep_lengths(
	const struct worker *w, const struct record_batch *batch, struct coop_error *err)
{
	struct worker_output *out = w->output;
	struct inverted *all = out->all;
	size_t from = batch->first - 1, count = from + batch->count;
	pthread_mutex_lock(out->lock);
	bool room = coop_array_grow(&all->dl, &out->dl_cap, count, sizeof *all->dl);
	for (size_t i = 0; room && i < batch->count; i++)
		all->dl[from + i] = (uint32_t)batch->records[i].length;
	pthread_mutex_unlock(out->lock);
	return room ? hashes_file_put(all->hashes, out->options->path, batch->first,
			      w->hashes, batch->count, err)
		    : coop_fail_nomem(err);
}

size_t worker_share(const struct sink_options *options, size_t documents)
{
	size_t memory = options->memory, threads = options->threads;
	size_t others = FIXED + threads * PER_THREAD + documents * PER_DOCUMENT;
	size_t left = memory > others ? (memory - others) / threads : 0;
	size_t least = memory / threads / LEAST_PART;
	return left > least ? left : least;
}

size_t worker_columns_share(size_t share)
{
	size_t bytes = share / COLUMNS_PART;
	return bytes > COLUMNS_MIN ? bytes : (size_t)COLUMNS_MIN;
}

size_t worker_postings_share(size_t share, size_t columns)
{
	size_t bytes = share > columns ? share - columns : 0;
	bytes = bytes > SHARE_MIN ? bytes : (size_t)SHARE_MIN;
	return bytes < SHARE_MAX ? bytes : (size_t)SHARE_MAX;
}

/* Puts aside what is full: a pinned analyzer must be made to forget its forms now and then, too (analyzer.h). */
static enum coop_status put_aside(
	struct worker *w, const struct record_batch *batch, struct coop_error *err)
{
	const struct sink_options *options = w->output->options;
	size_t share = worker_share(options, batch->first),
	       columns = columns_gather_memory(w->columns);
	enum coop_status st = COOP_OK;
	if (columns >= worker_columns_share(share))
		st = columns_gather_flush(w->columns, options->dir, err);
	if (!st &&
		(inverter_memory(w->inverter) >= worker_postings_share(share, columns) ||
			inverter_forms(w->inverter) >= FORMS_MAX))
		st = flush_postings(w, err);
	return st;
}

/* Inverts a batch for what its words teach. */
static enum coop_status learn(
	struct worker *w, struct record_batch *batch, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < batch->count; i++)
		st = inverter_add(
			w->inverter, &batch->records[i], batch->first + (uint32_t)i, err);
	return st ? st : put_aside(w, batch, err);
}

enum coop_status worker_index(
	struct worker *w, struct record_batch *batch, struct coop_error *err)
{
	struct worker_output *out = w->output;
	if (out->options->learns)
		return learn(w, batch, err);
	struct doctable_block *block = doctable_begin(out->docdata);
	if (!block)
		return coop_fail_nomem(err);
	enum coop_status st = index_records(w, batch, err);
	if (!st)
		st = make_tags(w, batch, block, err);
	if (!st)
		st = keep_lengths(w, batch, err);
	/* handed over even after a failure: the table owns it */
	enum coop_status put = doctable_put(out->docdata, batch->number, block, err);
	if (st || put)
		return st ? st : put;
	return put_aside(w, batch, err);
}
