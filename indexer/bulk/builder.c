#include "indexer/bulk/builder.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/assemble.h"
#include "indexer/bulk/invert.h"
#include "indexer/bulk/inverted.h"
#include "indexer/bulk/parallel_for.h"
#include "indexer/glass/doctable.h"
#include "indexer/report/clock.h"
#include "shared/core/buf.h"
#include "shared/index/layout.h"

enum {
	BATCH_RECORDS = 256,
	BATCH_BYTES = 1 << 18,  /* of text, after which a batch is full */
	RECORD_KEPT = 1 << 14,  /* bytes: a larger record's memory is not kept */
	SHARE_MIN = 8 << 20,    /* bytes of postings that are worth a run */
	SHARE_MAX = 1 << 30,    /* bytes: what a run's numbers of 32 bits can hold */
	FIXED = 32 << 20,       /* bytes: the program and its libraries */
	PER_THREAD = 8 << 20,   /* bytes: batches, and what is on its way to the disk */
	PER_DOCUMENT = 24,      /* bytes: its id's hash, later its lengths */
	WAITING_PER_THREAD = 2, /* batches */
	FORMS_MAX = COOP_ANALYZER_FORMS
};

/* Consecutive records on their way to a thread. */
struct batch {
	struct coop_record records[BATCH_RECORDS];
	size_t count, bytes;
	size_t number;
	uint32_t first; /* docid */
	struct batch *next;
};

/* A thread's own things. */
struct worker {
	struct builder *builder;
	unsigned number;
	struct inverter *inverter;
	struct deflater *deflater;
	struct coop_buf data;       /* the records of a batch, as they are kept */
	size_t ends[BATCH_RECORDS]; /* of these, in `data` */
	pthread_t thread;
};

struct builder {
	struct sink base;
	struct sink_options options;
	struct inverted all;
	struct worker *workers; /* the first is the caller's thread */
	unsigned started;       /* threads besides that one */
	struct doctable *docdata;

	struct batch *filling; /* by the caller */
	size_t batches;        /* begun */

	pthread_mutex_t lock; /* for all that follows, the runs, and the lengths */
	pthread_cond_t work;
	struct batch *first, *last; /* waiting for a thread */
	size_t waiting;
	struct batch *spare;
	bool closed; /* no batch will come */
	size_t lengths_cap;
	struct coop_error err; /* the first failure of a thread */
};

/* ---- batches ---- */

static void batch_free(struct batch *b)
{
	for (size_t i = 0; b && i < BATCH_RECORDS; i++)
		coop_record_release(&b->records[i]);
	free(b);
}

static struct batch *new_batch(struct builder *b)
{
	pthread_mutex_lock(&b->lock);
	struct batch *batch = b->spare;
	if (batch)
		b->spare = batch->next;
	pthread_mutex_unlock(&b->lock);
	if (!batch)
		return calloc(1, sizeof *batch);
	batch->count = batch->bytes = 0;
	return batch;
}

/* Gives a batch back that was used, but not the memory of very large records. */
static void spare_batch(struct builder *b, struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		if (batch->records[i].text.cap > RECORD_KEPT)
			coop_record_release(&batch->records[i]);
	pthread_mutex_lock(&b->lock);
	batch->next = b->spare;
	b->spare = batch;
	pthread_mutex_unlock(&b->lock);
}

/* Takes the batch that has waited longest; NULL when there is none. The lock is held. */
static struct batch *take_batch(struct builder *b)
{
	struct batch *batch = b->first;
	if (!batch)
		return NULL;
	b->first = batch->next;
	b->last = b->first ? b->last : NULL;
	b->waiting--;
	return batch;
}

/* ---- a batch in a thread ---- */

/* Writes the postings that a thread has gathered as a run. */
static enum coop_status flush_run(struct worker *w, struct coop_error *err)
{
	struct builder *b = w->builder;
	struct run *run;
	enum coop_status st = inverter_flush(w->inverter, b->options.dir, &run, err);
	if (st || !run)
		return st;
	pthread_mutex_lock(&b->lock);
	st = runs_add(&b->all.runs, run, w->number, err);
	pthread_mutex_unlock(&b->lock);
	return st;
}

/* Inverts the records of a batch, and packs them one behind the other. */
static enum coop_status index_records(
	struct worker *w, struct batch *batch, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	coop_buf_reset(&w->data);
	for (size_t i = 0; !st && i < batch->count; i++) {
		st = inverter_add(
			w->inverter, &batch->records[i], batch->first + (uint32_t)i, err);
		if (!st)
			st = coop_record_pack(&batch->records[i], &w->data, err);
		w->ends[i] = w->data.len;
	}
	return st;
}

/* Compresses what the records of a batch have become. */
static enum coop_status make_tags(struct worker *w, const struct batch *batch,
	struct tags *tags, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	const char *data = coop_buf_cstr(&w->data);
	size_t at = 0;
	deflater_learn(w->deflater, data, w->data.len);
	for (size_t i = 0; !st && i < batch->count; at = w->ends[i++])
		st = tags_add(tags, w->deflater, batch->first + (uint32_t)i, data + at,
			w->ends[i] - at, err);
	return st;
}

/* Notes how long the documents of a batch are. */
static enum coop_status keep_lengths(
	struct builder *b, const struct batch *batch, struct coop_error *err)
{
	size_t from = batch->first - 1;
	pthread_mutex_lock(&b->lock);
	bool room = coop_array_grow(
		&b->all.dl, &b->lengths_cap, from + batch->count, sizeof *b->all.dl);
	for (size_t i = 0; room && i < batch->count; i++)
		b->all.dl[from + i] = (uint32_t)batch->records[i].length;
	pthread_mutex_unlock(&b->lock);
	return room ? COOP_OK : coop_fail_nomem(err);
}

/* What a thread's postings may take, of the memory that nothing else takes. */
static size_t share(const struct builder *b, const struct batch *batch)
{
	size_t memory = b->options.memory, threads = b->options.threads;
	size_t others =
		FIXED + threads * PER_THREAD + (size_t)batch->first * PER_DOCUMENT;
	size_t left = memory > others ? (memory - others) / threads : 0;
	size_t least = left > SHARE_MIN ? left : (size_t)SHARE_MIN;
	return least < SHARE_MAX ? least : (size_t)SHARE_MAX;
}

static enum coop_status index_batch(
	struct worker *w, struct batch *batch, struct coop_error *err)
{
	struct builder *b = w->builder;
	struct tags *tags = doctable_begin(b->docdata);
	if (!tags)
		return coop_fail_nomem(err);
	enum coop_status st = index_records(w, batch, err);
	if (!st)
		st = make_tags(w, batch, tags, err);
	if (!st)
		st = keep_lengths(b, batch, err);
	/* handed over in any case: the table owns it */
	enum coop_status put = doctable_put(b->docdata, batch->number, tags, err);
	if (st || put)
		return st ? st : put;
	bool full = inverter_memory(w->inverter) >= share(b, batch) ||
		    inverter_forms(w->inverter) >= FORMS_MAX;
	return full ? flush_run(w, err) : COOP_OK;
}

/* Does a batch; a failure ends the work of all threads. */
static void do_batch(struct worker *w, struct batch *batch)
{
	struct builder *b = w->builder;
	struct coop_error err = {0};
	enum coop_status st = index_batch(w, batch, &err);
	spare_batch(b, batch);
	if (!st)
		return;
	pthread_mutex_lock(&b->lock);
	if (!b->err.status)
		b->err = err;
	b->closed = true;
	pthread_cond_broadcast(&b->work);
	pthread_mutex_unlock(&b->lock);
	doctable_abandon(b->docdata);
}

/* Does what is waiting until no more will come. */
static void *work(void *arg)
{
	struct worker *w = arg;
	struct builder *b = w->builder;
	for (;;) {
		pthread_mutex_lock(&b->lock);
		while (!b->first && !b->closed)
			pthread_cond_wait(&b->work, &b->lock);
		struct batch *batch = b->err.status ? NULL : take_batch(b);
		pthread_mutex_unlock(&b->lock);
		if (!batch)
			return NULL;
		do_batch(w, batch);
	}
}

/* ---- the sink ---- */

/* Hands the batch over; does one here when enough are waiting. */
static void submit(struct builder *b)
{
	struct batch *batch = b->filling, *mine = NULL;
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
		do_batch(&b->workers[0], mine);
}

/* The failure of another thread, if there was one. */
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
	struct batch *batch = b->filling;
	if (!batch || b->all.documents == UINT32_MAX - 1)
		return coop_fail_nomem(err);
	b->all.documents++;
	struct coop_record used = batch->records[batch->count];
	batch->records[batch->count] = *record;
	*record = used;
	batch->bytes += batch->records[batch->count].text.len;
	if (++batch->count < BATCH_RECORDS && batch->bytes < BATCH_BYTES)
		return COOP_OK;
	submit(b);
	return check_threads(b, err);
}

/* Waits for the threads, this one taking part. */
static void join(struct builder *b)
{
	pthread_mutex_lock(&b->lock);
	b->closed = true;
	pthread_cond_broadcast(&b->work);
	pthread_mutex_unlock(&b->lock);
	if (!b->workers)
		return;
	work(&b->workers[0]);
	for (; b->started > 0; b->started--)
		pthread_join(b->workers[b->started].thread, NULL);
}

static void flush_worker(void *data, unsigned i)
{
	struct builder *b = data;
	struct coop_error err = {0};
	enum coop_status st = flush_run(&b->workers[i], &err);
	pthread_mutex_lock(&b->lock);
	if (st && !b->err.status)
		b->err = err;
	pthread_mutex_unlock(&b->lock);
}

/* An acronym and the document that told what it stands for. */
struct told {
	uint32_t docid;
	struct coop_acronym acronym;
};

static int by_docid(const void *a, const void *b)
{
	const struct told *x = a, *y = b;
	if (x->docid != y->docid)
		return x->docid < y->docid ? -1 : 1;
	return strcmp(x->acronym.form, y->acronym.form);
}

/* Gathers the acronyms whose long forms were told: the first to tell is believed. */
static enum coop_status collect_acronyms(
	struct builder *b, struct coop_acronyms *acronyms, struct coop_error *err)
{
	struct told *all = NULL;
	size_t count = 0, cap = 0;
	enum coop_status st = COOP_OK;
	for (unsigned t = 0; !st && t < b->options.threads; t++) {
		const struct inverter *in = b->workers[t].inverter;
		const struct coop_acronyms *told = inverter_defined(in);
		size_t n = coop_acronyms_count(told);
		if (!coop_array_grow(&all, &cap, count + n + 1, sizeof *all))
			st = coop_fail_nomem(err);
		for (size_t i = 0; !st && i < n; i++)
			all[count++] = (struct told){
				inverter_defined_by(in, i), coop_acronyms_at(told, i)};
	}
	if (count > 0)
		qsort(all, count, sizeof *all, by_docid);
	for (size_t i = 0; !st && i < count; i++)
		st = coop_acronyms_add(acronyms, &all[i].acronym, err);
	free(all);
	return st;
}

static void free_workers(struct builder *b)
{
	for (unsigned i = 0; b->workers && i < b->options.threads; i++) {
		inverter_free(b->workers[i].inverter);
		deflater_free(b->workers[i].deflater);
		coop_buf_release(&b->workers[i].data);
	}
	free(b->workers);
	b->workers = NULL;
}

/* Ends the reading: everything is in runs and lists, and the threads are gone. */
static enum coop_status end_reading(
	struct builder *b, struct coop_acronyms *acronyms, struct coop_error *err)
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
		b->base.stats.words += inverter_words(b->workers[i].inverter);
		b->all.length += inverter_length(b->workers[i].inverter);
	}
	if (!st)
		st = collect_acronyms(b, acronyms, err);
	free_workers(b);
	b->base.stats.flush = clock_seconds() - begun;
	return st;
}

static enum coop_status finish(struct sink *s, struct coop_error *err)
{
	struct builder *b = (struct builder *)s;
	struct coop_acronyms *acronyms;
	enum coop_status st = coop_acronyms_new(&acronyms, err);
	if (!st)
		st = end_reading(b, acronyms, err);
	if (!st)
		st = assemble(&b->all, &b->options, b->docdata, acronyms, &s->stats, err);
	coop_acronyms_free(acronyms);
	return st;
}

static void free_builder(struct sink *s)
{
	struct builder *b = (struct builder *)s;
	if (b->docdata)
		doctable_abandon(b->docdata);
	pthread_mutex_lock(&b->lock);
	while (b->first) { /* what waits is not wanted any more */
		struct batch *batch = take_batch(b);
		batch->next = b->spare;
		b->spare = batch;
	}
	pthread_mutex_unlock(&b->lock);
	join(b);
	free_workers(b);
	batch_free(b->filling);
	while (b->spare) {
		struct batch *next = b->spare->next;
		batch_free(b->spare);
		b->spare = next;
	}
	free(b->all.dl);
	runs_release(&b->all.runs);
	dictionary_release(&b->all.dictionary);
	doctable_free(b->docdata);
	pthread_cond_destroy(&b->work);
	pthread_mutex_destroy(&b->lock);
	free(b);
}

static enum coop_status prepare_workers(struct builder *b, struct coop_error *err)
{
	unsigned n = b->options.threads;
	b->workers = calloc(n, sizeof *b->workers);
	if (!b->workers)
		return coop_fail_nomem(err);
	for (unsigned i = 0; i < n; i++) {
		b->workers[i].builder = b;
		b->workers[i].number = i;
	}
	enum coop_status st = COOP_OK;
	for (unsigned i = 0; !st && i < n; i++) {
		struct worker *w = &b->workers[i];
		st = inverter_new(b->options.stop, &w->inverter, err);
		if (!st)
			st = deflater_new(&w->deflater, err);
	}
	return st;
}

/* Starts the threads; where one cannot be had, the others do its work. */
static void start_threads(struct builder *b)
{
	while (b->started + 1 < b->options.threads &&
		pthread_create(&b->workers[b->started + 1].thread, NULL, work,
			&b->workers[b->started + 1]) == 0)
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
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->work, NULL);
	enum coop_status st = doctable_create(options->path, "docdata", &b->docdata, err);
	if (!st)
		st = prepare_workers(b, err);
	if (st) {
		free_builder(&b->base);
		return st;
	}
	start_threads(b);
	*out = &b->base;
	return COOP_OK;
}
