/*
 * run.h - a part of the input, inverted: terms in ascending order, each with its
 * postings.
 *
 * "Run" has the sense of external sorting: a sorted segment. A run holds what one thread
 * accumulated until its share of the memory was used up or the input ended. It is an
 * unnamed file that is read through a mapping, which the system may evict at any time. In
 * the file: the posting streams (posting_stream.h) in the order of the terms; the
 * entries; the terms and stems.
 */
#ifndef COOP_INDEXER_BULK_RUN_H
#define COOP_INDEXER_BULK_RUN_H

#include <stdint.h>

#include "shared/core/error.h"

/* The kinds of terms (layout.h), without stems: those follow from the words. */
enum run_kind {
	RUN_WORD,         /* a folded word */
	RUN_BREAK,        /* the beginnings of sentences or of paragraphs */
	RUN_UNPOSITIONED, /* XE + a word with its accents, or a term of a field */
	RUN_ID            /* Q + an id: one occurrence, of weight 0 */
};

struct run_entry {
	uint64_t text;     /* offset of the term among the texts; its stem follows it */
	uint64_t postings; /* offset of its stream */
	uint32_t postings_len;
	uint32_t positions; /* number of positions in all documents */
	uint32_t capitals;  /* of a word: occurrences in capitals (learn_acronyms.h) */
	uint16_t len;
	uint8_t stem_len; /* 0 for stop words and terms that are no words */
	uint8_t kind;     /* enum run_kind */
};

struct run;

/* Creates an empty run on the file system of `dir`. */
enum coop_status run_new(const char *dir, struct run **out, struct coop_error *err);
void run_free(struct run *r); /* NULL is fine */

/*
 * Adds a term; terms ascend. The offsets of `entry` are set here; `stem` has
 * entry->stem_len bytes.
 */
enum coop_status run_add(struct run *r, const struct run_entry *entry, const char *term,
	const char *stem, const char *postings, struct coop_error *err);

/* Ends writing; the functions below are for reading. */
enum coop_status run_seal(struct run *r, struct coop_error *err);

uint32_t run_count(const struct run *r);
/* How many of the terms have a stem. */
uint32_t run_stemmed(const struct run *r);
const struct run_entry *run_at(const struct run *r, uint32_t i);
const char *run_term(const struct run *r, const struct run_entry *e);
const char *run_stem(const struct run *r, const struct run_entry *e);
const char *run_postings(const struct run *r, const struct run_entry *e);

/*
 * Prefetches what an iterator will read from the disk: RUN_AHEAD entries from `first` on
 * with their terms, or the postings of an entry and of those after it. The latter returns
 * where what it prefetched ends. Nothing else is read ahead (tempfile_random_access()).
 */
enum { RUN_AHEAD = 4096 };
void run_prefetch(const struct run *r, uint32_t first);
uint64_t run_prefetch_postings(const struct run *r, const struct run_entry *e);

/* Lets the system take back the memory that was read so far. */
void run_unload(const struct run *r);

#endif
