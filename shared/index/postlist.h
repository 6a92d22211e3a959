/*
 * postlist.h - the engine's postings of a term, read from the table "postlist" of a
 * database; our own posting lists are those of postings.h.
 *
 * A key is a sorted string: the term, with 0xff after each 0x00. A list has one or more
 * chunks; the key of the first is that of the term, those of the others have 0x00 and the
 * chunk's first docid as a sorted uint (documents.h) after it. Keys that begin with 0x00
 * and a byte other than 0xff belong to no term. A chunk (uint: glass_read.h):
 *   only in the first chunk: uint documents that hold the term, uint occurrences, uint
 *     first docid - 1
 *   '1' for the last chunk, else '0'; uint last docid less the first; uint wdf of the
 *     first
 *   for each further document: uint docid less the one before less 1, uint wdf
 * Metadata is in the same table, its names after COOP_POSTLIST_META; and the lengths of
 * the documents, as the wdfs of a list, under COOP_POSTLIST_LENGTHS.
 */
#ifndef COOP_INDEX_POSTLIST_H
#define COOP_INDEX_POSTLIST_H

#include "shared/index/store.h"
#include "shared/index/table.h"

#define COOP_POSTLIST_META    "\0\xc0"
#define COOP_POSTLIST_LENGTHS "\0\xe0"
#define COOP_POSTLIST_SPECIAL 2                       /* bytes of each */
#define COOP_POSTLIST_KEY     (2 * COOP_TERM_MAX + 1) /* the longest sorted string */

/* A cursor over a list, from coop_postlist_begin() to coop_postlist_end(). */
struct coop_postlist {
	uint32_t docid, wdf; /* the current posting */
	uint64_t doc_freq;   /* the document frequency that the list states */
	/* private */
	struct coop_table_cursor cursor;
	struct coop_buf pieces;
	const unsigned char *at, *end, *key;
	size_t key_len;
	uint64_t last, highest; /* the last docid of the chunk; the highest allowed */
	bool final;             /* the current chunk is the last */
};

/*
 * Finds the list of a term and moves to its first posting; a docid above `highest` is
 * damage. Call coop_postlist_end() whatever it returns.
 */
enum coop_lookup coop_postlist_begin(struct coop_postlist *p, const struct coop_table *t,
	const char *term, size_t len, uint32_t highest);
/* Moves to the next posting; COOP_LOOKUP_NONE after the last. */
enum coop_lookup coop_postlist_next(struct coop_postlist *p);
/*
 * Ends the cursor. Returns whether memory ran out, in which case "damaged" may be wrong.
 */
bool coop_postlist_end(struct coop_postlist *p);

/* Makes the key of a term of up to COOP_TERM_MAX bytes, and returns its length. */
size_t coop_postlist_key(char to[COOP_POSTLIST_KEY], const char *term, size_t len);

/* Finds the first item whose key is not below that of a term. */
enum coop_lookup coop_postlist_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *term, size_t len);

/*
 * Puts the term of an item into `out`, which has room for COOP_TERM_MAX bytes; false when
 * the item does not begin the list of a term.
 */
bool coop_postlist_term(const struct coop_item *item, char *out, size_t *len);

#endif
