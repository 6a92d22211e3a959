/*
 * sound_rules.h - the rules of sound.c.
 */
#ifndef COOP_TEXT_SOUND_RULES_H
#define COOP_TEXT_SOUND_RULES_H

/* What stands beside letters. Where a word's silent end begins, it ends as well. */
enum coop_sound_beside {
	BESIDE_ANY,
	BESIDE_NOTHING,   /* the start or the end of the word */
	BESIDE_LAST,      /* the end, with nothing silent behind */
	BESIDE_VOWEL,     /* a vowel that is heard */
	BESIDE_WRITTEN,   /* a vowel, heard or not */
	BESIDE_CONSONANT, /* a consonant */
	BESIDE_NO_VOWEL,  /* neither vowel, n, m nor h: the vowel before is nasal */
	BESIDE_FRONT,     /* e, i, y */
	BESIDE_BACK,      /* a, o */
	BESIDE_LIQUID,    /* l, n, r */
	BESIDE_DENTAL,    /* t, d, x */
	BESIDE_LABIAL,    /* b, p */
	BESIDE_I,         /* i, y */
	BESIDE_S,         /* s, x */
	BESIDE_NOT_S,
	BESIDE_SYLLABLE /* there is a vowel before */
};

/* Letters in a place, and the sounds they stand for. */
struct coop_sound_rule {
	const char *letters;
	enum coop_sound_beside before, after;
	const char *sounds;
};

/*
 * The rules of the letters that begin with a letter, the first that fits is taken; ends with one
 * without letters. `letter` is from 'a' to 'z'.
 */
const struct coop_sound_rule *coop_sound_rules(char letter);

#endif
