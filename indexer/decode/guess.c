#include "indexer/decode/guess.h"

#include <string.h>

#include "indexer/decode/codepages.h"
#include "indexer/decode/diacritics.h"
#include "indexer/decode/french.h"
#include "indexer/decode/french_words.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/fields.h"

enum {
	WORDS_ROOM = 1 << 14, /* bytes of words that are looked at */
	WORD_MAX = 64,        /* of a longer one, this much at a time */
	TOP = 1 << 12,        /* bytes from the start that may hold headings */
	HEADING_MAX = 80,
	FOR_WORD = 4, /* points */
	FOR_HEADING = 6,
	MARGIN = 2 /* points that make no difference */
};

/* In the order of how likely they are where the points are equal. */
static const enum charset candidates[] = {CHARSET_WINDOWS_1252, CHARSET_LATIN9,
	CHARSET_MACINTOSH, CHARSET_CP850, CHARSET_CP437, CHARSET_ISO5426, CHARSET_MARC8};
enum { CANDIDATES = sizeof candidates / sizeof *candidates };

/* What speaks for a set. */
struct tally {
	long points;
	size_t high;    /* characters above ASCII */
	size_t known;   /* words and headings */
	uint32_t marks; /* of MARC: a bit for each accent that stands before its letter */
};

static bool is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

static bool is_marc(enum charset set)
{
	return set == CHARSET_ISO5426 || set == CHARSET_MARC8;
}

/* Reads a character of a set, 0 for a byte without a meaning. Returns its length. */
static size_t read_char(enum charset set, const char *s, size_t n, uint32_t *cp)
{
	unsigned char c = (unsigned char)*s;
	if (!is_marc(set)) {
		*cp = codepages_char(set, c);
		return 1;
	}
	return diacritics_read(set == CHARSET_MARC8, s, n, cp);
}

/* ---- words ---- */

/* A blank, or what stands between the cells of a table. */
static bool is_between(char c)
{
	return coop_is_blank(c) || c == ';' || c == ',' || c == '|' || c == '"' ||
	       c == '\0';
}

/* Copies the words that have bytes above 0x7f, a blank after each. Returns their length. */
static size_t take_words(const char *s, size_t n, char to[WORDS_ROOM])
{
	size_t len = 0;
	for (size_t i = 0; i < n && len + WORD_MAX < WORDS_ROOM;) {
		size_t begin = i;
		bool high = false;
		for (; i < n && !is_between(s[i]) && i - begin < WORD_MAX; i++)
			high |= is_high(s[i]);
		if (high) {
			memcpy(to + len, s + begin, i - begin);
			len += i - begin;
			to[len++] = ' ';
		}
		i += i < n && is_between(s[i]);
	}
	return len;
}

/* A word as it is read, in small letters. */
struct word {
	char s[WORD_MAX * 2];
	size_t len;
	bool counts; /* it has a byte that is looked at */
};

/* Adds a letter, of a byte that counts or not; at any other character, counts the word that ends there. */
static void spell(struct word *w, uint32_t cp, bool counts, struct tally *t)
{
	if (french_is_letter(cp)) {
		if (w->len + COOP_UTF8_MAX <= sizeof w->s)
			w->len += coop_utf8_encode(french_small(cp), w->s + w->len);
		w->counts |= counts;
		return;
	}
	if (w->counts && french_words_have(w->s, w->len)) {
		t->known++;
		t->points += FOR_WORD;
	}
	*w = (struct word){.len = 0};
}

/* Adds what words say of a set; of the bytes above 0x7f only those in `which`, unless NULL. */
static void weigh_words(
	enum charset set, const char *s, size_t n, const bool which[256], struct tally *t)
{
	struct word word = {.len = 0};
	uint32_t before = ' ', cp = ' ', after = ' ';
	size_t used = 0, next = n > 0 ? read_char(set, s, n, &after) : 0;
	for (size_t i = 0; i < n; i += used) {
		before = cp;
		cp = after;
		used = next;
		after = ' ';
		next = i + used < n ? read_char(set, s + i + used, n - i - used, &after)
				    : 0;
		bool counts = is_high(s[i]) && (!which || which[(unsigned char)s[i]]);
		if (counts) {
			t->high++;
			t->points += french_score(before, cp, after);
			t->marks |= used == 2 ? 1U << ((unsigned char)s[i] & 0x1f) : 0;
		}
		spell(&word, cp, counts, t);
	}
	spell(&word, ' ', false, t);
}

/* ---- headings ---- */

/* Whether headings have a character: letters, and beyond ASCII the apostrophe, a blank and "N°". */
static bool may_be_in_heading(uint32_t cp)
{
	return cp < 0x80 || french_is_letter(cp) || cp == 0x2019 || cp == 0xa0 ||
	       cp == 0xb0;
}

/*
 * Whether a cell, read in a set, is a heading that the field table knows. Names are compared without
 * signs: what a set makes signs of is no heading because they do not count.
 */
static bool is_heading(enum charset set, const char *s, size_t n)
{
	struct coop_buf text = {0}, scratch = {0};
	for (size_t i = 0; i < n;) {
		char encoded[COOP_UTF8_MAX];
		uint32_t cp;
		i += read_char(set, s + i, n - i, &cp);
		if (!may_be_in_heading(cp)) {
			coop_buf_release(&text);
			return false;
		}
		coop_buf_add(&text, encoded, coop_utf8_encode(cp ? cp : 0xfffd, encoded));
	}
	bool known = !text.failed && coop_field_by_name(coop_buf_cstr(&text), text.len,
					     &scratch) != COOP_F_OTHER;
	coop_buf_release(&text);
	coop_buf_release(&scratch);
	return known;
}

/* Counts the headings with bytes above 0x7f in the first lines that have such. */
static void weigh_headings(enum charset set, const char *s, size_t n, struct tally *t)
{
	enum { MOST = 40 };
	size_t tried = 0;
	for (size_t i = 0; i < n && i < TOP && tried < MOST;) {
		size_t begin = i;
		bool high = false;
		while (i < n && (s[i] == ' ' || !is_between(s[i])))
			high |= is_high(s[i++]);
		if (high && i - begin <= HEADING_MAX) {
			tried++;
			bool known = is_heading(set, s + begin, i - begin);
			t->known += known;
			t->points += known ? FOR_HEADING : 0;
		}
		i++;
	}
}

/* ---- the guess ---- */

/*
 * Whether what speaks for a set of MARC is more than names such as Sáenz: known words, several accents, or
 * that Windows-1252 makes nothing of it.
 */
static bool is_proven(size_t i, const struct tally tally[CANDIDATES])
{
	const struct tally *t = &tally[i];
	bool several = (t->marks & (t->marks - 1)) != 0;
	bool only = t->points >= FRENCH_GOOD * (long)t->high &&
		    tally[0].points <= -2 * (long)tally[0].high;
	return !is_marc(candidates[i]) || t->known > 0 || (several && t->high > 2) ||
	       only;
}

/* The best set, where Windows-1252 is the first. */
static size_t find_best(const struct tally *tally)
{
	size_t best = 0;
	for (size_t i = 1; i < CANDIDATES; i++) {
		long least = tally[best].points + (best == 0 ? MARGIN : 0);
		if (tally[i].points >= 0 && tally[i].points > least &&
			is_proven(i, tally))
			best = i;
	}
	return best;
}

/*
 * Whether a set is about as good as the best one, by what the two read differently: it makes French of
 * that, too.
 */
static bool is_close(
	const struct tally *tally, size_t best, size_t other, const char *words, size_t n)
{
	enum charset a = candidates[best], b = candidates[other];
	bool differing[256] = {false};
	struct tally t = {0};
	for (int c = 0x80; c <= 0xff; c++) {
		const char byte = (char)c;
		uint32_t one = 0, another = 0;
		read_char(a, &byte, 1, &one);
		read_char(b, &byte, 1, &another);
		differing[c] = one != another;
	}
	weigh_words(b, words, n, differing, &t);
	long lead = tally[best].points - tally[other].points;
	return t.points > 0 && (lead <= MARGIN || lead * 2 < (long)t.high);
}

/* The best of the sets that are close to it. */
static enum charset find_rival(
	const struct tally *tally, size_t best, const char *words, size_t n)
{
	enum charset rival = CHARSET_AUTO;
	long most = 0;
	for (size_t i = 0; i < CANDIDATES; i++) {
		if (i == best || tally[i].points <= most ||
			!is_close(tally, best, i, words, n))
			continue;
		rival = candidates[i];
		most = tally[i].points;
	}
	return rival;
}

struct charset_guess guess_charset(const char *s, size_t n)
{
	char words[WORDS_ROOM];
	struct tally tally[CANDIDATES] = {{0}};
	size_t len = take_words(s, n, words);
	for (size_t i = 0; i < CANDIDATES; i++) {
		weigh_words(candidates[i], words, len, NULL, &tally[i]);
		weigh_headings(candidates[i], s, n, &tally[i]);
	}
	size_t best = find_best(tally);
	enum charset rival = find_rival(tally, best, words, len);
	bool no_french = tally[best].points * 2 < -(long)tally[best].high;
	return (struct charset_guess){
		candidates[best], rival, rival != CHARSET_AUTO || no_french};
}
