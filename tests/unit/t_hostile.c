/*
 * t_hostile.c - texts that nobody writes: no crash, and work linear in their length.
 *
 * Each is a piece repeated up to a length. It goes through the tokenizer, the analyzer
 * and what learns acronyms, and is searched for as a query in an index that holds such
 * texts; four times the length must take less than six times the work (work.h). What is
 * less than FLOOR counts as FLOOR, so that what each run takes does not matter. A query has a
 * limited amount of memory.
 */
#include <sys/resource.h>
#include <sys/stat.h>

#include "indexer/terms/learn_acronyms.h"
#include "query/syntax/parser.h"
#include "shared/core/strmap.h"
#include "tests/unit/builds.h"
#include "tests/unit/indexes.h"
#include "tests/unit/work.h"

enum {
	WHOLE = QUERY_BYTES,
	SHORT = WHOLE / 4,
	IN_INDEX = 2000,
	FLOOR = 20000, /* steps */
	RATIO = 6,
	ASK_MEMORY = 50 << 20 /* bytes that an answer may take */
};

static const struct {
	const char *name, *piece;
	size_t len; /* of the piece, when it holds NUL */
} texts[] = {{"no blank", "a", 0}, {"no blank, accents", "\u00e9", 0},
	{"no blank, capitals", "A", 0}, {"apostrophes", "'", 0},
	{"typographic apostrophes", "\u2019", 0}, {"elided heads", "l'", 0},
	{"letters and apostrophes", "x'", 0}, {"dots", ".", 0},
	{"dotted letters", "a.", 0}, {"dotted letters, spaced", "a. ", 0},
	{"single letters", "a ", 0}, {"hyphens", "-", 0},
	{"letters and hyphens", "b-", 0}, {"long compounds", "mot-mot-mot-mot ", 0},
	{"lone surrogates", "\xed\xa0\x80", 0},
	{"surrogates in words", "a\xed\xa0\x80", 0}, {"overlong UTF-8", "\xc0\xaf", 0},
	{"overlong, three bytes", "\xe0\x80\xaf", 0},
	{"too large", "\xf4\x90\x80\x80", 0}, {"leading bytes alone", "\xe2", 0},
	{"continuations alone", "\x80", 0}, {"right-to-left marks", "\u200f", 0},
	{"marks in words", "a\u200f\u202eb\u2066", 0},
	{"zero-width blanks", "x\u200b\u200b\u200b.", 0}, {"soft hyphens", "\u00ad", 0},
	{"combining marks", "e\u0301\u0301\u0301", 0}, {"marks alone", "\u0301", 0},
	{"at signs", "@", 0}, {"letters and at signs", "a@", 0}, {"masked", "a (at) ", 0},
	{"half an address", "a.b-c_d+", 0}, {"addresses", "cap@cap.coop ", 0},
	{"sites", "www.a.coop.", 0}, {"digits and blanks", "1 ", 0},
	{"groups of digits", "123 ", 0}, {"digits", "7", 0},
	{"pairs of digits", "04 ", 0}, {"country codes", "+33 ", 0},
	{"decimals", "1,", 0}, {"phones", "04 78 68 18 18 ", 0},
	{"inclusive", "abc\u00b7e\u00b7s", 0}, {"parentheses", "abc(e)", 0},
	{"open parentheses", "(", 0}, {"definitions", "Alpha Beta (AB) ", 0},
	{"definitions of nothing", "(ABC)", 0}, {"capitals", "ABC abc ", 0},
	{"line ends", "\n", 0}, {"paragraphs", "a\n\n", 0}, {"NUL", "\0", 1},
	{"words and NUL", "abc\0", 4}, {"equals signs", "=", 0},
	{"exact words", "=lyon ", 0}, {"one word", "lyon ", 0},
	{"stop words", "le la de ", 0}, {"phrases", "\"le la\" \"la de\" ", 0},
	{"phrases with OU", "\"le la\"~9 OU \"la de\" OU ", 0},
	{"words near each other", "le PRES/5 la PRES/5 lyon PUIS/9 ", 0},
	{"ligatures that grow", "\ufdfa", 0}, {"Chinese", "\u5408\u4f5c", 0},
	{"Greek", "\u03a3\u03c5\u03bd ", 0}, {"emoji", "\U0001f600", 0},
	{"words of 300 bytes", NULL, 0}, {"new words", NULL, 1},
	{"misspelt words", NULL, 2}, {"alternatives", NULL, 3},
	{"patterns", "*a* ?e* co*pe a* ", 0}, {"all", "* ", 0}, {"one pattern", "a*", 0}};
enum { TEXTS = sizeof texts / sizeof *texts };

static struct coop_analyzer *analyzer;
static struct search *search;

/* Valgrind is some fifty times slower: shorter texts will do. */
static size_t scaled(size_t n)
{
	const char *valgrind = getenv("VALGRIND");
	return valgrind && *valgrind ? n / 8 : n;
}

static void fill(struct coop_buf *out, size_t text, size_t n)
{
	const char *piece = texts[text].piece;
	size_t len = piece && texts[text].len == 0 ? strlen(piece) : texts[text].len;
	coop_buf_reset(out);
	for (unsigned i = 0; out->len < n; i++) {
		if (piece)
			coop_buf_add(out, piece, len);
		else if (len == 0)
			coop_buf_printf(out, "%0300u ", i);
		else if (len == 1)
			coop_buf_printf(out, "mot%u ", i);
		else if (len == 3)
			coop_buf_printf(out, "mot%u OU ", i);
		else
			coop_buf_printf(out, "co%copera%ctiv%c ", 'a' + i % 26,
				'a' + i / 26 % 26, 'a' + i / 676 % 26);
	}
	need(!out->failed, "memory");
}

static void tokenize(const struct coop_buf *text)
{
	static struct coop_tokenizer t;
	struct coop_word w;
	size_t wrong = 0;
	coop_tokenizer_begin(&t, text->s, text->len);
	while (coop_tokenizer_next(&t, &w))
		wrong += w.len < 1 || w.len > COOP_WORD_MAX || w.off >= w.end ||
			 w.end > text->len;
	need(wrong == 0, "a word that is none");
}

/* The words, and what is learned from them. */
static void study(const struct coop_buf *text)
{
	struct coop_strmap *words;
	struct coop_acronyms *acronyms;
	struct acronym_learner *l;
	struct coop_token_ids t;
	size_t count;
	struct coop_error err = {0};
	uint32_t id, *met = NULL; /* how often, by number of the word */
	size_t cap = 0;
	bool added;
	need(coop_strmap_new(&words, &err) == COOP_OK, err.msg);
	need(coop_acronyms_new(&acronyms, &err) == COOP_OK, err.msg);
	need(learn_new(&l, coop_analyzer_forms(analyzer), &err) == COOP_OK, err.msg);
	learn_text(l, text->s, text->len, "hostile.txt", 1);
	coop_analyzer_begin(analyzer, text->s, text->len);
	while (!coop_analyzer_next_ids(analyzer, &t, 1, &count, &err) && count > 0) {
		size_t n;
		const char *s = coop_strmap_at(coop_analyzer_forms(analyzer), t.form, &n);
		if (t.flags & COOP_TOKEN_JOINED)
			continue;
		need(!coop_strmap_intern(words, s, n, &id, &added, &err) &&
				!learn_word(l, &t, id, &err),
			err.msg);
		need(coop_array_grow(&met, &cap, (size_t)id + 1, sizeof *met), "memory");
		met[id] = added ? 1 : met[id] + 1;
	}
	need(learn_finish(l, words, met, acronyms, &err) == COOP_OK, err.msg);
	free(met);
	learn_free(l);
	coop_acronyms_free(acronyms);
	coop_strmap_free(words);
}

/*
 * Lets the program have so much memory more than it has now, beside what is mapped of an index.
 * Not where a sanitizer or valgrind keeps books of its own.
 */
static void limit_memory(size_t more)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	need(file && fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages) == 1, "statm");
	fclose(file);
	struct rlimit limit;
	need(getrlimit(RLIMIT_DATA, &limit) == 0, "getrlimit");
	limit.rlim_cur = limit.rlim_max;
	if (many(1, 0) && more > 0)
		limit.rlim_cur = pages * (size_t)sysconf(_SC_PAGESIZE) + more;
	need(setrlimit(RLIMIT_DATA, &limit) == 0, "setrlimit");
}

/* Whatever is asked, no more than ASK_MEMORY is needed. */
static void ask(const struct coop_buf *text)
{
	limit_memory(ASK_MEMORY);
	struct query q;
	struct coop_error err = {0};
	enum coop_status st = ask_search(search, text->s, text->len, 10, &q, &err);
	limit_memory(0);
	need(st == COOP_OK || st == COOP_E_QUERY /* no word in it */, err.msg);
	query_release(&q);
}

static const struct {
	const char *name;
	void (*run)(const struct coop_buf *text);
} parts[] = {{"words", tokenize}, {"learning", study}, {"a query", ask}};
enum { PARTS = sizeof parts / sizeof *parts };

/* How much work it is. */
static uint64_t measure(size_t part, const struct coop_buf *text)
{
	uint64_t begun = work_done();
	parts[part].run(text);
	uint64_t took = work_done() - begun;
	return took < FLOOR ? FLOOR : took;
}

/* Whether the work grows as the length does. */
static void compare(size_t part, const char *name, const struct coop_buf *little,
	const struct coop_buf *large)
{
	uint64_t once = measure(part, little), four = measure(part, large);
	ok(four < RATIO * once, "%s, %s: %llu steps, of a quarter %llu", parts[part].name,
		name, (unsigned long long)four, (unsigned long long)once);
}

static void test_texts(void)
{
	struct coop_buf little = {0}, large = {0};
	for (size_t i = 0; i < TEXTS; i++) {
		fill(&little, i, scaled(SHORT));
		fill(&large, i, scaled(WHOLE));
		for (size_t part = 0; part < PARTS; part++)
			compare(part, texts[i].name, &little, &large);
	}
	coop_buf_release(&little);
	coop_buf_release(&large);
}

/* Short ones, of every length around the limits. */
static void test_short(void)
{
	struct coop_buf text = {0}, cut = {0};
	for (size_t i = 0; i < TEXTS; i++) {
		fill(&text, i, 320);
		for (size_t n = 1; n <= 320; n += n < 20 ? 1 : 17) {
			coop_buf_release(&cut);
			coop_buf_add(&cut, text.s, n);
			for (size_t part = 0; part < PARTS; part++)
				parts[part].run(&cut);
		}
	}
	ok(true, "short texts do no harm");
	coop_buf_release(&text);
	coop_buf_release(&cut);
}

static void test_all(const char *dir)
{
	struct coop_buf path = {0}, folder = {0}, index = {0}, text = {0};
	coop_buf_printf(&index, "%s/index", dir);
	coop_buf_printf(&folder, "%s/texts", dir);
	need(mkdir(folder.s, 0777) == 0, folder.s);
	for (size_t i = 0; i < TEXTS; i++) {
		coop_buf_reset(&path);
		coop_buf_printf(&path, "%s/%zu.txt", folder.s, i);
		fill(&text, i, scaled(IN_INDEX));
		coop_buf_str(&text, "\n\nlyon cooperative");
		write_whole(path.s, text.s, text.len);
	}
	const char *paths[] = {folder.s, NULL};
	need(freopen("/dev/null", "w", stderr) != NULL,
		"/dev/null"); /* bad bytes are told */
	build_index(index.s, paths);
	search = open_search(index.s, analyzer);
	test_short();
	test_texts();
	search_close(search);
	coop_buf_release(&path);
	coop_buf_release(&folder);
	coop_buf_release(&index);
	coop_buf_release(&text);
}

int main(void)
{
	analyzer = new_analyzer();
	in_scratch(test_all);
	coop_analyzer_free(analyzer);
	return done();
}
