#include "indexer/decode/charset.h"

#include <stdint.h>
#include <string.h>

#include "shared/core/utf8.h"

/* A stray byte is an accident if there are at least this many UTF-8 sequences for each. */
enum { SEQUENCES_PER_STRAY = 4 };

/*
 * From this many sequences on, and at least one for so many stray bytes, a file has lines of UTF-8
 * among others.
 */
enum { MIXED_FROM = 4, STRAY_PER_MIXED = 10 };

/* Bytes 0x80 to 0x9f of Windows-1252 (Unicode consortium, CP1252.TXT); 0 is undefined. */
static const uint16_t cp1252[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
	0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
	0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,
	0x017e, 0x0178};

#define NAME(set, name) name,
static const char *const names[] = {"auto", CHARSET_EACH(NAME)};

/* The byte order marks. UTF-32 comes before UTF-16, whose mark its own begins with. */
static const struct {
	enum charset set;
	unsigned char len;
	char bytes[4];
} marks[] = {{CHARSET_UTF8, 3, {'\xef', '\xbb', '\xbf'}},
	{CHARSET_UTF32LE, 4, {'\xff', '\xfe', 0, 0}},
	{CHARSET_UTF32BE, 4, {0, 0, '\xfe', '\xff'}},
	{CHARSET_UTF16LE, 2, {'\xff', '\xfe'}}, {CHARSET_UTF16BE, 2, {'\xfe', '\xff'}}};
enum { MARKS = sizeof marks / sizeof *marks };

const char *charset_name(enum charset set)
{
	return names[set];
}

bool charset_is_direct(enum charset set)
{
	return set == CHARSET_UTF8 || set == CHARSET_WINDOWS_1252;
}

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
	for (size_t i = 0; i < MARKS; i++)
		if (charset_bom(marks[i].set, s, n) > 0)
			return marks[i].set;
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

/* ---- sets with one byte a character ---- */

/* The bytes above 0x7f that French uses, in each set. */
static const struct evidence {
	enum charset set;
	const char *small, *capitals, *signs;
} french[] = {
	{CHARSET_WINDOWS_1252,
		"\xe0\xe2\xe4\xe6\xe7\xe8\xe9\xea\xeb\xee\xef\xf1\xf4\xf6\xf9\xfb\xfc\xff"
		"\x9c",
		"\xc0\xc2\xc4\xc6\xc7\xc8\xc9\xca\xcb\xce\xcf\xd1\xd4\xd6\xd9\xdb\xdc\x9f"
		"\x8c",
		"\xab\xbb\xa0\x85\x91\x92\x93\x94\x95\x96\x97\x80\xb0\xa7\xb7\xb2\xb3\xbc"
		"\xbd\xbe\xa9"},
	{CHARSET_LATIN9,
		"\xe0\xe2\xe4\xe6\xe7\xe8\xe9\xea\xeb\xee\xef\xf1\xf4\xf6\xf9\xfb\xfc\xff"
		"\xbd",
		"\xc0\xc2\xc4\xc6\xc7\xc8\xc9\xca\xcb\xce\xcf\xd1\xd4\xd6\xd9\xdb\xdc\xbe"
		"\xbc",
		"\xab\xbb\xa0\xa4\xb0\xa7\xb7\xb2\xb3\xa9"},
	{CHARSET_MACINTOSH,
		"\x88\x89\x8a\xbe\x8d\x8f\x8e\x90\x91\x94\x95\x96\x99\x9a\x9d\x9e\x9f\xd8"
		"\xcf",
		"\xcb\xe5\x80\xae\x82\xe9\x83\xe6\xe8\xeb\xec\x84\xef\x85\xf4\xf3\x86\xd9"
		"\xce",
		"\xc7\xc8\xca\xc9\xd4\xd5\xd2\xd3\xa5\xd0\xd1\xdb\xa1\xa4\xe1\xa9"},
};

/* What a byte is in a set. */
enum kind { STRANGE, SIGN, SMALL, CAPITAL };

static void add_kind(unsigned char kinds[256], const char *bytes, enum kind kind)
{
	for (; *bytes; bytes++)
		kinds[(unsigned char)*bytes] = (unsigned char)kind;
}

static void make_kinds(const struct evidence *e, unsigned char kinds[256])
{
	memset(kinds, STRANGE, 256);
	for (int c = 'a'; c <= 'z'; c++) {
		kinds[c] = SMALL;
		kinds[c - 0x20] = CAPITAL;
	}
	add_kind(kinds, e->small, SMALL);
	add_kind(kinds, e->capitals, CAPITAL);
	add_kind(kinds, e->signs, SIGN);
}

/*
 * How plausible a text is as French in a set. A letter is next to another one, or alone between
 * blanks, as `a` with a grave accent is; a capital does not follow a small letter.
 */
static long score_french(const struct evidence *e, const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	unsigned char kinds[256];
	long score = 0;
	make_kinds(e, kinds);
	for (size_t i = 0; i < n; i++) {
		if (s[i] < 0x80)
			continue;
		enum kind kind = kinds[s[i]];
		enum kind before = i > 0 ? kinds[s[i - 1]] : STRANGE;
		enum kind after = i + 1 < n ? kinds[s[i + 1]] : STRANGE;
		bool beside = before >= SMALL || after >= SMALL;
		if (kind == SIGN)
			score += 1;
		else if (kind == SMALL)
			score += beside ? 2 : 1;
		else if (kind == CAPITAL)
			score += before != SMALL && beside ? 2 : -2;
		else
			score -= 3;
	}
	return score;
}

static enum charset detect_single(const char *s, size_t n)
{
	enum charset best = CHARSET_WINDOWS_1252;
	long best_score = 0;
	for (size_t i = 0; i < sizeof french / sizeof *french; i++) {
		long score = score_french(&french[i], s, n);
		if (i == 0 || (score > best_score && score >= 0)) {
			best = french[i].set;
			best_score = score;
		}
	}
	return best;
}

enum charset charset_detect(const char *s, size_t n, bool whole)
{
	enum charset wide = detect_wide(s, n);
	if (wide != CHARSET_AUTO)
		return wide;
	size_t sequences = 0, usual = 0, stray = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used > 1) {
			sequences++;
			usual += charset_is_usual(cp);
		} else if (used == 0 && (whole || n - i >= COOP_UTF8_MAX))
			stray++; /* unless it is cut by the end of the sample */
		i += used > 0 ? used : 1;
	}
	if (stray == 0 || sequences >= stray * SEQUENCES_PER_STRAY)
		return CHARSET_UTF8;
	if (usual >= MIXED_FROM && usual * STRAY_PER_MIXED >= stray)
		return usual >= stray ? CHARSET_UTF8 : CHARSET_WINDOWS_1252;
	return detect_single(s, n);
}

/* ---- lines ---- */

bool charset_is_usual(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {{0xa0, 0x17f}, {0x2c6, 0x2dd}, {0x300, 0x36f}, {0x2010, 0x203a},
		{0x20ac, 0x20ac}, {0x2116, 0x2122}, {0x2190, 0x2193}, {0xfb00, 0xfb04},
		{0xfeff, 0xfeff}, {0xfffd, 0xfffd}, {0x1f300, 0x1faff}};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

unsigned char charset_byte(uint32_t cp)
{
	if (cp >= 0x80 &&
		cp <= 0xff) /* the five undefined bytes, and the rest of Latin-1 */
		return (unsigned char)cp;
	for (size_t i = 0; cp > 0xff && i < sizeof cp1252 / sizeof *cp1252; i++)
		if (cp1252[i] == cp)
			return (unsigned char)(0x80 + i);
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

uint32_t charset_code_point(unsigned char c)
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
		if (charset_code_point((unsigned char)s[i]) == 0)
			return i;
	return n;
}

static void decode_byte(unsigned char c, struct coop_buf *out)
{
	char encoded[COOP_UTF8_MAX];
	uint32_t cp = charset_code_point(c);
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
