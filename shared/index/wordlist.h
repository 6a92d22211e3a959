/*
 * wordlist.h - the words of an index, for finding what a mistyped one meant.
 *
 * Stored form: the words in byte order, each as the number of bytes it shares with the
 * one before, the number of bytes that follow (a byte each; words are at most
 * COOP_WORDLIST_WORD_MAX long) and those bytes.
 */
#ifndef COOP_INDEX_WORDLIST_H
#define COOP_INDEX_WORDLIST_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"

/* Longer words are left out, as are those with digits and those shorter than 3 bytes. */
#define COOP_WORDLIST_WORD_MAX 40
#define COOP_WORDLIST_WORD_MIN 3

/* Makes the stored form word by word. Begin with `= {0}`. */
struct coop_wordlist_packer {
	char before[COOP_WORDLIST_WORD_MAX];
	size_t len;
};

/*
 * Appends a word, if it belongs there; they come in byte order. A failed allocation is
 * remembered by `out`.
 */
void coop_wordlist_add(struct coop_wordlist_packer *p, const char *word, size_t len,
	struct coop_buf *out);

/* Appends the stored form of the words in a map. */
enum coop_status coop_wordlist_pack(
	const struct coop_strmap *words, struct coop_buf *out, struct coop_error *err);

/* A walk over the words. Begin with the stored form; the word is then `word`, `n` bytes. */
enum {
	COOP_WORDLIST_PADDING = 16
}; /* bytes that are copied at once, without a look how many are the word's */
struct coop_wordlist_walk {
	const char *packed;
	size_t len, at;
	char word[COOP_WORDLIST_WORD_MAX + COOP_WORDLIST_PADDING];
	size_t n;      /* bytes of `word` */
	size_t shared; /* of these, those that the word before had */
};
struct coop_wordlist_walk coop_wordlist_begin(const char *packed, size_t len);

/*
 * Where the words begin that begin with each byte, as far as there are any: a walk may begin
 * there.
 */
struct coop_wordlist_index {
	size_t at[UCHAR_MAX + 1];
};
void coop_wordlist_index(const char *packed, size_t len, struct coop_wordlist_index *out);
/* Moves on to the next word; false at the end, and for damaged data. */
bool coop_wordlist_next(struct coop_wordlist_walk *w);
/* Moves on to the next word that begins with `prefix`, the same throughout a walk. */
bool coop_wordlist_next_prefixed(
	struct coop_wordlist_walk *w, const char *prefix, size_t len);

/* A word of the vocabulary, by its distance from the one looked for. */
struct coop_spelling_candidate {
	char word[COOP_WORDLIST_WORD_MAX];
	size_t len;
};

/*
 * The table of distances between the prefixes of the word looked for and those of the
 * current word of the vocabulary: a row for each byte of the latter. Words that share a
 * prefix share its rows, which is why the walk is fast.
 */
struct coop_wordlist_table {
	unsigned char rows[COOP_WORDLIST_WORD_MAX + 1][COOP_WORDLIST_WORD_MAX + 1];
	unsigned char least[COOP_WORDLIST_WORD_MAX + 1]; /* of each row */
	char current[COOP_WORDLIST_WORD_MAX];
	const char *word;
	size_t len;
	size_t valid; /* rows that belong to the current word */
};

/*
 * A walk over the words whose edit distance from one that is looked for is at most `limit`,
 * which may be lowered on the way. The distance counts insertions, deletions, replacements and
 * swaps of neighbours (optimal string alignment: Damerau, CACM 7, 1964) in bytes. A word of
 * more than COOP_WORDLIST_WORD_MAX bytes is near none. The word is borrowed.
 */
struct coop_wordlist_fuzzy {
	struct coop_wordlist_walk walk;
	struct coop_wordlist_table table;
	unsigned limit;
	unsigned distance; /* of the current word, which is the walk's */
};
void coop_wordlist_begin_fuzzy(struct coop_wordlist_fuzzy *n, const char *packed,
	size_t packed_len, const char *word, size_t len, unsigned limit);
bool coop_wordlist_next_fuzzy(struct coop_wordlist_fuzzy *n);

/*
 * Finds the words at the smallest such distance from `word`, not itself, that is at most
 * `limit`, and puts up to `max` of them, in byte order, into `out`. Returns how many there
 * are. Damaged data ends the walk.
 */
size_t coop_wordlist_nearest(const char *packed, size_t packed_len, const char *word,
	size_t len, unsigned limit, struct coop_spelling_candidate *out, size_t max);

/*
 * The same distance between two words, when it is at most `limit`, else `limit` + 1. For
 * words of up to COOP_WORDLIST_WORD_MAX bytes; longer ones are too far.
 */
unsigned coop_wordlist_distance(
	const char *a, size_t na, const char *b, size_t nb, unsigned limit);

#endif
