#include "indexer/glass/pack.h"

char *pack_sorted_uint(char *to, uint32_t n)
{
	/*
	 * by length from 3 bytes on: the leading one bits of the first byte, and the bits
	 * of the number
	 */
	static const struct {
		unsigned char ones;
		unsigned bits;
	} forms[] = {{0x80, 22}, {0xc0, 29}, {0xe0, 36}};
	if (n < 0x8000) {
		*to++ = (char)(n >> 8);
		*to++ = (char)n;
		return to;
	}
	unsigned form = 0;
	while ((uint64_t)n >> forms[form].bits)
		form++;
	unsigned shift = 8 * (form + 2);
	*to++ = (char)(forms[form].ones | (uint64_t)n >> shift);
	while (shift > 0) {
		shift -= 8;
		*to++ = (char)(n >> shift);
	}
	return to;
}

char *pack_sorted_string(char *to, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		*to++ = s[i];
		if (s[i] == '\0')
			*to++ = '\xff';
	}
	return to;
}
