/*
 * sound.h - how a French word or name sounds, as a code: "Dupont", "Dupond" and "Dupon" have the same.
 *
 * The letters of a folded word are read from left to right by rules of French spelling (N. Catach,
 * "L'orthographe française", 1980, has the graphemes and their positions; the idea of a code is that of
 * Russell's Soundex, US patent 1261167, 1918). Unlike Soundex, vowels are kept, and a code is as long as
 * its word. What is silent is left out: h, the ends of "petit", "Dumas" and "Leblanc", one letter of
 * two. Folding has taken the accents, so that e, é, è, ai and ei are one sound, and é at the end of a
 * word is as silent as e.
 *
 *   a e i o u y   as in la, les, lit, mot, fou, tu
 *   2             peu, coeur
 *   A I O         an, en; in, ain, un; on
 *   j             yeux, fille
 *   J S N         je; chat; agneau
 *   k s z ...     the other consonants, as in the alphabet; other bytes stand for themselves
 */
#ifndef COOP_TEXT_SOUND_H
#define COOP_TEXT_SOUND_H

#include <stdbool.h>
#include <stddef.h>

/* Longer words have no code, in bytes. */
#define COOP_SOUND_WORD_MAX 40
#define COOP_SOUND_MAX      (2 * COOP_SOUND_WORD_MAX)

/* How a word is read. */
enum coop_sound_reading {
	/* c before a, o and u inside a word is read as ç, which folding has made c: "francais" */
	COOP_SOUND_SOFT = 1,
	/*
	 * As those spell who spell by ear: s between vowels may be ss, and whether the e at the end was
	 * é is not known, so that "kombinai" is "combiné" and "metié" "métier".
	 */
	COOP_SOUND_LOOSE = 2
};

struct coop_sound {
	char s[COOP_SOUND_MAX];
	size_t len; /* 0: none */
	bool loose; /* what is compared with it is read so as well */
};

/* The code of a folded word; `reading` are values of enum coop_sound_reading, or 0. */
struct coop_sound coop_sound_of(const char *word, size_t len, unsigned reading);

/*
 * Whether a word has a given code, read with c or with ç: ends at the first sound that differs.
 */
bool coop_sounds_like(const char *word, size_t len, const struct coop_sound *sound);

/*
 * The letters that words may begin with whose codes begin with a sound, and the letters of which a word
 * has at least one that has the sound; none for what stands for itself.
 */
const char *coop_sound_letters(char sound);
const char *coop_sound_needs(char sound);

/* Whether two words sound alike, each read with c or with ç; `loose` adds COOP_SOUND_LOOSE. */
bool coop_sounds_alike(const char *a, size_t na, const char *b, size_t nb, bool loose);

#endif
