#include "shared/core/utf8.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/bytes.h"

/* The length that a lead byte announces, and the range of its second byte. */
static size_t lead(unsigned char c, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xbf;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef) {
		if (c == 0xe0)
			*low = 0xa0; /* lower ones are overlong */
		else if (c == 0xed)
			*high = 0x9f; /* higher ones are surrogates */
		return 3;
	}
	if (c >= 0xf0 && c <= 0xf4) {
		if (c == 0xf0)
			*low = 0x90;
		else if (c == 0xf4)
			*high = 0x8f; /* higher ones are above U+10FFFF */
		return 4;
	}
	return 0;
}

size_t coop_utf8_decode(const char *text, size_t n, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)text;
	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	unsigned char low, high;
	size_t len = lead(s[0], &low, &high);
	if (len == 0 || len > n || s[1] < low || s[1] > high)
		return 0;
	uint32_t value = s[0] & (0x7fU >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (s[i] & 0x3f);
	}
	*cp = value;
	return len;
}

size_t coop_utf8_encode(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3f));
		cp >>= 6;
	}
	/* lead bytes by length */
	static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
	out[0] = (char)(marks[len] | cp);
	return len;
}

/* The high bits of the eight bytes at `s`: 0 when all are ASCII. */
static uint64_t high8(const char *s)
{
	uint64_t word;
	memcpy(&word, s, sizeof word);
	return word & UINT64_C(0x8080808080808080);
}

size_t coop_utf8_valid(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n) {
		if (n - i >= 8) {
			uint64_t high = high8(s + i);
			i += high ? coop_bytes_first_nonzero(high) : 8;
			if (!high)
				continue;
		}
		unsigned char lead = (unsigned char)s[i];
		if (lead < 0x80) {
			i++;
			continue;
		}
		if (lead >= 0xc2 && lead <= 0xdf && n - i >= 2 &&
			((unsigned char)s[i + 1] & 0xc0) == 0x80) {
			i += 2; /* nearly all non-ASCII characters of French */
			continue;
		}
		uint32_t cp;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used == 0)
			return i;
		i += used;
	}
	return n;
}

size_t coop_utf8_count(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

bool coop_utf8_ascii(const char *s, size_t n)
{
	size_t i = 0;
	for (; n - i >= 8; i += 8)
		if (high8(s + i))
			return false;
	for (; i < n; i++)
		if ((unsigned char)s[i] >= 0x80)
			return false;
	return true;
}

size_t coop_utf8_cut(const char *s, size_t n, size_t max)
{
	if (n <= max)
		return n;
	while (max > 0 && ((unsigned char)s[max] & 0xc0) == 0x80)
		max--;
	return max;
}
