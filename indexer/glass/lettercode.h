/*
 * lettercode.h - short texts as raw deflate, by one Huffman code for many of them.
 *
 * A library that compresses a text of a kilobyte spends most of its time on finding a code
 * for it and on clearing tables. Texts of one language have their letters in common: one code
 * for some hundred of them, and no looking for repetitions, makes streams that are a twelfth
 * larger, in a fifth of the time. Each has the code in its head (RFC 1951, 3.2.7) and stands
 * alone.
 */
#ifndef COOP_INDEXER_GLASS_LETTERCODE_H
#define COOP_INDEXER_GLASS_LETTERCODE_H

#include <stddef.h>
#include <stdint.h>

/* Longest code in bits: four of them, and what waits for its byte to fill up, fit in 64. */
#define LETTERCODE_BITS 12

/* The bytes that n of text take at most. */
#define LETTERCODE_ROOM(n) (((n) * (size_t)LETTERCODE_BITS + LETTERCODE_BITS) / 8 + 256)

struct lettercode {
	uint32_t
		of[257]; /* by byte, 256 being the end: length << 16 | code, its first bit
			     lowest; 0 for none */
	size_t head_len;
	unsigned char head[256]; /* of the stream, with ... */
	unsigned head_bits;      /* ... so many bits of one more byte at its end */
};

/* Makes the code for texts like these; a byte that is not in them will have none. */
void lettercode_make(struct lettercode *c, const char *texts, size_t len);

/*
 * Writes a text as a stream to `to`, which has LETTERCODE_ROOM(len) bytes; returns its bytes,
 * or 0 when the code does not have all of the text's bytes.
 */
size_t lettercode_write(
	const struct lettercode *c, const char *text, size_t len, char *to);

#endif
