/*
 * vocab.h - the words of an index, for finding what a mistyped one meant.
 *
 * Stored form: the words in byte order, each as the number of bytes it shares with the
 * one before, the number of bytes that follow (a byte each; words are at most
 * VOCAB_WORD_MAX long) and those bytes.
 */
#ifndef COOP_VOCAB_H
#define COOP_VOCAB_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/buf.h"
#include "shared/error.h"
#include "shared/strmap.h"

/* Longer words are left out, as are those with digits and those shorter than 3 bytes. */
#define VOCAB_WORD_MAX 40
#define VOCAB_WORD_MIN 3

/* Makes the stored form word by word. Begin with `= {0}`. */
struct coop_vocab_packer {
	char before[VOCAB_WORD_MAX];
	size_t len;
};

/*
 * Appends a word, if it belongs there; they come in byte order. A failed allocation is
 * remembered by `out`.
 */
void coop_vocab_add(
	struct coop_vocab_packer *p, const char *word, size_t len, struct coop_buf *out);

/* Appends the stored form of the words in a map. */
enum coop_status coop_vocab_pack(
	const struct coop_strmap *words, struct coop_buf *out, struct coop_error *err);

/* A walk over the words. Begin with the stored form; the word is then `word`, `n` bytes. */
struct coop_vocab_walk {
	const char *packed;
	size_t len, at;
	char word[VOCAB_WORD_MAX];
	size_t n;      /* bytes of `word` */
	size_t shared; /* of these, those that the word before had */
};
struct coop_vocab_walk coop_vocab_begin(const char *packed, size_t len);
/* Moves on to the next word; false at the end, and for damaged data. */
bool coop_vocab_next(struct coop_vocab_walk *w);
/* Moves on to the next word that begins with `prefix`, the same throughout a walk. */
bool coop_vocab_next_like(struct coop_vocab_walk *w, const char *prefix, size_t len);

/* A word of the vocabulary, by its distance from the one looked for. */
struct coop_near {
	char word[VOCAB_WORD_MAX];
	size_t len;
};

/*
 * Finds the words at the smallest edit distance from `word` that is at most `limit`, and
 * puts up to `max` of them, in byte order, into `out`. The distance counts insertions,
 * deletions, replacements and swaps of neighbours (optimal string alignment: Damerau,
 * CACM 7, 1964) in bytes. Returns how many there are. Damaged data ends the walk.
 */
size_t coop_vocab_nearest(const char *packed, size_t packed_len, const char *word,
	size_t len, unsigned limit, struct coop_near *out, size_t max);

/*
 * The same distance between two words, when it is at most `limit`, else `limit` + 1. For
 * words of up to VOCAB_WORD_MAX bytes; longer ones are too far.
 */
unsigned coop_vocab_distance(
	const char *a, size_t na, const char *b, size_t nb, unsigned limit);

#endif
