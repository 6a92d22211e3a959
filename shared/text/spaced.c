#include "shared/text/spaced.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/neighbour.h"

/* A single letter of a row. */
struct single {
	char letter; /* folded */
	bool upper;
	size_t end; /* behind it and its full stop */
};

static bool is_word(enum coop_class class)
{
	return class == COOP_CLASS_WORD || class == COOP_CLASS_DIGIT;
}

/* Whether a word of more than one letter goes on at `at`. */
static bool goes_on(const char *text, size_t len, size_t at)
{
	struct coop_folded f;
	if (at >= len)
		return false;
	coop_fold_char(text + at, len - at, &f);
	return is_word(f.class) || f.class == COOP_CLASS_APOSTROPHE ||
	       f.class == COOP_CLASS_HYPHEN || f.class == COOP_CLASS_IGNORE;
}

/* Reads the single letter at `at`, from a to z when folded; false when there is none. */
static bool read_single(const char *text, size_t len, size_t at, struct single *out)
{
	struct coop_folded f;
	if (at >= len)
		return false;
	coop_fold_char(text + at, len - at, &f);
	/* "à" is a word */
	if (f.class != COOP_CLASS_WORD || f.len != 1 ||
		(f.used > 1 && (f.s[0] == 'a' || f.s[0] == 'y')))
		return false;
	*out = (struct single){f.s[0], f.upper, at + f.used};
	if (goes_on(text, len, out->end))
		return false;
	if (out->end < len && text[out->end] == '.') {
		out->end++;
		return !goes_on(text, len, out->end);
	}
	return true;
}

/* Whether a single letter of the same case stands one blank before `at`: the row began before. */
static bool began_before(const char *text, size_t at, bool upper)
{
	struct coop_folded f;
	size_t end = coop_blank_before(text, at);
	if (end == at)
		return false;
	end -= end > 0 && text[end - 1] == '.';
	if (end == 0)
		return false;
	coop_fold_char_before(text, end, &f);
	if (f.class != COOP_CLASS_WORD || f.upper != upper || f.len != 1 ||
		(f.used > 1 && (f.s[0] == 'a' || f.s[0] == 'y')))
		return false;
	end -= f.used;
	if (end == 0)
		return true;
	coop_fold_char_before(text, end, &f);
	return !is_word(f.class) && f.class != COOP_CLASS_IGNORE;
}

/* Whether letters are words without their signs: "il n y a", "m a t elle". */
static bool are_words(
	const char *text, size_t len, const char *letters, size_t n, size_t end)
{
	struct coop_neighbour next;
	if (memmem(letters, n, "ya", 2))
		return true;
	return coop_bytes_ends_with(letters, n, "at") &&
	       coop_neighbour_after(text, len, end, &next) &&
	       coop_is_one_of(
		       next.s, next.len, COOP_LIST("il", "ils", "elle", "elles", "on"));
}

void coop_spaced_find(const char *text, size_t len, size_t at, struct coop_spaced *out)
{
	struct single one;
	char letters[COOP_SPACED_MAX];
	bool upper = false;
	size_t blank = 0;
	out->letters = 0;
	if (!read_single(text, len, at, &one) || began_before(text, at, one.upper))
		return;
	upper = one.upper;
	do {
		if (out->letters == COOP_SPACED_MAX) {
			out->letters = 0;
			return;
		}
		letters[out->letters] = one.letter;
		out->at[out->letters++] = at;
		out->end = one.end;
		blank = coop_blank_len(text, len, one.end);
		at = one.end + blank;
	} while (blank > 0 && read_single(text, len, at, &one) && one.upper == upper);
	if (out->letters < COOP_SPACED_MIN ||
		are_words(text, len, letters, out->letters, out->end))
		out->letters = 0;
}

bool coop_may_be_spaced(const char *text, size_t len, size_t end)
{
	end += end < len && text[end] == '.';
	size_t blank = coop_blank_len(text, len, end), next = end + blank;
	if (blank == 0 || next >= len)
		return false;
	unsigned char letter = (unsigned char)text[next],
		      after = next + 1 < len ? (unsigned char)text[next + 1] : ' ';
	return letter >= 0x80 ||
	       (coop_ascii_class[letter] == COOP_CLASS_WORD &&
		       (after >= 0x80 || coop_ascii_class[after] != COOP_CLASS_WORD));
}
