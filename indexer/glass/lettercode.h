/*
 * lettercode.h - compresses short texts to raw deflate with a Huffman code that they
 * share.
 *
 * For a text of a kilobyte, a compression library spends most of its time on making a
 * code and on clearing tables. Texts in one language have the same letter frequencies:
 * one code for some hundred of them, without matching of repetitions, gives streams that
 * are a twelfth larger in a fifth of the time. Each stream contains the code in its head
 * (RFC 1951, 3.2.7) and is complete.
 */
#ifndef COOP_INDEXER_GLASS_LETTERCODE_H
#define COOP_INDEXER_GLASS_LETTERCODE_H

#include <stddef.h>
#include <stdint.h>

/* The longest code in bits: four codes and an incomplete byte fit into 64 bits. */
#define LETTERCODE_BITS 12

/* The longest stream of n bytes of text, and what is written past its end. */
#define LETTERCODE_ROOM(n) (((n) * (size_t)LETTERCODE_BITS + LETTERCODE_BITS) / 8 + 256)

struct lettercode {
	/*
	 * by byte, 256 being the end: length << 16 | code, its first bit lowest; 0 for
	 * none
	 */
	uint32_t of[257];
	size_t head_len;
	unsigned char head[256]; /* of a stream: whole bytes, then `head_bits` bits */
	unsigned head_bits;      /* bits of head[head_len] */
};

/* Makes the code for texts like these; bytes that do not occur in them get none. */
void lettercode_make(struct lettercode *c, const char *texts, size_t len);

/*
 * Writes a text as a stream to `to`, which has LETTERCODE_ROOM(len) bytes. Returns the
 * length of the stream, or 0 when a byte of the text has no code.
 */
size_t lettercode_write(
	const struct lettercode *c, const char *text, size_t len, char *to);

#endif
