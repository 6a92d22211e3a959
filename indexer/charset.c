#include "indexer/charset.h"

#include <stdint.h>
#include <string.h>

#include "shared/utf8.h"

/*
 * How many UTF-8 sequences there must be for one stray byte to be taken as an accident.
 */
enum { SEQUENCES_PER_STRAY = 4 };

/* Bytes 0x80 to 0x9f of Windows-1252 (Unicode consortium, CP1252.TXT); 0 is undefined. */
static const uint16_t cp1252[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
	0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
	0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,
	0x017e, 0x0178};

size_t charset_bom(const char *s, size_t n)
{
	return n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

bool charset_is_utf16(const char *s, size_t n)
{
	return n >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 || memcmp(s, "\xfe\xff", 2) == 0);
}

enum charset charset_detect(const char *s, size_t n, bool whole)
{
	if (charset_bom(s, n) > 0)
		return CHARSET_UTF8;
	size_t sequences = 0, stray = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used > 1)
			sequences++;
		else if (used == 0 && (whole || n - i >= COOP_UTF8_MAX))
			stray++; /* and not merely cut by the end of the sample */
		i += used > 0 ? used : 1;
	}
	return stray == 0 || sequences >= stray * SEQUENCES_PER_STRAY
		       ? CHARSET_UTF8
		       : CHARSET_WINDOWS_1252;
}

/* The code point of a Windows-1252 byte, 0 when it has none. */
static uint32_t from_cp1252(unsigned char c)
{
	return c >= 0x80 && c < 0xa0 ? cp1252[c - 0x80] : c;
}

size_t charset_find_bad(enum charset set, const char *s, size_t n)
{
	const char *nul = memchr(s, '\0', n);
	if (nul)
		n = (size_t)(nul - s);
	if (set == CHARSET_UTF8)
		return coop_utf8_valid(s, n);
	for (size_t i = 0; i < n; i++)
		if (from_cp1252((unsigned char)s[i]) == 0)
			return i;
	return n;
}

static void decode_byte(unsigned char c, struct coop_buf *out)
{
	char encoded[COOP_UTF8_MAX];
	uint32_t cp = c == 0 ? ' ' : from_cp1252(c);
	coop_buf_add(out, encoded, coop_utf8_encode(cp ? cp : 0xfffd, encoded));
}

/* How many bytes from the start are neither NUL nor in need of conversion. */
static size_t clean(enum charset set, const char *s, size_t n)
{
	const char *nul = memchr(s, '\0', n);
	if (nul)
		n = (size_t)(nul - s);
	if (set == CHARSET_UTF8)
		return coop_utf8_valid(s, n);
	size_t i = 0;
	while (i < n && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

void charset_decode(enum charset set, const char *s, size_t n, struct coop_buf *out)
{
	for (size_t i = 0; i < n;) {
		size_t plain = clean(set, s + i, n - i);
		coop_buf_add(out, s + i, plain);
		i += plain;
		if (i < n)
			decode_byte((unsigned char)s[i++], out);
	}
}
