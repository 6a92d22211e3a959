/*
 * t_query.c - queries: the words that match them, corrections, and more words than are looked for.
 */
#include <math.h>

#include "query/plan/weights.h"
#include "shared/core/utf8.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "shared/text/commonness.h"
#include "tests/unit/indexes.h"

static struct coop_analyzer *analyzer;

static void test_refused(void)
{
	static const char *const empty[] = {
		"", " ", "...", "\xff\xfe", "\u00ab \u00bb", "'-", "="};
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
		struct query q;
		struct query_options options = {.keep_stopwords = i % 2 == 1};
		struct coop_error err = {0};
		ok(analyse(&q, analyzer, empty[i], strlen(empty[i]), &options, &err) ==
				COOP_E_QUERY,
			"no word in: %s", empty[i]);
		ok(err.status == COOP_E_QUERY && err.msg[0] && err.hint[0],
			"... said so, with a hint");
		query_release(&q);
	}
}

/* The number of the query's word that the first word of a text is, or -1. */
static int match(const struct query *q, const char *text)
{
	struct coop_token t;
	struct coop_error err = {0};
	bool more;
	size_t word = 99;
	coop_analyzer_begin(analyzer, text, strlen(text));
	need(coop_analyzer_next(analyzer, &t, &more, &err) == COOP_OK && more, "a word");
	return query_matches(q, &t, &word) ? (int)word : -1;
}

static void test_matching(void)
{
	struct query q;
	understand(&q, analyzer, "la coop\u00e9ration \u00e0 Lyon");
	is_num(query_count(&q), 2, "stop words are left out");
	ok(match(&q, "coop\u00e9ration") == 0, "the word itself");
	ok(match(&q, "COOPERATIVES") == 0, "its family, in any spelling");
	ok(match(&q, "lyon") == 1, "the second word");
	ok(match(&q, "la") == -1, "not a stop word that was left out");
	ok(match(&q, "ville") == -1, "nor another word");
	query_release(&q);
	understand(&q, analyzer, "de la");
	ok(match(&q, "la") == 1, "a stop word, when there is nothing else");
	ok(match(&q, "le") == -1, "... but no other");
	query_release(&q);
}

/* ---- held against an index ---- */

static const char csv[] =
	"id,titre,r\u00e9sum\u00e9\n"
	"1,Scop,\"La coop\u00e9rative de Lyon et ses salari\u00e9s, \u00e9lev\u00e9e\"\n"
	"2,Cin\u00e9ma,Un \u00e9l\u00e8ve filme la coop\u00e9ration\n"
	"3,CAE,\"Une Coop\u00e9rative d'Activit\u00e9 et d'Emploi (CAE) de Lyon\"\n"
	"4,Emplois,\"Des emplois, des activit\u00e9s, des montres, une montre, Lyon\"\n"
	"5,Essaimage,\"Essaimer ailleurs, essaim, monstre\"\n"
	"6,Rien,Autre chose encore avec un porte-voix\n";

/* All stages but the search; `q` is zero or released. */
static void plan_query(struct opened *o, const char *text, struct query *q)
{
	struct coop_error err = {0};
	understand(q, analyzer, text);
	need(query_expand(&q->tree, &q->analysed, &o->index, &q->expanded, &err) ==
			COOP_OK,
		err.msg);
	need(query_plan(&q->tree, &q->analysed, &q->expanded, o->collection, &q->planned,
		     &err) == COOP_OK,
		err.msg);
}

static void test_resolved(struct opened *o)
{
	struct query q;
	plan_query(o, "lyyon salari\u00e9es xyzabc xyz scop", &q);
	struct query_word w = query_at(&q, 0);
	uint64_t documents = o->collection->documents;
	double n = (double)documents;
	is_str(w.form, w.form_len, "lyon", "a correction takes the place of the word");
	is_str(w.typed, w.typed_len, "lyyon", "... which is told");
	ok(w.known && w.idf == coop_idf(documents, 3), "... and weighs what it does");
	w = query_at(&q, 1);
	double common = 1 - WEIGHT_COMMON * coop_commonness(w.stem, w.stem_len) /
				    COOP_COMMONNESS_MAX;
	ok(!w.typed && w.known && w.idf == coop_idf(documents, 1) * common,
		"a word whose family is there is not corrected");
	ok(common < 1, "... and weighs less for being common in French");
	w = query_at(&q, 2);
	ok(!w.known && !w.typed && fabs(w.idf - UNKNOWN_IDF * log(n)) < 1e-9,
		"an unknown word may have relatives");
	w = query_at(&q, 3);
	ok(!w.known && w.idf == 0, "... but not when it is short");
	w = query_at(&q, 4);
	ok(w.known && w.idf == coop_idf(documents, 1), "a known word");
	query_release(&q);
}

/* Correcting takes time: no more than so many words of a query are corrected. */
static void test_many_corrections(struct opened *o)
{
	struct coop_buf text = {0};
	size_t corrected = 0, count = 2 * QUERY_CORRECTIONS;
	for (size_t i = 0; i < count; i++)
		coop_buf_printf(&text, "coope%crativ%s ", (int)('a' + i % 26),
			i < 26   ? "e"
			: i < 52 ? "es"
				 : "");
	struct query q;
	plan_query(o, text.s, &q);
	for (size_t i = 0; i < query_count(&q); i++)
		corrected += query_at(&q, i).typed != NULL;
	is_num(query_count(&q), count, "a query of misspelt words");
	is_num(corrected, QUERY_CORRECTIONS, "... not all of which are corrected");
	query_release(&q);
	coop_buf_release(&text);
}

/* One word of 20,000 bytes. */
static void add_long_word(struct coop_buf *out)
{
	for (int i = 0; i < 5000; i++)
		coop_buf_str(out, "\u00e9\u0436");
}

/* Of a query that is too long the rest is told to be ignored, and words are not cut. */
static void test_cut(struct coop_buf *text)
{
	struct query q;
	while (text->len <= QUERY_BYTES)
		coop_buf_str(text, "co\u00f6p\u00e9rative ");
	understand(&q, analyzer, text->s);
	const struct warnings *notes = &q.tree.warnings;
	size_t last = query_count(&q) - 1;
	ok(notes->count > 0 && notes->at[0].kind == WARNING_LONG &&
			notes->at[0].column <= QUERY_BYTES + 1 &&
			notes->at[0].column > QUERY_BYTES - 20,
		"what is too long is told");
	is_str(query_at(&q, last).form, query_at(&q, last).form_len, "cooperative",
		"... and its last word is whole");
	query_release(&q);
	memset(text->s, 'a', text->len);
	is_num(qtree_length(text->s, text->len), QUERY_BYTES,
		"without blanks, it is cut");
	memcpy(text->s + QUERY_BYTES - 1, "\u00e9", 2);
	is_num(qtree_length(text->s, text->len), QUERY_BYTES - 1, "... between letters");
}

static void test_long(struct opened *o)
{
	struct coop_buf text = {0};
	struct query q;
	for (int i = 0; i < 5000; i++)
		coop_buf_printf(&text, "mot%d ((((( ", i);
	understand(&q, analyzer, text.s);
	is_num(query_count(&q), 5000, "5,000 words are all words");
	query_release(&q);
	test_cut(&text);
	coop_buf_reset(&text);
	add_long_word(&text);
	coop_buf_str(&text, " =");
	add_long_word(&text);
	plan_query(o, text.s, &q);
	const struct coop_plan *plan = &q.planned.root;
	size_t wrong = plan->nkids != 2;
	for (size_t i = 0; i < plan->nkids; i++)
		wrong += plan->kids[i].len > COOP_TERM_MAX || plan->kids[i].len == 0 ||
			 coop_utf8_valid(plan->kids[i].s, plan->kids[i].len) !=
				 plan->kids[i].len;
	is_num(wrong, 0, "words of 20,000 bytes ask for terms that fit");
	query_release(&q);
	coop_buf_release(&text);
}

static void test_all(const char *dir)
{
	struct coop_buf index = {0}, table = {0};
	struct opened o = {.collection = NULL};
	coop_buf_printf(&table, "%s7,Long,", csv);
	add_long_word(&table);
	coop_buf_byte(&table, '\n');
	build_csv_index(dir, table.s, table.len, &index);
	open_index(&o, analyzer, index.s);
	test_resolved(&o);
	test_many_corrections(&o);
	test_long(&o);
	close_index(&o);
	coop_buf_release(&index);
	coop_buf_release(&table);
}

/* ---- more words than are looked for ---- */

static void add_invented(struct coop_buf *out, int count, const char *between)
{
	for (int i = 0; i < count; i++)
		coop_buf_printf(out, "%sdecor%da", i > 0 ? between : "", i);
}

/*
 * Of how many words of a query that are looked for there are frequent ones, which come first, and
 * rare ones.
 */
static void rarest_are(struct opened *o, const char *between, int nfrequent, int nrare)
{
	struct coop_buf text = {0};
	int frequent = 0, rare = 0;
	add_invented(&text, nfrequent + nrare, between);
	struct query q;
	plan_query(o, coop_buf_cstr(&text), &q);
	const struct coop_plan *plan = &q.planned.root;
	for (size_t i = 0; i < plan->nkids; i++) {
		const struct coop_plan *word = &plan->kids[i];
		while (word->op == COOP_OP_OR && word->nkids == 1)
			word = word->kids;
		bool is_rare = word->op == COOP_OP_TERM &&
			       atoi(word->s + strlen("Zdecor")) >= nfrequent;
		rare += is_rare;
		frequent += word->op == COOP_OP_TERM && !is_rare;
	}
	ok(rare == nrare && frequent == QUERY_TERMS - nrare,
		"of too many words, with '%s' between, the rarest are looked for: %d, %d",
		between, rare, frequent);
	const struct warnings *notes = &q.planned.warnings;
	ok(notes->count == 1 && notes->at[0].kind == WARNING_MANY, "... which is told");
	query_release(&q);
	coop_buf_release(&text);
}

/* In an index of two notices: the frequent words are in both. */
static void test_rarest(const char *dir, int frequent, int rare)
{
	struct coop_buf index = {0}, table = {0};
	struct opened o = {.collection = NULL};
	coop_buf_str(&table, "id,titre,resume\n1,Tous,");
	add_invented(&table, frequent + rare, " ");
	coop_buf_str(&table, "\n2,Quelques-uns,");
	add_invented(&table, frequent, " ");
	coop_buf_byte(&table, '\n');
	build_csv_index(dir, table.s, table.len, &index);
	open_index(&o, analyzer, index.s);
	rarest_are(&o, " ", frequent, rare);
	rarest_are(&o, " OU ", frequent, rare);
	close_index(&o);
	coop_buf_release(&index);
	coop_buf_release(&table);
}

static void test_rarest_only(const char *dir)
{
	test_rarest(dir, 100, QUERY_TERMS);
}

/* As many of the frequent ones as there is room for: not in the place of rare ones. */
static void test_rarest_first(const char *dir)
{
	test_rarest(dir, QUERY_TERMS + 50, 50);
}

int main(void)
{
	analyzer = new_analyzer();
	test_refused();
	test_matching();
	in_scratch(test_all);
	in_scratch(test_rarest_only);
	in_scratch(test_rarest_first);
	coop_analyzer_free(analyzer);
	return done();
}
