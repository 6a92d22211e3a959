/*
 * fold.h - the class of a character, and its folded form.
 *
 * Folding makes spellings equal that readers take for the same: case, accents (composed
 * or not), ligatures, full-width and other compatibility forms. Stop words, stems,
 * terms and queries see folded text only, so that a lost accent costs nothing. Latin-1
 * and Latin Extended-A, which cover French and its neighbours, come from a table; the
 * rest of Unicode from utf8proc.
 */
#ifndef COOP_TEXT_FOLD_H
#define COOP_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

enum coop_class {
	/* separates words: blanks, punctuation, symbols, invalid bytes */
	COOP_CLASS_SPACE,
	COOP_CLASS_NEWLINE, /* separates words and lines */
	COOP_CLASS_PAUSE,   /* separates words and clauses: ; : and the ellipsis */
	COOP_CLASS_STOP,  /* separates words and may end a sentence: . ! ? (sentence.h) */
	COOP_CLASS_WORD,  /* a letter or digit */
	COOP_CLASS_DIGIT, /* an ASCII digit */
	COOP_CLASS_APOSTROPHE, /* any of the characters typed for an apostrophe */
	COOP_CLASS_HYPHEN,     /* - and the Unicode hyphens */
	/* as if absent: combining marks, soft hyphens, zero-width and bidi characters */
	COOP_CLASS_IGNORE
};

/* The classes of the ASCII characters, for loops that must be fast. */
extern const unsigned char coop_ascii_class[128];

/* Whether a byte is an ASCII letter or digit. */
static inline bool coop_is_ascii_letter(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool coop_is_ascii_digit(unsigned char c)
{
	return (unsigned char)(c - '0') < 10;
}

/*
 * The longest folded word in bytes. Longer ones are cut, in documents and queries alike.
 */
#define COOP_WORD_MAX 200

/* The longest folded form of one character, in bytes. */
#define COOP_FOLD_MAX 72

/* A character as the search sees it. */
struct coop_folded {
	enum coop_class class;
	unsigned char used; /* bytes read; at least 1 */
	unsigned char len;  /* bytes of `s`; 0 unless a WORD or DIGIT */
	bool upper;         /* an upper-case letter */
	char s[COOP_FOLD_MAX];
};

/*
 * Reads the character at `s`, which has `n` > 0 bytes left. A byte that is not UTF-8 is
 * a SPACE of one byte.
 */
void coop_fold_char(const char *s, size_t n, struct coop_folded *out);

/* Folds the character that ends at `at` > 0; it begins at `at - out->used`. */
void coop_fold_char_before(const char *text, size_t at, struct coop_folded *out);

/* Whether a text holds a lower-case letter, such as e, é or œ, but not º. */
bool coop_has_lower(const char *s, size_t n);

/*
 * Appends a word in lower case with its accents, composed (NFC): the form that tells
 * "élève" from "élevé". It is cut where its folded form would exceed COOP_WORD_MAX
 * bytes.
 */
enum coop_status coop_accented(
	const char *s, size_t n, struct coop_buf *out, struct coop_error *err);

/*
 * Appends the folded words of a short text, separated by single blanks: "Durée  (min) "
 * gives "duree min". For comparing labels such as column headings.
 */
void coop_fold_label(const char *s, size_t n, struct coop_buf *out);

#endif
