/*
 * t_charset.c - detecting character sets, and decoding them.
 */
#include "indexer/decode/charset.h"
#include "indexer/decode/detect.h"
#include "shared/core/utf8.h"
#include "tests/unit/tap.h"

static void detect_bytes(const char *s, size_t n, enum charset expected, const char *what)
{
	is_num(charset_detect(s, n, true).set, expected, "%s", what);
}

static void detect(const char *s, enum charset expected, const char *what)
{
	detect_bytes(s, strlen(s), expected, what);
}

/* The same for the start of a longer file. */
static void detect_sample(const char *s, enum charset expected, const char *what)
{
	is_num(charset_detect(s, strlen(s), false).set, expected, "%s", what);
}

static void test_detect(void)
{
	detect("", CHARSET_UTF8, "an empty file is UTF-8");
	detect("scop lyon", CHARSET_UTF8, "ASCII is UTF-8");
	detect("coop\u00e9rative", CHARSET_UTF8, "UTF-8");
	detect("coop\xe9rative \xe0 Lyon", CHARSET_WINDOWS_1252, "Windows-1252");
	detect("l\x92union", CHARSET_WINDOWS_1252, "an apostrophe of Windows-1252 alone");
	detect("\xef\xbb\xbf"
	       "coop\xe9rative",
		CHARSET_UTF8, "a byte order mark decides");
	detect("\u00e9t\u00e9 \u00e0 No\u00ebl, un caf\xe9 noir", CHARSET_UTF8,
		"one stray byte among four sequences of UTF-8");
	detect("\u00e9t\u00e9 \u00e0 un caf\xe9 noir", CHARSET_WINDOWS_1252,
		"one stray byte among three");
	/* "voila" with a grave accent, no-break space and guillemet is U+083B in UTF-8 */
	detect("\xab voil\xe0\xa0\xbb dit l'\xe9t\xe9 coop\xe9ratif",
		CHARSET_WINDOWS_1252, "bytes that are UTF-8 by accident");
	/* cut inside the last character */
	detect_sample("coop\u00e9rativ\xc3", CHARSET_UTF8,
		"a sample that ends in two bytes, cut");
	detect_sample("coop\u00e9rative \xe2\x80", CHARSET_UTF8, "... in three");
	detect_sample("scop \xf0\x9f\x98", CHARSET_UTF8, "... in four");
	detect_sample("Caf\xe9 noir", CHARSET_WINDOWS_1252,
		"a bad byte long before the end of a sample");
	/* the whole of a file ends where it ends */
	detect("coop\u00e9rativ\xc3", CHARSET_WINDOWS_1252,
		"a whole file with a bad last byte");
	detect("scop \xf0\x9f\x98", CHARSET_WINDOWS_1252, "... with three");
	detect("\u00e9t\u00e9 \u00e0 No\u00ebl \xc3", CHARSET_UTF8,
		"... among four sequences of UTF-8");
	/* no character can be cut here: another stands behind */
	detect("titre\nCaf\xe9\n", CHARSET_WINDOWS_1252,
		"a bad byte just before the end");
	detect("Caf\xe9.", CHARSET_WINDOWS_1252, "... and in a very short text");
	detect("Prix : 5\x80", CHARSET_WINDOWS_1252,
		"no character begins with the last byte");
}

static void test_wide(void)
{
	detect_bytes("\xff\xfes\0", 4, CHARSET_UTF16LE, "the mark of UTF-16");
	detect_bytes("\xfe\xff\0s", 4, CHARSET_UTF16BE, "... big end first");
	detect_bytes("\xff\xfe\0\0s\0\0\0", 8, CHARSET_UTF32LE, "the mark of UTF-32");
	detect_bytes("\0\0\xfe\xff\0\0\0s", 8, CHARSET_UTF32BE, "... big end first");
	detect_bytes("s\0c\0o\0p\0", 8, CHARSET_UTF16LE, "UTF-16 without a mark");
	detect_bytes("\0s\0c\0o\0p", 8, CHARSET_UTF16BE, "... big end first");
	detect_bytes("s\0\0\0c\0\0\0", 8, CHARSET_UTF32LE, "UTF-32 without a mark");
	detect_bytes("\0\0\0s\0\0\0c", 8, CHARSET_UTF32BE, "... big end first");
	detect_bytes("id,titre\n1,a\0b\n", 15, CHARSET_UTF8, "a NUL is not enough");
	detect_bytes("\1\0\2\0\3\0\4\0", 8, CHARSET_UTF8, "nor are small numbers");
	detect_bytes("\0\0\0\0\0\0\0\0", 8, CHARSET_UTF8, "nor zeros");
}

static void test_single(void)
{
	detect("Les coop\x8eratives \x88 Lyon", CHARSET_MACINTOSH, "an old Mac");
	detect("l\xd5\x8et\x8e, \xc7 d\x8ej\x88 \xc8", CHARSET_MACINTOSH,
		"... its signs");
	detect("\xe9 la sc\x8fne", CHARSET_MACINTOSH, "... its capitals");
	detect("un c\xbdur, un v\xbdu", CHARSET_LATIN9, "the oe of ISO-8859-15");
	detect("\xe9t\xe9 : 5 \xa4", CHARSET_LATIN9, "its euro sign");
	detect("\xe9t\xe9 : 1\xbd litre", CHARSET_WINDOWS_1252, "one half is no oe");
	detect("l\x92\x9cuvre : 5 \x80", CHARSET_WINDOWS_1252, "those of Windows-1252");
	detect("No\xebl \xe0 Orl\xe9"
	       "ans",
		CHARSET_WINDOWS_1252, "where both would do");
	detect("\xc9T\xc9 \xc0 N\xceMES", CHARSET_WINDOWS_1252, "capitals");
	detect("\x83T\x83 \xcb N\xebMES", CHARSET_MACINTOSH, "... of an old Mac");
	detect("\x81\x81\x81\x81", CHARSET_WINDOWS_1252, "no text in any");
}

static void line(
	enum charset file, const char *s, enum charset expected, const char *what)
{
	enum charset set = charset_of_line(file, s, strlen(s));
	is_str(charset_name(set), strlen(charset_name(set)), charset_name(expected),
		"a line: %s", what);
}

static void test_lines(void)
{
	const enum charset utf8 = CHARSET_UTF8, cp1252 = CHARSET_WINDOWS_1252;
	line(utf8, "été", utf8, "UTF-8");
	line(utf8, "\xe9t\xe9", cp1252, "Windows-1252 in UTF-8");
	line(utf8, "\xe9t\xe9 \xe0\xa0\xbb", cp1252, "... UTF-8 by accident");
	line(utf8, "caf\xe9", utf8, "a stray byte");
	line(utf8, "été, caf\xe9, th\xe9", utf8, "stray bytes among UTF-8");
	line(utf8, "", utf8, "nothing");
	line(cp1252, "\xe9t\xe9", cp1252, "Windows-1252");
	line(cp1252, "été, l’œuvre", utf8, "UTF-8 in Windows-1252");
	line(cp1252, "été, caf\xe9", cp1252, "both");
	line(cp1252, "voil\xe0\xa0\xbb", cp1252, "UTF-8 that nobody writes");
	line(cp1252, "CAF\xc9\xbb", cp1252, "a capital and a quote");
	line(cp1252, "ete", cp1252, "ASCII");
	/* files of both */
	detect("\xe9t\xe9 \xe0 No\xebl\n\xe9t\xe9 \xe0 No\xebl\nété à Noël\n", cp1252,
		"some lines of UTF-8");
	detect("\xe9t\xe9\nété à Noël\n", CHARSET_UTF8, "more lines of UTF-8");
	detect("\x8et\x8e \x88 No\x91l \x8et\x8e", CHARSET_MACINTOSH, "none of it");
	for (uint32_t cp = 0x80; cp < 0x100; cp++) {
		struct coop_buf b = {0};
		char c = (char)cp;
		uint32_t back = 0;
		charset_decode(cp1252, &c, 1, &b);
		coop_utf8_decode(b.s, b.len, &back);
		if (back != 0xfffd && charset_byte(back) != cp)
			ok(false, "the byte of 0x%02x", (unsigned)cp);
		coop_buf_release(&b);
	}
	is_num(charset_byte(0x4e2d), 0, "no byte for what Windows-1252 has not");
}

static void test_marks(void)
{
	is_num(charset_bom(CHARSET_UTF8, "\xef\xbb\xbfscop", 7), 3, "a byte order mark");
	is_num(charset_bom(CHARSET_UTF8, "\xef\xbb", 2), 0, "half of one");
	is_num(charset_bom(CHARSET_UTF8, "scop", 4), 0, "none");
	is_num(charset_bom(CHARSET_UTF8, "", 0), 0, "none in nothing");
	is_num(charset_bom(CHARSET_UTF16LE, "\xff\xfes\0", 4), 2, "UTF-16");
	is_num(charset_bom(CHARSET_UTF16BE, "\xff\xfes\0", 4), 0, "the other end first");
	is_num(charset_bom(CHARSET_UTF32LE, "\xff\xfe\0\0", 4), 4, "UTF-32");
	is_num(charset_bom(CHARSET_WINDOWS_1252, "\xef\xbb\xbf", 3), 0, "it has none");
}

static void decode(
	enum charset set, const char *s, size_t n, const char *expected, const char *what)
{
	struct coop_buf b = {0};
	charset_decode(set, s, n, &b);
	is_str(coop_buf_cstr(&b), b.len, expected, "decoding %s", what);
	coop_buf_release(&b);
}

static void test_decode(void)
{
	decode(CHARSET_UTF8, "coop\u00e9rative", 12, "coop\u00e9rative", "UTF-8");
	decode(CHARSET_WINDOWS_1252, "coop\xe9rative", 11, "coop\u00e9rative",
		"Windows-1252");
	decode(CHARSET_UTF8, "\u00e9t\xe9.", 5, "\u00e9t\u00e9.",
		"a stray byte in UTF-8");
	decode(CHARSET_WINDOWS_1252, "voil\xe0\xa0\xbb", 7, "voil\u00e0\u00a0\u00bb",
		"bytes that are UTF-8 by accident");
	decode(CHARSET_WINDOWS_1252, "\x93l\x92\x9cuvre\x94 \x80 \x85", 13,
		"\u201cl\u2019\u0153uvre\u201d \u20ac \u2026",
		"the block that Latin-1 has not");
	decode(CHARSET_WINDOWS_1252, "\x81\x8d\x8f\x90\x9d", 5,
		"\ufffd\ufffd\ufffd\ufffd\ufffd", "the five bytes without a meaning");
	decode(CHARSET_UTF8,
		"a\x81"
		"b",
		3,
		"a\ufffd"
		"b",
		"one of them in UTF-8");
	decode(CHARSET_UTF8, "a\0b", 3, "a b", "NUL in UTF-8");
	decode(CHARSET_WINDOWS_1252, "\xe9\0\0b", 4, "\u00e9  b", "NULs in Windows-1252");
	decode(CHARSET_UTF8, "\xed\xa0\x80", 3, "\u00ed\u00a0\u20ac", "a surrogate");
	decode(CHARSET_UTF8, "", 0, "", "nothing");
}

static void test_decode_all(void)
{
	char all[256];
	struct coop_buf b = {0};
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	charset_decode(CHARSET_WINDOWS_1252, all, sizeof all, &b);
	size_t count = 0, undefined = 0, used;
	uint32_t cp;
	for (size_t i = 0; i < b.len; i += used, count++) {
		used = coop_utf8_decode(b.s + i, b.len - i, &cp);
		need(used > 0, "not UTF-8");
		undefined += cp == 0xfffd;
	}
	is_num(count, 256, "each byte is a character");
	is_num(undefined, 5, "... and five are U+FFFD");
	coop_buf_release(&b);
}

static void find(
	enum charset set, const char *s, size_t n, size_t expected, const char *what)
{
	is_num(charset_find_bad(set, s, n), expected, "bad bytes: %s", what);
}

static void test_find_bad(void)
{
	find(CHARSET_UTF8, "coop\u00e9rative", 12, 12, "none in UTF-8");
	find(CHARSET_UTF8, "", 0, 0, "none in nothing");
	find(CHARSET_UTF8, "caf\xe9 noir", 9, 3, "a byte that is not UTF-8");
	find(CHARSET_UTF8, "\u00e9\0\xe9", 4, 2, "NUL");
	find(CHARSET_UTF8, "\xe9\0", 2, 0, "the first of two");
	find(CHARSET_WINDOWS_1252, "caf\xe9 noir", 9, 9, "none in Windows-1252");
	find(CHARSET_WINDOWS_1252, "caf\xe9 \x81", 6, 5, "0x81");
	find(CHARSET_WINDOWS_1252, "caf\xe9\0\x81", 6, 4, "NUL in Windows-1252");
	find(CHARSET_WINDOWS_1252, "\xe9\x8d", 2, 1, "0x8D");
	find(CHARSET_WINDOWS_1252, "\xe9\x8f", 2, 1, "0x8F");
	find(CHARSET_WINDOWS_1252, "\xe9\x90", 2, 1, "0x90");
	find(CHARSET_WINDOWS_1252, "\xe9\x9d", 2, 1, "0x9D");
	find(CHARSET_WINDOWS_1252, "\xe9\x80\x9f", 3, 3, "not their neighbours");
	/* decoding makes U+FFFD of it, whatever stands around */
	find(CHARSET_WINDOWS_1252, "\xc3\x81 caf\xe9", 7, 1,
		"0x81 behind a byte like UTF-8's");
	find(CHARSET_WINDOWS_1252, "\xc3\x81", 2, 1, "0x81 in what might be UTF-8");
}

int main(void)
{
	test_detect();
	test_wide();
	test_single();
	test_lines();
	test_marks();
	test_decode();
	test_decode_all();
	test_find_bad();
	return done();
}
