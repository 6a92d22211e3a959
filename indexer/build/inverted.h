/*
 * inverted.h - the whole input, inverted: what the tables are written from.
 */
#ifndef COOP_BUILD_INVERTED_H
#define COOP_BUILD_INVERTED_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/build/btree.h"
#include "indexer/build/dictionary.h"
#include "indexer/build/merge.h"
#include "indexer/build/weights.h"
#include "indexer/meta.h"
#include "indexer/progress.h"
#include "indexer/stop.h"
#include "indexer/tempfile.h"
#include "shared/error.h"

/* Consecutive documents that one thread took. */
struct block {
	unsigned thread;
	uint32_t run; /* which of the thread's runs they are in; later, of all runs */
	uint32_t first, count; /* docids */
	uint64_t off;          /* of their lists (forward.h) in the thread's file */
	size_t len;
};

struct inverted {
	struct runs runs;
	struct tempfile **forward; /* by thread */
	struct block *blocks;
	size_t nblocks;
	uint32_t documents;
	uint64_t length; /* of all documents together (impact.h) */
	unsigned threads;
	struct dictionary dictionary;
	struct weights weights;
	/* by docid - 1; set by doclists_work() */
	uint32_t *dl;      /* impact.h's lengths */
	uint32_t *lengths; /* the engine's: sums of wdfs */
	uint32_t highest_wdf;
	atomic_bool failed;        /* a table cannot be written: the others need not be */
	struct progress *progress; /* NULL, or to be told how far it is */
	const stop_flag *stop;     /* NULL, or set when the user presses Ctrl-C */
};

/* COOP_E_INTERRUPTED when it is time to stop, or another table cannot be written. */
enum coop_status inverted_check_stop(const struct inverted *all, struct coop_error *err);

/*
 * Reads what each document holds: tells the documents' lengths, and writes the table
 * `termlist` where it is wanted. All threads work at it: doclists_work() returns when there
 * is nothing left to begin; when all have returned, doclists_check() tells what failed.
 * doclists_finish() leaves `root` alone when there is no table.
 */
struct doclists;
enum coop_status doclists_begin(struct inverted *all, const char *dir, bool term_lists,
	struct doclists **out, struct coop_error *err);
void doclists_work(struct doclists *t);
enum coop_status doclists_check(const struct doclists *t, struct coop_error *err);
enum coop_status doclists_finish(
	struct doclists *t, struct btree_root *root, struct coop_error *err);
void doclists_free(struct doclists *t); /* NULL is fine */

/* Writes the table `postlist`; the metadata is in the order of the names. */
enum coop_status postlists_write(struct inverted *all, const char *dir,
	const struct meta *meta, size_t nmeta, struct btree_root *root,
	struct coop_error *err);

/* Writes the table `position`. */
enum coop_status positions_write(const struct inverted *all, const char *dir,
	struct btree_root *root, struct coop_error *err);

#endif
