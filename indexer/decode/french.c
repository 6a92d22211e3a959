#include "indexer/decode/french.h"

#include <stddef.h>
#include <string.h>

enum { NOTHING = -6, UNLIKELY = -2, ODD = -1, LIKELY = 1, SURE = 2 };

/*
 * Where the letters of French stand: after one of `before` and before one of `after`, where ^ is the
 * beginning of a word, $ its end, and NULL anything. A letter with an accent may be on either side. A letter
 * may have several rules.
 */
static const struct rule {
	uint16_t cp;
	const char *before, *after;
} rules[] = {
	{0xe9, NULL, NULL},                                       /* é */
	{0xe8, "abcdefghijklmnopqrstuvwxyz", "rtnlgdvmscqbpzfk"}, /* è */
	{0xea, "bcdefghijklmnopqrstuvwxyz", "tlcnpvmqrh"},        /* ê */
	{0xe8, "^", "rs"},                                        /* ère, ès */
	{0xea, "^", "t"},                                         /* être */
	{0xeb, "uoaie", "$slmtrn"},                               /* ë: Noël, canoë */
	{0xe0, "^lcjt", "$"},                                     /* à: là, déjà */
	{0xe2, "^bcdefghilmnprstuvxyz", "tmclinbpsfgqvhrdzjk"},   /* â */
	{0xee, NULL, "tmncls"},                                   /* î */
	{0xef, "oaueh", NULL},                                    /* ï */
	{0xf4, "abcdefghijklmnprstuvwz", "ltnmdcsipr"},           /* ô */
	{0xfb, "bcdefghlmnopqrstvz", "tlrmcnsg$e"},               /* û */
	{0xf9, "o", "$"},                                         /* ù: only in où */
	{0xe7, NULL, "aou"},                                      /* ç */
	{0x153, NULL, "uilcndtms"},                               /* œ */
};

bool french_is_letter(uint32_t cp)
{
	uint32_t small = cp | 0x20;
	return (small >= 'a' && small <= 'z' && cp < 0x80) ||
	       (cp >= 0xc0 && cp <= 0xff && cp != 0xd7 && cp != 0xf7) || cp == 0x131 ||
	       cp == 0x152 || cp == 0x153 || cp == 0x160 || cp == 0x161 || cp == 0x178 ||
	       cp == 0x17d || cp == 0x17e;
}

static bool is_capital(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde && cp != 0xd7) ||
	       cp == 0x152 || cp == 0x160 || cp == 0x178 || cp == 0x17d;
}

uint32_t french_small(uint32_t cp)
{
	if (!is_capital(cp))
		return cp;
	if (cp == 0x178)
		return 0xff;
	return cp < 0x100 ? cp + 0x20 : cp + 1;
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* Whether the letter or the end `cp` is one that a rule allows. */
static bool allows(const char *letters, uint32_t cp, char end)
{
	if (!letters)
		return true;
	if (!french_is_letter(cp))
		return strchr(letters, end) != NULL;
	cp = french_small(cp);
	return cp >= 0x80 || strchr(letters, (char)cp) != NULL;
}

/* Two letters with accents side by side are rare, but for é and ç: créé, déçu, théâtre. */
static bool is_crowded(uint32_t cp, uint32_t beside)
{
	cp = french_small(cp);
	beside = french_small(beside);
	return beside >= 0x80 && french_is_letter(beside) && cp != 0xe9 && cp != 0xe7 &&
	       beside != 0xe9 && beside != 0xe7;
}

/*
 * A letter by itself: a preposition, an interjection, an initial. It is worth no more than the ellipsis,
 * which is the same byte in Windows-1252 as the preposition in the sets of DOS.
 */
static int score_alone(uint32_t cp, uint32_t after)
{
	uint32_t small = french_small(cp);
	bool fits = small == 0xe0 || small == 0xf4 || (cp == 0xc9 && after == '.');
	return fits ? LIKELY : ODD;
}

enum place { FOREIGN, WRONG, RIGHT };

/* Whether a small letter is one of French, and stands where such a letter does. */
static enum place find_place(uint32_t before, uint32_t small, uint32_t after)
{
	enum place place = FOREIGN;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		if (rules[i].cp != small)
			continue;
		if (allows(rules[i].before, before, '^') &&
			allows(rules[i].after, after, '$'))
			return RIGHT;
		place = WRONG;
	}
	return place;
}

static int score_letter(uint32_t before, uint32_t cp, uint32_t after)
{
	bool first = !french_is_letter(before), last = !french_is_letter(after);
	if (first && last)
		return is_digit(before) || is_digit(after) ? FRENCH_BAD
							   : score_alone(cp, after);
	if (is_capital(cp) && !first && !is_capital(before))
		return FRENCH_BAD;
	/* a capital in the middle of small letters, or a small letter before one */
	if (!first && !last &&
		(is_capital(cp) ? !is_capital(after)
				: is_capital(after) && !is_capital(before)))
		return UNLIKELY;
	if (is_crowded(cp, before) || is_crowded(cp, after))
		return ODD;
	enum place place = find_place(before, french_small(cp), after);
	if (place != FOREIGN)
		return place == RIGHT ? FRENCH_GOOD : UNLIKELY;
	/* of another language */
	return is_digit(before) || is_digit(after) ? ODD : 0;
}

/* A sign that stands before a word, or behind one. */
static int score_edge(bool within, bool wrong_side)
{
	return within ? FRENCH_BAD : wrong_side ? ODD : LIKELY;
}

static bool is_within(uint32_t before, uint32_t after)
{
	return french_is_letter(before) && french_is_letter(after);
}

/* A no-break space stands at the signs that French sets apart, and between digits. */
static int score_space(uint32_t before, uint32_t after)
{
	static const char signs[] = ":;!?%";
	bool at_sign = (after < 0x80 && after > 0 && strchr(signs, (int)after)) ||
		       after == 0xbb || before == 0xab || after == 0x20ac;
	return at_sign || is_digit(before) ? LIKELY : 0;
}

static int score_sign(uint32_t before, uint32_t cp, uint32_t after)
{
	bool within = is_within(before, after);
	switch (cp) {
	case 0x2019: /* the apostrophe */
		return within ? SURE : 0;
	case 0xb7: /* between the endings of inclusive writing, a letter elsewhere */
		return within ? 0 : ODD;
	case 0xab:
	case 0x201c:
	case 0x2018:
		return score_edge(within, french_is_letter(before));
	case 0xbb:
	case 0x201d:
		return score_edge(within, french_is_letter(after));
	case 0xa0:
	case 0x202f:
		return score_space(before, after);
	case 0x2026: /* the ellipsis, and the dashes */
	case 0x2013:
	case 0x2014:
		return within ? 0 : LIKELY;
	case 0xb0:
		return french_small(before) == 'n' || is_digit(before) ? SURE : ODD;
	case 0x20ac:
		return is_digit(before) || before == ' ' || before == 0xa0 ? LIKELY
									   : FRENCH_BAD;
	case 0xad:
		return 0;
	default:
		return FRENCH_BAD;
	}
}

/* Signs that are seen in French, but not in the middle of a word. */
static bool is_known_sign(uint32_t cp)
{
	static const uint16_t signs[] = {0xa3, 0xa7, 0xa9, 0xae, 0xb1, 0xb2, 0xb3, 0xb9,
		0xba, 0xaa, 0xbc, 0xbd, 0xbe, 0xd7, 0x2022, 0x2122, 0x201e, 0x201a,
		0x2039, 0x203a, 0xa1, 0xbf};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i] == cp)
			return true;
	return false;
}

int french_score(uint32_t before, uint32_t cp, uint32_t after)
{
	if (cp == 0 || (cp >= 0x80 && cp < 0xa0))
		return NOTHING;
	if (french_is_letter(cp))
		return score_letter(before, cp, after);
	if (is_known_sign(cp))
		return is_within(before, after) ? FRENCH_BAD
		       : is_digit(before)       ? LIKELY
						: 0;
	return score_sign(before, cp, after);
}
