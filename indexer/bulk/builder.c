#include "indexer/bulk/builder.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/bulk/assemble.h"
#include "indexer/bulk/hashes_file.h"
#include "indexer/bulk/parallel_for.h"
#include "indexer/bulk/worker.h"
#include "indexer/report/clock.h"
#include "shared/core/buf.h"

enum {
	BATCH_BYTES = 1 << 18, /* of text: a batch with more is full */
	RECORD_KEPT = 1 << 14, /* bytes: the memory of larger records is released */
	WAITING_PER_THREAD = 2 /* batches */
};

struct thread {
	struct builder *builder;
	struct worker worker;
	pthread_t id;
};

struct builder {
	struct sink base;
	struct sink_options options;
	struct inverted all;
	struct thread *threads; /* the first is the caller's */
	unsigned started;       /* threads besides that one */
	struct doctable *docdata;
	struct worker_output output;
	struct coop_acronyms *learned;

	struct record_batch *filling; /* by the caller's thread */
	size_t batches;               /* number of batches submitted */

	pthread_mutex_t lock; /* guards all that follows, and the output */
	pthread_cond_t work;
	struct record_batch *first, *last; /* the queue of batches */
	size_t waiting;
	struct record_batch *spare;
	bool closed;           /* no more batches will come */
	struct coop_error err; /* the first failure of a thread */
};

/* ---- batches ---- */

static void batch_free(struct record_batch *b)
{
	for (size_t i = 0; b && i < BATCH_RECORDS; i++)
		coop_record_release(&b->records[i]);
	free(b);
}

/* Returns an empty batch, a used one if there is any: its records keep their memory. */
static struct record_batch *new_batch(struct builder *b)
{
	pthread_mutex_lock(&b->lock);
	struct record_batch *batch = b->spare;
	if (batch)
		b->spare = batch->next;
	pthread_mutex_unlock(&b->lock);
	if (!batch)
		return calloc(1, sizeof *batch);
	batch->count = batch->bytes = 0;
	return batch;
}

/* Returns a used batch, without the memory of very large records. */
static void spare_batch(struct builder *b, struct record_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		if (batch->records[i].text.cap > RECORD_KEPT)
			coop_record_release(&batch->records[i]);
	pthread_mutex_lock(&b->lock);
	batch->next = b->spare;
	b->spare = batch;
	pthread_mutex_unlock(&b->lock);
}

/* Takes the oldest batch of the queue; NULL when it is empty. The lock is held. */
static struct record_batch *take_batch(struct builder *b)
{
	struct record_batch *batch = b->first;
	if (!batch)
		return NULL;
	b->first = batch->next;
	b->last = b->first ? b->last : NULL;
	b->waiting--;
	return batch;
}

/* ---- threads ---- */

/* Processes a batch; a failure ends the work of all threads. */
static void do_batch(struct thread *t, struct record_batch *batch)
{
	struct builder *b = t->builder;
	struct coop_error err = {0};
	enum coop_status st = worker_index(&t->worker, batch, &err);
	spare_batch(b, batch);
	if (!st)
		return;
	pthread_mutex_lock(&b->lock);
	if (!b->err.status)
		b->err = err;
	b->closed = true;
	pthread_cond_broadcast(&b->work);
	pthread_mutex_unlock(&b->lock);
	if (b->docdata)
		doctable_abandon(b->docdata);
}

/* A thread: processes batches until no more will come. */
static void *work(void *arg)
{
	struct thread *t = arg;
	struct builder *b = t->builder;
	for (;;) {
		pthread_mutex_lock(&b->lock);
		while (!b->first && !b->closed)
			pthread_cond_wait(&b->work, &b->lock);
		struct record_batch *batch = b->err.status ? NULL : take_batch(b);
		pthread_mutex_unlock(&b->lock);
		if (!batch)
			return NULL;
		do_batch(t, batch);
	}
}

/* ---- the sink ---- */

/*
 * Submits the batch that is filled. When the queue is long the caller's thread processes
 * a batch too, which also keeps the queue from growing.
 */
static void submit(struct builder *b)
{
	struct record_batch *batch = b->filling, *mine = NULL;
	b->filling = NULL;
	pthread_mutex_lock(&b->lock);
	batch->next = NULL;
	batch->number = b->batches++;
	batch->first = b->all.documents - (uint32_t)batch->count + 1;
	*(b->last ? &b->last->next : &b->first) = batch;
	b->last = batch;
	if (++b->waiting > (size_t)WAITING_PER_THREAD * b->started)
		mine = take_batch(b);
	pthread_cond_signal(&b->work);
	pthread_mutex_unlock(&b->lock);
	if (mine)
		do_batch(&b->threads[0], mine);
}

/* The failure of another thread, if any. */
static enum coop_status check_threads(struct builder *b, struct coop_error *err)
{
	pthread_mutex_lock(&b->lock);
	enum coop_status st = coop_pass_on(err, &b->err);
	pthread_mutex_unlock(&b->lock);
	return st;
}

/* Records are swapped into the batch, not copied: the caller gets the memory of a used one. */
static enum coop_status add(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	struct builder *b = (struct builder *)s;
	if (!b->filling)
		b->filling = new_batch(b);
	struct record_batch *batch = b->filling;
	/* docids have 32 bits; UINT32_MAX is kept free as an end mark */
	if (!batch || b->all.documents == UINT32_MAX - 1)
		return coop_fail_nomem(err);
	b->all.documents++;
	struct coop_record used = batch->records[batch->count];
	batch->records[batch->count] = *record;
	*record = used;
	/* where a batch ends depends on what is stored, so that it ends there again when that is read */
	batch->bytes += coop_record_size(&batch->records[batch->count]);
	if (++batch->count < BATCH_RECORDS && batch->bytes < BATCH_BYTES)
		return COOP_OK;
	submit(b);
	return check_threads(b, err);
}

/* Waits for the threads, and works with them meanwhile. */
static void join(struct builder *b)
{
	pthread_mutex_lock(&b->lock);
	b->closed = true;
	pthread_cond_broadcast(&b->work);
	pthread_mutex_unlock(&b->lock);
	if (!b->threads)
		return;
	work(&b->threads[0]);
	for (; b->started > 0; b->started--)
		pthread_join(b->threads[b->started].id, NULL);
}

static void flush_worker(void *data, unsigned i)
{
	struct builder *b = data;
	struct coop_error err = {0};
	enum coop_status st = worker_flush(&b->threads[i].worker, &err);
	pthread_mutex_lock(&b->lock);
	if (st && !b->err.status)
		b->err = err;
	pthread_mutex_unlock(&b->lock);
}

/* An acronym, and the document that defines it. */
struct defined {
	uint32_t docid;
	struct coop_acronym acronym;
};

static int by_docid(const void *a, const void *b)
{
	const struct defined *x = a, *y = b;
	if (x->docid != y->docid)
		return x->docid < y->docid ? -1 : 1;
	return strcmp(x->acronym.form, y->acronym.form);
}

/*
 * Collects the acronyms that texts define. The first document to define one wins, so that
 * the result does not depend on the threads.
 */
static enum coop_status collect_acronyms(struct builder *b, struct coop_error *err)
{
	struct defined *all = NULL;
	size_t count = 0, cap = 0;
	enum coop_status st = COOP_OK;
	for (unsigned t = 0; !st && t < b->options.threads; t++) {
		const struct inverter *in = b->threads[t].worker.inverter;
		const struct coop_acronyms *defined = inverter_acronyms(in);
		size_t n = coop_acronyms_count(defined);
		if (!coop_array_grow(&all, &cap, count + n + 1, sizeof *all))
			st = coop_fail_nomem(err);
		for (size_t i = 0; !st && i < n; i++)
			all[count++] = (struct defined){inverter_acronym_docid(in, i),
				coop_acronyms_at(defined, i)};
	}
	if (count > 0)
		qsort(all, count, sizeof *all, by_docid);
	for (size_t i = 0; !st && i < count; i++)
		st = coop_acronyms_add(b->learned, &all[i].acronym, err);
	free(all);
	return st;
}

static void free_threads(struct builder *b)
{
	for (unsigned i = 0; b->threads && i < b->options.threads; i++)
		worker_release(&b->threads[i].worker);
	free(b->threads);
	b->threads = NULL;
}

/* Ends reading: everything is in runs and tables, and the threads have ended. */
static enum coop_status end_reading(struct builder *b, struct coop_error *err)
{
	double begun = clock_seconds();
	if (b->filling && b->filling->count > 0)
		submit(b);
	join(b);
	enum coop_status st = check_threads(b, err);
	if (!st) {
		parallel_for(b->options.threads, b->options.threads, flush_worker, b);
		st = check_threads(b, err);
	}
	for (unsigned i = 0; i < b->options.threads; i++) {
		b->base.stats.words += inverter_words(b->threads[i].worker.inverter);
		b->all.length += inverter_length(b->threads[i].worker.inverter);
	}
	if (!st)
		st = collect_acronyms(b, err);
	free_threads(b);
	b->base.stats.flush = clock_seconds() - begun;
	return st;
}

static enum coop_status finish(struct sink *s, struct coop_error *err)
{
	struct builder *b = (struct builder *)s;
	enum coop_status st = coop_acronyms_new(&b->learned, err);
	if (!st)
		st = end_reading(b, err);
	if (!st && b->options.learns)
		st = dictionary_learn(&b->all.runs, b->learned, b->options.stop, err);
	else if (!st)
		st = assemble(
			&b->all, &b->options, b->docdata, b->learned, &s->stats, err);
	s->stats.length = b->all.length;
	s->stats.documents = b->all.documents;
	s->stats.learned = st ? NULL : b->learned;
	return st;
}

static void free_columns(struct inverted *all)
{
	for (unsigned i = 0; all->columns && i < all->threads; i++)
		columns_gather_free(all->columns[i]);
	free(all->columns);
}

static void free_builder(struct sink *s)
{
	struct builder *b = (struct builder *)s;
	if (b->docdata)
		doctable_abandon(b->docdata);
	pthread_mutex_lock(&b->lock);
	while (b->first) { /* batches in the queue are dropped */
		struct record_batch *batch = take_batch(b);
		batch->next = b->spare;
		b->spare = batch;
	}
	pthread_mutex_unlock(&b->lock);
	join(b);
	free_threads(b);
	batch_free(b->filling);
	while (b->spare) {
		struct record_batch *next = b->spare->next;
		batch_free(b->spare);
		b->spare = next;
	}
	free(b->all.dl);
	if (b->all.hashes >= 0)
		close(b->all.hashes);
	free_columns(&b->all);
	runs_release(&b->all.runs);
	dictionary_release(&b->all.dictionary);
	doctable_free(b->docdata);
	coop_acronyms_free(b->learned);
	pthread_cond_destroy(&b->work);
	pthread_mutex_destroy(&b->lock);
	free(b);
}

static enum coop_status prepare_columns(
	struct inverted *all, unsigned threads, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	all->columns = calloc(threads, sizeof *all->columns);
	if (!all->columns)
		return coop_fail_nomem(err);
	for (; !st && all->threads < threads; all->threads++)
		st = columns_gather_new(&all->columns[all->threads], err);
	return st;
}

static enum coop_status prepare_threads(struct builder *b, struct coop_error *err)
{
	unsigned n = b->options.threads;
	b->output = (struct worker_output){&b->options, &b->all, b->docdata, &b->lock, 0};
	b->threads = calloc(n, sizeof *b->threads);
	if (!b->threads)
		return coop_fail_nomem(err);
	for (unsigned i = 0; i < n; i++)
		b->threads[i].builder = b;
	enum coop_status st = prepare_columns(&b->all, n, err);
	for (unsigned i = 0; !st && i < n; i++)
		st = worker_init(&b->threads[i].worker, &b->output, i, err);
	return st;
}

/* Starts the threads; when one cannot be created, the others do its work. */
static void start_threads(struct builder *b)
{
	while (b->started + 1 < b->options.threads &&
		pthread_create(&b->threads[b->started + 1].id, NULL, work,
			&b->threads[b->started + 1]) == 0)
		b->started++;
}

enum coop_status builder_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err)
{
	static const struct sink_ops ops = {add, finish, free_builder};
	*out = NULL;
	struct builder *b = calloc(1, sizeof *b);
	if (!b)
		return coop_fail_nomem(err);
	b->base.ops = &ops;
	b->options = *options;
	b->all.stop = options->stop;
	b->all.progress = options->progress;
	b->all.hashes = -1;
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->work, NULL);
	enum coop_status st = options->learns ? COOP_OK
					      : doctable_create(options->path, "docdata",
							&b->docdata, err);
	if (!st && !options->learns)
		st = hashes_file_create(options->path, &b->all.hashes, err);
	if (!st)
		st = prepare_threads(b, err);
	if (st) {
		free_builder(&b->base);
		return st;
	}
	start_threads(b);
	*out = &b->base;
	return COOP_OK;
}
