/*
 * t_search.c - the order of the results, paging, and the second stage.
 */
#include "query/plan/weights.h"
#include "query/search/rerank.h"
#include "shared/index/impact.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

static struct coop_analyzer *analyzer;

static void finds(struct search *s, const char *query, size_t first, size_t count,
	const char *expected)
{
	struct coop_buf got = {0};
	run_search(s, query, first, count);
	add_results(s, false, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s: %zu behind %zu", query, count,
		first);
	coop_buf_release(&got);
}

/* Scores never rise. */
static bool in_order(const struct search *s)
{
	for (size_t i = 1; i < search_count(s); i++)
		if (search_score(s, i) > search_score(s, i - 1))
			return false;
	return true;
}

/* ---- ties and paging, over more documents than the second stage looks at ---- */

enum { NOTICES = 180 };

/* Some notices are twins, so that there are ties. */
static void write_many(struct coop_buf *csv)
{
	static const char *const words[] = {"lyon", "scop", "film", "usine", "paysans",
		"ville", "emploi", "reprise", "ouvriers", "coop\u00e9rative", "montagne",
		"boulanger", "quartier", "\u00e9cole", "machine"};
	uint32_t state = 7;
	coop_buf_str(csv, "id,titre,r\u00e9sum\u00e9\n");
	for (int i = 0; i < NOTICES; i++) {
		if (i % 6 == 5)
			state = 99;
		coop_buf_printf(csv, "n%03d,Titre,", i);
		for (uint32_t n = 5 + next_random(&state) % 30; n > 0; n--) {
			uint32_t a = next_random(&state) % 15,
				 b = next_random(&state) % 15;
			coop_buf_printf(csv, "%s ", words[a < b ? a : b]);
		}
		coop_buf_byte(csv, '\n');
		if (i % 6 == 5)
			state = (uint32_t)i * 31;
	}
}

static void test_ties(struct search *s)
{
	/* every notice has the same title and nothing else of it */
	run_search(s, "titre", 0, NOTICES);
	is_num(search_count(s), NOTICES, "all that match are found");
	size_t ties = 0, wrong = 0, before = 0;
	double last = 0;
	struct coop_record record;
	struct coop_error err = {0};
	coop_record_init(&record);
	for (size_t i = 0; i < search_count(s); i++) {
		need(search_record(s, i, &record, &err) == COOP_OK, err.msg);
		bool tie = i > 0 && search_score(s, i) == last;
		ties += tie;
		wrong += tie && record.line <= before;
		last = search_score(s, i);
		before = record.line;
	}
	ok(ties >= NOTICES / 6 - 1, "there are ties: %zu", ties);
	is_num(wrong, 0, "... which keep the order of indexing");
	ok(in_order(s), "... and scores fall");
	coop_record_release(&record);
}

static void test_paging(struct search *s)
{
	static const char *const queries[] = {"lyon", "scop lyon", "titre", "machine",
		"reprise ouvriers \u00e9cole", "montagnes paysan"};
	static const size_t pages[] = {1, 7, 10, 49, 50, 51, 100};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct coop_buf whole = {0}, joined = {0};
		size_t wrong = 0;
		run_search(s, queries[i], 0, 1000);
		ok(in_order(s) && search_count(s) > 0, "%s: %zu results", queries[i],
			search_count(s));
		size_t total = search_count(s);
		add_results(s, true, &whole);
		for (size_t p = 0; p < sizeof pages / sizeof *pages; p++) {
			coop_buf_reset(&joined);
			for (size_t at = 0; at < total + pages[p]; at += pages[p]) {
				run_search(s, queries[i], at, pages[p]);
				wrong += search_count(s) > pages[p];
				add_results(s, true, &joined);
			}
			wrong += joined.len != whole.len ||
				 memcmp(joined.s, whole.s, whole.len) != 0;
		}
		is_num(wrong, 0, "... pages join up to the whole, whatever their size");
		run_search(s, queries[i], total, 10);
		is_num(search_count(s), 0, "... behind which there is nothing");
		coop_buf_release(&whole);
		coop_buf_release(&joined);
	}
	finds(s, "introuvable1", 0, 10, "");
	finds(s, "lyon", 0, 0, "");
}

static void test_many(const char *dir)
{
	struct coop_buf csv = {0}, index = {0};
	write_many(&csv);
	build_csv_index(dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, analyzer);
	test_ties(s);
	test_paging(s);
	search_close(s);
	/* a second generation in the same place is found on opening again */
	build_csv_index(dir, "id,titre\na,Lyon\n", 16, &index);
	s = open_search(index.s, analyzer);
	finds(s, "lyon", 0, 10, "a ");
	search_close(s);
	search_close(NULL);
	coop_buf_release(&csv);
	coop_buf_release(&index);
}

/* ---- the second stage: of two notices with the same words, which comes first ---- */

/* The worse one is indexed first, so that without the second stage it would come first. */
static const struct {
	const char *what, *query, *worse, *better;
} cases[] = {
	{"the very form", "danser", "z1 dansait z2", "z1 danser z2"},
	{"singular and plural are one form", "danseurs", "z1 danseuse z2",
		"z1 danseur z2"},
	{"neighbours", "cirque jardin", "jardin cirque z1 z2", "z2 cirque jardin z1"},
	{"... with stop words between", "lampe bouteille", "lampe z1 bouteille de la",
		"lampe de la bouteille z1"},
	{"... within a sentence", "fleuve prairie", "z1 fleuve. Prairie z2",
		"z1 z2. Fleuve prairie"},
	{"... in their order", "renard corbeau", "corbeau renard", "renard corbeau"},
	{"the lead", "violon",
		"z1 z2 z3 z4 z5 z6 z7 z8 z9 z10 z11 z12 z13 z14 z15 z16 z17 z18 z19 z20 "
		"z21 z22 z23 z24 z25 z26 z27 z28 z29 z30 z31 z32 z33 z34 z35 violon",
		"violon z1 z2 z3 z4 z5 z6 z7 z8 z9 z10 z11 z12 z13 z14 z15 z16 z17 z18 "
		"z19 z20 z21 z22 z23 z24 z25 z26 z27 z28 z29 z30 z31 z32 z33 z34 z35"},
	{"a window", "ruban tambour", "tambour z1 z2 z3 z4 z5 z6 z7 z8 z9 ruban",
		"z1 z2 z3 tambour z4 z5 z6 ruban z7 z8 z9"},
	{"all words", "canal moulin",
		"moulin z1 z2 z3. z4 moulin z5 z6 z7 z8 z9 z10 z11 z12",
		"canal z1 z2 z3. z4 z5 z6 z7 z8 z9 z10 z11 moulin z12"},
	{"... and not a title that is one of them", "atelier menuisier", "atelier",
		"z1 z2 atelier z3 z4 z5 z6 z7 z8 z9 z10 z11. z12 z13 menuisier z14"},
	{"related words", "mutualiste", "mutualiste z1", "mutualiste mutuelle"},
	{"... the closer the better", "syndicalisme", "syndicalisme syndrome",
		"syndicalisme syndicat"},
};
enum { CASES = sizeof cases / sizeof *cases };

/* Words z1 ... are made different for each notice, so that only the query's are shared. */
static void add_text(struct coop_buf *out, const char *text, size_t notice)
{
	for (; *text; text++) {
		coop_buf_byte(out, *text);
		if (*text == 'z' && text[1] >= '0' && text[1] <= '9')
			coop_buf_printf(out, "%zux", notice);
	}
}

static void test_order(struct search *s)
{
	for (size_t i = 0; i < CASES; i++) {
		char expected[32];
		snprintf(expected, sizeof expected, "b%zu a%zu ", i, i);
		finds(s, cases[i].query, 0, 2, expected);
		printf("# %s\n", cases[i].what);
	}
}

/* The evidence of one notice for a query that is resolved. */
static double evidence(struct search *s, const char *text, size_t result)
{
	struct rerank *r;
	struct coop_record record;
	struct coop_error err = {0};
	struct rerank_score score = {-1, RERANK_SOME};
	coop_record_init(&record);
	struct query q;
	find_query(s, text, 10, &q);
	need(rerank_new(&q, analyzer, &r, &err) == COOP_OK, err.msg);
	need(search_record(s, result, &record, &err) == COOP_OK, err.msg);
	need(rerank_score(r, &record, 10, &score, &err) == COOP_OK, err.msg);
	rerank_free(r);
	query_release(&q);
	coop_record_release(&record);
	return score.value;
}

/* "LEAD: once for each stem": a word of the family counts, however it begins. */
static void test_families(struct search *s)
{
	double n = 2 * CASES + 2,
	       least = (WEIGHT_LEAD_NEAR + WEIGHT_LEAD_FAR) * coop_idf((uint64_t)n, 1);
	ok(evidence(s, "tissant", 0) >= least, "a word of the family in the lead");
	ok(evidence(s, "tissera", 0) >= least, "... another");
	ok(evidence(s, "\u0153il", 0) >= least, "... one that begins otherwise");
	rerank_free(NULL);
}

static void test_stages(const char *dir)
{
	struct coop_buf csv = {0}, index = {0};
	coop_buf_str(&csv, "id,r\u00e9sum\u00e9\n");
	for (size_t i = 0; i < CASES; i++) {
		coop_buf_printf(&csv, "a%zu,", i);
		add_text(&csv, cases[i].worse, 2 * i);
		coop_buf_printf(&csv, "\nb%zu,", i);
		add_text(&csv, cases[i].better, 2 * i + 1);
		coop_buf_byte(&csv, '\n');
	}
	coop_buf_str(&csv, "c0,Tisser ensemble\nc1,Les yeux ouverts\n");
	build_csv_index(dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, analyzer);
	test_order(s);
	test_families(s);
	search_close(s);
	/* the first thing that is ever asked for, and nothing has it */
	s = open_search(index.s, analyzer);
	finds(s, "introuvable1", 0, 10, "");
	search_close(s);
	coop_buf_release(&csv);
	coop_buf_release(&index);
}

static void test_no_index(const char *dir)
{
	struct search *s = (struct search *)&analyzer;
	struct coop_error err = {0};
	ok(search_open(&dir, 1, analyzer, &s, &err) == COOP_E_NOINDEX && s == NULL,
		"an empty folder is no index");
}

int main(void)
{
	analyzer = new_analyzer();
	in_scratch(test_many);
	in_scratch(test_stages);
	in_scratch(test_no_index);
	coop_analyzer_free(analyzer);
	return done();
}
