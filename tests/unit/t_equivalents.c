/*
 * t_equivalents.c - the table of short forms, the quick tests that come before it, and words that fill a
 * tokenizer.
 */
#include "shared/text/equivalents.h"

#include <stdio.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/text/ordinal.h"
#include "shared/text/sentence.h"
#include "shared/text/stopwords.h"
#include "shared/text/token.h"
#include "tests/unit/tap.h"

/* Whether a full stop after a short form, before a figure, ends a sentence. */
static bool ends_sentence(const char *written)
{
	char text[64];
	int n = snprintf(text, sizeof text, "%s. 12", written);
	return n < 0 || coop_ends_sentence(text, (size_t)n, strlen(written));
}

static void test_table(void)
{
	const char *written, *form, *before = "";
	size_t rows = 0, wrong = 0, ends = 0;
	for (; coop_equivalent_at(rows, &written, &form); rows++) {
		bool good = strcmp(before, written) <= 0 &&
			    coop_is_conditional(written, strlen(written));
		if (!good)
			printf("# %s\n", written);
		wrong += !good;
		/* "Cie." may end one */
		ends += *form && strcmp(written, "cie") != 0 && ends_sentence(written);
		before = written;
	}
	ok(rows > 60 && wrong == 0, "%zu rows are in order and are looked up", rows);
	ok(ends == 0, "no full stop of a short form ends a sentence");
}

static void test_romans(void)
{
	size_t wrong = 0;
	for (unsigned n = 1; n <= COOP_ORDINAL_ROMAN_MAX; n++) {
		char word[COOP_ROMAN_MAX + 4], digits[8];
		size_t len = coop_roman_put(n, word);
		snprintf(word + len, sizeof word - len, "%s", n == 1 ? "er" : "eme");
		len = strlen(word);
		snprintf(digits, sizeof digits, n == 1 ? "%uer" : "%ue", n);
		struct coop_written w = {word, len, 0, len};
		struct coop_ordinal ordinal;
		if (n == 50)
			continue; /* "l" alone is no numeral */
		wrong += !coop_ordinal_find(word, len, &w, &ordinal) ||
			 strcmp(ordinal.s, digits) != 0;
	}
	ok(wrong == 0, "Roman ordinals up to %d are read", COOP_ORDINAL_ROMAN_MAX);
}

/* The long forms of sixteen pieces fit, whatever the text. */
static void test_room(void)
{
	static struct coop_tokenizer t;
	struct coop_word w;
	struct coop_buf text = {0};
	size_t words = 0, longest = 0;
	for (int i = 0; i < 30; i++)
		coop_buf_str(&text, i % 2 ? "ets-" : "l'aujourd hui-");
	need(!text.failed, "memory");
	coop_tokenizer_begin(&t, text.s, text.len);
	for (; coop_tokenizer_next(&t, &w); words++)
		longest = w.len > longest ? w.len : longest;
	ok(words >= 30 && longest <= COOP_WORD_MAX, "%zu words, of %zu bytes at most",
		words, longest);
	coop_buf_release(&text);
}

int main(void)
{
	test_table();
	test_romans();
	test_room();
	return done();
}
