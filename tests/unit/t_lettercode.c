/*
 * t_lettercode.c - streams of the letter code, inflated by a deflate library.
 */
#include "indexer/glass/lettercode.h"

#include <stdlib.h>

#include <libdeflate.h>

#include "tests/unit/random.h"
#include "tests/unit/tap.h"

enum { LONGEST = 1 << 16 };

static char text[LONGEST], stream[LETTERCODE_ROOM(LONGEST) + 16], back[LONGEST + 1];

/* The bytes of the stream of a text; 0 when it does not come back as it was. */
static size_t there_and_back(const struct lettercode *c, const char *s, size_t len)
{
	static struct libdeflate_decompressor *d;
	size_t read = 0, n;
	memset(stream, '~', sizeof stream);
	n = lettercode_write(c, s, len, stream);
	if (!d)
		d = libdeflate_alloc_decompressor();
	need(d != NULL, "a decompressor");
	if (n == 0 || n > LETTERCODE_ROOM(len) || stream[LETTERCODE_ROOM(len)] != '~' ||
		libdeflate_deflate_decompress(d, stream, n, back, sizeof back, &read) !=
			LIBDEFLATE_SUCCESS)
		return 0;
	return read == len && memcmp(back, s, len) == 0 ? n : 0;
}

static void test_words(void)
{
	static const char french[] =
		"Un film de Claire Fémec sur les coopératives d’activité et d’emploi : "
		"l’essaimage, la mutualisation, l’« entrepreneur-salarié » à Lyon en "
		"1995.";
	struct lettercode c;
	lettercode_make(&c, french, sizeof french - 1);
	ok(there_and_back(&c, french, sizeof french - 1) > 0,
		"a text that the code is of");
	ok(there_and_back(&c, "", 0) > 0, "an empty text");
	ok(there_and_back(&c, "e", 1) > 0, "a letter");
	for (size_t n = 1; n < 12; n++)
		ok(there_and_back(&c, french, n) > 0, "%zu letters", n);
	is_num(lettercode_write(&c, "zone", 4, stream), 0, "a letter without a code");
	is_num(lettercode_write(&c, "\xff", 1, stream), 0, "a byte without a code");
	lettercode_make(&c, "", 0);
	ok(there_and_back(&c, "", 0) > 0, "the code of nothing");
	is_num(lettercode_write(&c, "a", 1, stream), 0, "... has no letters");
	lettercode_make(&c, "aaaaaaaaaaaaaaaa", 16);
	ok(there_and_back(&c, "aaaa", 4) > 0, "the code of a single letter");
}

/* Each letter as often as the two before together: the tree is as deep as it can be. */
static void test_deep(void)
{
	size_t n = 0, a = 1, b = 1;
	for (int letter = 0; n + a < LONGEST; letter++) {
		memset(text + n, letter, a);
		n += a;
		size_t sum = a + b;
		a = b;
		b = sum;
	}
	struct lettercode c;
	lettercode_make(&c, text, n);
	unsigned longest = 0;
	for (size_t i = 0; i < 257; i++)
		longest = c.of[i] >> 16 > longest ? c.of[i] >> 16 : longest;
	is_num(longest, LETTERCODE_BITS, "no code is longer than it may be");
	ok(there_and_back(&c, text, n) > 0, "a text of very different letters");
	for (int letter = 0; letter < 8; letter++) {
		memset(back, letter, LONGEST);
		memcpy(text, back, LONGEST);
		ok(there_and_back(&c, text, LONGEST) > 0, "one of its letters, alone");
	}
}

/* Texts of so many letters, evenly and unevenly. */
static void test_random(void)
{
	uint32_t seed = 7;
	size_t wrong = 0, bytes = 0, all = 0;
	for (int round = 0; round < 400; round++) {
		size_t len = next_random(&seed) % 3000,
		       letters = 1 + next_random(&seed) % 256;
		for (size_t i = 0; i < len; i++) {
			size_t one = next_random(&seed) % letters;
			text[i] = (char)(round % 2 ? one
						   : one * (next_random(&seed) % 256) /
							     256);
		}
		struct lettercode c;
		lettercode_make(&c, text, len);
		size_t n = there_and_back(&c, text, len);
		wrong += n == 0;
		bytes += n;
		all += len;
	}
	is_num(wrong, 0, "random texts come back");
	ok(bytes < all, "... and take less room: %zu bytes of %zu", bytes, all);
}

int main(void)
{
	test_words();
	test_deep();
	test_random();
	return done();
}
