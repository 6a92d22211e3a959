#include "shared/text/wanted_prefixes.h"

#include <stdio.h>
#include <string.h>

#include "shared/text/equivalents.h"
#include "shared/text/figure.h"
#include "shared/text/fold.h"
#include "shared/text/ordinal.h"

/* Beside the letters: ANY letter, or END, none. */
enum { LETTERS = COOP_LETTERS, ANY = LETTERS, END };
#define ALL_LETTERS UINT32_MAX
/* In `third`: words of two letters are wanted. */
#define TWO_LETTERS (UINT32_C(1) << LETTERS)

/* A letter as a byte of `each`: 0 stands for any, a byte that is no letter for none. */
static unsigned char byte_of(unsigned letter)
{
	return (unsigned char)(letter < LETTERS ? 'a' + letter : letter == ANY ? 0 : ' ');
}

/* Adds a prefix to the list, unless it is there. */
static void add_each(
	struct coop_wanted_prefixes *w, unsigned first, unsigned second, unsigned third)
{
	const unsigned char each[] = {byte_of(first), byte_of(second), byte_of(third)};
	for (size_t i = 0; i < w->count && i < COOP_WANTED_PREFIXES; i++)
		if (memcmp(w->each[i], each, sizeof each) == 0)
			return;
	if (w->count < COOP_WANTED_PREFIXES)
		memcpy(w->each[w->count], each, sizeof each);
	w->count++;
}

/* Adds letters; with `whole` a word of two letters is wanted, and no longer one. */
static void add_prefix(
	struct coop_wanted_prefixes *w, const char *bytes, size_t len, bool whole)
{
	unsigned first = coop_letter_of(bytes[0]),
		 second = len > 1 ? coop_letter_of(bytes[1]) : ANY,
		 third = len > 2             ? coop_letter_of(bytes[2])
			 : whole && len == 2 ? END
					     : ANY;
	w->digits |= bytes[0] >= '0' && bytes[0] <= '9';
	if (first == LETTERS)
		return;
	w->first |= UINT32_C(1) << first;
	add_each(w, first, second, third);
	for (unsigned i = 0; i < 64; i++) {
		const char latin[] = {(char)0xc3, (char)(0x80 | i)};
		struct coop_folded f;
		coop_fold_char(latin, sizeof latin, &f);
		if (f.class == COOP_CLASS_WORD && f.s[0] == bytes[0])
			w->latin |= UINT64_C(1) << i;
	}
	for (unsigned i = 0; i < LETTERS; i++)
		if (second == ANY || second == i)
			w->third[first][i] |= third < LETTERS ? UINT32_C(1) << third
					      : third == END  ? TWO_LETTERS
							      : ALL_LETTERS;
}

/* Whether one of two texts begins with the other, as far as three bytes tell. */
static bool begin_alike(const char *a, size_t n, const char *b, size_t m)
{
	size_t both = n < m ? n : m;
	return memcmp(a, b, both < 3 ? both : 3) == 0;
}

/* Adds what is written for ordinals that begin with a prefix of digits: "xix", "vie", "ier". */
static void add_romans(struct coop_wanted_prefixes *w, const char *bytes, size_t len)
{
	for (unsigned number = 1; number <= COOP_ORDINAL_ROMAN_MAX; number++) {
		char roman[COOP_ROMAN_MAX + 1], digits[8];
		int n = snprintf(
			digits, sizeof digits, number == 1 ? "%uer" : "%ue", number);
		size_t letters = coop_roman_put(number, roman);
		if (n < 0 || !begin_alike(bytes, len, digits, (size_t)n))
			continue;
		if (number != 2 && letters < 3)
			roman[letters++] = 'e';
		add_prefix(w, roman, letters, false);
		if (number == 1)
			add_prefix(w, "ir", 2, false);
	}
}

void coop_wanted_prefixes_add(
	struct coop_wanted_prefixes *w, const char *bytes, size_t len)
{
	const char *written, *form;
	add_prefix(w, bytes, len, false);
	w->figures |= coop_letter_of(*bytes) < LETTERS &&
		      coop_figure_may_give(bytes, len < 3 ? len : 3);
	w->et |= begin_alike(bytes, len, "et", 2);
	if (bytes[0] >= '0' && bytes[0] <= '9')
		add_romans(w, bytes, len);
	for (size_t i = 0; coop_equivalent_at(i, &written, &form); i++)
		if (*form && begin_alike(bytes, len, form, strlen(form)) &&
			!begin_alike(bytes, len, written, strlen(written)))
			add_prefix(w, written, strlen(written), true);
}
