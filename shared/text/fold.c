#include "shared/text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "shared/core/utf8.h"

enum {
	LATIN_FIRST = 0xc0,
	LATIN_LAST = 0x17f,
	IOTA_BELOW = 0x345, /* the one mark that is a letter, also where it is composed */
	IOTA = 0x3b9
};

/*
 * The folded forms of U+00C0 to U+017F. "" marks the two signs, multiplication and
 * division, among the letters. Letters that Unicode does not decompose (æ, œ, ø, ð, þ, ß,
 * ł ...) are spelled as French library catalogues file them.
 */
/* clang-format off */
static const char latin[LATIN_LAST - LATIN_FIRST + 1][3] = {
	"a","a","a","a","a","a","ae","c","e","e","e","e","i","i","i","i",
	"d","n","o","o","o","o","o","","o","u","u","u","u","y","th","ss",
	"a","a","a","a","a","a","ae","c","e","e","e","e","i","i","i","i",
	"d","n","o","o","o","o","o","","o","u","u","u","u","y","th","y",
	"a","a","a","a","a","a","c","c","c","c","c","c","c","c","d","d",
	"d","d","e","e","e","e","e","e","e","e","e","e","g","g","g","g",
	"g","g","g","g","h","h","h","h","i","i","i","i","i","i","i","i",
	"i","i","ij","ij","j","j","k","k","k","l","l","l","l","l","l","l",
	"l","l","l","n","n","n","n","n","n","n","n","n","o","o","o","o",
	"o","o","oe","oe","r","r","r","r","r","r","s","s","s","s","s","s",
	"s","s","t","t","t","t","t","t","u","u","u","u","u","u","u","u",
	"u","u","u","u","w","w","y","y","y","z","z","z","z","z","z","s",
};
/* clang-format on */

/* The classes of ASCII, 16 characters a line. */
/* clang-format off */
#define S COOP_CLASS_SPACE
#define N COOP_CLASS_NEWLINE
#define P COOP_CLASS_STOP
#define C COOP_CLASS_PAUSE
#define W COOP_CLASS_WORD
#define D COOP_CLASS_DIGIT
#define A COOP_CLASS_APOSTROPHE
#define H COOP_CLASS_HYPHEN
const unsigned char coop_ascii_class[128] = {
	S, S, S, S, S, S, S, S, S, S, N, S, S, S, S, S,
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	S, P, S, S, S, S, S, A, S, S, S, S, S, H, P, S,
	D, D, D, D, D, D, D, D, D, D, C, C, S, S, S, P,
	S, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	W, W, W, W, W, W, W, W, W, W, W, S, S, S, S, S,
	A, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	W, W, W, W, W, W, W, W, W, W, W, S, S, S, S, S,
};
#undef S
#undef N
#undef P
#undef C
#undef W
#undef D
#undef A
#undef H
/* clang-format on */

/*
 * The characters outside ASCII whose role does not follow from Unicode's general
 * category.
 */
static bool special(uint32_t cp, enum coop_class *class)
{
	switch (cp) {
	case 0x00b4: /* acute accent, typed for an apostrophe */
	case 0x02bc: /* modifier letter apostrophe */
	case 0x2018: /* single quotation marks */
	case 0x2019:
	case 0x201b:
	case 0x2032: /* prime */
	case 0xff07: /* full-width apostrophe */
		*class = COOP_CLASS_APOSTROPHE;
		return true;
	case 0x2010: /* hyphen */
	case 0x2011: /* no-break hyphen */
	case 0xff0d: /* full-width hyphen */
		*class = COOP_CLASS_HYPHEN;
		return true;
	case 0x2026: /* ellipsis */
		*class = COOP_CLASS_PAUSE;
		return true;
	case 0x2028: /* line and paragraph separators */
	case 0x2029:
		*class = COOP_CLASS_NEWLINE;
		return true;
	default:
		return false;
	}
}

static enum coop_class category_class(uint32_t cp)
{
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
	case UTF8PROC_CATEGORY_MC: /* vowel signs that carry meaning, as in Devanagari */
		return COOP_CLASS_WORD;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF: /* soft hyphen, zero-width and bidi characters, BOM */
		return COOP_CLASS_IGNORE;
	default:
		return COOP_CLASS_SPACE;
	}
}

/* Appends one decomposed code point to `out`; false when it is not part of a word. */
static bool append(uint32_t cp, struct coop_folded *out)
{
	if (cp >= LATIN_FIRST && cp <= LATIN_LAST) {
		const char *plain = latin[cp - LATIN_FIRST];
		size_t len = strlen(plain);
		memcpy(out->s + out->len, plain, len);
		out->len = (unsigned char)(out->len + len);
		return len > 0;
	}
	enum coop_class class =
		cp < 0x80 ? (enum coop_class)coop_ascii_class[cp] : category_class(cp);
	if (class != COOP_CLASS_WORD && class != COOP_CLASS_DIGIT)
		return class == COOP_CLASS_IGNORE;
	out->len = (unsigned char)(out->len + coop_utf8_encode(cp, out->s + out->len));
	return true;
}

/*
 * Folds a letter or number by Unicode's compatibility decomposition, case folding and
 * removal of marks. A character whose decomposition holds anything but letters and digits
 * (one half, numbers in parentheses) is no part of a word.
 */
static void fold_unicode(uint32_t cp, struct coop_folded *out)
{
	enum { DECOMPOSED_MAX = 18 }; /* the longest decomposition, U+FDFA */
	utf8proc_int32_t parts[DECOMPOSED_MAX];
	int boundary = 0;
	out->upper = utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
	utf8proc_ssize_t n =
		utf8proc_decompose_char((utf8proc_int32_t)cp, parts, DECOMPOSED_MAX,
			UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				UTF8PROC_IGNORE,
			&boundary);
	bool whole = n > 0 && n <= DECOMPOSED_MAX;
	for (utf8proc_ssize_t i = 0; whole && i < n; i++)
		whole = append((uint32_t)parts[i], out);
	bool digits = true;
	for (size_t i = 0; i < out->len; i++)
		digits = digits && out->s[i] >= '0' && out->s[i] <= '9';
	if (!whole || out->len == 0) {
		out->class = COOP_CLASS_SPACE;
		out->len = 0;
	} else if (digits) {
		out->class = COOP_CLASS_DIGIT; /* full-width digits and superscripts */
	}
}

void coop_fold_char(const char *s, size_t n, struct coop_folded *out)
{
	unsigned char c = (unsigned char)s[0];
	out->used = 1;
	out->len = 0;
	out->upper = false;
	if (c < 0x80) {
		out->class = (enum coop_class)coop_ascii_class[c];
		if (out->class == COOP_CLASS_WORD || out->class == COOP_CLASS_DIGIT) {
			out->upper = c >= 'A' && c <= 'Z';
			out->s[0] = (char)(out->upper ? c | 0x20 : c);
			out->len = 1;
		}
		return;
	}
	uint32_t cp;
	size_t used = coop_utf8_decode(s, n, &cp);
	out->class = COOP_CLASS_SPACE;
	if (used == 0)
		return;
	out->used = (unsigned char)used;
	if (cp >= LATIN_FIRST && cp <= LATIN_LAST) {
		if (append(cp, out))
			out->class = COOP_CLASS_WORD;
		/*
		 * below U+00DF the letters are capitals; from U+0100 on the cases
		 * alternate
		 */
		out->upper = cp < 0xdf || (cp >= 0x100 && utf8proc_tolower((int32_t)cp) !=
								  (int32_t)cp);
		return;
	}
	if (special(cp, &out->class))
		return;
	if (cp == IOTA_BELOW)
		cp = IOTA;
	out->class = category_class(cp);
	if (out->class == COOP_CLASS_WORD)
		fold_unicode(cp, out);
}

void coop_fold_char_before(const char *text, size_t at, struct coop_folded *out)
{
	size_t from = at - 1;
	while (from > 0 && at - from < COOP_UTF8_MAX &&
		((unsigned char)text[from] & 0xc0) == 0x80)
		from--;
	coop_fold_char(text + from, at - from, out);
	if (out->used == at - from)
		return;
	/* not UTF-8: a byte that separates words */
	*out = (struct coop_folded){.class = COOP_CLASS_SPACE, .used = 1};
}

bool coop_has_lower(const char *s, size_t n)
{
	uint32_t cp = 0;
	for (size_t i = 0; i < n;) {
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used == 1 && cp >= 'a' && cp <= 'z')
			return true;
		if (used > 1 &&
			utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LL)
			return true;
		i += used > 0 ? used : 1;
	}
	return false;
}

static utf8proc_int32_t to_lower(utf8proc_int32_t cp, void *unused)
{
	(void)unused;
	return utf8proc_tolower(cp);
}

enum coop_status coop_accented(
	const char *s, size_t n, struct coop_buf *out, struct coop_error *err)
{
	utf8proc_uint8_t *lower = NULL;
	n = coop_utf8_valid(s, coop_utf8_cut(s, n, COOP_WORD_MAX));
	utf8proc_ssize_t len = utf8proc_map_custom((const utf8proc_uint8_t *)s,
		(utf8proc_ssize_t)n, &lower,
		UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_IGNORE, to_lower, NULL);
	if (len < 0)
		return len == UTF8PROC_ERROR_NOMEM ? coop_fail_nomem(err) : COOP_OK;
	coop_buf_add(out, (const char *)lower,
		coop_utf8_cut((const char *)lower, (size_t)len, COOP_WORD_MAX));
	free(lower);
	return coop_buf_check(out, err);
}

/* How many ASCII letters and digits a text begins with. */
static size_t count_plain(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && !((unsigned char)s[i] & 0x80) &&
		(coop_ascii_class[(unsigned char)s[i]] == COOP_CLASS_WORD ||
			coop_ascii_class[(unsigned char)s[i]] == COOP_CLASS_DIGIT))
		i++;
	return i;
}

/*
 * Appends ASCII letters and digits in lower case: bit 0x20 is set in small letters and in
 * digits.
 */
static void add_plain(struct coop_buf *out, const char *s, size_t n)
{
	char *to = coop_buf_reserve(out, n);
	if (!to)
		return;
	for (size_t i = 0; i < n; i++)
		to[i] = (char)(s[i] | 0x20);
	to[n] = '\0';
	out->len += n;
}

void coop_fold_label(const char *s, size_t n, struct coop_buf *out)
{
	struct coop_folded f;
	bool between = false, begun = false;
	for (size_t i = 0; i < n;) {
		size_t plain = count_plain(s + i, n - i);
		if (plain == 0)
			coop_fold_char(s + i, n - i, &f);
		if (plain == 0 && f.len == 0) {
			between |= f.class != COOP_CLASS_IGNORE;
			i += f.used;
			continue;
		}
		if (between && begun)
			coop_buf_byte(out, ' ');
		if (plain > 0)
			add_plain(out, s + i, plain);
		else
			coop_buf_add(out, f.s, f.len);
		i += plain > 0 ? plain : f.used;
		between = false;
		begun = true;
	}
}
