/*
 * token.h - the tokenizer: French text to words.
 *
 * Splits text into folded words with their byte offsets. The rules, in order:
 *  1. A word is a run of letters and digits. An apostrophe or a hyphen between two of them
 *     is inside the word; everything else separates words.
 *  2. Single letters each followed by a dot are one acronym: S.C.O.P. is "scop".
 *  3. A word is split at its hyphens. Two to four parts also give the joined form:
 *     savoir-faire gives "savoir", "faire" and, flagged JOINED, "savoirfaire".
 *  4. Each part loses its elided heads (l' d' qu' jusqu' ...). Words whose apostrophe
 *     belongs to the spelling (aujourd'hui, prud'homme) are kept whole, without it; any
 *     other part with an apostrophe (O'Brien) gives its pieces and, flagged JOINED, their
 *     joined form.
 *  5. Addresses and telephone numbers give their whole form (whole_form.h), flagged JOINED,
 *     before the words they consist of. Figures, dates, measures and the numbers of books give
 *     the words of their canonical spelling (figure.h). Letters before or behind digits are
 *     words of their own: RF2125 gives, flagged JOINED and MARK, "rf2125", and "rf" and "2125".
 *     Inclusive endings are dropped.
 *  6. Short forms are the word that they stand for (equivalents.h), & is "et", and ordinals
 *     have one form (ordinal.h), in parts of a compound too: St-Étienne gives "saint",
 *     "etienne" and "saintetienne". A blank may stand for an apostrophe (elision.h), and part the
 *     letters of an acronym (spaced.h).
 *  7. A folded word is cut to COOP_WORD_MAX bytes and flagged CUT.
 * The first word of a sentence (sentence.h) and of a paragraph is flagged. A line, such
 * as a title or a shelf mark, is one sentence whatever punctuation it holds.
 *
 * The tokenizer knows nothing of stop words or stems. It never allocates and never fails:
 * any bytes are text. Time is linear in the text. token_fast.h and token_skip.h are
 * faster ways through the same text, which give the same words.
 */
#ifndef COOP_TEXT_TOKEN_H
#define COOP_TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/text/figure.h"
#include "shared/text/fold.h"
#include "shared/text/whole_form.h"

enum coop_token_flags {
	/* beside the words themselves, without a position of its own */
	COOP_TOKEN_JOINED = 1 << 0,
	COOP_TOKEN_SENTENCE = 1 << 1,  /* the first word of a sentence */
	COOP_TOKEN_PARAGRAPH = 1 << 2, /* the first word after an empty line */
	COOP_TOKEN_ACRONYM = 1 << 3,   /* an acronym written with dots */
	COOP_TOKEN_DIGITS = 1 << 4,    /* contains an ASCII digit */
	COOP_TOKEN_CUT = 1 << 5,       /* was longer than COOP_WORD_MAX */
	COOP_TOKEN_STOP = 1 << 6,      /* a stop word (set by the analyzer) */
	/* which rules applied, for --analyse */
	COOP_TOKEN_ELIDED = 1 << 7,     /* an elided head was dropped before it */
	COOP_TOKEN_LEXICAL = 1 << 8,    /* its apostrophe belongs to its spelling */
	COOP_TOKEN_PART = 1 << 9,       /* part of a hyphenated compound */
	COOP_TOKEN_INCLUSIVE = 1 << 10, /* inclusive endings were dropped */
	COOP_TOKEN_MAIL = 1 << 11,      /* whole forms of whole_form.h */
	COOP_TOKEN_SITE = 1 << 12,
	COOP_TOKEN_PHONE = 1 << 13,
	COOP_TOKEN_NUMBER = 1 << 14,
	COOP_TOKEN_CAPITALS = 1 << 15, /* two letters or more, all of them capitals */
	COOP_TOKEN_EXCEPTION =
		1 << 16, /* stemmed by stem_exceptions.h (set by the analyzer) */
	COOP_TOKEN_LEARNED =
		1 << 17, /* an acronym of the index, not stemmed (set by the analyzer) */
	/*
	 * first word after the end of a clause: after the end of a sentence, even in a
	 * line, or after a colon, a semicolon or an ellipsis
	 */
	COOP_TOKEN_PAUSE = 1 << 18,
	COOP_TOKEN_EQUIVALENT = 1 << 19, /* the long form of what is written */
	COOP_TOKEN_ORDINAL = 1 << 20,    /* the canonical form of an ordinal */
	COOP_TOKEN_DATE = 1 << 21,       /* whole forms of figure.h */
	COOP_TOKEN_MEASURE = 1 << 22,
	COOP_TOKEN_MARK = 1 << 23, /* letters and digits in one piece, beside its parts */
	COOP_TOKEN_ISBN = 1 << 24, /* words of figure.h */
	COOP_TOKEN_ISSN = 1 << 25,
	COOP_TOKEN_GROUPED = 1 << 26 /* a number whose groups stand beside it */
};

/* The whole forms of whole_form.h and figure.h. */
#define COOP_TOKEN_WHOLE                                                                 \
	(COOP_TOKEN_MAIL | COOP_TOKEN_SITE | COOP_TOKEN_PHONE | COOP_TOKEN_NUMBER |      \
		COOP_TOKEN_DATE | COOP_TOKEN_MEASURE)

/* Words that are not spelled as the text is where they stand: no accents can be told. */
#define COOP_TOKEN_UNSPELLED                                                             \
	(COOP_TOKEN_JOINED | COOP_TOKEN_INCLUSIVE | COOP_TOKEN_EQUIVALENT |              \
		COOP_TOKEN_ORDINAL)

struct coop_word {
	const char *s;   /* folded; borrowed until the next call on the tokenizer */
	size_t len;      /* bytes, 1 to COOP_WORD_MAX */
	size_t off, end; /* the word is bytes [off, end) of the text */
	unsigned flags;
};

/*
 * The most pieces between apostrophes and hyphens that a word may have: it ends there,
 * so that a tokenizer has a fixed size.
 */
#define COOP_PIECES_MAX 16

/* A run of letters and digits, between apostrophes and hyphens. */
struct coop_piece {
	size_t off, end;  /* in the text */
	size_t fold, len; /* in `folded` */
	char join;        /* the separator before it: 0, '\'' or '-' */
	size_t letters;
	bool digits, small, cut; /* `small`: has a lower-case letter */
	bool inclusive, acronym;
	unsigned rule; /* EQUIVALENT or ORDINAL, where the form is not what is written */
};

/* The state of a tokenizer; its members are private. */
struct coop_tokenizer {
	const char *text;
	size_t len, at;
	/* for token_skip.h: no wanted word begins between `at` and here */
	size_t searched_to;
	unsigned pending; /* SENTENCE, PARAGRAPH and PAUSE for the next word */
	/* which of SENTENCE and PARAGRAPH may occur within the text: none in a line */
	unsigned breaks;
	size_t npieces;
	struct coop_piece pieces[COOP_PIECES_MAX];
	char folded[COOP_PIECES_MAX * COOP_WORD_MAX];
	struct coop_word ready[4 * COOP_PIECES_MAX + 3];
	struct coop_figure figure; /* the last one read */
	struct coop_whole_form
		whole; /* the last one found; no other begins before its end */
	size_t nready, next_ready;
};

/* Starts on a running text, which is borrowed until its last word was read. */
void coop_tokenizer_begin(struct coop_tokenizer *t, const char *text, size_t len);
/* Starts on a line, in which only the first word begins a sentence. */
void coop_tokenizer_begin_line(struct coop_tokenizer *t, const char *text, size_t len);

/*
 * Moves `*at` over whatever separates words. Sets PAUSE in `*flags` where a clause
 * ends, and SENTENCE and PARAGRAPH, as far as they are in `breaks`, where these end.
 */
void coop_skip_separators(
	const char *text, size_t len, size_t *at, unsigned breaks, unsigned *flags);

/* Gives the next word; false at the end of the text. */
bool coop_tokenizer_next(struct coop_tokenizer *t, struct coop_word *word);

/*
 * The same, without the shortcut of token_fast.h: the reference that the tests compare
 * with.
 */
bool coop_tokenizer_next_by_rules(struct coop_tokenizer *t, struct coop_word *word);

#endif
