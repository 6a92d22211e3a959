#include "indexer/decode/mojibake.h"

#include <stdint.h>
#include <string.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/codepages.h"
#include "indexer/decode/diacritics.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

enum {
	TIMES = 6,    /* how often text may have been garbled */
	SURE_FROM = 3 /* strong sequences that make a file sure */
};

/* The evidence in a text. */
struct evidence {
	size_t strong;
	size_t right; /* correct letters above ASCII */
};

/* A sequence: the code point that it stands for, 0 for none, and its length in bytes. */
struct sequence {
	uint32_t cp;
	size_t len;
	bool strong;
};

/*
 * Whether a character of U+00C0 to U+00FF, of which `c` is the second byte in UTF-8, is what a usual
 * first byte of UTF-8 looks like: that of accented letters, signs, a byte order mark, emoji.
 */
static bool may_begin(unsigned char c)
{
	return (c >= 0x82 && c <= 0x85) || c == 0x8c || c == 0xa2 || c == 0xaf ||
	       c == 0xb0;
}

/* Whether a byte begins a character that a byte from 0x80 to 0xbf looks like. */
static bool may_go_on(unsigned char c)
{
	return c == 0xc2 || c == 0xc5 || c == 0xc6 || c == 0xcb || c == 0xe2;
}

static bool is_lower(unsigned char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_letter(unsigned char c)
{
	return is_lower(c | 0x20);
}

/*
 * Whether U+00C2 or U+00C3, of which `c` is the second byte in UTF-8, is followed by no letter: its
 * no-break space may be lost. `left` bytes follow, from `after` on.
 */
static bool may_stand_alone(unsigned char c, const char *after, size_t left)
{
	unsigned char next = left > 0 ? (unsigned char)*after : ' ';
	return (c == 0x82 || c == 0x83) && next < 0x80 && !is_letter(next);
}

size_t mojibake_find(const char *s, size_t n)
{
	enum { LEAD = 0xc3, SHORTEST = 4 };
	const char *at = s, *end = s + n;
	while (at < end && (at = memchr(at, LEAD, (size_t)(end - at))) != NULL) {
		if (end - at >= SHORTEST && may_begin((unsigned char)at[1]) &&
			may_go_on((unsigned char)at[2]))
			return (size_t)(at - s);
		if (end - at >= 2 && may_stand_alone((unsigned char)at[1], at + 2,
					     (size_t)(end - at) - 2))
			return (size_t)(at - s);
		if (diacritics_begin(at, (size_t)(end - at)))
			return (size_t)(at - s);
		at++;
	}
	return n;
}

/* The length of the UTF-8 sequence that begins with a byte, 0 for no first byte. */
static size_t utf8_length(unsigned char lead)
{
	return lead >= 0xf0 && lead < 0xf5   ? 4
	       : lead >= 0xe0 && lead < 0xf0 ? 3
	       : lead >= 0xc2 && lead < 0xe0 ? 2
					     : 0;
}

/* Parses a sequence, strong or not; false when there is none. */
static bool read_sequence(const char *s, size_t n, struct sequence *out)
{
	char bytes[COOP_UTF8_MAX];
	size_t count = 0, want = 1;
	out->len = 0;
	for (; count < want; count++) {
		uint32_t cp;
		size_t used = out->len < n
				      ? coop_utf8_decode(s + out->len, n - out->len, &cp)
				      : 0;
		unsigned char byte = used > 1 ? charset_byte(cp) : 0;
		if (byte == 0)
			return false;
		if (count == 0)
			want = utf8_length(byte);
		if (want == 0)
			return false;
		bytes[count] = (char)byte;
		out->len += used;
	}
	if (coop_utf8_decode(bytes, count, &out->cp) != count)
		return false;
	/* one of the bytes that Windows-1252 leaves undefined is half of a character garbled twice */
	bool half = out->cp < 0xa0 &&
		    codepages_char(CHARSET_WINDOWS_1252, (unsigned char)out->cp) == 0;
	return half || charset_is_usual(out->cp);
}

/*
 * Parses the closing quote that lost its third byte, 0x9d, which Windows-1252 does not have: nothing or
 * U+FFFD is in its place.
 */
static bool read_quote(const char *s, size_t n, struct sequence *out)
{
	static const char begin[] = "\u00e2\u20ac", lost[] = "\ufffd";
	size_t len = sizeof begin - 1;
	if (!coop_bytes_begins_with(s, n, begin))
		return false;
	if (coop_bytes_begins_with(s + len, n - len, lost))
		len += sizeof lost - 1;
	unsigned char next = len < n ? (unsigned char)s[len] : ' ';
	*out = (struct sequence){0x201d, len, true};
	return next < 0x80 && !is_letter(next);
}

/*
 * Parses a sequence at `i` whose no-break space is lost; false when there is none, or when several
 * `capitals` precede it.
 */
static bool read_lost(
	const char *s, size_t n, size_t i, bool capitals, struct sequence *out)
{
	size_t after = i + 2;
	if (read_quote(s + i, n - i, out))
		return true;
	if (n <= 2 || after > n || s[i] != '\xc3' ||
		!may_stand_alone((unsigned char)s[i + 1], s + after, n - after))
		return false;
	bool blank = after < n && s[after] == ' ';
	if (s[i + 1] == '\x82') {
		*out = (struct sequence){0, 2, false};
		return blank || after == n;
	}
	/* the blank is the lost one if no blank belongs there, or several became one */
	char next = after + 1 < n ? s[after + 1] : ' ';
	bool eaten = blank && next != '\0' && strchr(" ,.-')]\"/", next);
	*out = (struct sequence){0xe0, 2 + (size_t)eaten, false};
	return !capitals;
}

/*
 * Whether a sequence ends with a sign that may follow a capital letter: a blank, a closing quote, a
 * dash.
 */
static bool ends_like_a_word(const char *s, size_t len)
{
	static const char *const signs[] = {"\u00a0", "\u00bb", "\u201d", "\u2019",
		"\u203a", "\u2013", "\u2014", "\u2026", "\u00b0", "\u2122"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);
		if (len > n && memcmp(s + len - n, signs[i], n) == 0)
			return true;
	}
	return false;
}

/* Whether no word is written like the sequence at `i`. */
static bool is_strong(const char *s, size_t n, size_t i, const struct sequence *q)
{
	unsigned char before = i > 0 ? (unsigned char)s[i - 1] : ' ';
	unsigned char after = i + q->len < n ? (unsigned char)s[i + q->len] : ' ';
	if (q->cp >= 0x800 || is_lower(before) || (before >= '0' && before <= '9'))
		return true;
	return (is_letter(before) || is_letter(after)) &&
	       !ends_like_a_word(s + i, q->len);
}

/* A character of a text: a sequence, or a correct one. */
struct piece {
	bool garbled;
	bool lost; /* a sequence whose no-break space is lost */
	struct sequence sequence;
	size_t len;
	bool letter;  /* a correct one above ASCII */
	int capitals; /* the length of the run of capitals that ends with it */
};

static struct piece read_piece(
	const char *s, size_t n, size_t i, const struct piece *before)
{
	struct piece p = {.len = 1};
	uint32_t cp;
	p.capitals = s[i] >= 'A' && s[i] <= 'Z' ? before->capitals + 1 : 0;
	if ((unsigned char)s[i] < 0x80)
		return p;
	p.garbled = read_sequence(s + i, n - i, &p.sequence);
	if (p.garbled) {
		p.sequence.strong = is_strong(s, n, i, &p.sequence);
		p.len = p.sequence.len;
		if (p.sequence.cp >= 0xc0 && p.sequence.cp <= 0xde)
			p.capitals = before->capitals + 1;
		return p;
	}
	p.garbled = p.lost = read_lost(s, n, i, before->capitals > 1, &p.sequence);
	if (p.lost) {
		p.len = p.sequence.len;
		return p;
	}
	size_t used = coop_utf8_decode(s + i, n - i, &cp);
	p.len = used > 0 ? used : 1;
	p.letter = used > 0 && cp >= 0xc0 && cp < 0x180;
	return p;
}

static struct evidence weigh(const char *s, size_t n)
{
	struct evidence e = {0};
	struct piece p = {0};
	for (size_t i = 0; i < n;) {
		p = read_piece(s, n, i, &p);
		e.strong += p.garbled && p.sequence.strong;
		e.right += p.letter;
		i += p.len;
	}
	return e;
}

bool mojibake_is_sure(const char *s, size_t n)
{
	size_t at = mojibake_find(s, n);
	if (at == n)
		return false;
	struct evidence e = weigh(s + at, n - at);
	return e.strong >= SURE_FROM && e.strong > e.right;
}

/* Undoes one garbling, all of it. */
static size_t go_back(const char *s, size_t n, struct coop_buf *out)
{
	struct piece p = {0};
	size_t repaired = 0;
	for (size_t i = 0; i < n; i += p.len) {
		char bytes[COOP_UTF8_MAX];
		p = read_piece(s, n, i, &p);
		repaired += p.garbled;
		if (!p.garbled)
			coop_buf_add(out, s + i, p.len);
		else if (p.sequence.cp > 0)
			coop_buf_add(out, bytes, coop_utf8_encode(p.sequence.cp, bytes));
	}
	return repaired;
}

/* Whether a text that was garbled once was so before. */
static bool is_garbled_again(const char *s, size_t n)
{
	if (mojibake_find(s, n) == n)
		return false;
	struct evidence e = weigh(s, n);
	return e.strong > 0 || e.right == 0;
}

size_t mojibake_repair(const char *s, size_t n, bool sure, struct coop_buf *out)
{
	struct coop_buf again = {0};
	size_t begin = out->len;
	if (mojibake_find(s, n) == n)
		return 0;
	struct evidence e = weigh(s, n);
	if (e.strong <= e.right && !(sure && e.right == 0))
		return 0;
	size_t first = go_back(s, n, out);
	if (first == 0) {
		out->len = begin;
		return 0;
	}
	for (int i = 1; i < TIMES && !out->failed; i++) {
		const char *text = out->s + begin;
		size_t len = out->len - begin;
		coop_buf_reset(&again);
		if (!is_garbled_again(text, len) || go_back(text, len, &again) == 0)
			break;
		out->len = begin;
		coop_buf_add(out, again.s, again.len);
		out->failed |= again.failed;
	}
	coop_buf_release(&again);
	return first;
}
