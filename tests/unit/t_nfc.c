/*
 * t_nfc.c - NFC: spellings, every character, marks by the million.
 */
#include <utf8proc.h>

#include "shared/core/utf8.h"
#include "shared/index/record.h"
#include "shared/text/fold.h"
#include "shared/text/nfc.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/* How often the code asked for the class of a mark: the Makefile has it call this. */
static size_t asked;
const utf8proc_property_t *__wrap_utf8proc_get_property(utf8proc_int32_t cp);
const utf8proc_property_t *__real_utf8proc_get_property(utf8proc_int32_t cp);

const utf8proc_property_t *__wrap_utf8proc_get_property(utf8proc_int32_t cp)
{
	asked++;
	return __real_utf8proc_get_property(cp);
}

static void becomes(const char *s, const char *expected, const char *what)
{
	struct coop_buf b = {0};
	coop_nfc_add(s, strlen(s), &b);
	is_str(coop_buf_cstr(&b), b.len, expected, "%s", what);
	coop_buf_release(&b);
}

static void test_spellings(void)
{
	becomes("", "", "nothing");
	becomes("abc", "abc", "ASCII");
	becomes("\u00e9t\u00e9", "\u00e9t\u00e9", "composed already");
	becomes("e\u0301te\u0301", "\u00e9t\u00e9", "letters with accents behind them");
	becomes("garc\u0327on c\u0327a", "gar\u00e7on \u00e7a", "cedillas");
	becomes("Noe\u0308l, o\u0302, u\u0300", "No\u00ebl, \u00f4, \u00f9", "others");
	becomes("\u0301e", "\u0301e", "an accent with nothing before it");
	becomes("q\u0301", "q\u0301", "a pair that is no character");
	becomes("e\u0323\u0302", "\u1ec7", "two marks");
	becomes("e\u0302\u0323", "\u1ec7", "two marks the other way round");
	becomes("\u00ea\u0323", "\u1ec7", "one of them composed already");
	becomes("e\u0301\u0301", "\u00e9\u0301", "the same mark twice");
	becomes("a\u034f\u0301", "a\u034f\u0301", "a joiner that keeps them apart");
	becomes("\u0958", "\u0915\u093c", "one that is never composed");
	becomes("\u212b \u2126", "\u00c5 \u03a9", "signs that are letters");
	becomes("\u1112\u1161\u11ab\u1100\u1173\u11af", "\ud55c\uae00", "Hangul");
	becomes("\uac00\u11a8", "\uac01", "Hangul, half composed");
	becomes("\uac00\u11a7", "\uac00\u11a7", "what stands before its finals");
	becomes("a\xcc b\xe9", "a\xcc b\xe9", "what is not UTF-8");
	becomes("e\u0301\xff\u0301", "\u00e9\xff\u0301", "beside accents");
	becomes("e\u0301\xcc", "\u00e9\xcc", "half a mark at the end");
	struct coop_buf b = {0};
	coop_buf_str(&b, "e");
	coop_nfc_add("\u0301", 2, &b);
	is_str(b.s, b.len, "e\u0301", "what was there before is left alone");
	coop_buf_release(&b);
}

/* In each place of the loops over words and blocks. */
static void test_places(void)
{
	size_t wrong = 0;
	struct coop_buf b = {0};
	for (size_t len = 3; len < 150; len++)
		for (size_t at = 0; at + 3 <= len; at++) {
			char text[150];
			memset(text, 'a', sizeof text);
			memcpy(text + at, "e\u0301", 3);
			wrong += coop_nfc_find(text, len) != at;
			coop_buf_reset(&b);
			coop_nfc_add(text, len, &b);
			wrong += b.len != len - 1 || memcmp(b.s, text, at) != 0 ||
				 memcmp(b.s + at, "\u00e9", 2) != 0;
		}
	is_num(wrong, 0, "the place of a pair");
	coop_buf_release(&b);
	static const char clean[] =
		"\u00ab L\u2019\u0153uvre d\u2019\u00c9tienne \u00bb \u2013 10 \u20ac";
	is_num(coop_nfc_find(clean, sizeof clean - 1), sizeof clean - 1,
		"French typography needs no second look");
}

/* ---- every character ---- */

static bool is_character(uint32_t cp)
{
	return cp < 0xd800 || cp > 0xdfff;
}

/* What the library makes of a text. */
static void reference(
	const char *s, size_t n, utf8proc_option_t form, struct coop_buf *out)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s,
		(utf8proc_ssize_t)n, &made, UTF8PROC_STABLE | form);
	need(len >= 0, "the library");
	coop_buf_reset(out);
	coop_buf_add(out, (const char *)made, (size_t)len);
	free(made);
}

/* Marks the characters that are behind the first in a decomposition, and may join. */
static void find_seconds(unsigned char *second)
{
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		utf8proc_int32_t parts[32];
		int unused = 0;
		utf8proc_ssize_t n =
			is_character(cp)
				? utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 32,
					  UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &unused)
				: 0;
		for (utf8proc_ssize_t i = 1; i < n && n <= 32; i++)
			second[parts[i]] = 1;
	}
}

static void test_all_characters(void)
{
	unsigned char *second = calloc(0x110000, 1);
	struct coop_buf composed = {0}, got = {0};
	size_t hasty = 0, wrong = 0, alone = 0;
	need(second != NULL, "memory");
	find_seconds(second);
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		char s[COOP_UTF8_MAX];
		if (!is_character(cp))
			continue;
		size_t n = coop_utf8_encode(cp, s);
		reference(s, n, UTF8PROC_COMPOSE, &composed);
		bool same = composed.len == n && memcmp(composed.s, s, n) == 0;
		if (coop_nfc_find(s, n) == n) {
			alone++;
			hasty += !same || second[cp] ||
				 utf8proc_get_property((utf8proc_int32_t)cp)
						 ->combining_class > 0;
		}
		coop_buf_reset(&got);
		coop_nfc_add(s, n, &got);
		wrong += got.len != composed.len ||
			 memcmp(got.s, composed.s, got.len) != 0;
	}
	is_num(hasty, 0, "what stands alone is no mark, no second and in NFC");
	ok(alone > 100000, "and that is most of them");
	is_num(wrong, 0, "each character becomes what the library makes of it");
	coop_buf_release(&composed);
	coop_buf_release(&got);
	free(second);
}

/* A word is found however it is spelt: its folded forms are the same. */
static void test_folded(void)
{
	struct coop_buf composed = {0}, parts = {0}, a = {0}, b = {0};
	size_t differ = 0;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		char s[COOP_UTF8_MAX];
		if (!is_character(cp))
			continue;
		size_t n = coop_utf8_encode(cp, s);
		reference(s, n, UTF8PROC_COMPOSE, &composed);
		reference(s, n, UTF8PROC_DECOMPOSE, &parts);
		coop_buf_reset(&a);
		coop_buf_reset(&b);
		coop_fold_label(composed.s, composed.len, &a);
		coop_fold_label(parts.s, parts.len, &b);
		bool differs = strcmp(coop_buf_cstr(&a), coop_buf_cstr(&b)) != 0;
		if (differs)
			printf("# U+%04X: '%s' '%s'\n", cp, coop_buf_cstr(&a),
				coop_buf_cstr(&b));
		differ += differs;
	}
	is_num(differ, 0, "folded forms do not depend on the spelling");
	coop_buf_release(&composed);
	coop_buf_release(&parts);
	coop_buf_release(&a);
	coop_buf_release(&b);
}

/* ---- many marks ---- */

/* A letter and so many marks of three classes in turn; what the calls of the code were. */
static size_t compose_marks(size_t marks, struct coop_buf *out)
{
	static const char *const kinds[] = {"\u0301", "\u0323", "\u0327"};
	struct coop_buf text = {0};
	coop_buf_byte(&text, 'x');
	for (size_t i = 0; i < marks; i++)
		coop_buf_str(&text, kinds[i % 3]);
	asked = 0;
	coop_buf_reset(out);
	coop_nfc_add(text.s, text.len, out);
	coop_buf_release(&text);
	return asked;
}

static void test_many_marks(void)
{
	enum { MANY = 300000 };
	struct coop_buf out = {0};
	compose_marks(9, &out);
	is_str(out.s, out.len, "x\u0327\u0327\u0327\u0323\u0323\u0323\u0301\u0301\u0301",
		"a few marks are put in order");
	size_t some = compose_marks(MANY, &out), more = compose_marks(3 * MANY, &out);
	ok(some >= MANY && more < 4 * some, "work grows as marks do: %zu, %zu", some,
		more);
	size_t classes[3] = {0};
	for (size_t i = 1, at = 0; i + 1 < out.len; i += 2) {
		static const char *const order[] = {"\u0327", "\u0323", "\u0301"};
		while (at < 3 && memcmp(out.s + i, order[at], 2) != 0)
			at++;
		if (at == 3)
			break;
		classes[at]++;
	}
	ok(classes[0] == MANY && classes[1] == MANY && classes[2] == MANY,
		"and all are there, in order");
	coop_buf_release(&out);
}

/* Pieces of all kinds in any order, against the library. */
static void test_random(void)
{
	static const char *const pieces[] = {"a", "e", "\u00ea", "\u0301", "\u0323",
		"\u0327", "\u0308", "\u0344", "\u1100", "\u1161", "\u11a8", "\uac00",
		"\u0f71\u0f72", "\u0958", "\u0915", "\u093c", "\u034f", "\u2019", "-",
		"\u0cc6", "\u0cc2", "\u0cd5", "\u1e69", "\U0001d15e"};
	enum { PIECES = sizeof pieces / sizeof *pieces };
	struct coop_buf text = {0}, got = {0}, expected = {0};
	uint32_t state = 8;
	size_t wrong = 0;
	for (int round = 0; round < 20000; round++) {
		coop_buf_reset(&text);
		for (uint32_t n = next_random(&state) % 60; n > 0; n--)
			coop_buf_str(&text, pieces[next_random(&state) % PIECES]);
		reference(coop_buf_cstr(&text), text.len, UTF8PROC_COMPOSE, &expected);
		coop_buf_reset(&got);
		coop_nfc_add(coop_buf_cstr(&text), text.len, &got);
		wrong += strcmp(coop_buf_cstr(&got), coop_buf_cstr(&expected)) != 0;
	}
	is_num(wrong, 0, "any text becomes what the library makes of it");
	coop_buf_release(&text);
	coop_buf_release(&got);
	coop_buf_release(&expected);
}

/* ---- records ---- */

static void test_record(void)
{
	struct coop_record r;
	struct coop_found place = {10, 14, 90};
	coop_record_init(&r);
	coop_record_reset(&r, "cafe\u0301.txt", 3);
	coop_record_add(&r, COOP_F_TITLE, "plain", 5);
	coop_record_add_found(&r, COOP_F_GENRE, NULL, 0, "e\u0301te\u0301", 7, place);
	coop_record_add_named(&r, "De\u0301po\u0302t", 9, "ici", 3);
	coop_record_compose(&r);
	ok(!coop_record_check(&r, NULL), "a record is composed");
	struct coop_value v = coop_record_at(&r, 0);
	is_str(v.text, v.len, "plain", "what need not change stays");
	v = coop_record_at(&r, 1);
	is_str(v.text, v.len, "\u00e9t\u00e9", "a value in NFC");
	ok(v.place.off == 10 && v.place.end == 14 && v.place.confidence == 90,
		"its place is that in the file");
	v = coop_record_at(&r, 2);
	is_str(v.name, v.name_len, "D\u00e9p\u00f4t", "the name of a column in NFC");
	is_str(v.text, v.len, "ici", "and its value");
	is_str(coop_record_path(&r), strlen(coop_record_path(&r)), "cafe\u0301.txt",
		"the path as it was");
	coop_record_release(&r);
}

int main(void)
{
	test_spellings();
	test_places();
	test_all_characters();
	test_folded();
	test_many_marks();
	test_random();
	test_record();
	return done();
}
