/*
 * termlists.h - makes the table `termlist` from postings: a transposition.
 *
 * Postings come term by term, but term lists are per document. So the documents are
 * divided into ranges. While the terms pass, their postings are collected for each range;
 * afterwards one range after the other is sorted in memory. What exceeds the memory goes
 * to temporary files.
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
 * Begins the table in `dir`, for postings that come in `nparts` parts, in the order of
 * the terms.
 */
enum coop_status termlists_new(const char *dir, uint32_t documents, size_t nparts,
	struct termlists **out, struct coop_error *err);
void termlists_free(struct termlists *t); /* NULL is fine */

/* Collects the postings of one part of the terms; each part is used by one thread. */
struct termlists_input;
struct termlists_input *termlists_input_of(struct termlists *t, size_t part);

/* A term, and its postings; terms ascend, and so do docids. */
void termlists_input_begin(struct termlists_input *in, const char *term, size_t len);
void termlists_input_add(struct termlists_input *in, uint32_t docid, uint32_t wdf);
enum coop_status termlists_input_end(struct termlists_input *in, struct coop_error *err);

/* The number of ranges. */
size_t termlists_ranges(const struct termlists *t);

/* Called once all postings were collected. */
enum coop_status termlists_begin(struct termlists *t, struct coop_error *err);

/*
 * Makes the term lists of a range that no thread has taken yet; from any thread. `*more`
 * tells whether there was one. After a failure call termlists_abandon(), so that the
 * other threads give up.
 */
enum coop_status termlists_work(struct termlists *t, bool *more, struct coop_error *err);

/* Releases threads that wait for a range that will not come. */
void termlists_abandon(struct termlists *t);

enum coop_status termlists_finish(
	struct termlists *t, struct btree_root *root, struct coop_error *err);

#endif
