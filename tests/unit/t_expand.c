/*
 * t_expand.c - what patterns and edits stand for, against a look at every word of the index.
 *
 * The words are invented, some of them with letters that the vocabulary keeps apart; patterns
 * that begin with a sign are looked for together, as a query does.
 */
#include "query/plan/expand_words.h"
#include "query/plan/pattern.h"
#include "query/plan/weights.h"
#include "shared/index/layout.h"
#include "shared/text/equivalents.h"
#include "tests/unit/builds.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

enum { WORDS = 6000, ROUNDS = 60, ROUNDS_FEWER = 5, TOGETHER = 10, LONGEST = 16 };

static char words[WORDS][LONGEST];

static void invent(void)
{
	static const char *const parts[] = {"lo", "gie", "ti", "ve", "a", "e", "s", "co",
		"op", "m", "en", "t", "our", "ab", "le", "x", "gi", "is", "me", "r"};
	uint32_t state = 11;
	for (size_t i = 0; i < WORDS; i++) {
		size_t n = 0, length = 2 + next_random(&state) % 4;
		for (size_t p = 0; p < length; p++)
			n += (size_t)snprintf(words[i] + n, LONGEST - n, "%s",
				parts[next_random(&state) %
					(sizeof parts / sizeof *parts)]);
		/* a short form would be its long one in the index */
		if (coop_is_conditional(words[i], n))
			snprintf(words[i] + n, LONGEST - n, "lo");
	}
}

static void build(const char *dir, struct coop_buf *index)
{
	struct coop_buf csv = {0};
	coop_buf_str(&csv, "id,titre,resume\n");
	for (size_t i = 0; i < WORDS; i += 10) {
		coop_buf_printf(&csv, "%zu,notice,", i);
		for (size_t k = i; k < i + 10; k++)
			coop_buf_printf(&csv, "%s ", words[k]);
		coop_buf_byte(&csv, '\n');
	}
	need(!csv.failed, "memory");
	build_csv_index(dir, csv.s, csv.len, index);
	coop_buf_release(&csv);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Each word once, and in order; how many there are. */
static size_t sort_words(void)
{
	size_t kept = 0;
	qsort(words, WORDS, LONGEST, by_text);
	for (size_t i = 0; i < WORDS; i++)
		if (strlen(words[i]) >= COOP_WORDLIST_WORD_MIN &&
			(kept == 0 || strcmp(words[kept - 1], words[i]) != 0))
			memmove(words[kept++], words[i], LONGEST);
	return kept;
}

/* Whether a word of the vocabulary stands in an expansion. */
static bool holds(const struct expansion *e, const char *word)
{
	for (size_t at = 0; at < e->words.len; at += strlen(e->words.s + at) + 1)
		if (strcmp(e->words.s + at, word) == 0)
			return true;
	return false;
}

/*
 * Whether an expansion has all the words that fit, or the `max` shortest of them, as far as the
 * words of the test tell: the title's is another one.
 */
static bool is_right(const struct expansion *e, size_t count, size_t max,
	bool (*fits)(const void *wanted, const char *word), const void *wanted)
{
	size_t fitting = 0, held = 0, longest = 0, shortest_left = LONGEST;
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(words[i]);
		bool there = holds(e, words[i]);
		if (there && !fits(wanted, words[i]))
			return false;
		held += there;
		fitting += fits(wanted, words[i]);
		if (there && n > longest)
			longest = n;
		if (!there && fits(wanted, words[i]) && n < shortest_left)
			shortest_left = n;
	}
	bool notice = fits(wanted, "notice");
	fitting += notice;
	held += notice && holds(e, "notice");
	return e->matched == fitting && held == e->count &&
	       e->count == (fitting < max ? fitting : max) && longest <= shortest_left;
}

static bool fits_pattern(const void *wanted, const char *word)
{
	const struct leading_wildcard *p = wanted;
	return pattern_matches(p->s, p->len, word, strlen(word));
}

/* Patterns of pieces of words with signs between and before them. */
static void make_pattern(uint32_t *state, struct coop_buf *out)
{
	static const char *const pieces[] = {"e", "gie", "ti", "s", "coop", "le", "ment",
		"x", "o", "logie", "ab", "zz"};
	uint32_t length = 1 + next_random(state) % 3;
	for (uint32_t i = 0; i < length; i++) {
		coop_buf_byte(out, next_random(state) % 4 ? '*' : '?');
		coop_buf_str(out,
			pieces[next_random(state) % (sizeof pieces / sizeof *pieces)]);
	}
	if (next_random(state) % 3 == 0)
		coop_buf_byte(out, '*');
	coop_buf_byte(out, '\0');
}

static void test_open(const struct expander *e, size_t count)
{
	struct coop_error err = {0};
	uint32_t state = 3;
	size_t wrong = 0, matched = 0, cost;
	for (size_t round = 0; round < many(ROUNDS, ROUNDS_FEWER); round++) {
		struct coop_buf text = {0};
		struct leading_wildcard patterns[TOGETHER] = {0};
		for (size_t i = 0; i < TOGETHER; i++)
			make_pattern(&state, &text);
		need(!text.failed, "memory");
		const char *s = text.s;
		for (size_t i = 0; i < TOGETHER; i++, s += strlen(s) + 1)
			patterns[i] = (struct leading_wildcard){.s = s, .len = strlen(s)};
		need(!expand_leading_wildcards(
			     e, patterns, TOGETHER, SIZE_MAX, &cost, &err),
			err.msg);
		for (size_t i = 0; i < TOGETHER; i++) {
			bool right = !patterns[i].dropped &&
				     is_right(&patterns[i].found, count, e->max,
					     fits_pattern, &patterns[i]);
			if (!right)
				printf("# %s\n", patterns[i].s);
			wrong += !right;
			matched += patterns[i].found.matched;
			coop_buf_release(&patterns[i].found.words);
		}
		coop_buf_release(&text);
	}
	ok(wrong == 0 && matched > count,
		"patterns stand for the words of their form: %zu", matched);
}

/* What is to be spent goes to the first ones. */
static void test_budget(const struct expander *e)
{
	struct coop_error err = {0};
	struct leading_wildcard p[] = {{.s = "*e*", .len = 3}, {.s = "*s*", .len = 3},
		{.s = "*coopment", .len = 9}, {.s = "*a*", .len = 3}};
	size_t all, first, cost;
	need(!expand_leading_wildcards(e, p, 1, SIZE_MAX, &first, &err), err.msg);
	coop_buf_release(&p[0].found.words);
	p[0].found = (struct expansion){0};
	need(!expand_leading_wildcards(e, p, 4, SIZE_MAX, &all, &err), err.msg);
	ok(first > 0 && all > 2 * first, "what patterns cost is told: %zu, all %zu",
		first, all);
	for (size_t i = 0; i < 4; i++) {
		coop_buf_release(&p[i].found.words);
		p[i].found = (struct expansion){0};
	}
	need(!expand_leading_wildcards(e, p, 4, first + first / 2, &cost, &err), err.msg);
	ok(!p[0].dropped && p[1].dropped && !p[2].dropped && p[3].dropped &&
			cost <= first + first / 2,
		"those that cost too much are dropped, and said to be");
	ok(p[0].found.count == e->max && p[1].found.count == 0,
		"... and stand for nothing");
	for (size_t i = 0; i < 4; i++)
		coop_buf_release(&p[i].found.words);
}

struct slip {
	const char *s;
	unsigned edits;
};

static bool fits_slip(const void *wanted, const char *word)
{
	const struct slip *w = wanted;
	return coop_wordlist_distance(w->s, strlen(w->s), word, strlen(word), w->edits) <=
	       w->edits;
}

static void test_slips(const struct expander *e, size_t count)
{
	struct coop_error err = {0};
	size_t wrong = 0, matched = 0;
	for (size_t i = 0; i < count; i += many(37, 371)) {
		char word[LONGEST + 1];
		snprintf(word, sizeof word, "%s%s", words[i], i % 3 ? "" : "e");
		struct slip w = {word, 1 + (unsigned)i % 2};
		struct expansion found = {0};
		need(!expand_edits(e, w.s, strlen(w.s), w.edits, &found, &err), err.msg);
		/* of too many the nearest are kept: not what is looked at here */
		bool right = found.matched > e->max ||
			     is_right(&found, count, SIZE_MAX, fits_slip, &w);
		wrong += !right || found.cost == 0;
		matched += found.matched;
		coop_buf_release(&found.words);
	}
	ok(wrong == 0 && matched > 0, "edits are the words within that distance: %zu",
		matched);
}

static void test_all(const char *dir)
{
	struct coop_analyzer *analyzer = new_analyzer();
	struct coop_buf index = {0};
	struct coop_collection *collection;
	struct corrector *corrector;
	struct coop_error err = {0};
	invent();
	build(dir, &index);
	const char *path = index.s;
	need(!coop_collection_open(&path, 1, analyzer, &collection, &err), err.msg);
	need(!corrector_new(collection, &corrector, &err), err.msg);
	size_t count = sort_words();
	struct expander e = {collection, corrector, analyzer, EXPAND_MAX};
	test_open(&e, count);
	e.max = 7;
	test_open(&e, count);
	test_budget(&e);
	e.max = EXPAND_MAX;
	test_slips(&e, count);
	corrector_free(corrector);
	coop_collection_free(collection);
	coop_analyzer_free(analyzer);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
