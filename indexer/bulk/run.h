/*
 * run.h - a part of the input, inverted: its terms in ascending order, each with postings.
 *
 * A run is what one thread had gathered when its share of the memory was used up, or the
 * input at its end. It lies in a file without a name and is read through memory that the
 * system may take back at any time. In the file: the streams of postings (postings.h), side
 * by side in the order of the terms; the entries; the terms and stems.
 */
#ifndef COOP_INDEXER_BULK_RUN_H
#define COOP_INDEXER_BULK_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

/* The terms of layout.h, but for the stems: those follow from the words. */
enum run_kind {
	RUN_WORD,   /* a folded word */
	RUN_BREAK,  /* the beginnings of sentences, or of paragraphs */
	RUN_ACCENT, /* XE + a word with its accents */
	RUN_ID      /* Q + an id: one occurrence, of weight 0 */
};

struct run_entry {
	uint64_t text;     /* where the term is among the texts; its stem follows it */
	uint64_t postings; /* where its stream is */
	uint32_t postings_len;
	uint32_t positions; /* of all documents together */
	uint32_t capitals;  /* of a word: see learn_acronyms.h */
	uint16_t len;
	uint8_t stem_len; /* 0 for a stop word, and for what is no word */
	uint8_t kind;     /* enum run_kind */
};

struct run;

/* Begins an empty run on the file system of `dir`. */
enum coop_status run_new(const char *dir, struct run **out, struct coop_error *err);
void run_free(struct run *r); /* NULL is fine */

/*
 * Adds a term, in ascending order. Of `entry` the places in the file are set here; `stem` has
 * entry->stem_len bytes.
 */
enum coop_status run_add(struct run *r, const struct run_entry *entry, const char *term,
	const char *stem, const char *postings, struct coop_error *err);

/* Ends the writing; what follows is for reading. */
enum coop_status run_seal(struct run *r, struct coop_error *err);

uint32_t run_count(const struct run *r);
/* How many of the terms have a stem. */
uint32_t run_stemmed(const struct run *r);
const struct run_entry *run_at(const struct run *r, uint32_t i);
const char *run_term(const struct run *r, const struct run_entry *e);
const char *run_stem(const struct run *r, const struct run_entry *e);
const char *run_postings(const struct run *r, const struct run_entry *e);

/*
 * Asks for what a walk will read: RUN_AHEAD entries from the first on and their terms, or the
 * postings of an entry and of those behind it, so many bytes that the next to be asked for begin
 * where it returns. Nothing else is read from the disk beforehand (tempfile_by_turns()).
 */
enum { RUN_AHEAD = 4096 };
void run_prefetch(const struct run *r, uint32_t first);
uint64_t run_prefetch_postings(const struct run *r, const struct run_entry *e);

/* Lets the memory go that was read so far. */
void run_unload(const struct run *r);

#endif
