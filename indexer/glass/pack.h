/*
 * pack.h - numbers and strings as the engine's tables encode them.
 *
 *   uint           little-endian base 128: 7 bits a byte, the high bit set where more
 *                  bytes follow
 *   string         a uint length, then the bytes
 *   sorted uint    sorts as the numbers do: below 0x8000 two bytes, big-endian; else L
 *                  bytes, L = 3 below 2^22, 4 below 2^29, 5 below 2^36, the first of
 *                  which begins with L - 2 one bits and a zero bit
 *   sorted string  sorts as the strings do, with other things after it: the bytes, 0xff
 *                  after each 0x00, then a closing 0x00, which is left out at the end of
 *                  a key
 *
 * Packing functions write to memory that the caller knows to be large enough, and return
 * the end.
 */
#ifndef COOP_INDEXER_GLASS_PACK_H
#define COOP_INDEXER_GLASS_PACK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The longest forms of a uint and a sorted uint of 32 bits, in bytes. */
#define PACK_UINT_MAX   5
#define PACK_SORTED_MAX 5

static inline char *pack_uint(char *to, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		*to++ = (char)(n | 0x80);
	*to++ = (char)n;
	return to;
}

/* Reads a uint written by pack_uint(), and moves `*at` past it. */
static inline uint64_t unpack_uint(const char **at)
{
	const unsigned char *s = (const unsigned char *)*at;
	uint64_t n = *s & 0x7fU;
	for (unsigned shift = 7; *s++ & 0x80U; shift += 7)
		n |= (uint64_t)(*s & 0x7fU) << shift;
	*at = (const char *)s;
	return n;
}

static inline char *pack_string(char *to, const char *s, size_t n)
{
	to = pack_uint(to, n);
	memcpy(to, s, n);
	return to + n;
}

char *pack_sorted_uint(char *to, uint32_t n);

/*
 * Writes the bytes and the 0xff, at most 2 * n bytes; the caller adds the closing 0x00.
 */
char *pack_sorted_string(char *to, const char *s, size_t n);

#endif
