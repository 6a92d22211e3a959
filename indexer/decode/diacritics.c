#include "indexer/decode/diacritics.h"

#include <string.h>

#include "indexer/decode/french.h"
#include "indexer/decode/french_words.h"
#include "shared/core/utf8.h"

enum {
	FIRST = 0xc0,        /* of the accents of ISO 5426 */
	ACCENTS = 0x20,      /* so many; those of MARC-8 are as many bytes further on */
	SURE_FROM = 3,       /* garbled accents that make a file sure */
	MARKS_PER_RIGHT = 2, /* ... if there are as many for each right one */
	WORD_MAX = 80        /* bytes of a word that may be a known one */
};

/* The letters that an accent stands on in French, and what they are then. */
static const struct {
	unsigned char accent;
	char letters[12];
	uint16_t composed[12];
} composed[] = {
	{0xc1, "aeuAEU", {0xe0, 0xe8, 0xf9, 0xc0, 0xc8, 0xd9}},
	{0xc2, "eE", {0xe9, 0xc9}},
	{0xc3, "aeiouAEIOU",
		{0xe2, 0xea, 0xee, 0xf4, 0xfb, 0xc2, 0xca, 0xce, 0xd4, 0xdb}},
	{0xc4, "nN", {0xf1, 0xd1}},
	{0xc8, "eiuyEIU", {0xeb, 0xef, 0xfc, 0xff, 0xcb, 0xcf, 0xdc}},
	{0xd0, "cC", {0xe7, 0xc7}},
};

enum {
	GRAVE = 1U << 0x01,
	ACUTE = 1U << 0x02,
	CIRCUMFLEX = 1U << 0x03,
	TILDE = 1U << 0x04,
	DIAERESIS = 1U << 0x08,
	CEDILLA = 1U << 0x10
};

const uint32_t diacritics_on[256] = {
	['a'] = GRAVE | CIRCUMFLEX,
	['c'] = CEDILLA,
	['e'] = GRAVE | ACUTE | CIRCUMFLEX | DIAERESIS,
	['i'] = CIRCUMFLEX | DIAERESIS,
	['n'] = TILDE,
	['o'] = CIRCUMFLEX,
	['u'] = GRAVE | CIRCUMFLEX | DIAERESIS,
	['y'] = DIAERESIS,
	['A'] = GRAVE | CIRCUMFLEX,
	['C'] = CEDILLA,
	['E'] = GRAVE | ACUTE | CIRCUMFLEX | DIAERESIS,
	['I'] = CIRCUMFLEX | DIAERESIS,
	['N'] = TILDE,
	['O'] = CIRCUMFLEX,
	['U'] = GRAVE | CIRCUMFLEX | DIAERESIS,
};

uint32_t diacritics_compose(unsigned char accent, char letter)
{
	for (size_t i = 0; i < sizeof composed / sizeof *composed; i++) {
		const char *at = composed[i].accent == accent && letter != '\0'
					 ? strchr(composed[i].letters, letter)
					 : NULL;
		if (at)
			return composed[i].composed[at - composed[i].letters];
	}
	return 0;
}

/* The letters and signs of French that are one byte. */
static uint32_t read_single(bool marc8, unsigned char c)
{
	static const struct {
		unsigned char iso5426, marc8;
		uint16_t cp;
	} singles[] = {{0xab, 0, 0xab}, {0xbb, 0, 0xbb}, {0xfa, 0xb6, 0x153},
		{0xea, 0xa6, 0x152}, {0xf1, 0xb5, 0xe6}, {0xe1, 0xa5, 0xc6}};
	for (size_t i = 0; i < sizeof singles / sizeof *singles; i++)
		if (c == (marc8 ? singles[i].marc8 : singles[i].iso5426))
			return singles[i].cp;
	return 0;
}

size_t diacritics_read(bool marc8, const char *s, size_t n, uint32_t *cp)
{
	unsigned char c = (unsigned char)*s;
	unsigned first = marc8 ? FIRST + ACCENTS : FIRST;
	*cp = c;
	if (c < 0x80)
		return 1;
	if (c >= first && c < first + ACCENTS && n > 1) {
		*cp = diacritics_compose((unsigned char)(c - first + FIRST), s[1]);
		if (*cp > 0)
			return 2;
	}
	*cp = read_single(marc8, c);
	return 1;
}

/* ---- garbled ---- */

/*
 * The accent that a character of U+00C0 to U+00FF, of which `c` is the second byte in UTF-8, was as a byte:
 * of MARC-8 where it is a small letter.
 */
static unsigned char accent_of(unsigned char c)
{
	return (unsigned char)(FIRST + (c & (ACCENTS - 1)));
}

/* The letter that a garbled accent and its letter are; 0 when there is none at `s`. */
static uint32_t read_garbled(const char *s, size_t n)
{
	return n >= 3 && *s == '\xc3'
		       ? diacritics_compose(accent_of((unsigned char)s[1]), s[2])
		       : 0;
}

/* What a word is made of. */
struct word {
	size_t len;            /* in the text, in bytes */
	size_t garbled, right; /* accents */
	bool good;             /* all are where French has them, when mended */
	size_t mended_len;     /* of `mended`, in small letters */
	char mended[WORD_MAX];
};

/* A character of a text, mended. Returns its length as it was. */
static size_t read_char(const char *s, size_t n, uint32_t *cp, bool *garbled)
{
	*cp = read_garbled(s, n);
	*garbled = *cp > 0;
	if (*garbled)
		return 3;
	size_t used = coop_utf8_decode(s, n, cp);
	if (used == 0)
		*cp = 0;
	return used > 0 ? used : 1;
}

/* Reads a word, or what stands between two, which has no accents. */
static void read_word(const char *s, size_t n, struct word *w)
{
	uint32_t before = ' ', cp, after;
	bool garbled, next;
	*w = (struct word){.good = true};
	size_t used = read_char(s, n, &cp, &garbled);
	bool letters = french_is_letter(cp);
	for (;;) {
		w->len += used;
		used = w->len < n ? read_char(s + w->len, n - w->len, &after, &next) : 0;
		if (used == 0)
			after = ' ';
		if (letters && cp >= 0x80) {
			bool french = french_score(before, cp, after) > 0;
			w->garbled += garbled;
			w->right += french && !garbled;
			w->good &= french;
		}
		if (letters && w->mended_len + COOP_UTF8_MAX <= WORD_MAX)
			w->mended_len += coop_utf8_encode(
				french_small(cp), w->mended + w->mended_len);
		if (used == 0 || french_is_letter(after) != letters)
			return;
		before = cp;
		cp = after;
		garbled = next;
	}
}

/* The evidence in a text. */
struct evidence {
	size_t garbled, right, known;
};

static struct evidence weigh(const char *s, size_t n)
{
	struct evidence e = {0};
	struct word w;
	for (size_t i = 0; i < n; i += w.len) {
		read_word(s + i, n - i, &w);
		e.right += w.right;
		if (w.garbled == 0 || !w.good)
			continue;
		e.garbled += w.garbled;
		e.known += french_words_have(w.mended, w.mended_len);
	}
	return e;
}

/* Whether there is any garbled accent; far quicker than to weigh what is clean. */
static bool is_garbled(const char *s, size_t n)
{
	const char *end = s + n;
	enum { LEAD = 0xc3 };
	for (; (s = memchr(s, LEAD, (size_t)(end - s))); s++)
		if (diacritics_begin(s, (size_t)(end - s)))
			return true;
	return false;
}

bool diacritics_are_sure(const char *s, size_t n)
{
	if (!is_garbled(s, n))
		return false;
	struct evidence e = weigh(s, n);
	return e.known > 0 && e.garbled >= SURE_FROM &&
	       e.garbled >= e.right * MARKS_PER_RIGHT;
}

/* Appends a word as it was meant. */
static void mend(const char *s, size_t n, struct coop_buf *out)
{
	for (size_t i = 0; i < n;) {
		char encoded[COOP_UTF8_MAX];
		uint32_t cp;
		bool garbled;
		size_t used = read_char(s + i, n - i, &cp, &garbled);
		if (garbled)
			coop_buf_add(out, encoded, coop_utf8_encode(cp, encoded));
		else
			coop_buf_add(out, s + i, used);
		i += used;
	}
}

size_t diacritics_repair(const char *s, size_t n, bool sure, struct coop_buf *out)
{
	size_t mended = 0, begin = out->len;
	struct word w;
	if (!is_garbled(s, n))
		return 0;
	if (!sure) {
		struct evidence e = weigh(s, n);
		if (e.known == 0 || e.right > 0)
			return 0;
	}
	for (size_t i = 0; i < n; i += w.len) {
		read_word(s + i, n - i, &w);
		if (w.garbled > 0 && w.good && w.right == 0) {
			mend(s + i, w.len, out);
			mended += w.garbled;
		} else {
			coop_buf_add(out, s + i, w.len);
		}
	}
	if (mended == 0)
		out->len = begin;
	return mended;
}
