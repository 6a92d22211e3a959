/*
 * t_token_fast.c - words read by the fast paths are what the rules make of them, whatever
 * the text.
 */
#include "shared/text/token_fast.h"

#include <string.h>

#include "shared/core/utf8.h"
#include "shared/text/analyzer.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

enum { WORDS_MAX = 1024, TEXT_MAX = 8192 };

static const char *const pieces[] = {"scop", "Scop", "SCOP", "la", "a", "\u00e0", "y",
	"e", "s", "l'", "d\u2019", "D'", "qu\u2019", "QU'", "jusqu'", "aujourd'hui",
	"presqu'\u00eele", "entr\u2019acte", "O'Brien", "rock'n'roll", "\u0153uvre",
	"\u00c9CONOMIE", "\u00e9conomie", "\u00e9conomies", "e\u0301conomie", "E\u0301",
	"co\u00adop", "\ufb01n", "\u00c6sop", "\u00df", "na\u00efve",
	"\uff33\uff23\uff2f\uff30", "\u0430\u0431\u0432", "\u5408\u4f5c", "\u00bd",
	"\u00d7", "\u00f7", "anticonstitutionnellement", "coop\u00e9rativiseraient",
	"d\u2019anticonstitutionnalit\u00e9s", "1989", "04", "78", "69003", "14", "200",
	"\u00b2", "S.C.O.P.", "C.A.E", "s.a.", "cap@cap.coop", "(at)", "[at]", "(@)",
	"www.", "cap.fr", "salari\u00e9\u00b7e\u00b7s", "adh\u00e9rent(e)s", ".e.s",
	"M. ", "bd. ", "\u00c9d. ", "vol. ", "etc. ", "... ", ".", "/trice",
	"Clermont-Ferrand", "-", "\u2010", "\u2011", "'", "\u2019", "\u02bc", "\u00b4",
	"`", " ", " ", " ", " ", " ", " ", ", ", ". ", ".", "! ", "? ", " : ", ";", "\n",
	"\n\n", "\r\n", "\t", "(", ")", "[", "]", "\"", "\u00ab\u00a0", "\u00a0\u00bb",
	"\u00a0", "\u202f", "\u2026", "\u2028", "\u2029", "\u200b", "\ufeff",
	"\U0001f3ac", "\xff", "\xc3", "\xe2\x80", "_", "+", "@", "&"};

/* Writes a text of some pieces; now and then words that are as long as they may be, or longer. */
static size_t write_text(char *text, uint32_t *seed)
{
	size_t len = 0;
	for (uint32_t n = next_random(seed) % 60; n > 0; n--) {
		const char *piece =
			pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
		uint32_t times =
			next_random(seed) % 100 == 0 ? 240 / (uint32_t)strlen(piece) : 1;
		size_t bytes = strlen(piece);
		for (; times > 0 && len + bytes < TEXT_MAX; times--)
			for (size_t i = 0; i < bytes; i++)
				text[len++] = piece[i];
		if (next_random(seed) % 3 == 0 && len < TEXT_MAX)
			text[len++] = next_random(seed) % 40 == 0 ? '\0' : ' ';
	}
	return len;
}

/* A word, and its folded form, which the tokenizer does not keep. */
struct kept {
	struct coop_word w;
	char form[COOP_WORD_MAX];
};

/* A text is a line as often as not. */
static size_t read_words(const char *text, size_t len, struct kept *words,
	bool (*next)(struct coop_tokenizer *, struct coop_word *))
{
	static struct coop_tokenizer t;
	size_t n = 0;
	if (len % 2)
		coop_tokenizer_begin_line(&t, text, len);
	else
		coop_tokenizer_begin(&t, text, len);
	for (; n < WORDS_MAX && next(&t, &words[n].w); n++)
		memcpy(words[n].form, words[n].w.s, words[n].w.len);
	need(n < WORDS_MAX, "a text of too many words");
	return n;
}

static bool is_same(const struct kept *a, const struct coop_word *w, const char *form)
{
	return a->w.off == w->off && a->w.end == w->end && a->w.flags == w->flags &&
	       a->w.len == w->len && memcmp(a->form, form, w->len) == 0;
}

static struct coop_analyzer *analyzer, *other;
static struct coop_strmap *spelled; /* numbered as the analyzer's, but from 0 */

/* Whether the number of a word's spelling is the right one. */
static bool is_spelled(const char *text, const struct coop_token_ids *s)
{
	struct coop_error err = {0};
	uint32_t id;
	bool added;
	if (s->flags & COOP_TOKEN_UNSPELLED ||
		coop_utf8_ascii(text + s->off, s->end - s->off))
		return s->accented == 0;
	need(!coop_strmap_intern(
		     spelled, text + s->off, s->end - s->off, &id, &added, &err),
		err.msg);
	return s->accented == id + 1;
}

/* Whether a word is what the rules made of it, and its stem what another analyzer says. */
static bool is_right(
	const char *text, const struct coop_token_ids *s, const struct kept *word)
{
	const unsigned known =
		COOP_TOKEN_STOP | COOP_TOKEN_EXCEPTION | COOP_TOKEN_LEARNED;
	struct coop_word w = {.off = s->off, .end = s->end, .flags = s->flags & ~known};
	struct coop_error err = {0};
	size_t stem_len, expected_len;
	const char *form = coop_strmap_at(coop_analyzer_forms(analyzer), s->form, &w.len);
	const char *stem = coop_analyzer_stem_of(analyzer, s->form, &stem_len), *expected;
	need(!coop_analyzer_stem(other, form, w.len, &expected, &expected_len, &err),
		err.msg);
	return is_same(word, &w, form) && is_spelled(text, s) &&
	       stem_len == expected_len &&
	       (stem_len == 0 || memcmp(stem, expected, stem_len) == 0) &&
	       ((s->flags & COOP_TOKEN_STOP) != 0) == (stem == NULL);
}

/* Counts the words that the analyzer, so many at once, does not give as the rules do. */
static size_t compare(
	const char *text, size_t len, const struct kept *words, size_t n, size_t max)
{
	struct coop_token_ids ids[64];
	struct coop_error err = {0};
	size_t count, at = 0, wrong = 0;
	uint32_t pos = 0;
	if (len % 2)
		coop_analyzer_begin_line(analyzer, text, len);
	else
		coop_analyzer_begin(analyzer, text, len);
	do {
		need(!coop_analyzer_next_ids(analyzer, ids, max, &count, &err), err.msg);
		for (size_t i = 0; i < count; i++, at++) {
			bool joined = ids[i].flags & COOP_TOKEN_JOINED;
			wrong += at >= n || !is_right(text, &ids[i], &words[at]);
			wrong += joined ? ids[i].pos != pos : ids[i].pos <= pos;
			pos = ids[i].pos;
		}
	} while (count > 0);
	return wrong + (at != n);
}

int main(void)
{
	static struct kept right[WORDS_MAX], words[WORDS_MAX];
	static char text[TEXT_MAX];
	struct coop_error err = {0};
	uint32_t seed = 1;
	size_t tokens_differ = 0, spots_differ = 0, read = 0;
	need(!coop_analyzer_new(&analyzer, &err) && !coop_analyzer_new(&other, &err) &&
			!coop_strmap_new(&spelled, &err),
		err.msg);
	for (int round = 0; round < 20000; round++) {
		size_t len = write_text(text, &seed);
		size_t n = read_words(text, len, right, coop_tokenizer_next_by_rules);
		size_t got = read_words(text, len, words, coop_tokenizer_next);
		read += n;
		tokens_differ += got != n;
		for (size_t i = 0; i < n && i < got; i++)
			tokens_differ += !is_same(&right[i], &words[i].w, words[i].form);
		spots_differ += compare(text, len, right, n, 1 + next_random(&seed) % 64);
	}
	ok(read > 300000, "many words were read");
	is_num(tokens_differ, 0, "the tokenizer reads them as the rules do");
	is_num(spots_differ, 0,
		"the analyzer knows them for what the rules make of them");
	coop_analyzer_free(analyzer);
	coop_analyzer_free(other);
	coop_strmap_free(spelled);
	return done();
}
