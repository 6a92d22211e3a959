/*
 * postlist.h - the postings of a term, read from the table "postlist" of a database.
 *
 * A key is a sorted string: the term, 0xff behind each 0x00. The list is in chunks; the first
 * has the term for its key, those behind it the term, 0x00 and their first docid as a sorted
 * uint (documents.h has its form). What is no term has a key that begins with 0x00 and a byte that is
 * not 0xff. A chunk (uint: glass_read.h):
 *   of the first: uint documents that hold the term, uint occurrences, uint first docid less 1
 *   '1' for the last chunk or '0'; uint last docid less the first; uint wdf of the first; then
 *   for each document more uint docid less the one before less 1, uint wdf
 * Metadata is there too, under its name behind COOP_POSTLIST_META; and the lengths of the
 * documents, as the wdfs of a list, under COOP_POSTLIST_LENGTHS.
 */
#ifndef COOP_INDEX_POSTLIST_H
#define COOP_INDEX_POSTLIST_H

#include "shared/index/store.h"
#include "shared/index/table.h"

#define COOP_POSTLIST_META    "\0\xc0"
#define COOP_POSTLIST_LENGTHS "\0\xe0"
#define COOP_POSTLIST_SPECIAL 2                       /* bytes of each */
#define COOP_POSTLIST_KEY     (2 * COOP_TERM_MAX + 1) /* the longest sorted string */

/* A walk through a list. Begins with coop_postlist_begin(), and ends with coop_postlist_end(). */
struct coop_postlist {
	uint32_t docid, wdf; /* the posting at hand */
	uint64_t doc_freq;   /* documents, by what the list says */
	/* the rest is write_postlist.c's own */
	struct coop_table_cursor cursor;
	struct coop_buf pieces;
	const unsigned char *at, *end, *key;
	size_t key_len;
	uint64_t last, highest; /* docids: of the chunk, and of all */
	bool final;             /* it is the last chunk */
};

/*
 * Finds a term's list and comes to its first posting; no docid may be higher than `highest`. To
 * be ended whatever is found.
 */
enum coop_lookup coop_postlist_begin(struct coop_postlist *p, const struct coop_table *t,
	const char *term, size_t len, uint32_t highest);
/* Moves on. After the last posting COOP_LOOKUP_NONE. */
enum coop_lookup coop_postlist_next(struct coop_postlist *p);
/* Whether memory ran out, to which a list that was found damaged may be due. */
bool coop_postlist_end(struct coop_postlist *p);

/* Makes the key of a term of up to COOP_TERM_MAX bytes, and returns its length. */
size_t coop_postlist_key(char to[COOP_POSTLIST_KEY], const char *term, size_t len);

/* Finds the first item that is not before a term's. */
enum coop_lookup coop_postlist_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *term, size_t len);

/*
 * The term of an item that begins a list, in `out`, which has room for COOP_TERM_MAX bytes;
 * false when it is another item.
 */
bool coop_postlist_term(const struct coop_item *item, char *out, size_t *len);

#endif
