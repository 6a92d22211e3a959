/*
 * write_postings.h - writes our posting lists (shared/index/postings.h).
 *
 * Terms come in the order of their bytes; those that are frequent enough or have
 * positions get a list. The file is written in parts, by several threads, which are then
 * joined.
 */
#ifndef COOP_INDEXER_BULK_WRITE_POSTINGS_H
#define COOP_INDEXER_BULK_WRITE_POSTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/postings.h"

/* The block being filled. */
struct postings_writer_block {
	uint32_t docids[COOP_POSTINGS_BLOCK];
	uint8_t impacts[COOP_POSTINGS_BLOCK];
	uint32_t slots[COOP_POSTINGS_BLOCK];
	uint32_t count;
};

enum { POSTINGS_WRITER_PARTS = 8 /* the most parts that can be joined */ };

struct postings_writer {
	struct postings_writer_block filling;
	struct coop_buf term;
	struct coop_buf heads, blocks;  /* those of the current term */
	struct coop_buf position_lists; /* position lists of the current block */
	uint32_t doc_freq, last;
	uint8_t highest; /* the highest impact in the term's blocks */
	uint32_t with[COOP_POSTINGS_IMPACTS]; /* documents of the term, by impact */
	bool positions;
	bool unfit; /* a position, or the positions of a block, exceed the format */
	struct coop_buf entry;              /* an entry of the directory */
	struct tempfile *directory, *texts; /* temporary files */
	uint32_t terms;
	struct coop_buf out, path;
	uint64_t written;      /* bytes */
	int fd;                /* of the final file in the home part; else -1 */
	struct tempfile *file; /* the lists of any other part; else NULL */
};

/*
 * Begins a part. The home part writes to the final file in `dir`, the others to temporary
 * files.
 */
enum coop_status postings_writer_create(
	struct postings_writer *w, const char *dir, bool home, struct coop_error *err);

/* Begins a term; `positions` tells whether it has any. */
void postings_writer_begin(
	struct postings_writer *w, const char *term, size_t len, bool positions);

/* Adds a posting; docids ascend, and the impact is below COOP_POSTINGS_IMPACTS. */
void postings_writer_add(struct postings_writer *w, uint32_t docid, uint32_t impact);

/*
 * Adds the positions of the last posting: their number, and uints, each less the one
 * before.
 */
void postings_writer_positions(
	struct postings_writer *w, uint32_t count, const char *uints, size_t len);

/* Ends the term. Fails as well when its list exceeds the format. */
enum coop_status postings_writer_end(struct postings_writer *w, struct coop_error *err);

/*
 * Joins the parts, given in the order of their terms, and syncs the file to the disk.
 * Sets its size in bytes and its number of terms.
 */
enum coop_status postings_writer_join(struct postings_writer *const *parts, size_t n,
	uint32_t documents, uint64_t *bytes, uint64_t *terms, struct coop_error *err);

void postings_writer_release(struct postings_writer *w);

#endif
