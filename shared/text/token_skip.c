#include "shared/text/token_skip.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/and_sign.h"
#include "shared/text/binding.h"
#include "shared/text/equivalents.h"
#include "shared/text/fold.h"
#include "shared/text/mark.h"
#include "shared/text/token_fast.h"
#include "shared/text/whole_form.h"

enum { PREFIX = 3 /* letters of a prefix */ };

/* Whether a folded word begins with a wanted prefix. */
static bool begins_wanted(
	const struct coop_wanted_prefixes *w, const char *word, size_t len)
{
	if (len < 2)
		return w->first >> coop_letter_of(word[0]) & 1;
	uint32_t third = w->third[coop_letter_of(word[0])][coop_letter_of(word[1])];
	return len < 3 ? third != 0 : third >> coop_letter_of(word[2]) & 1;
}

/*
 * Sets the high bit of each of eight bytes that is no ASCII letter, and clears all other
 * bits.
 */
static uint64_t no_letters(uint64_t bytes)
{
	uint64_t small = bytes | COOP_BYTES_EACH(0x20),
		 low = small & COOP_BYTES_EACH(0x7f),
		 from_a = low + COOP_BYTES_EACH(0x80 - 'a'),
		 above_z = low + COOP_BYTES_EACH(0x7f - 'z');
	return (~from_a | above_z | bytes) & COOP_BYTES_EACH(0x80);
}

/*
 * Whether a letter of two bytes stands there, of U+00C0 to U+017F, which fold to a to z.
 * The two signs among them, multiplication and division, are none.
 */
static inline bool is_latin(const unsigned char *s, size_t n)
{
	return n > 1 && s[0] >= 0xc3 && s[0] <= 0xc5 && (s[1] & 0xc0) == 0x80 &&
	       (s[0] != 0xc3 || (s[1] != 0x97 && s[1] != 0xb7));
}

/* Where the letters from `at` on end. */
static inline size_t skip_letters(const unsigned char *s, size_t len, size_t at)
{
	for (;;) {
		uint64_t bytes, no = 0;
		while (len - at >= sizeof bytes && no == 0) {
			memcpy(&bytes, s + at, sizeof bytes);
			no = no_letters(bytes);
			at += no ? coop_bytes_first_nonzero(no) : sizeof bytes;
		}
		while (no == 0 && at < len && coop_is_ascii_letter(s[at]))
			at++;
		if (at >= len || s[at] < 0xc3 || !is_latin(s + at, len - at))
			return at;
		at += 2;
	}
}

/* Whether letters, some of two bytes, begin with a wanted prefix. */
static bool latin_is_wanted(
	const unsigned char *s, size_t n, const struct coop_wanted_prefixes *wanted)
{
	char word[PREFIX + COOP_FOLD_MAX];
	struct coop_folded f;
	size_t len = 0;
	for (size_t at = 0; at < n && len < PREFIX; at += f.used) {
		coop_fold_char((const char *)s + at, n - at, &f);
		memcpy(word + len, f.s, f.len);
		len += f.len;
	}
	return begins_wanted(wanted, word, len);
}

/* Whether letters begin with a wanted prefix. */
static inline bool is_wanted(
	const unsigned char *s, size_t n, const struct coop_wanted_prefixes *wanted)
{
	unsigned first = coop_letter_of((char)(s[0] | 0x20)),
		 second = n > 1 ? coop_letter_of((char)(s[1] | 0x20)) : COOP_LETTERS;
	if (first == COOP_LETTERS || second == COOP_LETTERS)
		return latin_is_wanted(s, n, wanted);
	uint32_t third = wanted->third[first][second];
	if (third == 0 || n == 2) /* the usual case */
		return third != 0;
	return s[2] < 0x80 ? third >> ((s[2] | 0x20) - 'a') & 1
			   : latin_is_wanted(s, n, wanted);
}

/*
 * Whether a word of letters or digits ends at `end` whatever comes after it. Where it
 * might go on as an address, only the whole form would, which has no position; inclusive
 * endings begin with few characters; an acronym begins with a single letter.
 */
static bool ends_oddly(
	const struct coop_tokenizer *t, size_t end, bool letters, bool single)
{
	unsigned char c = (unsigned char)t->text[end];
	if (c >= 0x80)
		return t->len - end >= 2 && memcmp(t->text + end, "\u00a0", 2) == 0;
	if (coop_ascii_class[c] == COOP_CLASS_SPACE && c != '(' && c != '/')
		return true;
	if (c != '(' && c != '/' && c != '.')
		return false;
	return !letters || (!single && coop_inclusive_end(t->text, t->len, end) == end);
}

static inline bool ends_word(
	const struct coop_tokenizer *t, size_t end, bool letters, bool single)
{
	return end >= t->len || t->text[end] == ' ' ||
	       coop_word_ends_at(t->text, t->len, end) ||
	       ends_oddly(t, end, letters, single);
}

/*
 * Where the word begins whose elided head is the letters [begin, end); 0 when they are no
 * head.
 */
static size_t after_head(const struct coop_tokenizer *t, size_t begin, size_t end)
{
	const char *s = t->text + begin;
	const char head[2] = {(char)(s[0] | 0x20), (char)(s[end - begin - 1] | 0x20)};
	size_t quote = coop_is_elided_head(head, end - begin)
			       ? coop_apostrophe_len(t->text, t->len, end)
			       : 0;
	return quote > 0 ? end + quote : 0;
}

/*
 * Returns where the word ends that begins at `begin`, if it is letters alone, perhaps
 * after an elided head, and is not wanted; 0 otherwise.
 */
static inline size_t skip_word(const struct coop_tokenizer *t, size_t begin,
	const struct coop_wanted_prefixes *wanted)
{
	enum {
		LONGEST = COOP_WORD_MAX - COOP_FOLD_MAX
	}; /* longer words may be cut, which is left to the rules */
	const unsigned char *s = (const unsigned char *)t->text;
	size_t end = skip_letters(s, t->len, begin), n = end - begin;
	if ((n == 1 || n == 2) && end < t->len && s[end] != ' ') {
		size_t word = after_head(t, begin, end);
		if (word > 0) {
			begin = word;
			end = skip_letters(s, t->len, begin);
			n = end - begin;
		}
	}
	if (n == 0 || n > LONGEST || is_wanted(s + begin, n, wanted) ||
		!ends_word(t, end, true, n <= 2) ||
		(coop_may_take_next(s + begin, n) &&
			coop_takes_next(t->text, t->len, begin, end)))
		return 0;
	return end;
}

/* Whether digits make a wanted mark with the word before them: RF 2125. */
static bool is_wanted_mark(const struct coop_tokenizer *t, size_t begin, size_t end,
	const struct coop_wanted_prefixes *wanted)
{
	char letters[COOP_MARK_APART];
	size_t place, n = coop_mark_before(t->text, begin, end, &place, letters);
	return n > 0 && is_wanted((const unsigned char *)letters, n, wanted);
}

/* The same for a word of digits alone, of which no figure is made. */
static size_t skip_digits(const struct coop_tokenizer *t, size_t begin,
	const struct coop_wanted_prefixes *wanted)
{
	size_t end = begin;
	while (end < t->len && coop_is_ascii_digit((unsigned char)t->text[end]))
		end++;
	if (wanted->digits || !ends_word(t, end, false, false) ||
		coop_takes_next(t->text, t->len, begin, end))
		return 0;
	struct coop_figure figure;
	bool more = coop_figure_read(t->text, t->len, begin, &figure) ||
		    is_wanted_mark(t, begin, end, wanted);
	return more ? 0 : end;
}

/* Skips what separates words: mostly one blank. */
static inline void skip_separators(struct coop_tokenizer *t)
{
	const unsigned char *s = (const unsigned char *)t->text;
	size_t word = t->at + 1;
	if (word < t->len && s[t->at] == ' ' &&
		(coop_is_ascii_letter(s[word]) || coop_is_ascii_digit(s[word])))
		t->at = word;
	else
		coop_skip_separators(t->text, t->len, &t->at, t->breaks, &t->pending);
}

/* ---- searching for wanted beginnings ---- */

enum {
	STRETCH = 64, /* bytes that are examined together */
	BEFORE = 2,   /* bytes before and after a stretch that are examined as well */
	AFTER = 2
};

/*
 * Marks the bytes of a stretch where a word may begin with a wanted prefix. Marks too
 * many where a word is shorter than the prefix, and where letters are not ASCII. This
 * loop and the next one have no branches, so that the compiler vectorises them.
 */
static void mark_beginnings(const unsigned char *s, const unsigned char each[3],
	unsigned char *restrict marks)
{
	const unsigned char first = each[0], second = each[1], third = each[2],
			    any_second = !second, any_third = !third;
	for (size_t i = 0; i < STRETCH; i++) {
		unsigned char ends = !coop_is_ascii_letter(s[i + 1]),
			      two = any_second | ends | ((s[i + 1] | 0x20) == second),
			      three = any_third | ends | !coop_is_ascii_letter(s[i + 2]) |
				      ((s[i + 2] | 0x20) == third);
		marks[i] |= ((s[i] | 0x20) == first) & two & three;
	}
}

/*
 * Marks lead bytes of non-ASCII characters as well, and clears the marks of bytes that
 * are not at the beginning of a word.
 */
static void keep_starts(const unsigned char *s, unsigned char *restrict marks)
{
	for (size_t i = 0; i < STRETCH; i++) {
		const unsigned char *c = s + i;
		/*
		 * C3 and a continuation byte are a letter, but for the signs of
		 * multiplication and division
		 */
		unsigned char end = (c[-2] == 0xc3) & ((c[-1] & 0xc0) == 0x80) &
				    ((c[-1] | 0x20) != 0xb7);
		marks[i] = (marks[i] | (c[0] >= 0xc0)) &
			   !(coop_is_ascii_letter(c[-1]) | end);
	}
}

/* Marks the signs that may stand for "et". */
static void mark_signs(const unsigned char *s, unsigned char *restrict marks)
{
	for (size_t i = 0; i < STRETCH; i++)
		marks[i] |= (s[i] == '&') | (s[i] == '+');
}

/* Marks the first digits of numbers as well. */
static void mark_numbers(const unsigned char *s, unsigned char *restrict marks)
{
	for (size_t i = 0; i < STRETCH; i++) {
		unsigned char digit = coop_is_ascii_digit(s[i]),
			      first = !coop_is_ascii_digit(s[(ptrdiff_t)i - 1]);
		marks[i] |= digit & first;
	}
}

/* Whether a figure begins at a digit that gives a wanted word. */
static bool figure_is_wanted(const struct coop_tokenizer *t, size_t at,
	const struct coop_wanted_prefixes *wanted)
{
	struct coop_figure f;
	if (!coop_figure_read(t->text, t->len, at, &f))
		return false;
	for (size_t i = 0; i < f.count; i++)
		if (coop_letter_of(*f.words[i].s) < COOP_LETTERS &&
			begins_wanted(wanted, f.words[i].s, f.words[i].len))
			return true;
	return false;
}

/* Whether a marked place may begin a wanted word, judged by the letters from there on. */
static bool start_is_wanted(const struct coop_tokenizer *t, size_t at,
	const struct coop_wanted_prefixes *wanted)
{
	const unsigned char *s = (const unsigned char *)t->text;
	if (s[at] == '&' || s[at] == '+')
		return coop_and_sign(t->text, t->len, at) > 0;
	if (coop_is_ascii_digit(s[at]))
		return figure_is_wanted(t, at, wanted);
	if (s[at] == 0xc3 && t->len - at > 1 &&
		!(wanted->latin >> (s[at + 1] & 0x3f) & 1))
		return false;
	/*
	 * quotation marks, dashes and apostrophes: the most frequent characters that are
	 * no letters
	 */
	if (s[at] == 0xe2 && t->len - at > 1 && s[at + 1] == 0x80)
		return false;
	size_t end = skip_letters(s, t->len, at), n = end - at;
	if (n == 0) { /* a letter of another script, or no letter */
		struct coop_folded f;
		coop_fold_char(t->text + at, t->len - at, &f);
		return f.class == COOP_CLASS_WORD;
	}
	/* an elided head is no word */
	if (n <= 2 && at > 0 && s[at - 1] == ' ') {
		size_t word = after_head(t, at, end);
		if (word > 0 && word < t->len &&
			(coop_is_ascii_letter(s[word]) ||
				is_latin(s + word, t->len - word)))
			return false;
	}
	return is_wanted(s + at, n, wanted);
}

/* The first place in a stretch where a wanted word may begin; 0 when there is none. */
static size_t find_wanted(const struct coop_tokenizer *t, size_t at,
	const struct coop_wanted_prefixes *wanted)
{
	const unsigned char *s = (const unsigned char *)t->text + at;
	unsigned char marks[STRETCH] = {0};
	uint64_t some;
	for (size_t i = 0; i < wanted->count; i++)
		mark_beginnings(s, wanted->each[i], marks);
	keep_starts(s, marks);
	if (wanted->et)
		mark_signs(s, marks);
	if (wanted->figures)
		mark_numbers(s, marks);
	for (size_t i = 0; i < STRETCH; i += sizeof some) {
		memcpy(&some, marks + i, sizeof some);
		for (size_t k = 0; some != 0 && k < sizeof some; k++)
			if (marks[i + k] && start_is_wanted(t, at + i + k, wanted))
				return at + i + k;
	}
	return 0;
}

/*
 * Finds the next place where a wanted word may begin, and moves the tokenizer to a blank
 * before it, from which on words are read the same whatever came before. Returns the place.
 */
static size_t search_wanted(
	struct coop_tokenizer *t, const struct coop_wanted_prefixes *wanted)
{
	size_t at = t->at, found = 0;
	while (at >= BEFORE && t->len - at >= STRETCH + AFTER && found == 0) {
		found = find_wanted(t, at, wanted);
		at += STRETCH;
	}
	if (at == t->at)
		return at + 1;
	at = found > 0 ? found : at;
	t->at = coop_free_blank(t->text, t->at, at);
	return at;
}

struct coop_skipped coop_tokenizer_skip(struct coop_tokenizer *t,
	const struct coop_wanted_prefixes *wanted, uint32_t counted)
{
	struct coop_skipped skipped = {0, 0};
	bool can_search = !wanted->digits && wanted->count <= COOP_WANTED_PREFIXES;
	if (t->next_ready < t->nready)
		return skipped;
	for (;; skipped.words++) {
		size_t end = 0;
		if (can_search && skipped.words >= counted && t->at >= t->searched_to)
			t->searched_to = search_wanted(t, wanted);
		skip_separators(t);
		if (t->at < t->len)
			end = coop_is_ascii_digit((unsigned char)t->text[t->at])
				      ? skip_digits(t, t->at, wanted)
				      : skip_word(t, t->at, wanted);
		if (end == 0)
			return skipped;
		t->at = end;
		skipped.pauses += (t->pending & COOP_TOKEN_PAUSE) != 0;
		t->pending = 0;
	}
}
