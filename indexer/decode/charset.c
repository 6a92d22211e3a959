#include "indexer/decode/charset.h"

#include <stdint.h>
#include <string.h>

#include "indexer/decode/codepages.h"
#include "shared/core/utf8.h"

/* The byte order marks. */
static const struct {
	enum charset set;
	unsigned char len;
	char bytes[4];
} marks[] = {{CHARSET_UTF8, 3, {'\xef', '\xbb', '\xbf'}},
	{CHARSET_UTF32LE, 4, {'\xff', '\xfe', 0, 0}},
	{CHARSET_UTF32BE, 4, {0, 0, '\xfe', '\xff'}},
	{CHARSET_UTF16LE, 2, {'\xff', '\xfe'}}, {CHARSET_UTF16BE, 2, {'\xfe', '\xff'}}};
enum { MARKS = sizeof marks / sizeof *marks };

size_t charset_bom(enum charset set, const char *s, size_t n)
{
	for (size_t i = 0; i < MARKS; i++)
		if (marks[i].set == set)
			return n >= marks[i].len && memcmp(s, marks[i].bytes,
							    marks[i].len) == 0
				       ? marks[i].len
				       : 0;
	return 0;
}

/* ---- lines ---- */

bool charset_is_usual(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0xa0, 0x17f}, {0x192, 0x192}, {0x2c6, 0x2dd}, {0x300, 0x36f},
		{0x2010, 0x203a}, {0x20ac, 0x20ac}, {0x2116, 0x2122}, {0x2190, 0x2193},
		{0xfb00, 0xfb04}, {0xfeff, 0xfeff}, {0xfffd, 0xfffd}, {0x1f300, 0x1faff}};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

/* The code point of a Windows-1252 byte, 0 when it has none. */
static uint32_t from_cp1252(unsigned char c)
{
	return codepages_char(CHARSET_WINDOWS_1252, c);
}

unsigned char charset_byte(uint32_t cp)
{
	if (cp >= 0x80 &&
		cp <= 0xff) /* the five undefined bytes, and the rest of Latin-1 */
		return (unsigned char)cp;
	for (unsigned char c = 0x80; cp > 0xff && c < 0xa0; c++)
		if (from_cp1252(c) == cp)
			return c;
	return 0;
}

enum charset charset_of_line(enum charset file, const char *s, size_t n)
{
	size_t sequences = 0, usual = 0, stray = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		sequences += used > 1;
		usual += used > 1 && charset_is_usual(cp);
		stray += used == 0;
		i += used > 0 ? used : 1;
	}
	if (file == CHARSET_UTF8)
		return stray >= 2 && usual == 0 ? CHARSET_WINDOWS_1252 : CHARSET_UTF8;
	return stray == 0 && usual > 0 && usual == sequences ? CHARSET_UTF8
							     : CHARSET_WINDOWS_1252;
}

/* ---- decoding ---- */

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
	uint32_t cp = from_cp1252(c);
	coop_buf_add(out, encoded, coop_utf8_encode(cp ? cp : 0xfffd, encoded));
}

/* The length of the start that needs no conversion. */
static size_t clean(enum charset set, const char *s, size_t n)
{
	size_t i = 0;
	if (set == CHARSET_UTF8)
		return coop_utf8_valid(s, n);
	while (i < n && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

/* charset_decode() of a text without NULs. */
static void decode_piece(enum charset set, const char *s, size_t n, struct coop_buf *out)
{
	for (size_t i = 0; i < n;) {
		size_t plain = clean(set, s + i, n - i);
		coop_buf_add(out, s + i, plain);
		i += plain;
		if (i < n)
			decode_byte((unsigned char)s[i++], out);
	}
}

void charset_decode(enum charset set, const char *s, size_t n, struct coop_buf *out)
{
	const char *end = s + n, *nul;
	/* split at NULs once: memchr() in front of each stray byte would be quadratic */
	while (s < end && (nul = memchr(s, '\0', (size_t)(end - s)))) {
		decode_piece(set, s, (size_t)(nul - s), out);
		coop_buf_byte(out, ' ');
		s = nul + 1;
	}
	decode_piece(set, s, (size_t)(end - s), out);
}
