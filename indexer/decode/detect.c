#include "indexer/decode/detect.h"

#include <string.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/utf7.h"
#include "shared/core/utf8.h"

/* A stray byte is an accident if there are at least this many UTF-8 sequences for each. */
enum { SEQUENCES_PER_STRAY = 4 };

/*
 * From this many sequences on, and at least one for so many stray bytes, a file has lines of UTF-8
 * among others.
 */
enum { MIXED_FROM = 4, STRAY_PER_MIXED = 10 };

/* ---- sets with several bytes a character ---- */

/* Whether a byte is ASCII as in texts. */
static bool is_ascii_text(unsigned char c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r';
}

/*
 * Whether two thirds of the units of `width` bytes are ASCII: a byte of it at the place `at`, zeros
 * at the others. No text in another set has as many zeros.
 */
static bool is_wide(const char *s, size_t n, size_t width, size_t at)
{
	size_t units = n / width, ascii = 0;
	for (size_t i = 0; i < units; i++) {
		const char *unit = s + i * width;
		size_t zeros = 0;
		for (size_t k = 0; k < width; k++)
			zeros += unit[k] == 0;
		ascii += zeros == width - 1 && is_ascii_text((unsigned char)unit[at]);
	}
	return units >= 2 && ascii * 3 >= units * 2;
}

static enum charset detect_wide(const char *s, size_t n)
{
	/* UTF-32 comes before UTF-16, whose mark its own begins with */
	static const enum charset marked[] = {CHARSET_UTF8, CHARSET_UTF32LE,
		CHARSET_UTF32BE, CHARSET_UTF16LE, CHARSET_UTF16BE};
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (charset_bom(marked[i], s, n) > 0)
			return marked[i];
	if (!memchr(s, '\0', n))
		return CHARSET_AUTO;
	if (is_wide(s, n, 4, 0))
		return CHARSET_UTF32LE;
	if (is_wide(s, n, 4, 3))
		return CHARSET_UTF32BE;
	if (is_wide(s, n, 2, 0))
		return CHARSET_UTF16LE;
	return is_wide(s, n, 2, 1) ? CHARSET_UTF16BE : CHARSET_AUTO;
}

/* ---- detecting ---- */

/* A set that there is no doubt about. */
static struct charset_guess sure(enum charset set)
{
	return (struct charset_guess){set, CHARSET_AUTO, false};
}

/*
 * Whether a character is Armenian: just after a Latin letter it is the apostrophe and an accent of old Macs,
 * as in "l'\u00e9", whose two bytes are those of such a one.
 */
static bool is_armenian(uint32_t cp)
{
	return cp >= 0x530 && cp < 0x590;
}

static bool is_after_latin(const char *s, size_t i)
{
	char before = i > 0 ? (char)(s[i - 1] | 0x20) : ' ';
	return before >= 'a' && before <= 'z';
}

struct charset_guess charset_detect(const char *s, size_t n, bool whole)
{
	enum charset wide = detect_wide(s, n);
	if (wide != CHARSET_AUTO)
		return sure(wide);
	size_t sequences = 0, usual = 0, strange = 0, stray = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used > 1) {
			sequences++;
			usual += charset_is_usual(cp);
			strange += is_armenian(cp) && is_after_latin(s, i);
		} else if (used == 0 && (whole || n - i >= COOP_UTF8_MAX))
			stray++; /* unless it is cut by the end of the sample */
		i += used > 0 ? used : 1;
	}
	if (stray == 0 && sequences == 0 && utf7_is(s, n))
		return sure(CHARSET_UTF7);
	if (stray == 0 && sequences > 0 && strange == sequences)
		return guess_charset(s, n);
	if (stray == 0 || sequences >= stray * SEQUENCES_PER_STRAY)
		return sure(CHARSET_UTF8);
	if (usual >= MIXED_FROM && usual * STRAY_PER_MIXED >= stray)
		return sure(usual >= stray ? CHARSET_UTF8 : CHARSET_WINDOWS_1252);
	return guess_charset(s, n);
}
