/*
 * write_postings.h - writing the lists of frequent terms (shared/index/postings.h).
 *
 * Terms are shown in the order of their bytes; those that are frequent enough or have positions
 * are kept.
 * Done in parts, side by side, which are then joined.
 */
#ifndef COOP_INDEXER_BULK_WRITE_POSTINGS_H
#define COOP_INDEXER_BULK_WRITE_POSTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/postings.h"

/* The block being filled, and what came before of its term. */
struct postings_writer_block {
	uint32_t docids[COOP_POSTINGS_BLOCK];
	uint8_t impacts[COOP_POSTINGS_BLOCK];
	uint32_t slots[COOP_POSTINGS_BLOCK];
	uint32_t count;
};

enum { POSTINGS_WRITER_PARTS = 8 /* at most, that are joined */ };

struct postings_writer {
	struct postings_writer_block filling;
	struct coop_buf term;
	struct coop_buf heads, blocks; /* of the term */
	struct coop_buf several;       /* positions, of the block */
	uint32_t doc_freq, last;
	uint8_t highest;                      /* impact, of the term's blocks */
	uint32_t with[COOP_POSTINGS_IMPACTS]; /* by impact: documents */
	bool positions;
	bool unfit; /* a position, or those of a block, are too many to be told */
	struct coop_buf entry;              /* of the directory */
	struct tempfile *directory, *texts; /* put aside */
	uint32_t terms;
	struct coop_buf out, path;
	uint64_t written;      /* bytes */
	int fd;                /* of the file; -1 in a part that is copied there: */
	struct tempfile *file; /* its blocks, put aside */
};

/*
 * Begins a part: in the file in `dir` itself when it is its `home`, as one part is, or put
 * aside.
 */
enum coop_status postings_writer_create(
	struct postings_writer *r, const char *dir, bool home, struct coop_error *err);

/* Begins a term; `positions` tells whether it has any. */
void postings_writer_begin(
	struct postings_writer *r, const char *term, size_t len, bool positions);

/* Adds a posting; docids ascend, the impact is less than COOP_POSTINGS_IMPACTS. */
void postings_writer_add(struct postings_writer *r, uint32_t docid, uint32_t impact);

/*
 * Adds the positions of the posting that was added last: so many, as uints, each less the one
 * before.
 */
void postings_writer_positions(
	struct postings_writer *r, uint32_t count, const char *uints, size_t len);

/* Fails as well when the list is more than the file can tell of one. */
enum coop_status postings_writer_end(struct postings_writer *r, struct coop_error *err);

/*
 * Puts the parts, in the order of their terms, together, and makes it safe on the disk; the
 * file's size in bytes and its terms are set.
 */
enum coop_status postings_writer_join(struct postings_writer *const *parts, size_t n,
	uint32_t documents, uint64_t *bytes, uint64_t *terms, struct coop_error *err);

void postings_writer_release(struct postings_writer *r);

#endif
