/*
 * t_variants.c - spellings that readers take for the same are the same: every word of the
 * corpus in capitals, without accents, decomposed, with each kind of apostrophe; and the
 * rankings of random queries in these spellings, to the last digit of their scores. Accents that are
 * typed rank as well (rerank.h): without them the same notices are found.
 */
#include <utf8proc.h>

#include "shared/core/strmap.h"
#include "shared/core/utf8.h"
#include "shared/text/fold.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

enum { QUERIES = 300, QUERY_WORDS_MAX = 4 };

/* Every character that is typed for an apostrophe (fold.c). */
static const char *const apostrophes[] = {
	"'", "`", "\u00b4", "\u02bc", "\u2018", "\u2019", "\u201b", "\u2032", "\uff07"};
enum { APOSTROPHES = sizeof apostrophes / sizeof *apostrophes };
enum { CAPITALS, PLAIN, DECOMPOSED, APOSTROPHE, VARIANTS = APOSTROPHE + APOSTROPHES };

static struct coop_analyzer *analyzer;
static struct coop_strmap *words;
static size_t nwords; /* in byte order: */
static char **sorted;

/* ---- the words of the corpus ---- */

/* The bytes of an inner sign of a word at `s`: an apostrophe, hyphen or middle dot. */
static size_t inner_sign(const char *s, size_t n)
{
	struct coop_folded f;
	if (n >= 2 && memcmp(s, "\u00b7", 2) == 0)
		return 2;
	coop_fold_char(s, n, &f);
	return f.class == COOP_CLASS_APOSTROPHE || f.class == COOP_CLASS_HYPHEN ? f.used
										: 0;
}

static bool is_inside(const char *s, size_t n)
{
	struct coop_folded f;
	if (n == 0)
		return false;
	coop_fold_char(s, n, &f);
	return f.class == COOP_CLASS_WORD || f.class == COOP_CLASS_DIGIT ||
	       f.class == COOP_CLASS_IGNORE;
}

static size_t word_end(const char *s, size_t n)
{
	size_t at = 0, sign;
	for (struct coop_folded f; at < n;) {
		if (is_inside(s + at, n - at)) {
			coop_fold_char(s + at, n - at, &f);
			at += f.used;
		} else if (at > 0 && (sign = inner_sign(s + at, n - at)) > 0 &&
			   is_inside(s + at + sign, n - at - sign)) {
			at += sign;
		} else {
			break;
		}
	}
	return at;
}

static void take_words(const struct coop_buf *text)
{
	struct coop_error err = {0};
	uint32_t id;
	bool added;
	for (size_t i = 0; i < text->len;) {
		size_t n = word_end(text->s + i, text->len - i);
		if (n > 0)
			need(coop_strmap_intern(
				     words, text->s + i, n, &id, &added, &err) == COOP_OK,
				err.msg);
		i += n > 0 ? n : 1;
	}
}

static void read_folder(const char *name)
{
	struct coop_buf folder = {0}, path = {0}, text = {0};
	DIR *d = opendir(test_path(&folder, name));
	need(d != NULL, folder.s);
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (!strstr(e->d_name, ".txt") && strcmp(e->d_name, "films.csv") != 0)
			continue;
		coop_buf_reset(&path);
		coop_buf_printf(&path, "%s/%s", folder.s, e->d_name);
		read_whole(path.s, &text);
		take_words(&text);
	}
	closedir(d);
	coop_buf_release(&folder);
	coop_buf_release(&path);
	coop_buf_release(&text);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_corpus(void)
{
	struct coop_error err = {0};
	need(coop_strmap_new(&words, &err) == COOP_OK, err.msg);
	read_folder("../corpus");
	read_folder("../corpus/films");
	read_folder("../corpus/histoire");
	nwords = coop_strmap_count(words);
	sorted = calloc(nwords, sizeof *sorted);
	need(sorted != NULL, "memory");
	for (uint32_t i = 0; i < nwords; i++) {
		size_t n;
		const char *s = coop_strmap_at(words, i, &n);
		sorted[i] = strndup(s, n);
		need(sorted[i] != NULL, "memory");
	}
	qsort(sorted, nwords, sizeof *sorted, by_bytes);
	ok(nwords > 3000, "the corpus has several thousand words: %zu", nwords);
}

/* ---- the variants of a text ---- */

static utf8proc_int32_t to_upper(utf8proc_int32_t cp, void *unused)
{
	(void)unused;
	return utf8proc_toupper(cp);
}

static void change_apostrophes(const char *s, const char *to, struct coop_buf *out)
{
	struct coop_folded f;
	for (size_t n = strlen(s); n > 0; s += f.used, n -= f.used) {
		coop_fold_char(s, n, &f);
		if (f.class == COOP_CLASS_APOSTROPHE)
			coop_buf_str(out, to);
		else
			coop_buf_add(out, s, f.used);
	}
}

static void make_variant(const char *s, int variant, struct coop_buf *out)
{
	utf8proc_uint8_t *made = NULL;
	coop_buf_reset(out);
	if (variant >= APOSTROPHE) {
		change_apostrophes(s, apostrophes[variant - APOSTROPHE], out);
	} else {
		utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_STABLE;
		options |= variant == CAPITALS ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
		options |= variant == PLAIN ? UTF8PROC_STRIPMARK : 0;
		need(utf8proc_map_custom((const utf8proc_uint8_t *)s, 0, &made, options,
			     variant == CAPITALS ? to_upper : NULL, NULL) >= 0,
			"a word that is not UTF-8");
		coop_buf_str(out, (const char *)made);
		free(made);
	}
	need(!out->failed, "memory");
}

static const char *variant_name(int variant)
{
	static const char *const names[] = {"capitals", "no accents", "decomposed"};
	return variant < APOSTROPHE ? names[variant] : apostrophes[variant - APOSTROPHE];
}

/* ---- what must be the same ---- */

/* Shows all that a text becomes. */
static void analyze(const char *text, struct coop_buf *out)
{
	struct coop_token t;
	struct coop_error err = {0};
	bool more = false;
	coop_buf_reset(out);
	coop_analyzer_begin(analyzer, text, strlen(text));
	while (!coop_analyzer_next(analyzer, &t, &more, &err) && more)
		coop_buf_printf(out, "%s%u:%.*s/%.*s ",
			t.word.flags & COOP_TOKEN_JOINED ? "+" : "", (unsigned)t.pos,
			(int)t.word.len, t.word.s, (int)t.stem_len, t.stem ? t.stem : "");
	need(err.status == COOP_OK && !out->failed, err.msg);
}

static void test_words(void)
{
	struct coop_buf variant = {0}, expected = {0}, got = {0};
	for (int v = 0; v < VARIANTS; v++) {
		size_t wrong = 0, changed = 0;
		for (size_t i = 0; i < nwords; i++) {
			make_variant(sorted[i], v, &variant);
			if (strcmp(sorted[i], coop_buf_cstr(&variant)) == 0)
				continue;
			changed++;
			analyze(sorted[i], &expected);
			analyze(variant.s, &got);
			bool same = strcmp(coop_buf_cstr(&expected),
					    coop_buf_cstr(&got)) == 0;
			if (!same && wrong < 10)
				printf("# %s: %s\n# %s: %s\n", sorted[i],
					coop_buf_cstr(&expected), variant.s,
					coop_buf_cstr(&got));
			wrong += !same;
		}
		is_num(wrong, 0, "%s: the same terms and stems", variant_name(v));
		ok(changed > 50, "... of %zu words that are spelled otherwise", changed);
	}
	coop_buf_release(&variant);
	coop_buf_release(&expected);
	coop_buf_release(&got);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Puts words between blanks in the order of bytes. */
static void sort_words(struct coop_buf *text)
{
	enum { MAX = 1000 };
	char *at[MAX], *rest;
	size_t count = 0;
	struct coop_buf in_order = {0};
	for (char *w = strtok_r(text->s, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
		need(count < MAX, "too many results");
		at[count++] = w;
	}
	qsort(at, count, sizeof *at, by_text);
	for (size_t i = 0; i < count; i++)
		coop_buf_printf(&in_order, "%s ", at[i]);
	coop_buf_release(text);
	*text = in_order;
}

/* The results of a query with their scores; without accents the notices alone. */
static void rank(struct search *s, const char *query, int variant, struct coop_buf *out)
{
	coop_buf_reset(out);
	run_search(s, query, 0, 1000);
	add_results(s, variant != PLAIN, out);
	if (variant == PLAIN && out->len > 0)
		sort_words(out);
}

/* A query is spelled in the three ways of writing, and with one of the apostrophes. */
static void test_rankings(struct search *s)
{
	struct coop_buf query = {0}, variant = {0}, expected = {0}, got = {0};
	size_t wrong[APOSTROPHE + 1] = {0}, results = 0;
	uint32_t state = 17;
	for (int i = 0; i < QUERIES; i++) {
		coop_buf_reset(&query);
		for (uint32_t n = 1 + next_random(&state) % QUERY_WORDS_MAX; n > 0; n--) {
			const char *word = sorted[next_random(&state) % nwords];
			/* these are operators in capitals */
			if (strcmp(word, "et") != 0 && strcmp(word, "ou") != 0 &&
				strcmp(word, "or") != 0 && strcmp(word, "sauf") != 0 &&
				strcmp(word, "puis") != 0 &&
				strcmp(word, "pr\u00e8s") != 0)
				coop_buf_printf(
					&query, "%s%s", query.len > 0 ? " " : "", word);
		}
		if (query.len == 0)
			coop_buf_str(&query, "lyon");
		for (int v = 0; v <= APOSTROPHE; v++) {
			make_variant(query.s, v < APOSTROPHE ? v : v + i % APOSTROPHES,
				&variant);
			rank(s, query.s, v, &expected);
			rank(s, variant.s, v, &got);
			results += v == 0 && expected.len > 0;
			bool same =
				got.len == expected.len &&
				(got.len == 0 || memcmp(got.s, expected.s, got.len) == 0);
			if (!same && wrong[v] < 5)
				printf("# %s: %.200s\n# %s: %.200s\n", query.s,
					coop_buf_cstr(&expected), variant.s,
					coop_buf_cstr(&got));
			wrong[v] += !same;
		}
	}
	for (int v = 0; v <= APOSTROPHE; v++)
		is_num(wrong[v], 0, "%d queries %s the same: %s", QUERIES,
			v == PLAIN ? "find" : "rank",
			v < APOSTROPHE ? variant_name(v) : "apostrophes");
	ok(results > QUERIES * 9 / 10, "%zu queries found something", results);
	coop_buf_release(&query);
	coop_buf_release(&variant);
	coop_buf_release(&expected);
	coop_buf_release(&got);
}

static void test_corpus(const char *dir)
{
	struct coop_buf corpus = {0}, index = {0};
	const char *paths[] = {test_path(&corpus, "../corpus"), NULL};
	coop_buf_printf(&index, "%s/index", dir);
	build_index(index.s, paths);
	struct search *s = open_search(index.s, analyzer);
	test_words(); /* with what the index has learned, too */
	test_rankings(s);
	search_close(s);
	coop_buf_release(&corpus);
	coop_buf_release(&index);
}

int main(void)
{
	analyzer = new_analyzer();
	read_corpus();
	in_scratch(test_corpus);
	for (size_t i = 0; i < nwords; i++)
		free(sorted[i]);
	free(sorted);
	coop_strmap_free(words);
	coop_analyzer_free(analyzer);
	return done();
}
