/*
 * t_beginnings.c - the words of a text that match a query are the same when words are skipped by how they
 * begin.
 *
 * Every word of a vocabulary is asked for in a text of all words that share its stem, and each of some
 * odd queries in some odd texts: with query_find_beginnings(), and without.
 */
#include "query/output/marks.h"
#include "tests/unit/files.h"
#include "tests/unit/queries.h"

static struct coop_analyzer *analyzer;
static struct query query;

/* Finds marks with and without skipping; how many there are, SIZE_MAX when they differ. */
static size_t compare(const char *asked, const char *text, size_t len)
{
	struct coop_error err = {0};
	struct marks all = {0}, some = {0};
	query_release(&query);
	understand(&query, analyzer, asked);
	need(marks_find(&all, analyzer, &query, text, len, &err) == COOP_OK, err.msg);
	need(query_find_beginnings(&query, analyzer, &err) == COOP_OK, err.msg);
	need(marks_find(&some, analyzer, &query, text, len, &err) == COOP_OK, err.msg);
	bool same = all.count == some.count;
	for (size_t i = 0; same && i < all.count; i++)
		same = all.at[i].off == some.at[i].off &&
		       all.at[i].end == some.at[i].end &&
		       all.at[i].words == some.at[i].words;
	size_t count = same ? all.count : SIZE_MAX;
	marks_release(&all);
	marks_release(&some);
	return count;
}

/* ---- a vocabulary ---- */

/* A word, and the others of its stem: the text that it is looked for in. */
struct form {
	char word[COOP_WORD_MAX + 1], stem[COOP_WORD_MAX + 1];
};

static struct form *forms;
static size_t nforms, forms_cap;

static void add_form(const struct coop_token *t)
{
	if (!t->stem || t->word.len > COOP_WORD_MAX || t->stem_len > COOP_WORD_MAX)
		return;
	need(coop_array_grow(&forms, &forms_cap, nforms + 1, sizeof *forms),
		"out of memory");
	struct form *f = &forms[nforms++];
	snprintf(f->word, sizeof f->word, "%.*s", (int)t->word.len, t->word.s);
	snprintf(f->stem, sizeof f->stem, "%.*s", (int)t->stem_len, t->stem);
}

static int by_stem(const void *a, const void *b)
{
	const struct form *x = a, *y = b;
	int order = strcmp(x->stem, y->stem);
	return order ? order : strcmp(x->word, y->word);
}

static void learn(const char *name)
{
	struct coop_buf path = {0}, text = {0};
	struct coop_error err = {0};
	struct coop_token t;
	bool more;
	read_whole(test_path(&path, name), &text);
	coop_analyzer_begin(analyzer, text.s, text.len);
	while (coop_analyzer_next(analyzer, &t, &more, &err) == COOP_OK && more)
		add_form(&t);
	coop_buf_release(&text);
	coop_buf_release(&path);
}

/* Keeps each word once, sorted by stems. */
static void sort_forms(void)
{
	size_t kept = 0;
	qsort(forms, nforms, sizeof *forms, by_stem);
	for (size_t i = 0; i < nforms; i++)
		if (i == 0 || by_stem(&forms[i], &forms[kept - 1]) != 0)
			forms[kept++] = forms[i];
	nforms = kept;
}

/* The words of [first, end), with others between them. */
static void write_text(struct coop_buf *text, size_t first, size_t end)
{
	coop_buf_reset(text);
	for (size_t i = first; i < end; i++)
		coop_buf_printf(text, "avec %s, zinzin 7 ", forms[i].word);
	need(!text->failed, "out of memory");
}

static void test_vocabulary(void)
{
	struct coop_buf text = {0};
	size_t wrong = 0, families = 0;
	learn("tables/exceptions.tst");
	learn("../corpus/films.csv");
	learn("data/small/notice.txt");
	sort_forms();
	for (size_t first = 0, end; first < nforms; first = end) {
		for (end = first;
			end < nforms && strcmp(forms[end].stem, forms[first].stem) == 0;)
			end++;
		families += end - first > 1;
		write_text(&text, first, end);
		for (size_t i = first; i < end; i++) {
			size_t count = compare(forms[i].word, text.s, text.len);
			bool good = count != SIZE_MAX && count >= end - first;
			wrong += !good;
			if (!good)
				printf("# '%s' in '%s'\n", forms[i].word, text.s);
		}
	}
	ok(nforms > 1000 && families > 200, "%zu words, %zu families", nforms, families);
	is_num(wrong, 0, "all words of a stem are found");
	coop_buf_release(&text);
}

/* ---- what is no plain word ---- */

static const char *const queries[] = {"yeux", "oeil", "\u0153il", "bail", "scop",
	"S.C.O.P.", "savoir-faire", "savoirfaire", "l'\u00e9conomie", "aujourd'hui",
	"coop*", "*logie", "cooperatif~1", "=\u00e9lev\u00e9", "\u00e9lev\u00e9", "1998",
	"04 78 68 18 18", "cap@cap-services.coop", "cooperer.coop", "a", "\u00e7a", "eau",
	"\u00c9tat", "messieurs", "monsieur", "\"ouvri\u00e8re lyon\"",
	"salari\u00e9\u00b7e\u00b7s", "\u65e5\u672c", "n\u00b0 7"};
static const char *const texts[] = {
	"Un \u0153il, des yeux ; le bail, les baux. Messieurs, monsieur, mesdames.",
	"La S.C.O.P. et la Scop, les SCOP, les savoir-faire, son savoirfaire, l\u2019\u00c9conomie.",
	"Aujourd\u2019hui les coop\u00e9ratifs, les coop\u00e9ratives, l'\u00e9cologie, la cooperatve, 1998, 04.78.68.18.18",
	"cap(@)cap-services.coop, http://www.cooperer.coop/x, a \u00e7a eaux \u00e9tats \u00c9l\u00e8ve \u00e9lev\u00e9",
	"L'OUVRI\u00c8RE de Lyon, ouvri\u00e8res lyonnaises, salari\u00e9e, salari\u00e9\u00b7e\u00b7s, \u65e5\u672c\u8a9e, 7 n\u00b07"};

static void test_odd_queries(void)
{
	size_t wrong = 0, found = 0;
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
			size_t count = compare(queries[i], texts[k], strlen(texts[k]));
			wrong += count == SIZE_MAX;
			found += count == SIZE_MAX ? 0 : count;
			if (count == SIZE_MAX)
				printf("# '%s' in '%s'\n", queries[i], texts[k]);
		}
	ok(found > 20, "%zu marks", found);
	is_num(wrong, 0, "odd queries are found in odd texts");
}

int main(void)
{
	struct coop_error err = {0};
	need(coop_analyzer_new(&analyzer, &err) == COOP_OK, err.msg);
	test_vocabulary();
	test_odd_queries();
	query_release(&query);
	free(forms);
	coop_analyzer_free(analyzer);
	return done();
}
