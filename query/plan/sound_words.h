/*
 * sound_words.h - the words of an index that sound like a word (sound.h).
 */
#ifndef COOP_QUERY_PLAN_SOUND_WORDS_H
#define COOP_QUERY_PLAN_SOUND_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/index/wordlist.h"
#include "shared/text/sound.h"

/* A walk over them. */
struct sound_words {
	struct coop_wordlist_index index;
	struct coop_sound plain, soft; /* with c, and with ç where that differs */
	const char *first; /* first letters that are left, the current one included */
	struct coop_wordlist_walk walk; /* at the current word */
	bool begun; /* the walk is at the words of the current letter */
	/* of each sound the letters that it needs one of, and the letters of the current word's first bytes */
	uint32_t needs[2][COOP_SOUND_MAX];
	uint32_t letters[COOP_WORDLIST_WORD_MAX + 1];
	size_t cost; /* in words compared (QUERY_COMPARISONS_MAX) */
};

/*
 * Begins a walk over the words of a stored wordlist, borrowed, that sound like a folded word, itself included; `loose` is
 * COOP_SOUND_LOOSE. There are none of a word of fewer than SOUND_MIN sounds, which has too many.
 */
#define SOUND_MIN 2
void sound_words_begin(struct sound_words *w, const struct coop_buf *words,
	const char *word, size_t len, bool loose);

/* Moves to the next word, which is then `walk.word`; false at the end. */
bool sound_words_next(struct sound_words *w);

#endif
