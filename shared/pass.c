#include "shared/pass.h"

#include <string.h>

#include "shared/bytes.h"
#include "shared/fold.h"
#include "shared/token_plain.h"

void coop_beginnings_add(struct coop_beginnings *b, const char *word, size_t len)
{
	unsigned first = (unsigned char)word[0] - 'a',
		 second = len > 1 ? (unsigned char)word[1] - 'a' : 26;
	if (first < 26)
		b->second[first] |= second < 26 ? UINT32_C(1) << second : UINT32_MAX;
	b->digits |= word[0] >= '0' && word[0] <= '9';
}

/* Of eight bytes: the high bit of each that is no letter of ASCII. */
static uint64_t no_letters(uint64_t bytes)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t small = bytes | 0x20 * each, low = small & 0x7f * each,
		 from_a = low + (0x80 - 'a') * each, behind_z = low + (0x7f - 'z') * each;
	return (~from_a | behind_z | bytes) & 0x80 * each;
}

/* Whether a letter of two bytes stands there, of those that fold to letters from a to z. */
static inline bool is_latin(const unsigned char *s, size_t n)
{
	return n > 1 && s[0] >= 0xc3 && s[0] <= 0xc5 && (s[1] & 0xc0) == 0x80 &&
	       (s[0] != 0xc3 || (s[1] != 0x97 && s[1] != 0xb7));
}

static inline bool is_letter(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool is_digit(unsigned char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* Where the letters from `at` on end. */
static inline size_t pass_letters(const unsigned char *s, size_t len, size_t at)
{
	for (;;) {
		uint64_t bytes, no = 0;
		while (len - at >= sizeof bytes && no == 0) {
			memcpy(&bytes, s + at, sizeof bytes);
			no = no_letters(bytes);
			at += no ? coop_bytes_first(no) : sizeof bytes;
		}
		while (no == 0 && at < len && is_letter(s[at]))
			at++;
		if (at >= len || s[at] < 0xc3 || !is_latin(s + at, len - at))
			return at;
		at += 2;
	}
}

/* Whether letters, some of two bytes, may begin a word that is wanted. */
static bool latin_is_wanted(
	const unsigned char *s, size_t n, const struct coop_beginnings *wanted)
{
	char two[2 * COOP_FOLD_MAX] = "a";
	struct coop_folded f;
	size_t len = 0;
	for (size_t at = 0; at < n && len < 2; at += f.used) {
		coop_fold_char((const char *)s + at, n - at, &f);
		memcpy(two + len, f.s, f.len);
		len += f.len;
	}
	uint32_t second = wanted->second[two[0] - 'a'];
	return len < 2 ? second != 0 : second >> (two[1] - 'a') & 1;
}

static inline bool is_wanted(
	const unsigned char *s, size_t n, const struct coop_beginnings *wanted)
{
	if (s[0] >= 0x80 || (n > 1 && s[1] >= 0x80))
		return latin_is_wanted(s, n, wanted);
	uint32_t second = wanted->second[(s[0] | 0x20) - 'a'];
	return n < 2 ? second != 0 : second >> ((s[1] | 0x20) - 'a') & 1;
}

/* Where the word begins whose elided head are one or two letters; 0 when they are none. */
static size_t behind_head(const struct coop_tokenizer *t, size_t begin, size_t end)
{
	const char *s = t->text + begin;
	const char head[2] = {(char)(s[0] | 0x20), (char)(s[end - begin - 1] | 0x20)};
	size_t quote =
		coop_is_plain_head(head, end - begin) ? coop_apostrophe(t, end) : 0;
	return quote > 0 ? end + quote : 0;
}

/*
 * Where the word of letters alone that begins there, perhaps with an elided head, ends; 0 when
 * it is another, or may be wanted.
 */
static inline size_t pass_word(const struct coop_tokenizer *t, size_t begin,
	const struct coop_beginnings *wanted)
{
	enum { LONGEST = COOP_WORD_MAX - COOP_FOLD_MAX }; /* to be read as a plain word */
	const unsigned char *s = (const unsigned char *)t->text;
	size_t end = pass_letters(s, t->len, begin), n = end - begin;
	if ((n == 1 || n == 2) && end < t->len && s[end] != ' ') {
		size_t word = behind_head(t, begin, end);
		if (word > 0) {
			begin = word;
			end = pass_letters(s, t->len, begin);
			n = end - begin;
		}
	}
	if (n == 0 || n > LONGEST || !coop_word_ends_plain(t, end) ||
		is_wanted(s + begin, n, wanted))
		return 0;
	return end;
}

/* The same of digits alone. */
static size_t pass_digits(const struct coop_tokenizer *t, size_t begin,
	const struct coop_beginnings *wanted)
{
	size_t end = begin;
	while (end < t->len && is_digit((unsigned char)t->text[end]))
		end++;
	return wanted->digits || !coop_word_ends_plain(t, end) ? 0 : end;
}

/* Skips what stands between words: a blank, mostly. */
static inline void skip(struct coop_tokenizer *t)
{
	const unsigned char *s = (const unsigned char *)t->text;
	size_t word = t->at + 1;
	if (word < t->len && s[t->at] == ' ' && (is_letter(s[word]) || is_digit(s[word])))
		t->at = word;
	else
		coop_token_skip(t);
}

struct coop_passed coop_tokenizer_pass(
	struct coop_tokenizer *t, const struct coop_beginnings *wanted)
{
	struct coop_passed passed = {0, 0};
	if (t->next_ready < t->nready)
		return passed;
	for (;; passed.words++) {
		size_t end = 0;
		skip(t);
		if (t->at < t->len)
			end = is_digit((unsigned char)t->text[t->at])
				      ? pass_digits(t, t->at, wanted)
				      : pass_word(t, t->at, wanted);
		if (end == 0)
			return passed;
		t->at = end;
		passed.sentences += (t->pending & COOP_TOKEN_SENTENCE) != 0;
		t->pending = 0;
	}
}
