/*
 * plain.h - plain words: letters alone, perhaps behind an elided head.
 *
 * Most words of a text are plain, and what token.h's rules make of them is told by their
 * letters and by the character behind them. So they are read a short way; and where words
 * begin can be told ahead, at eight bytes a step, before it is known what they are.
 */
#ifndef COOP_PLAIN_H
#define COOP_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/token.h"

/*
 * Reads the word that begins where the tokenizer stands, when it is plain: what the rules
 * would make of it, at a third of the time. False, with nothing read, when it is not.
 */
bool coop_plain_read(struct coop_tokenizer *t, struct coop_word *w);

/* A longer run is not looked at as a whole. */
#define COOP_RUN_MAX 24

/*
 * A place where a word begins, and the run of ASCII letters, apostrophes and bytes of other
 * characters that begins there. With a run goes the promise that nothing behind it belongs to
 * its word: whether that word is plain, and which one, is then told by its bytes alone.
 */
struct coop_run {
	uint64_t bytes[COOP_RUN_MAX / 8]; /* filled up with zeros */
	size_t off;                       /* in the text */
	unsigned len;   /* in bytes; 0 when there is no run that tells the word */
	unsigned flags; /* SENTENCE and PARAGRAPH */
};

/* Where one who looks ahead has come to. */
struct coop_scout {
	const char *text;
	size_t len, at;
	unsigned flags; /* SENTENCE and PARAGRAPH for the next word */
};

/*
 * Finds the next runs, `max` at most; returns how many, 0 at the end of the text. Behind one of
 * length 0 some beginnings may be missed, or told where there are none.
 */
size_t coop_scout(struct coop_scout *s, struct coop_run *runs, size_t max);

#endif
