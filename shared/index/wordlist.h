/*
 * wordlist.h - the words of an index, for correcting mistyped words and expanding
 * patterns.
 *
 * Stored form: the words in byte order, each as the number of bytes it shares with the
 * one before (a byte), the number of bytes that follow (a byte), and those bytes (front
 * coding).
 */
#ifndef COOP_INDEX_WORDLIST_H
#define COOP_INDEX_WORDLIST_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"
#include "shared/text/endings.h"

/* Longer and shorter words are left out, and so are words with digits; in bytes. */
#define COOP_WORDLIST_WORD_MAX 40
#define COOP_WORDLIST_WORD_MIN 3

/* Makes the stored form word by word. Initialise with `= {0}`. */
struct coop_wordlist_packer {
	char before[COOP_WORDLIST_WORD_MAX];
	size_t len;
};

/*
 * Appends a word, unless it is to be left out; words come in byte order. `out` remembers
 * a failed allocation.
 */
void coop_wordlist_add(struct coop_wordlist_packer *p, const char *word, size_t len,
	struct coop_buf *out);

/* Appends the stored form of the words in a map. */
enum coop_status coop_wordlist_pack(
	const struct coop_strmap *words, struct coop_buf *out, struct coop_error *err);

/*
 * A cursor over the words of a stored form; the current word is the `n` bytes at `word`.
 */
enum {
	COOP_WORDLIST_PADDING = 16
}; /* bytes that are copied at once, however few of them belong to the word */
struct coop_wordlist_walk {
	const char *packed;
	size_t len, at;
	char word[COOP_WORDLIST_WORD_MAX + COOP_WORDLIST_PADDING];
	size_t n;      /* bytes of `word` */
	size_t shared; /* bytes that it shares with the word before */
};
struct coop_wordlist_walk coop_wordlist_begin(const char *packed, size_t len);

/*
 * For each byte with which a word begins, the offset of the first such word: a walk may
 * start there.
 */
struct coop_wordlist_index {
	size_t at[UCHAR_MAX + 1];
};
void coop_wordlist_index(const char *packed, size_t len, struct coop_wordlist_index *out);
/* Moves to the next word; false at the end, and on damaged data. */
bool coop_wordlist_next(struct coop_wordlist_walk *w);
/*
 * Moves to the next word that begins with `prefix`, which stays the same throughout a
 * walk.
 */
bool coop_wordlist_next_prefixed(
	struct coop_wordlist_walk *w, const char *prefix, size_t len);

/* A word of the list that a mistyped word may have meant. */
struct coop_spelling_candidate {
	char word[COOP_WORDLIST_WORD_MAX];
	size_t len;
	bool by_ending; /* it is so near only because its ending is free */
};

/*
 * The table of edit distances between the prefixes of the given word and those of
 * the current word of the list: one row for each byte of the latter. Words that share a
 * prefix share its rows, which makes the walk fast.
 */
struct coop_wordlist_table {
	unsigned char rows[COOP_WORDLIST_WORD_MAX + 1][COOP_WORDLIST_WORD_MAX + 1];
	unsigned char
		row_min[COOP_WORDLIST_WORD_MAX + 1]; /* the lowest distance in each row */
	char current[COOP_WORDLIST_WORD_MAX];
	const char *word;
	size_t len;
	size_t valid; /* rows that are filled for the current word */
};

/*
 * A walk over the words whose edit distance from a given word is at most `limit`, which
 * may be lowered on the way. The distance counts insertions, deletions, replacements and
 * swaps of neighbouring bytes (optimal string alignment: Damerau, CACM 7, 1964). Nothing
 * is within reach of a word of more than COOP_WORDLIST_WORD_MAX bytes. The word is
 * borrowed.
 */
struct coop_wordlist_fuzzy {
	struct coop_wordlist_walk walk;
	struct coop_wordlist_table table;
	unsigned limit;
	bool free_endings; /* set it before the walk to have endings of endings.h cost nothing */
	struct coop_endings endings; /* of the given word */
	unsigned distance;           /* edit distance of the current word, walk.word */
	bool by_ending;              /* that is less than with its ending */
};
void coop_wordlist_begin_fuzzy(struct coop_wordlist_fuzzy *f, const char *packed,
	size_t packed_len, const char *word, size_t len, unsigned limit);
bool coop_wordlist_next_fuzzy(struct coop_wordlist_fuzzy *f);

/*
 * Finds the words at the smallest edit distance from `word`, itself excluded, if that is
 * at most `limit`. Puts up to `max` of them into `out`, in byte order, and returns how
 * many. Damaged data ends the walk.
 */
size_t coop_wordlist_nearest(const char *packed, size_t packed_len, const char *word,
	size_t len, unsigned limit, struct coop_spelling_candidate *out, size_t max);

/*
 * The same where the endings of plurals and feminines (endings.h) cost nothing: "docment" is as near
 * to "documents" as to "document". A word that differs in its ending alone is at a distance of 1.
 */
size_t coop_wordlist_nearest_forms(const char *packed, size_t packed_len,
	const char *word, size_t len, unsigned limit, struct coop_spelling_candidate *out,
	size_t max);

/*
 * The edit distance between two words if it is at most `limit`, else `limit` + 1; also
 * for words of more than COOP_WORDLIST_WORD_MAX bytes.
 */
unsigned coop_wordlist_distance(
	const char *a, size_t na, const char *b, size_t nb, unsigned limit);

#endif
