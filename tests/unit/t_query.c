/*
 * t_query.c - queries: their words, their plan, what they match.
 */
#include <math.h>

#include "query/plan/weights.h"
#include "shared/core/utf8.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "tests/unit/indexes.h"

static struct coop_analyzer *analyzer;

/* Shows the words: form/stem, '+' before a joined form, '~' before a neighbour. */
static void show_words(const struct query *q, struct coop_buf *out)
{
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		coop_buf_printf(out, "%s%s%s%.*s", i > 0 ? " " : "", w.joined ? "+" : "",
			w.neighbour ? "~" : "", (int)w.form_len, w.form);
		if (w.stem)
			coop_buf_printf(out, "/%.*s", (int)w.stem_len, w.stem);
	}
}

static void words_are(const char *text, bool keep, const char *expected)
{
	struct query q;
	struct query_options options = {.keep_stopwords = keep};
	struct coop_error err = {0};
	struct coop_buf got = {0};
	need(analyse(&q, analyzer, text, strlen(text), &options, &err) == COOP_OK,
		err.msg);
	show_words(&q, &got);
	is_str(got.s, got.len, expected, "words of '%s'%s", text,
		keep ? ", stop words kept" : "");
	coop_buf_release(&got);
	query_release(&q);
}

static void test_words(void)
{
	words_are("lyon", false, "lyon/lyon");
	words_are("L'association", false, "association/associ");
	words_are("le film de la Scop", false, "film/film ~scop/scop");
	words_are("le film de la Scop", true, "le film/film de la ~scop/scop");
	words_are("le de la", false, "le de la");
	words_are("savoir-faire", false, "savoir/savoir +savoirfaire/savoirfair");
	words_are("cinq avoir-savoir", false,
		"cinq/cinq +avoirsavoir/avoirsavoir ~savoir/savoir");
	words_are("scop. Lyon", false, "scop/scop lyon/lyon");
	words_are("scop scop", false, "scop/scop ~scop/scop");
	words_are("14 200", false, "+14200/14200 14/14 ~200/200");
	words_are("cap@cap.coop", false,
		"+cap@cap.coop/cap@cap.coop cap/cap ~cap/cap ~coop/coop");
	words_are("=le film", false, "le film/film");
	words_are("le = film", false, "film/film");
}

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

/* The reader and its kin, opened as search.c opens them. */
struct opened {
	struct coop_reader *reader;
	struct corrector *corrector;
	struct coop_acronyms *acronyms;
	uint64_t documents;
};

static void open_index(struct opened *o, const char *dir)
{
	struct coop_buf packed = {0};
	struct coop_error err = {0};
	need(coop_index_open(dir, analyzer, &o->reader, &err) == COOP_OK, err.msg);
	need(corrector_new(o->reader, &o->corrector, &err) == COOP_OK, err.msg);
	coop_reader_meta(o->reader, COOP_META_ACRONYMS, &packed, &err);
	need(coop_acronyms_open(&packed, &o->acronyms, &err) == COOP_OK, err.msg);
	coop_analyzer_use(analyzer, o->acronyms);
	need(coop_reader_count(o->reader, &o->documents, &err) == COOP_OK, err.msg);
}

static void close_index(struct opened *o)
{
	coop_analyzer_use(analyzer, NULL);
	coop_acronyms_free(o->acronyms);
	corrector_free(o->corrector);
	coop_reader_free(o->reader);
}

/* Shows a plan as term*weight, in parentheses behind & or ~ for AND and SYNONYM. */
static void show_plan(const struct coop_plan *p, struct coop_buf *out, int depth)
{
	if (p->op == COOP_OP_TERM) {
		coop_buf_add(out, p->s, p->len);
	} else {
		coop_buf_str(out, p->op == COOP_OP_AND       ? "&("
				  : p->op == COOP_OP_SYNONYM ? "~("
							     : "(");
		for (size_t i = 0; depth < 3 && i < p->nkids; i++) {
			coop_buf_str(out, i > 0 ? " " : "");
			show_plan(&p->kids[i], out, depth + 1);
		}
		coop_buf_byte(out, ')');
	}
	if (p->weight != 1)
		coop_buf_printf(out, "*%.2g", p->weight);
}

/* All stages but the search; `q` is zero or released. */
static void plan_query(struct opened *o, const char *text, struct query *q)
{
	struct query_index index = {analyzer, o->reader, o->corrector, o->acronyms, NULL};
	struct coop_error err = {0};
	understand(q, analyzer, text);
	need(query_expand(&q->tree, &q->analysed, &index, &q->expanded, &err) == COOP_OK,
		err.msg);
	need(query_plan(&q->tree, &q->analysed, &q->expanded, o->reader, &q->planned,
		     &err) == COOP_OK,
		err.msg);
}

static void plan_is(struct opened *o, const char *text, const char *expected)
{
	struct query q;
	struct coop_buf got = {0};
	plan_query(o, text, &q);
	ok(q.planned.root.op == COOP_OP_OR && q.planned.root.weight > 0,
		"the plan of '%s' is an OR", text);
	show_plan(&q.planned.root, &got, 0);
	is_str(got.s, got.len, expected, "... of these terms");
	coop_buf_release(&got);
	query_release(&q);
}

static void test_plans(struct opened *o)
{
	plan_is(o, "lyon", "(Zlyon)");
	plan_is(o, "Lyon coop\u00e9ratives", "(Zlyon Zcooper)");
	plan_is(o, "de la", "(de la)");
	plan_is(o, "porte-voix", "(Zport Zportevoix*0.5 Zvoix)");
	/* what the index does not hold is left out, what is typed twice weighs double */
	plan_is(o, "le la", "(la)");
	plan_is(o, "porte-lyon", "(Zport Zlyon)");
	plan_is(o, "lyon scop Lyon", "(Zlyon*2 Zscop)");
	plan_is(o, "=coop\u00e9ration", "(XEcoop\u00e9ration)");
	plan_is(o, "=COOP\u00c9RATION", "(XEcoop\u00e9ration)");
	plan_is(o, "=lyon", "(lyon)");
	plan_is(o, "=e\u0301le\u0300ve film", "(XE\u00e9l\u00e8ve Zfilm)");
	/* acronyms and long forms, each from the other */
	plan_is(o, "cae", "(Zcae &(Zcooper Zactivit Zemploi)*0.2)");
	plan_is(o, "coop\u00e9ratives d'activit\u00e9 et d'emploi",
		"(Zcooper &(Zcae)*0.6 Zactivit Zemploi)");
	plan_is(o, "=cae", "(cae)");
	plan_is(o, "emploi d'activit\u00e9", "(Zemploi Zactivit)");
	/* corrections: the best, and the others as its synonyms */
	plan_is(o, "lyyon", "(Zlyon)");
	plan_is(o, "montrre", "(Zmontr)");
	plan_is(o, "=lyyon", "()");
	plan_is(o, "introuvablement", "()");
}

static void test_resolved(struct opened *o)
{
	struct query q;
	plan_query(o, "lyyon salari\u00e9es xyzabc xyz scop", &q);
	struct query_word w = query_at(&q, 0);
	double n = (double)o->documents;
	is_str(w.form, w.form_len, "lyon", "a correction takes the place of the word");
	is_str(w.typed, w.typed_len, "lyyon", "... which is told");
	ok(w.known && w.idf == coop_idf(o->documents, 3), "... and weighs what it does");
	w = query_at(&q, 1);
	ok(!w.typed && w.known && w.idf == coop_idf(o->documents, 1),
		"a word whose family is there is not corrected");
	w = query_at(&q, 2);
	ok(!w.known && !w.typed && fabs(w.idf - UNKNOWN_IDF * log(n)) < 1e-9,
		"an unknown word may have relatives");
	w = query_at(&q, 3);
	ok(!w.known && w.idf == 0, "... but not when it is short");
	w = query_at(&q, 4);
	ok(w.known && w.idf == coop_idf(o->documents, 1), "a known word");
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
	struct opened o = {0};
	coop_buf_printf(&table, "%s7,Long,", csv);
	add_long_word(&table);
	coop_buf_byte(&table, '\n');
	build_csv_index(dir, table.s, table.len, &index);
	open_index(&o, index.s);
	test_plans(&o);
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
	struct opened o = {0};
	coop_buf_str(&table, "id,titre,resume\n1,Tous,");
	add_invented(&table, frequent + rare, " ");
	coop_buf_str(&table, "\n2,Quelques-uns,");
	add_invented(&table, frequent, " ");
	coop_buf_byte(&table, '\n');
	build_csv_index(dir, table.s, table.len, &index);
	open_index(&o, index.s);
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
	test_words();
	test_refused();
	test_matching();
	in_scratch(test_all);
	in_scratch(test_rarest_only);
	in_scratch(test_rarest_first);
	coop_analyzer_free(analyzer);
	return done();
}
