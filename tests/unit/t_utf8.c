/*
 * t_utf8.c - UTF-8: every code point, every kind of invalid sequence, cutting.
 */
#include "shared/core/utf8.h"
#include "tests/unit/tap.h"

static void test_round_trip(void)
{
	size_t bad = 0, lengths[COOP_UTF8_MAX + 1] = {0};
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		if (cp == 0xd800)
			cp = 0xe000;
		char s[COOP_UTF8_MAX];
		uint32_t back = UINT32_MAX;
		size_t n = coop_utf8_encode(cp, s);
		bad += coop_utf8_decode(s, n, &back) != n || back != cp;
		bad += coop_utf8_valid(s, n) != n;
		bad += n > 1 && coop_utf8_decode(s, n - 1, &back) != 0;
		lengths[n]++;
	}
	is_num(bad, 0, "every code point comes back, and not when its end is missing");
	is_num(lengths[1], 0x80, "code points of one byte");
	is_num(lengths[2], 0x800 - 0x80, "of two");
	is_num(lengths[3], 0x10000 - 0x800 - 0x800, "of three, without the surrogates");
	is_num(lengths[4], 0x100000, "of four");
}

static void test_encoding(void)
{
	char s[COOP_UTF8_MAX];
	is_str(s, coop_utf8_encode(0xe9, s), "\xc3\xa9", "U+00E9");
	is_str(s, coop_utf8_encode(0x2019, s), "\xe2\x80\x99", "U+2019");
	is_str(s, coop_utf8_encode(0x1f600, s), "\xf0\x9f\x98\x80", "U+1F600");
	is_str(s, coop_utf8_encode(0x10ffff, s), "\xf4\x8f\xbf\xbf", "U+10FFFF");
}

static void test_bad_sequences(void)
{
	static const struct {
		const char *s, *what;
	} bad[] = {
		{"\x80", "a continuation byte alone"},
		{"\xbf\xbf", "two continuation bytes"},
		{"\xc0\x80", "NUL, overlong"},
		{"\xc1\xbf", "U+007F in two bytes"},
		{"\xe0\x80\xaf", "a slash in three bytes"},
		{"\xe0\x9f\xbf", "U+07FF in three bytes"},
		{"\xf0\x80\x80\xaf", "a slash in four bytes"},
		{"\xf0\x8f\xbf\xbf", "U+FFFF in four bytes"},
		{"\xed\xa0\x80", "the first surrogate"},
		{"\xed\xbf\xbf", "the last surrogate"},
		{"\xf4\x90\x80\x80", "U+110000"},
		{"\xf5\x80\x80\x80", "a lead byte beyond Unicode"},
		{"\xf8\x88\x80\x80\x80", "five bytes"},
		{"\xfe", "0xFE"},
		{"\xff", "0xFF"},
		{"\xc3", "two bytes, the last missing"},
		{"\xe2\x80", "three bytes, the last missing"},
		{"\xf0\x9f\x98", "four bytes, the last missing"},
		{"\xc3(", "a letter for the second byte"},
		{"\xe2\x80(", "a letter for the third byte"},
		{"\xf0\x9f\x98(", "a letter for the fourth byte"},
		{"\xe2(\x80", "a letter in the middle"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		uint32_t cp = 42;
		size_t used = coop_utf8_decode(bad[i].s, strlen(bad[i].s), &cp);
		ok(used == 0 && cp == 42, "not UTF-8: %s", bad[i].what);
	}
}

static void test_valid(void)
{
	is_num(coop_utf8_valid("", 0), 0, "nothing is valid");
	is_num(coop_utf8_valid("abc\0def", 7), 7, "NUL is UTF-8");
	is_num(coop_utf8_valid("coop\xc3\xa9rer", 9), 9, "a valid text");
	/* in each place of the fast path for eight ASCII bytes */
	size_t wrong = 0;
	for (size_t at = 0; at < 40; at++) {
		char text[40];
		memset(text, 'a', sizeof text);
		text[at] = '\xe9';
		wrong += coop_utf8_valid(text, sizeof text) != at;
	}
	is_num(wrong, 0, "the place of a bad byte");
}

static void test_cut(void)
{
	static const char s[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z";
	static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
	for (size_t max = 0; max < sizeof expected / sizeof *expected; max++)
		is_num(coop_utf8_cut(s, sizeof s - 1, max), expected[max], "cut at %zu",
			max);
	is_num(coop_utf8_cut("", 0, 5), 0, "cut of nothing");
}

int main(void)
{
	test_round_trip();
	test_encoding();
	test_bad_sequences();
	test_valid();
	test_cut();
	return done();
}
