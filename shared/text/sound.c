#include "shared/text/sound.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/sound_rules.h"

/* A word that is read. */
struct reading {
	const char *word;
	size_t len;
	size_t end; /* where its silent end begins */
	bool soft;  /* c inside it may be ç */
	struct coop_sound sound;
	const struct coop_sound *wanted; /* the code it is compared with; or NULL */
};

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c);
}

/* The letter at a place; 0 outside of the word. */
static char at(const struct reading *r, size_t i)
{
	return i < r->len ? r->word[i] : '\0';
}

static bool ends_with(const struct reading *r, const char *end)
{
	size_t n = strlen(end);
	return r->end > n && memcmp(r->word + r->end - n, end, n) == 0;
}

/* ---- silent ends ---- */

/* Whether the last consonant that is left is silent: "petit", "Roux", "Dumas", "Leblanc", "Colomb". */
static bool is_silent(const struct reading *r)
{
	static const char *const ends[] = {
		"mp", "oup", "mb", "ang", "ong", "ourg", "anc", "onc", "ux", NULL};
	char last = r->word[r->end - 1];
	if (!strchr("stdxpbgc", last))
		return false;
	for (const char *const *e = ends; *e; e++)
		if (ends_with(r, *e))
			return true;
	if (ends_with(r, "tt") || ends_with(r, "dt") || ends_with(r, "ss"))
		return false;
	if (last == 't' && ends_with(r, "st"))
		return ends_with(r, "vost");
	/* in names such as Schmid and Schmit these are heard */
	if ((last == 't' || last == 'd') &&
		coop_bytes_begins_with(r->word, r->len, "sch"))
		return false;
	return last == 's' || last == 't' || last == 'd';
}

/* Finds where the silent end of a word begins; two letters are always heard. */
static void find_end(struct reading *r)
{
	enum { HEARD = 2 };
	r->end = r->len;
	if (r->len > HEARD + 1 && ends_with(r, "es"))
		r->end -= 2;
	else if (r->len > HEARD && ends_with(r, "e"))
		r->end--;
	if (r->end < r->len) {
		if (r->end > HEARD && ends_with(r, "e"))
			r->end--;
		return;
	}
	while (r->end > HEARD && is_silent(r))
		r->end--;
}

/* ---- rules ---- */

static bool has_vowel(const struct reading *r, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (is_vowel(r->word[i]))
			return true;
	return false;
}

/* Whether a letter is what a rule has beside its own; `nothing` is whether there is none that is heard. */
static bool is_beside(enum coop_sound_beside what, char c, bool nothing)
{
	switch (what) {
	case BESIDE_NOTHING:
		return nothing;
	case BESIDE_LAST:
		return c == '\0';
	case BESIDE_VOWEL:
		return !nothing && is_vowel(c);
	case BESIDE_WRITTEN:
		return is_vowel(c);
	case BESIDE_CONSONANT:
		return is_letter(c) && !is_vowel(c);
	case BESIDE_NO_VOWEL:
		return !is_vowel(c) && c != 'n' && c != 'm' && c != 'h';
	case BESIDE_FRONT:
		return c == 'e' || c == 'i' || c == 'y';
	case BESIDE_BACK:
		return c == 'a' || c == 'o';
	case BESIDE_LIQUID:
		return c == 'l' || c == 'n' || c == 'r';
	case BESIDE_DENTAL:
		return c == 't' || c == 'd' || c == 'x';
	case BESIDE_LABIAL:
		return c == 'b' || c == 'p';
	case BESIDE_I:
		return c == 'i' || c == 'y';
	case BESIDE_S:
		return c == 's' || c == 'x';
	case BESIDE_NOT_S:
		return c != 's' && c != 'x';
	default:
		return true;
	}
}

static bool fits(const struct reading *r, const struct coop_sound_rule *rule, size_t i)
{
	const char *letters = rule->letters;
	/* most rules end here */
	if (letters[1] != '\0' && letters[1] != at(r, i + 1))
		return false;
	size_t n = strlen(letters), end = i + n;
	if (r->len - i < n || memcmp(r->word + i, letters, n) != 0)
		return false;
	if (rule->before == BESIDE_SYLLABLE && !has_vowel(r, i))
		return false;
	return is_beside(rule->before, i > 0 ? r->word[i - 1] : '\0', i == 0) &&
	       is_beside(rule->after, at(r, end), end >= r->end);
}

/* Whether a sound is the next one of the code that is wanted. */
static bool is_wanted(const struct reading *r, char sound)
{
	const struct coop_sound *wanted = r->wanted;
	size_t at = r->sound.len;
	if (at < wanted->len)
		return wanted->s[at] == sound;
	return r->sound.loose && at == wanted->len && sound == 'e';
}

/* Adds a sound, unless it is the last one again; false where it is not the one that is wanted. */
static bool add(struct reading *r, char sound)
{
	struct coop_sound *to = &r->sound;
	if (to->loose && (sound == 'z' || sound == 'j'))
		sound = sound == 'z' ? 's' : 'i';
	if (to->len > 0 && to->s[to->len - 1] == sound)
		return true;
	if (to->len == sizeof to->s || (r->wanted && !is_wanted(r, sound)))
		return false;
	to->s[to->len++] = sound;
	return true;
}

/* Whether c at a place may be ç, as in "garcon", "francais", "recu". */
static bool is_soft(const struct reading *r, size_t i)
{
	char before = i > 0 ? r->word[i - 1] : '\0', after = at(r, i + 1);
	return r->soft && r->word[i] == 'c' &&
	       (is_vowel(before) || (before != '\0' && strchr("nrp", before))) &&
	       (after == 'a' || after == 'o' || after == 'u');
}

/* Reads what stands at a place; returns how many letters, 0 where a sound is not the one wanted. */
static size_t read_at(struct reading *r, size_t i)
{
	const char *sounds = "s";
	size_t n = 1;
	if (!is_letter(r->word[i]))
		return add(r, r->word[i]) ? 1 : 0;
	if (!is_soft(r, i)) {
		const struct coop_sound_rule *rule = coop_sound_rules(r->word[i]);
		while (!fits(r, rule, i))
			rule++; /* the last one is the letter by itself */
		sounds = rule->sounds;
		n = strlen(rule->letters);
	}
	for (; *sounds; sounds++)
		if (!add(r, *sounds))
			return 0;
	return n;
}

/* Reads a word; false where it does not have the code that is wanted. */
static bool read_word(struct reading *r)
{
	enum { HEARD = 2 };
	struct coop_sound *sound = &r->sound;
	sound->len = 0;
	if (r->len == 0 || r->len > COOP_SOUND_WORD_MAX)
		return false;
	find_end(r);
	for (size_t i = 0, n; i < r->end; i += n)
		if ((n = read_at(r, i)) == 0)
			return false;
	if (sound->loose && sound->len > HEARD && sound->s[sound->len - 1] == 'e')
		sound->len--;
	return !r->wanted || sound->len == r->wanted->len;
}

struct coop_sound coop_sound_of(const char *word, size_t len, unsigned reading)
{
	struct reading r = {.word = word, .len = len, .soft = reading & COOP_SOUND_SOFT};
	r.sound.loose = reading & COOP_SOUND_LOOSE;
	read_word(&r);
	return r.sound;
}

bool coop_sounds_like(const char *word, size_t len, const struct coop_sound *sound)
{
	struct reading r = {.word = word, .len = len, .wanted = sound};
	r.sound.loose = sound->loose;
	if (sound->len == 0)
		return false;
	if (read_word(&r))
		return true;
	r.soft = true;
	return len > 0 && memchr(word, 'c', len) && read_word(&r);
}

/* What a sound is written with. */
static const struct {
	char sound;
	const char *first, *needs;
} spellings[] = {
	{'a', "ah", "ao"},
	{'e', "aeh", "ae"},
	{'i', "iyh", "iy"},
	{'o', "oaeh", "ao"},
	{'u', "ohw", "o"},
	{'y', "uh", "u"},
	{'2', "oeh", "u"},
	{'A', "aeh", "ae"},
	{'I', "iyaeuh", "aeiuy"},
	{'O', "oh", "o"},
	{'j', "yih", "iy"},
	{'J', "jg", "gj"},
	{'S', "cs", "cs"},
	{'N', "g", "g"},
	{'f', "fp", "fp"},
	{'k', "ckqx", "ckqx"},
	{'s', "sctxz", "cstxz"},
	{'t', "t", "dt"},
	{'v', "vw", "bvw"},
	{'z', "z", "sz"},
	{'r', "r", "r"},
	{'b', "b", "b"},
	{'d', "d", "d"},
	{'g', "g", "g"},
	{'l', "l", "l"},
	{'m', "m", "m"},
	{'n', "n", "n"},
	{'p', "p", "p"},
};

const char *coop_sound_letters(char sound)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (spellings[i].sound == sound)
			return spellings[i].first;
	return "";
}

const char *coop_sound_needs(char sound)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (spellings[i].sound == sound)
			return spellings[i].needs;
	return "";
}

bool coop_sounds_alike(const char *a, size_t na, const char *b, size_t nb, bool loose)
{
	unsigned reading = loose ? COOP_SOUND_LOOSE : 0;
	struct coop_sound plain = coop_sound_of(a, na, reading),
			  soft = coop_sound_of(a, na, reading | COOP_SOUND_SOFT);
	return coop_sounds_like(b, nb, &plain) || coop_sounds_like(b, nb, &soft);
}
