#include "shared/text/sound_rules.h"

#include <stddef.h>

/* Clang-format would give each rule four lines. */
/* clang-format off */
#define ANY       BESIDE_ANY
#define NOTHING   BESIDE_NOTHING
#define LAST      BESIDE_LAST
#define VOWEL     BESIDE_VOWEL
#define WRITTEN   BESIDE_WRITTEN
#define CONSONANT BESIDE_CONSONANT
#define NO_VOWEL  BESIDE_NO_VOWEL
#define FRONT     BESIDE_FRONT
#define BACK      BESIDE_BACK
#define LIQUID    BESIDE_LIQUID
#define DENTAL    BESIDE_DENTAL
#define LABIAL    BESIDE_LABIAL
#define AFTER_I   BESIDE_I
#define AFTER_S   BESIDE_S
#define NOT_S     BESIDE_NOT_S
#define SYLLABLE  BESIDE_SYLLABLE
#define END       {NULL, ANY, ANY, NULL}

static const struct coop_sound_rule a[] = {
	{"aill", ANY, ANY, "aj"},       /* Maillet */
	{"ail", ANY, NOTHING, "aj"},    /* travail */
	{"aim", ANY, NO_VOWEL, "I"},    /* faim */
	{"ain", ANY, NO_VOWEL, "I"},    /* Germain */
	{"ai", ANY, VOWEL, "ej"},       /* Maier */
	{"ai", ANY, ANY, "e"},
	{"ay", ANY, VOWEL, "ej"},       /* Mayer */
	{"ay", ANY, ANY, "e"},          /* Raymond */
	{"aul", ANY, DENTAL, "o"},      /* Renault, Gaultier */
	{"au", ANY, ANY, "o"},
	{"aen", ANY, NO_VOWEL, "A"},    /* Caen */
	{"am", ANY, NO_VOWEL, "A"},
	{"an", ANY, NO_VOWEL, "A"},
	{"a", ANY, ANY, "a"},
	END,
};
static const struct coop_sound_rule b[] = {
	{"bv", ANY, ANY, "v"},          /* Lefebvre */
	{"b", ANY, ANY, "b"},
	END,
};
static const struct coop_sound_rule c[] = {
	{"ch", ANY, LIQUID, "k"},       /* Christophe */
	{"choeu", ANY, ANY, "k2"},
	{"chor", NOTHING, ANY, "kor"},
	{"ch", ANY, ANY, "S"},
	{"cqu", ANY, ANY, "k"},
	{"ck", ANY, ANY, "k"},
	{"cc", ANY, FRONT, "ks"},       /* accent */
	{"cc", ANY, ANY, "k"},
	{"c", ANY, FRONT, "s"},
	{"c", ANY, ANY, "k"},
	END,
};
static const struct coop_sound_rule d[] = {
	{"dt", ANY, ANY, "t"},          /* Schmidt */
	{"d", SYLLABLE, LAST, "t"},     /* Schmid */
	{"d", ANY, ANY, "d"},
	END,
};
static const struct coop_sound_rule e[] = {
	{"eau", ANY, ANY, "o"},
	{"eill", ANY, ANY, "ej"},
	{"eil", ANY, NOTHING, "ej"},
	{"ein", ANY, NO_VOWEL, "I"},
	{"eim", ANY, NO_VOWEL, "I"},
	{"ei", ANY, VOWEL, "ej"},       /* Meier */
	{"ei", ANY, ANY, "e"},
	{"euill", ANY, ANY, "2j"},
	{"euil", ANY, NOTHING, "2j"},
	{"eu", ANY, ANY, "2"},
	{"en", AFTER_I, NO_VOWEL, "I"}, /* Julien */
	{"en", ANY, NO_VOWEL, "A"},
	{"em", ANY, NO_VOWEL, "A"},
	{"ey", ANY, VOWEL, "ej"},       /* Meyer */
	{"ey", ANY, ANY, "e"},          /* Reynaud */
	{"er", SYLLABLE, LAST, "e"},    /* Gauthier */
	{"ez", ANY, LAST, "e"},
	{"e", ANY, ANY, "e"},
	END,
};
static const struct coop_sound_rule f[] = {
	{"febur", ANY, ANY, "fevr"},    /* Lefébure: u was written for v */
	{"f", ANY, ANY, "f"},
	END,
};
static const struct coop_sound_rule g[] = {
	{"gn", ANY, ANY, "N"},
	{"gu", ANY, FRONT, "g"},        /* Guillaume, Hugues */
	{"ge", ANY, BACK, "J"},         /* Georges */
	{"g", ANY, FRONT, "J"},
	{"g", ANY, ANY, "g"},
	END,
};
static const struct coop_sound_rule h[] = {
	{"h", ANY, ANY, ""},
	END,
};
static const struct coop_sound_rule i[] = {
	{"ill", NOTHING, ANY, "il"},    /* illustre */
	{"ill", ANY, WRITTEN, "ij"},    /* famille */
	{"in", ANY, NO_VOWEL, "I"},
	{"im", ANY, NO_VOWEL, "I"},
	{"i", ANY, VOWEL, "j"},
	{"i", ANY, ANY, "i"},
	END,
};
static const struct coop_sound_rule j[] = {
	{"jean", ANY, NO_VOWEL, "JA"},
	{"j", ANY, ANY, "J"},
	END,
};
static const struct coop_sound_rule k[] = {
	{"k", ANY, ANY, "k"},
	END,
};
static const struct coop_sound_rule l[] = {
	{"l", ANY, ANY, "l"},
	END,
};
static const struct coop_sound_rule m[] = {
	{"m", ANY, ANY, "m"},
	END,
};
static const struct coop_sound_rule n[] = {
	{"n", ANY, ANY, "n"},
	END,
};
static const struct coop_sound_rule o[] = {
	{"oeu", ANY, ANY, "2"},
	{"oin", ANY, NO_VOWEL, "uI"},
	{"ouill", ANY, ANY, "uj"},
	{"ouil", ANY, NOTHING, "uj"},
	{"oul", ANY, DENTAL, "u"},      /* Arnould */
	{"ou", ANY, ANY, "u"},
	{"oist", ANY, LAST, "ua"},      /* Benoist */
	{"oi", ANY, ANY, "ua"},
	{"oy", ANY, VOWEL, "uaj"},
	{"oy", ANY, ANY, "ua"},
	{"ompt", ANY, ANY, "Ot"},       /* Lecompte */
	{"om", ANY, NO_VOWEL, "O"},
	{"on", ANY, NO_VOWEL, "O"},
	{"o", ANY, ANY, "o"},
	END,
};
static const struct coop_sound_rule p[] = {
	{"ph", ANY, ANY, "f"},
	{"psych", ANY, ANY, "psik"},
	{"p", ANY, ANY, "p"},
	END,
};
static const struct coop_sound_rule q[] = {
	{"qu", ANY, ANY, "k"},
	{"q", ANY, ANY, "k"},
	END,
};
static const struct coop_sound_rule r[] = {
	{"regn", NOTHING, ANY, "ren"},  /* Regnault */
	{"r", ANY, ANY, "r"},
	END,
};
static const struct coop_sound_rule s[] = {
	{"sch", ANY, ANY, "S"},
	{"sh", ANY, ANY, "S"},
	{"sc", ANY, FRONT, "s"},
	{"ss", ANY, ANY, "s"},
	{"s", WRITTEN, WRITTEN, "z"},   /* Louise */
	{"s", ANY, ANY, "s"},
	END,
};
static const struct coop_sound_rule t[] = {
	{"tion", NOT_S, NO_VOWEL, "sjO"},
	{"tion", NOT_S, ANY, "sjon"},   /* national */
	{"tiel", NOT_S, ANY, "sjel"},
	{"tial", NOT_S, ANY, "sjal"},
	{"tieu", NOT_S, DENTAL, "sj2"}, /* ambitieux */
	{"tz", ANY, ANY, "s"},          /* Schultz */
	{"t", ANY, ANY, "t"},
	END,
};
static const struct coop_sound_rule u[] = {
	{"ueill", ANY, ANY, "2j"},
	{"ueil", ANY, NOTHING, "2j"},
	{"un", ANY, NO_VOWEL, "I"},
	{"um", ANY, LABIAL, "I"},
	{"um", ANY, LAST, "om"},        /* aquarium */
	{"uy", ANY, VOWEL, "yj"},
	{"uy", ANY, ANY, "yi"},
	{"u", ANY, ANY, "y"},
	END,
};
static const struct coop_sound_rule v[] = {
	{"vill", NOTHING, ANY, "vil"},
	{"v", ANY, ANY, "v"},
	END,
};
static const struct coop_sound_rule w[] = {
	{"w", ANY, ANY, "v"},
	END,
};
static const struct coop_sound_rule x[] = {
	{"xc", ANY, FRONT, "ks"},
	{"x", ANY, ANY, "ks"},
	END,
};
static const struct coop_sound_rule y[] = {
	{"yn", ANY, NO_VOWEL, "I"},
	{"ym", ANY, NO_VOWEL, "I"},
	{"y", ANY, VOWEL, "j"},
	{"y", ANY, ANY, "i"},
	END,
};
static const struct coop_sound_rule z[] = {
	{"z", CONSONANT, ANY, "s"},     /* Schulz */
	{"z", ANY, ANY, "z"},
	END,
};
/* clang-format on */

const struct coop_sound_rule *coop_sound_rules(char letter)
{
	static const struct coop_sound_rule *const rules[] = {a, b, c, d, e, f, g, h, i,
		j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z};
	return rules[letter - 'a'];
}
