/*
 * bytes.h - basic operations on (pointer, length) strings and on binary numbers.
 */
#ifndef COOP_CORE_BYTES_H
#define COOP_CORE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A string of bytes. */
struct coop_bytes {
	const char *s;
	size_t len;
};

/* Whether two strings are equal; NULL equals nothing. */
static inline bool coop_bytes_equal(const char *a, size_t na, const char *b, size_t nb)
{
	return a && b && na == nb && memcmp(a, b, na) == 0;
}

/* Compares two strings in byte order; a prefix comes before the longer string. */
static inline int coop_bytes_compare(const char *a, size_t na, const char *b, size_t nb)
{
	int order = memcmp(a, b, na < nb ? na : nb);
	return order != 0 ? order : (na > nb) - (na < nb);
}

/* The first eight bytes, padded with zeros, as a number that sorts as the strings do. */
static inline uint64_t coop_bytes_head(const char *s, size_t len)
{
	uint64_t head = 0;
	memcpy(&head, s, len < sizeof head ? len : sizeof head);
	return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? head : __builtin_bswap64(head);
}

/* A number of eight equal bytes. */
#define COOP_BYTES_EACH(byte) ((unsigned char)(byte)*UINT64_C(0x0101010101010101))

/*
 * The index in memory of the first non-zero byte of eight that were read as one number,
 * not 0.
 */
static inline size_t coop_bytes_first_nonzero(uint64_t word)
{
	bool big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
	return (size_t)(big ? __builtin_clzll(word) : __builtin_ctzll(word)) / 8;
}

/*
 * The length of the common prefix of two strings. Compares several bytes at once: where
 * two words differ is unpredictable, so that a loop over bytes is mispredicted every
 * time.
 */
static inline size_t coop_bytes_common(const char *a, size_t na, const char *b, size_t nb)
{
	size_t both = na < nb ? na : nb, i = 0;
	for (; both - i >= 8; i += 8) {
		uint64_t x, y;
		memcpy(&x, a + i, 8);
		memcpy(&y, b + i, 8);
		if (x != y)
			return i + coop_bytes_first_nonzero(x ^ y);
	}
	if (both - i >= 4) {
		uint64_t x = 0, y = 0;
		memcpy(&x, a + i, 4);
		memcpy(&y, b + i, 4);
		if (x != y)
			return i + coop_bytes_first_nonzero(x ^ y);
		i += 4;
	}
	while (i < both && a[i] == b[i])
		i++;
	return i;
}

/* Reads four bytes, little-endian. */
#define COOP_LE32_SIZE 4
#define COOP_LE64_SIZE 8
static inline uint32_t coop_get_le32(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	return u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

/* The same of eight bytes. */
static inline uint64_t coop_get_le64(const char *s)
{
	return coop_get_le32(s) | (uint64_t)coop_get_le32(s + COOP_LE32_SIZE) << 32;
}

/* Writes four bytes, little-endian, and returns the place after them. */
static inline char *coop_put_le32(char *to, uint32_t n)
{
	for (int i = 0; i < COOP_LE32_SIZE; i++)
		*to++ = (char)(n >> 8 * i & 0xff);
	return to;
}

/* The same of eight bytes. */
static inline char *coop_put_le64(char *to, uint64_t n)
{
	return coop_put_le32(coop_put_le32(to, (uint32_t)n), (uint32_t)(n >> 32));
}

/*
 * Reads a uint, a number in little-endian base 128: 7 bits a byte, the high bit set where more follow.
 * Moves `*s` past it. Returns false, with `*s` anywhere up to `end`, when there is none that ends before
 * `end` and fits into `*n`.
 */
static inline bool coop_get_uint(
	const unsigned char **s, const unsigned char *end, uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; *s < end && shift < 63; shift += 7) {
		unsigned char byte = *(*s)++;
		*n |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

/*
 * Reads `width` <= 32 bits at an offset of `bit` bits, the lowest first. May read up to
 * eight bytes past the first of them.
 */
static inline uint32_t coop_get_bits(
	const unsigned char *from, size_t bit, unsigned width)
{
	uint64_t word; /* eight bytes must be readable */
	memcpy(&word, from + bit / 8, sizeof word);
	word = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word) : word;
	return (uint32_t)(word >> bit % 8 & (((uint64_t)1 << width) - 1));
}

/* A list of C strings, for coop_is_one_of(). */
#define COOP_LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Whether a string is one of a list that ends with NULL. */
static inline bool coop_is_one_of(const char *s, size_t n, const char *const *list)
{
	/* nearly all differ in the first byte */
	char first = n > 0 ? *s : '\0';
	for (; *list; list++)
		if (**list == first && strlen(*list) == n && memcmp(*list, s, n) == 0)
			return true;
	return false;
}

/*
 * Takes the next word of a list such as "one|two", which `*list` moves along: begin with the list. False when there
 * are no more; NULL has none.
 */
static inline bool coop_next_choice(const char **list, struct coop_bytes *word)
{
	if (!*list || !**list)
		return false;
	*word = (struct coop_bytes){*list, strcspn(*list, "|")};
	*list += word->len + ((*list)[word->len] == '|');
	return true;
}

/* The number of a word in such a list, from 0; -1 when it is none of them. */
static inline int coop_choice_number(const char *list, const char *s, size_t n)
{
	struct coop_bytes word;
	for (int i = 0; coop_next_choice(&list, &word); i++)
		if (coop_bytes_equal(word.s, word.len, s, n))
			return i;
	return -1;
}

/* Whether a string begins with a C string. */
static inline bool coop_bytes_begins_with(const char *s, size_t n, const char *begin)
{
	size_t len = strlen(begin);
	return n >= len && memcmp(s, begin, len) == 0;
}

/* Whether a string ends with a C string. */
static inline bool coop_bytes_ends_with(const char *s, size_t n, const char *end)
{
	size_t len = strlen(end);
	return n >= len && memcmp(s + n - len, end, len) == 0;
}

/* The ASCII blanks between words and lines. */
static inline bool coop_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A string without the blanks around it. */
static inline struct coop_bytes coop_bytes_trimmed(const char *s, size_t n)
{
	while (n > 0 && coop_is_blank(s[n - 1]))
		n--;
	while (n > 0 && coop_is_blank(*s)) {
		s++;
		n--;
	}
	return (struct coop_bytes){s, n};
}

/* A CR or LF; the two of a CR LF are one line end. */
static inline bool coop_is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* How many line ends there are: LF, CR LF, or CR alone, as one at the end of the bytes is. */
static inline size_t coop_count_lines(const char *s, size_t n)
{
	size_t lines = 0;
	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n' ||
			 (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
	return lines;
}

#endif
