/*
 * t_wordlist.c - the nearest words, against distances computed by the definition.
 */
#include "shared/index/wordlist.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

enum { WORDS = 2000, QUERIES = 2000, FOUND_MAX = 512, TEXT_MAX = 64 };

static struct coop_strmap *words;
static struct coop_buf packed;
static char list[WORDS][TEXT_MAX]; /* the same as C strings, for brute force */

static void add(const char *s, size_t n)
{
	uint32_t id;
	bool added;
	need(coop_strmap_intern(words, s, n, &id, &added, NULL) == COOP_OK, "memory");
}

static void begin(void)
{
	struct coop_error err = {0};
	coop_strmap_free(words);
	coop_buf_reset(&packed);
	need(coop_strmap_new(&words, &err) == COOP_OK, err.msg);
}

static void pack(void)
{
	struct coop_error err = {0};
	need(coop_wordlist_pack(words, &packed, &err) == COOP_OK, err.msg);
}

static void test_format(void)
{
	/* digits, short and long words are left out; the rest is in byte order */
	static const char expected[] = "\0\004chat\004\001s\001\005oogle\003\003per"
				       "\0\004\xce\xb1\xce\xb2";
	static const char *const in[] = {"chats", "cooper", "ab", "a1b2", "chat",
		"coogle", "2001", "\xce\xb1\xce\xb2", "abc4"};
	char longest[COOP_WORDLIST_WORD_MAX + 1];
	begin();
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		add(in[i], strlen(in[i]));
	pack();
	ok(packed.len == sizeof expected - 1 &&
			memcmp(packed.s, expected, packed.len) == 0,
		"the stored form is the one of wordlist.h");
	begin();
	memset(longest, 'x', sizeof longest);
	add(longest, COOP_WORDLIST_WORD_MAX);
	add(longest, COOP_WORDLIST_WORD_MAX + 1);
	add(longest, COOP_WORDLIST_WORD_MIN - 1);
	add(longest, COOP_WORDLIST_WORD_MIN);
	pack();
	is_num(packed.len,
		2 + COOP_WORDLIST_WORD_MIN + 2 + COOP_WORDLIST_WORD_MAX -
			COOP_WORDLIST_WORD_MIN,
		"the shortest and the longest word that are kept");
	begin();
	pack();
	is_num(packed.len, 0, "nothing of nothing");
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment, the whole table. */
static unsigned osa(const char *a, size_t na, const char *b, size_t nb)
{
	static unsigned d[COOP_WORDLIST_WORD_MAX + 1][COOP_WORDLIST_WORD_MAX + 1];
	for (size_t i = 0; i <= na; i++) {
		for (size_t j = 0; j <= nb; j++) {
			unsigned best = (unsigned)(i == 0 ? j : i);
			if (i > 0 && j > 0) {
				best = least(d[i - 1][j] + 1, d[i][j - 1] + 1);
				best = least(
					best, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			}
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
				a[i - 2] == b[j - 1])
				best = least(best, d[i - 2][j - 2] + 1);
			d[i][j] = best;
		}
	}
	return d[na][nb];
}

/* Those of the words, and whether endings are free. */
static const char *letters = "abcde";
static bool forms;

/* A word of few different letters, so that there are neighbours. */
static size_t random_word(uint32_t *state, char *out)
{
	size_t n = 3 + next_random(state) % (next_random(state) % 20 == 0 ? 38 : 7);
	for (size_t i = 0; i < n; i++)
		out[i] = letters[next_random(state) % 5];
	return n;
}

/* Whether one slip at most is left without endings of a family, or without that of one word. */
static bool is_form(const char *a, size_t na, const char *b, size_t nb)
{
	struct coop_endings x = coop_endings_of(a, na), y = coop_endings_of(b, nb);
	for (size_t f = 0; f < COOP_ENDING_FAMILIES; f++)
		for (size_t i = 0; i <= COOP_ENDING_MAX; i++)
			for (size_t j = 0; j <= COOP_ENDING_MAX; j++)
				if (x.lengths[f] >> i & 1 && y.lengths[f] >> j & 1 &&
					(f > 0 || i == 0 || j == 0) &&
					osa(a, na - i, b, nb - j) <= 1)
					return true;
	return false;
}

static unsigned apart(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned d = osa(a, na, b, nb);
	return forms && d > 1 && is_form(a, na, b, nb) ? 1 : d;
}

/* What coop_wordlist_nearest() ought to find, as words with a blank behind each. */
static size_t brute(const char *word, size_t len, unsigned limit, struct coop_buf *out)
{
	size_t found = 0;
	const char *sorted[FOUND_MAX];
	unsigned best = limit + 1;
	coop_buf_reset(out);
	for (size_t i = 0; i < WORDS; i++) {
		const char *w = list[i];
		unsigned d = apart(word, len, w, strlen(w));
		if (d > limit || d == 0 || d > best)
			continue;
		found = d < best ? 0 : found;
		best = d;
		size_t at = found++;
		need(found < FOUND_MAX, "too many neighbours");
		for (; at > 0 && strcmp(sorted[at - 1], w) > 0; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = w;
	}
	for (size_t i = 0; i < found; i++)
		coop_buf_printf(out, "%s ", sorted[i]);
	return found;
}

static size_t nearest(const char *word, size_t len, unsigned limit, struct coop_buf *out)
{
	struct coop_spelling_candidate near[FOUND_MAX];
	size_t n = (forms ? coop_wordlist_nearest_forms : coop_wordlist_nearest)(
		packed.s, packed.len, word, len, limit, near, FOUND_MAX);
	coop_buf_reset(out);
	for (size_t i = 0; i < n; i++)
		coop_buf_printf(out, "%.*s ", (int)near[i].len, near[i].word);
	return n;
}

/* Words of the vocabulary themselves are asked for too: they are not near themselves. */
static void test_random(void)
{
	struct coop_buf got = {0}, expected = {0};
	uint32_t state = 11;
	char word[TEXT_MAX];
	size_t wrong = 0, many = 0, none = 0;
	begin();
	for (uint32_t n; (n = coop_strmap_count(words)) < WORDS;) {
		size_t len = random_word(&state, list[n]);
		list[n][len] = '\0';
		add(list[n], len);
	}
	pack();
	for (int i = 0; i < QUERIES; i++) {
		size_t n = random_word(&state, word);
		unsigned limit = 1 + (unsigned)i % 3;
		size_t count = brute(word, n, limit, &expected);
		nearest(word, n, limit, &got);
		bool good = got.len == expected.len &&
			    (got.len == 0 || memcmp(got.s, expected.s, got.len) == 0);
		if (!good)
			printf("# %.*s, %u: got %s\n# expected %s\n", (int)n, word, limit,
				coop_buf_cstr(&got), coop_buf_cstr(&expected));
		wrong += !good;
		many += count > 1;
		none += count == 0;
	}
	is_num(wrong, 0, "%d queries of %d words give what brute force does", QUERIES,
		WORDS);
	ok(many > 100 && none > 100, "... %zu of them several words, %zu none", many,
		none);
	coop_buf_release(&got);
	coop_buf_release(&expected);
}

static void is_nearest(const char *word, unsigned limit, const char *expected)
{
	struct coop_buf got = {0};
	nearest(word, strlen(word), limit, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "near %s, up to %u", word, limit);
	coop_buf_release(&got);
}

static void test_examples(void)
{
	static const char *const in[] = {"lyon", "lion", "loin", "salarie", "salaire",
		"travail", "travaux", "cooperative", "cooperatives"};
	struct coop_spelling_candidate near[2];
	begin();
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		add(in[i], strlen(in[i]));
	pack();
	is_nearest("lyno", 1, "lyon ");
	is_nearest("lon", 1, "lion loin lyon ");
	is_nearest("lyyon", 1, "lyon ");
	is_nearest("salarei", 1, "salarie ");
	is_nearest("coperative", 2, "cooperative ");
	is_nearest("copoerativse", 2, "cooperative cooperatives ");
	is_nearest("travxail", 2, "travail ");
	is_nearest("zzzz", 2, "");
	is_nearest("", 3, "");
	is_num(coop_wordlist_nearest(packed.s, packed.len, "lon", 3, 1, near, 2), 2,
		"no more than there is room for");
	ok(memcmp(near[0].word, "lion", 4) == 0 && memcmp(near[1].word, "loin", 4) == 0,
		"... the first ones");
	char longest[COOP_WORDLIST_WORD_MAX + 2];
	memset(longest, 'a', sizeof longest);
	is_num(coop_wordlist_nearest(
		       packed.s, packed.len, longest, sizeof longest, 3, near, 2),
		0, "a word longer than any has none");
}

static void test_forms(void)
{
	static const char *const in[] = {"documents", "dorment", "journaux", "agressive",
		"vendeuses", "vendeuse", "italiennes", "lyon", "chevaux"};
	begin();
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		add(in[i], strlen(in[i]));
	pack();
	is_nearest("docment", 1, "dorment ");
	forms = true;
	is_nearest("docment", 1, "documents dorment ");
	is_nearest("docmentes", 2, "dorment ");
	is_nearest("jourmal", 1, "journaux ");
	is_nearest("agresif", 1, "agressive ");
	is_nearest("vendeurr", 1, "");
	is_nearest("vandeur", 1, "vendeuse ");
	is_nearest("lyons", 1, "lyon ");
	/* what is left is too short for that */
	is_nearest("lyoonx", 1, "");
	letters = "aesxl";
	test_random();
	letters = "aufve";
	test_random();
	letters = "abcde";
	forms = false;
}

/* Any bytes at all, in copies of their own size. */
static void test_damaged(void)
{
	struct coop_spelling_candidate near[4];
	uint32_t state = 5;
	size_t wrong = 0;
	begin();
	for (int i = 0; i < 50; i++) {
		char word[TEXT_MAX];
		add(word, random_word(&state, word));
	}
	pack();
	for (size_t i = 0; i < 20000; i++) {
		size_t n = i < packed.len ? i : packed.len;
		char *copy = malloc(n > 0 ? n : 1);
		need(copy != NULL, "memory");
		memcpy(copy, packed.s, n);
		for (size_t hits = i < packed.len ? 0 : 1 + i % 4; hits > 0; hits--)
			copy[next_random(&state) % n] = (char)next_random(&state);
		size_t found = coop_wordlist_nearest(copy, n, "abcabd", 6, 3, near, 4);
		wrong += found > 4;
		for (size_t k = 0; k < found; k++) {
			wrong += near[k].len > COOP_WORDLIST_WORD_MAX;
			for (size_t b = 0; b < near[k].len; b++)
				*(volatile char *)&near[k].word[b];
		}
		free(copy);
	}
	is_num(wrong, 0, "damaged vocabularies do no harm");
	/* a word that shares more with the one before than that one has */
	size_t found = coop_wordlist_nearest("\005\001a", 3, "xxxxxa", 6, 5, near, 4);
	ok(found == 0, "a first word that shares bytes ends the walk");
	found = coop_wordlist_nearest("\0\003abc\005\001d", 8, "abxxxd", 6, 3, near, 4);
	ok(found <= 1 && (found == 0 || near[0].len == 3),
		"... and so does a later one that shares too many");
}

/* Word by word gives the same as all at once, and counts nothing that does not belong. */
static void test_packer(void)
{
	struct coop_wordlist_packer p = {{0}, 0};
	struct coop_buf out = {0};
	char longest[COOP_WORDLIST_WORD_MAX + 1];
	memset(longest, 'c', sizeof longest);
	begin();
	for (unsigned i = 0; i < 3000; i++) {
		char word[16];
		size_t n = (size_t)snprintf(word, sizeof word, "a%c%c%c%s", 'a' + i / 400,
			'a' + i / 20 % 20, 'a' + i % 20,
			i % 3 == 0 ? "s"
			: i % 7    ? ""
				   : "4");
		add(word, n);
		coop_wordlist_add(&p, word, n, &out);
	}
	for (size_t n = 1; n <= sizeof longest; n++) {
		add(longest, n);
		coop_wordlist_add(&p, longest, n, &out);
	}
	pack();
	ok(!out.failed && out.len == packed.len && memcmp(out.s, packed.s, out.len) == 0,
		"word by word the stored form is the same");
	coop_buf_release(&out);
}

int main(void)
{
	test_format();
	test_packer();
	test_random();
	test_examples();
	test_forms();
	test_damaged();
	coop_strmap_free(words);
	coop_buf_release(&packed);
	return done();
}
