#include "query/search/accents.h"

#include "shared/text/fold.h"

/* A letter of a text in lower case. */
struct letter {
	char s[2];
	size_t len;  /* bytes of `s` */
	size_t used; /* bytes of the text; 0 for what is no letter of French */
};

enum {
	LATIN_1 = 0xc3,
	AE = 0xa6,
	TIMES = 0x97,
	SHARP_S = 0x9f,
	OE_LEAD = 0xc5,
	OE = 0x93,
	SMALL = 0x20
};

static struct letter ascii_letter(unsigned char c)
{
	bool capital = c >= 'A' && c <= 'Z';
	return (struct letter){{(char)(capital ? c | SMALL : c)}, 1, 1};
}

static struct letter letter_at(const char *s, size_t n)
{
	unsigned char lead = (unsigned char)*s;
	if (lead < 0x80)
		return ascii_letter(lead);
	unsigned char next = n > 1 ? (unsigned char)s[1] : 0;
	if (lead == OE_LEAD && (next | 1) == OE)
		return (struct letter){{'o', 'e'}, 2, 2};
	if (lead != LATIN_1 || next < 0x80 || next > 0xbf || next == TIMES)
		return (struct letter){{0}, 0, 0};
	if (next < SHARP_S)
		next |= SMALL;
	if (next == AE)
		return (struct letter){{'a', 'e'}, 2, 2};
	return (struct letter){{(char)lead, (char)next}, 2, 2};
}

/* Puts a word that is in NFC; false where a letter is none of French. */
static bool put_letters(const char *word, size_t len, struct coop_buf *out, bool *accents)
{
	for (size_t i = 0; i < len;) {
		struct letter l = letter_at(word + i, len - i);
		if (l.used == 0)
			return false;
		*accents |= (unsigned char)l.s[0] == LATIN_1;
		coop_buf_add(out, l.s, l.len);
		i += l.used;
	}
	return true;
}

enum coop_status accents_of(
	const char *word, size_t len, struct coop_buf *out, struct coop_error *err)
{
	struct coop_buf composed = {0};
	size_t before = out->len;
	bool accents = false;
	enum coop_status st = coop_accented(word, len, &composed, err);
	bool french =
		!st && put_letters(coop_buf_cstr(&composed), composed.len, out, &accents);
	if (!st)
		st = coop_buf_check(out, err);
	if (!french || !accents)
		out->len = before;
	coop_buf_release(&composed);
	return st;
}

bool accents_match(const char *accented, size_t len, const char *word, size_t word_len)
{
	size_t at = 0;
	for (size_t i = 0; at < len;) {
		if (i == word_len)
			return false;
		struct letter l = letter_at(word + i, word_len - i);
		if (l.used == 0 || l.len > len - at)
			return false;
		for (size_t k = 0; k < l.len; k++)
			if (accented[at++] != l.s[k])
				return false;
		i += l.used;
	}
	return true;
}
