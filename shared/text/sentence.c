#include "shared/text/sentence.h"

#include <string.h>

#include "shared/text/fold.h"
#include "shared/text/neighbour.h"
#include "shared/text/ordinal.h"

/* The longest abbreviation, in letters. */
enum { LONGEST = 6 };

/*
 * Abbreviations after which a sentence goes on, folded, by first letter: titles of
 * persons, kinds of streets, words of bibliographies and film credits, months and days,
 * and abbreviations of running text. Those of one letter or of two consonants are
 * recognised without a list. Words that also end sentences, such as "mer", "min" and
 * "sec", are left out.
 */
static const char *const abbreviations[26] = {
	['a' - 'a'] = " adj adr anc apr appt apt arr arrt assoc att aug av avr ",
	['b' - 'a'] = " bib bibl bld blvd boul bull ",
	['c' - 'a'] = " cdt chap chr cie circ coll collab comp conf cplt ",
	['d' - 'a'] = " dec dep dept depts dim dir dist distr div dpt ",
	['e' - 'a'] = " ed edit eds env esc etabl etc ets ex excl ",
	['f' - 'a'] = " fasc fbg fev fevr ",
	['g' - 'a'] = " gouv ",
	['h' - 'a'] = " hab hist ",
	['i' - 'a'] = " ibid id ill imp impr inc incl inf ing introd inv ",
	['j' - 'a'] = " janv juil ",
	['l' - 'a'] = " lieut litt loc ltd lun ",
	['m' - 'a'] = " mgr mgrs mlle mlles mme mmes mss mus ",
	['n' - 'a'] = " nbr ndlr ndt nouv nov ",
	['o' - 'a'] = " obs oct op orig ouvr ",
	['p' - 'a'] = " pers phot plur pref prod prov pseud publ ",
	['q' - 'a'] = " qqch qqn ",
	['r' - 'a'] = " real reed ref refs reimpr resp rev rte ",
	['s' - 'a'] = " scen seq serv soc spec sqq ste stes sts suiv suppl ",
	['t' - 'a'] = " tel trad trim ",
	['u' - 'a'] = " univ ",
	['v' - 'a'] = " ven "};

/* Words that are abbreviations only before a number. */
static const char before_figures[] =
	" al ann art col fax fig fol jan lot no nos num pag pl sect sept tab tit vol vols ";

static bool is_word(enum coop_class class)
{
	return class == COOP_CLASS_WORD || class == COOP_CLASS_DIGIT;
}

/* The class of the character at `at`; SPACE at the end. */
static enum coop_class class_at(const char *text, size_t len, size_t at)
{
	struct coop_folded f;
	if (at >= len)
		return COOP_CLASS_SPACE;
	if ((unsigned char)text[at] < 0x80)
		return (enum coop_class)coop_ascii_class[(unsigned char)text[at]];
	coop_fold_char(text + at, len - at, &f);
	return f.class;
}

/* The word before a full stop. */
struct before {
	char s[LONGEST +
		3]; /* folded letters between two blanks, as the lists have them */
	/*
	 * of the letters; 0 when there is no word, or it is too long for an abbreviation
	 */
	size_t len;
	size_t begin; /* in the text */
};

/* How many ASCII letters end at `at`; counting stops at LONGEST + 1. */
static size_t count_plain(const char *text, size_t at)
{
	size_t n = 0;
	while (n < at && n <= LONGEST && (unsigned char)text[at - n - 1] < 0x80 &&
		coop_ascii_class[(unsigned char)text[at - n - 1]] == COOP_CLASS_WORD)
		n++;
	return n;
}

/* Puts folded letters before the others; false when there is no room. */
static bool prepend(struct before *b, const char *s, size_t n)
{
	if (n > LONGEST - b->len)
		return false;
	memmove(b->s + 1 + n, b->s + 1, b->len);
	memcpy(b->s + 1, s, n);
	b->len += n;
	return true;
}

/* Reads the word that ends at `at`, backwards. */
static struct before read_before(const char *text, size_t at)
{
	enum { STEPS = 4 * LONGEST };
	struct before b = {.s = " ", .begin = at - count_plain(text, at)};
	struct coop_folded f;
	if (at - b.begin > LONGEST)
		return b;
	b.len = at - b.begin;
	for (size_t i = 0; i < b.len; i++)
		b.s[1 + i] = (char)(text[b.begin + i] | 0x20);
	for (int step = 0; b.begin > 0; step++, b.begin -= f.used) {
		coop_fold_char_before(text, b.begin, &f);
		if (f.class == COOP_CLASS_IGNORE && step < STEPS)
			continue;
		if (f.class != COOP_CLASS_IGNORE && !is_word(f.class))
			break;
		if (f.class != COOP_CLASS_WORD || !prepend(&b, f.s, f.len)) {
			b.len = 0;
			return b;
		}
	}
	b.s[1 + b.len] = ' ';
	return b;
}

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c) != NULL;
}

/*
 * Whether a single letter at `at` is an initial, as in "c.-à-d." and "J.-P.", and not the
 * end of salarié.e.s, salarié(e)s or étudiant-e.
 */
static bool is_initial(const char *text, size_t at, char letter)
{
	if (at == 0)
		return true;
	switch (text[at - 1]) {
	case '.':
	case ')':
	case '/':
		return false;
	case '-':
		return (at > 1 && text[at - 2] == '.') || !strchr("esx", letter);
	default:
		return at < 2 || memcmp(text + at - 2, "\u00b7", 2) != 0;
	}
}

/* Whether a figure or a Roman numeral follows. */
static bool number_follows(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	while (at < len && text[at] == ' ')
		at++;
	if (len - at > 2 && memcmp(text + at, "\u00a0", 2) == 0)
		at += 2;
	return class_at(text, len, at) == COOP_CLASS_DIGIT ||
	       (coop_neighbour_at(text, len, at, &next) &&
		       coop_roman_len(next.s, next.len, true) == next.len);
}

/* Whether the word before the full stop at `at` is an abbreviation. */
static bool is_short(const char *text, size_t len, size_t at)
{
	struct before b = read_before(text, at);
	char first = b.s[1];
	if (b.len == 0)
		return false;
	if (b.len == 1)
		return is_initial(text, b.begin, first);
	if (first < 'a' || first > 'z')
		return false;
	if (b.len == 2 && !is_vowel(first) && !is_vowel(b.s[2]))
		return true;
	const char *list = abbreviations[first - 'a'];
	return (list && strstr(list, b.s)) ||
	       (strstr(before_figures, b.s) && number_follows(text, len, at + 1));
}

/* Whether a letter, a digit or a blank is right before the full stop at `at`. */
static bool stands_after_word(const char *text, size_t at)
{
	struct coop_folded f;
	if (at == 0 || text[at - 1] == ' ')
		return true;
	coop_fold_char_before(text, at, &f);
	return is_word(f.class) || f.class == COOP_CLASS_IGNORE;
}

bool coop_ends_sentence(const char *text, size_t len, size_t at)
{
	if (text[at] != '.')
		return true;
	char next = at + 1 < len ? text[at + 1] : ' ';
	if (next == '.' || next == ',' || next == ';' || next == ':' ||
		(at > 0 && text[at - 1] == '.'))
		return false;
	if (next == '-' && is_word(class_at(text, len, at + 2)))
		return false;
	if (is_word(class_at(text, len, at + 1)))
		return !stands_after_word(text, at);
	return !is_short(text, len, at);
}
