/*
 * t_correct.c - correcting mistyped words; runs tables/corrections.tst, which describes its own format.
 */
#include "query/plan/correct.h"
#include "query/plan/numeral.h"
#include "shared/core/strmap.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "tests/unit/engine.h"
#include "tests/unit/indexes.h"

/* A word of the index, and how many documents hold it. */
struct known {
	const char *word;
	unsigned documents;
};

static const struct known known[] = {{"lyon", 3}, {"mure", 1}, {"pare", 5}, {"tare", 1},
	{"salarie", 2}, {"salaire", 2}, {"cooperative", 9}, {"cooperatives", 4},
	{"cooperateur", 1}, {"marchandise", 1}, {"parchandise", 20}, {"film", 1},
	{"filme", 50}, {"abcd", 1}, {"abce", 1}, {"abcf", 1}, {"abcg", 1}, {"abch", 1},
	{"lip", 7}, {"documents", 3}, {"journaux", 2}, {"agressive", 2}, {"xixe", 9}};
enum { KNOWN = sizeof known / sizeof *known, DOCUMENTS = 50, WORDS_MAX = 200 };

/* Makes an index of words: document d holds those with more than d documents. */
static void write_words(const char *dir, const struct known *given, size_t count)
{
	struct coop_writer *w;
	struct coop_strmap *words;
	struct coop_buf vocabulary = {0};
	struct coop_error err = {0};
	uint32_t id;
	bool added;
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	need(coop_strmap_new(&words, &err) == COOP_OK, err.msg);
	for (unsigned d = 0; d < DOCUMENTS; d++) {
		struct coop_term terms[WORDS_MAX];
		struct coop_doc doc = {terms, 0, "", 0};
		for (size_t i = 0; i < count; i++) {
			size_t n = strlen(given[i].word);
			coop_strmap_intern(words, given[i].word, n, &id, &added, &err);
			if (given[i].documents > d)
				terms[doc.nterms++] =
					(struct coop_term){given[i].word, n, 1, NULL, 0};
		}
		need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	}
	need(coop_wordlist_pack(words, &vocabulary, &err) == COOP_OK, err.msg);
	coop_writer_set_meta(w, COOP_META_WORDLIST, vocabulary.s, vocabulary.len, &err);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	coop_strmap_free(words);
	coop_buf_release(&vocabulary);
}

static void corrects(struct corrector *c, const char *word, const char *expected)
{
	struct coop_spelling_candidate out[CORRECTIONS_MAX];
	struct coop_buf got = {0};
	struct coop_error err = {0};
	size_t count = 99;
	struct corrector_context none = {.nbeside = 0};
	ok(corrector_find(c, word, strlen(word), &none, out, &count, &err) == COOP_OK,
		"correcting %s", word);
	for (size_t i = 0; i < count; i++)
		coop_buf_printf(
			&got, "%s%.*s", i > 0 ? " " : "", (int)out[i].len, out[i].word);
	is_str(coop_buf_cstr(&got), got.len, expected, "... finds");
	coop_buf_release(&got);
}

static void test_find(struct corrector *c)
{
	corrects(c, "lyyon", "lyon");
	corrects(c, "lyno", "lyon");
	corrects(c, "zzzzzz", "");
	/* the most frequent first, those with the same first letter preferred */
	corrects(c, "mare", "pare mure tare");
	corrects(c, "parf", "pare");
	corrects(c, "pars", "pare");
	corrects(c, "tarf", "tare");
	corrects(c, "salaie", "salaire salarie");
	/* ... but not at any price */
	corrects(c, "xarchandise", "parchandise marchandise");
	/* keys that are neighbours, letters that sound alike */
	corrects(c, "narchandise", "marchandise parchandise");
	corrects(c, "tqre", "tare");
	corrects(c, "marchandisee", "marchandise");
	/* the nearest only, however frequent others are */
	corrects(c, "fil", "");
	corrects(c, "filmm", "filme film");
	corrects(c, "filmes", "filme film");
	/* letters left out, swapped or doubled are likelier than wrong ones */
	corrects(c, "cooperativse", "cooperative cooperatives");
	/* an ending of a plural or feminine is no distance */
	corrects(c, "cooperativ", "cooperative cooperatives");
	corrects(c, "docment", "documents");
	corrects(c, "docmente", "documents");
	corrects(c, "jourmal", "journaux");
	corrects(c, "agresif", "agressive");
	corrects(c, "dochent", "");
	/* at two slips from eight letters on */
	corrects(c, "salaxxe", "");
	corrects(c, "coopratve", "cooperative");
	corrects(c, "cooprtve", "");
	/* three at most, in byte order among equals */
	corrects(c, "abcr", "abcd abce abcf");
	/* under four letters, with digits, too long: none */
	corrects(c, "lyo", "");
	corrects(c, "lop", "");
	corrects(c, "lyon1", "");
	/* numerals neither have any nor are one */
	corrects(c, "xviie", "");
	corrects(c, "xxixeme", "");
	corrects(c, "taxixe", "");
	corrects(c, "", "");
	corrects(c, "cooperativecooperativecooperativecooperative", "");
}

static void test_numerals(void)
{
	static const char *const numerals[] = {"2eme", "19e", "1979", "i", "xixe",
		"xixeme", "xviii", "iiieme", "ier", "viiieme", "lxxe", "mcmlxxviii",
		"xxes", "iind"};
	static const char *const words[] = {"", "civil", "dixieme", "mille", "livre",
		"xiiii", "mer", "villes", "ixxe", "exil", "vider", "clic", "mixer"};
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
		ok(word_is_numeral(numerals[i], strlen(numerals[i])), "%s is a numeral",
			numerals[i]);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		ok(!word_is_numeral(words[i], strlen(words[i])), "'%s' is none",
			words[i]);
}

static void test_no_vocabulary(const char *dir)
{
	struct coop_writer *w;
	struct coop_reader *r;
	struct corrector *c;
	struct coop_error err = {0};
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	struct coop_snapshot snapshot = snapshot_of(r, NULL);
	struct coop_collection *collection = collection_of(&snapshot);
	need(corrector_new(collection, &c, &err) == COOP_OK, err.msg);
	corrects(c, "lyyon", "");
	corrects(c, "lyyon", "");
	corrector_free(c);
	corrector_free(NULL);
	coop_collection_free(collection);
	coop_reader_free(r);
}

/* Has words of an index corrected. */
static void with_words(const char *dir, const struct known *words, size_t count,
	void (*test)(struct corrector *c))
{
	struct coop_reader *r;
	struct corrector *c;
	struct coop_error err = {0};
	write_words(dir, words, count);
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	struct coop_snapshot snapshot = snapshot_of(r, NULL);
	struct coop_collection *collection = collection_of(&snapshot);
	need(corrector_new(collection, &c, &err) == COOP_OK, err.msg);
	test(c);
	corrector_free(c);
	coop_collection_free(collection);
	coop_reader_free(r);
}

static void test_words(const char *dir)
{
	with_words(dir, known, KNOWN, test_find);
}

/* ---- tables/corrections.tst ---- */

static struct coop_buf table;

/* Calls for each line of a table that says something; ends them with a NUL. */
static void each_line(
	struct coop_buf *lines, void (*what)(char *line, void *data), void *data)
{
	for (size_t at = 0, n; at < lines->len; at += n + 1) {
		n = strcspn(lines->s + at, "\n");
		lines->s[at + n] = '\0';
		if (n > 0 && lines->s[at] != '#')
			what(lines->s + at, data);
	}
}

struct known_words {
	struct known words[WORDS_MAX];
	size_t count;
};

/* Takes the words of a line with "+". */
static void take_words(char *line, void *data)
{
	struct known_words *to = data;
	char *save = NULL;
	if (*line != '+')
		return;
	for (char *s = strtok_r(line + 1, " ", &save); s;
		s = strtok_r(NULL, " ", &save)) {
		char *colon = strchr(s, ':');
		need(colon && to->count < WORDS_MAX, "a word of corrections.tst");
		*colon = '\0';
		to->words[to->count++] =
			(struct known){s, (unsigned)strtoul(colon + 1, NULL, 10)};
	}
}

static void check_line(char *line, void *data)
{
	char *arrow = strstr(line, " ->");
	if (*line == '+')
		return;
	need(arrow != NULL, "a line of corrections.tst");
	*arrow = '\0';
	corrects(data, line, arrow[3] == ' ' ? arrow + 4 : arrow + 3);
}

static void check_table(struct corrector *c)
{
	each_line(&table, check_line, c);
}

static void test_table(const char *dir)
{
	static struct known_words known_words;
	struct coop_buf path = {0}, copy = {0}; /* the words are in the copy */
	read_whole(test_path(&path, "tables/corrections.tst"), &table);
	coop_buf_add(&copy, table.s, table.len);
	each_line(&copy, take_words, &known_words);
	with_words(dir, known_words.words, known_words.count, check_table);
	coop_buf_release(&path);
	coop_buf_release(&copy);
	coop_buf_release(&table);
}

/* Through a query: a word that exists, or whose family does, is left alone. */
static const char csv[] = "id,titre\n1,coop\u00e9rative lyon cooperatif\n2,lyons mots\n"
			  "3,un CAE et une CAE\n4,mites moites\n5,L'\u00e9t\u00e9 1998\n";

static void test_left_alone(const char *dir)
{
	static const char *const words[] = {"coop\u00e9rative", "lyon", "lyons", "mots",
		"mot", "cae", "COOP\u00c9RATIVES", "cooperatrice", "mites", "moites",
		"1998", "=lyyon", "le"};
	struct coop_buf index = {0};
	struct coop_analyzer *a = new_analyzer();
	build_csv_index(dir, csv, sizeof csv - 1, &index);
	struct search *s = open_search(index.s, a);
	struct query q;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		find_query(s, words[i], 5, &q);
		ok(query_at(&q, 0).typed == NULL, "not corrected: %s", words[i]);
		query_release(&q);
	}
	find_query(s, "lyoon", 5, &q);
	is_str(query_at(&q, 0).typed, query_at(&q, 0).typed_len, "lyoon", "corrected");
	is_num(search_count(s), 2, "... and found in both forms' notices");
	query_release(&q);
	search_close(s);
	coop_analyzer_free(a);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_words);
	in_scratch(test_table);
	in_scratch(test_no_vocabulary);
	in_scratch(test_left_alone);
	test_numerals();
	return done();
}
