#include "indexer/decode/utf7.h"

#include <stdint.h>
#include <string.h>

#include "indexer/decode/charset.h"

enum {
	LEAST = 2,    /* sequences */
	PER_PLUS = 10 /* sequences for each plus sign that begins none */
};

/* The six bits of a digit of base 64; -1 when a byte is none. */
static int digit(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* What the digits of base 64 after a plus sign are. */
enum form { NONE, ASCII, BEYOND_ASCII };

/*
 * Reads the digits at `s`: usual characters of UTF-16 and nothing more, ASCII only or others as well.
 * `*len` is how many digits there are.
 */
static enum form read_form(const char *s, size_t n, size_t *len)
{
	enum { UNIT = 16, DIGIT = 6 };
	uint32_t bits = 0;
	unsigned have = 0;
	size_t ascii = 0, beyond = 0;
	bool usual = true;
	for (*len = 0; *len < n && digit(s[*len]) >= 0; ++*len) {
		bits = bits << DIGIT | (uint32_t)digit(s[*len]);
		have += DIGIT;
		if (have < UNIT)
			continue;
		have -= UNIT;
		uint32_t cp = bits >> have;
		ascii += cp >= ' ' && cp < 0x7f;
		beyond += cp >= 0x80;
		usual &= cp < 0x80 || charset_is_usual(cp);
		bits &= (1U << have) - 1;
	}
	if (!usual || have >= DIGIT || bits != 0 || ascii + beyond == 0)
		return NONE;
	return beyond > 0 ? BEYOND_ASCII : ASCII;
}

bool utf7_is(const char *s, size_t n)
{
	size_t count[BEYOND_ASCII + 1] = {0};
	const char *end = s + n, *plus;
	while (s < end && (plus = memchr(s, '+', (size_t)(end - s)))) {
		size_t len;
		s = plus + 1;
		if (s < end && *s == '-')
			continue; /* a plus sign, in UTF-7 */
		count[read_form(s, (size_t)(end - s), &len)]++;
		s += len;
	}
	size_t sequences = count[ASCII] + count[BEYOND_ASCII];
	return count[BEYOND_ASCII] > 0 && sequences >= LEAST &&
	       sequences >= count[NONE] * PER_PLUS;
}
