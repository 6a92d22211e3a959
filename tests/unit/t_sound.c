/*
 * t_sound.c - runs tables/sounds.tst, which describes its own format: how words sound, and which sound
 * alike.
 */
#include "shared/core/utf8.h"
#include "shared/text/fold.h"
#include "shared/text/sound.h"
#include "tests/unit/files.h"

enum { WORDS_MAX = 8 };

/* A line: words, and the sign before each but the first. */
struct line {
	size_t number;
	struct coop_buf words[WORDS_MAX];
	char signs[WORDS_MAX];
	size_t count;
};

static void release(struct line *l)
{
	for (size_t i = 0; i < l->count; i++)
		coop_buf_release(&l->words[i]);
}

/* Whether a word of a line is a sign. */
static bool is_sign(const char *s, size_t n)
{
	return n == 1 && strchr("=#~:", *s);
}

static void split(const char *s, size_t n, struct line *l)
{
	char sign = '\0';
	for (size_t at = 0, len; at < n; at += len + (at + len < n)) {
		len = strcspn(s + at, " \n");
		need(len > 0 && l->count < WORDS_MAX, "an odd line in sounds.tst");
		if (is_sign(s + at, len)) {
			sign = s[at];
			continue;
		}
		l->signs[l->count] = sign;
		if (sign == ':')
			coop_buf_add(&l->words[l->count++], s + at, len);
		else
			coop_fold_label(s + at, len, &l->words[l->count++]);
	}
}

static bool are_alike(const struct coop_buf *a, const struct coop_buf *b, bool loose)
{
	bool alike = coop_sounds_alike(a->s, a->len, b->s, b->len, loose);
	ok(alike == coop_sounds_alike(b->s, b->len, a->s, a->len, loose),
		"%s and %s: either way round", a->s, b->s);
	return alike;
}

static void check_pair(struct line *l, size_t i, size_t k)
{
	struct coop_buf *a = &l->words[i], *b = a + (k - i);
	bool alike = l->signs[k] == '=';
	if (l->signs[k] == ':')
		return;
	/* beyond another sign words are not compared */
	for (size_t m = i + 1; m <= k; m++)
		if (l->signs[m] != l->signs[k])
			return;
	ok(are_alike(a, b, false) == alike, "sounds.tst:%zu: %s %c %s", l->number,
		coop_buf_cstr(a), l->signs[k], coop_buf_cstr(b));
	if (l->signs[k] != '#')
		ok(are_alike(a, b, true), "... by ear");
}

/* What the walk over the words of an index relies on. */
static void check_letters(const struct coop_buf *word)
{
	struct coop_sound code = coop_sound_of(word->s, word->len, 0);
	for (size_t i = 0; i < code.len; i++) {
		const char *needs = coop_sound_needs(code.s[i]);
		bool there = !*needs || strpbrk(coop_buf_cstr(word), needs);
		ok(there, "%s has a letter for its sound %c", word->s, code.s[i]);
	}
	ok(code.len > 0 && strchr(coop_sound_letters(code.s[0]), word->s[0]),
		"%s begins with a letter of its first sound", word->s);
}

static void check(struct line *l)
{
	for (size_t k = 0; k < l->count; k++) {
		const struct coop_buf *word = &l->words[k];
		if (l->signs[k] == ':') {
			struct coop_sound code =
				coop_sound_of(l->words[0].s, l->words[0].len, 0);
			is_str(code.s, code.len, word->s, "sounds.tst:%zu: %s", l->number,
				l->words[0].s);
			continue;
		}
		if (!memchr(word->s, ' ', word->len))
			check_letters(word);
		for (size_t i = 0; i < k; i++)
			check_pair(l, i, k);
	}
}

static void test_table(void)
{
	struct coop_buf table = {0}, path = {0};
	size_t number = 1;
	read_whole(test_path(&path, "tables/sounds.tst"), &table);
	for (size_t at = 0, n; at < table.len; at += n + 1, number++) {
		struct line l = {.number = number};
		n = strcspn(table.s + at, "\n");
		if (n == 0 || table.s[at] == '#')
			continue;
		split(table.s + at, n, &l);
		need(l.count > 1, "a line of one word in sounds.tst");
		check(&l);
		release(&l);
	}
	coop_buf_release(&table);
	coop_buf_release(&path);
}

/* Any bytes have a code, that fits, or none. */
static void test_odd(void)
{
	static const char *const odd[] = {"", "e", "es", "h", "hhhh", "ss", "eee", "ttt",
		"x", "\xce\xb1\xce\xb2", "123", "a1b",
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"};
	char longest[COOP_SOUND_WORD_MAX + 1];
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct coop_sound s = coop_sound_of(odd[i], strlen(odd[i]), 0);
		ok(s.len <= sizeof s.s, "'%s' has a code", odd[i]);
		ok(s.len == 0 || coop_sounds_like(odd[i], strlen(odd[i]), &s),
			"... which it sounds like");
	}
	memset(longest, 'x', sizeof longest);
	is_num(coop_sound_of(longest, sizeof longest, 0).len, 0, "too long: none");
	ok(!coop_sounds_alike(longest, sizeof longest, longest, sizeof longest, false),
		"... which sounds like nothing");
	ok(!coop_sounds_alike("", 0, "", 0, true), "nothing sounds like nothing");
}

int main(void)
{
	test_table();
	test_odd();
	return done();
}
