/*
 * termlists.h - the table `termlist` from the postings: a transposition.
 *
 * Postings come term by term, lists are wanted document by document. So the documents are
 * parted into ranges; while the terms pass, each range notes what concerns it, and when all
 * have passed, the notes of one range after the other are sorted in memory. What exceeds the
 * memory is put aside.
 */
#ifndef COOP_INDEXER_BULK_TERMLISTS_H
#define COOP_INDEXER_BULK_TERMLISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/btree.h"
#include "shared/core/error.h"

struct termlists;

#define TERMLISTS_PARTS_MAX 4

/*
 * Begins the table in `dir`, for so many documents, from `nparts` parts of the terms in their
 * order.
 */
enum coop_status termlists_new(const char *dir, uint32_t documents, size_t nparts,
	struct termlists **out, struct coop_error *err);
void termlists_free(struct termlists *t); /* NULL is fine */

/* The notes of a part of the terms; each part has a thread to itself. */
struct termlists_input;
struct termlists_input *termlists_input_of(struct termlists *t, size_t part);

/* A term, and its postings; terms ascend, and so do docids. */
void termlists_input_begin(struct termlists_input *n, const char *term, size_t len);
void termlists_input_add(struct termlists_input *n, uint32_t docid, uint32_t wdf);
enum coop_status termlists_input_end(struct termlists_input *n, struct coop_error *err);

/* How many ranges there are. */
size_t termlists_ranges(const struct termlists *t);

/* To be called once all notes are there. */
enum coop_status termlists_begin(struct termlists *t, struct coop_error *err);

/*
 * Makes the lists of a range that nobody has taken; from any thread. `*more` tells whether
 * there was one. After a failure the others need not go on: termlists_abandon().
 */
enum coop_status termlists_work(struct termlists *t, bool *more, struct coop_error *err);

/* Lets the threads go that wait for a range that will not come. */
void termlists_abandon(struct termlists *t);

enum coop_status termlists_finish(
	struct termlists *t, struct btree_root *root, struct coop_error *err);

#endif
