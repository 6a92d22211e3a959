/*
 * t_document.c - the terms of a document, their positions and impacts.
 */
#include "indexer/terms/document.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "tests/unit/indexes.h"

static struct coop_analyzer *analyzer;
static struct document *document;
static struct coop_record record;
static struct coop_doc doc;

static void begin(const char *id)
{
	coop_record_reset(&record, "a.csv", 2);
	coop_record_add(&record, COOP_F_ID, id, strlen(id));
}

static void add(enum coop_field field, const char *text)
{
	coop_record_add(&record, field, text, strlen(text));
}

static void make(double avgdl)
{
	struct coop_error err = {0};
	need(document_make(document, &record, avgdl, &doc, &err) == COOP_OK, err.msg);
}

/* Whether a term is one by which a field is searched. */
static bool is_of_field(const struct coop_term *t)
{
	return *t->s == COOP_PREFIX_FIELD;
}

static int by_name(const void *a, const void *b)
{
	const struct coop_term *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->s, y->s, n);
	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

/* How often a term of that weight was counted; 0 when no count gives it. */
static unsigned count_of(uint32_t wdf, double k)
{
	for (unsigned tf = 1; tf < 1000; tf++)
		if (coop_impact(coop_saturate(tf, k)) == wdf)
			return tf;
	return 0;
}

/* Shows the terms, sorted, as term*count@position,position ... */
static void shown_are(double avgdl, bool fields, const char *expected, const char *what)
{
	struct coop_buf got = {0};
	make(avgdl);
	struct coop_term *terms = malloc(doc.nterms * sizeof *terms);
	need(terms != NULL, "memory");
	memcpy(terms, doc.terms, doc.nterms * sizeof *terms);
	qsort(terms, doc.nterms, sizeof *terms, by_name);
	double k = coop_impact_k((double)record.length, avgdl);
	for (size_t i = 0; i < doc.nterms; i++) {
		const struct coop_term *t = &terms[i];
		if (is_of_field(t) != fields)
			continue;
		coop_buf_printf(
			&got, "%s%.*s", got.len > 0 ? " " : "", (int)t->len, t->s);
		if (t->wdf > 0)
			coop_buf_printf(&got, "*%u", count_of(t->wdf, k));
		for (size_t p = 0; p < t->npos; p++)
			coop_buf_printf(
				&got, "%c%u", p > 0 ? ',' : '@', (unsigned)t->pos[p]);
	}
	is_str(coop_buf_cstr(&got), got.len, expected, "terms of %s", what);
	coop_buf_release(&got);
	free(terms);
}

static void terms_are(size_t length, double avgdl, const char *expected, const char *what)
{
	shown_are(avgdl, false, expected, what);
	is_num(record.length, length, "... and its length");
}

/* The terms of fields: a title is N + 1st letter of the alphabet, and so on. */
static void test_fields(void)
{
	begin("x1");
	add(COOP_F_TITLE, "Les Lip");
	add(COOP_F_YEAR, "1973");
	add(COOP_F_PRODUCER,
		"CAP, 69100 Villeurbanne, Tel. 04 78 68 18 18, cap@cap.coop");
	add(COOP_F_BODY, "Un film, 01 02 03 04 05");
	shown_are(20, true,
		"FB*2 FBles*2 FBlip*2 FD*1 FD1973*1 FJ*1 FJ04*1 FJ0478681818*1 FJ18*2 "
		"FJ68*1 FJ69100*1 FJ78*1 FJcap*3 FJcap@cap.coop*1 FJcoop*1 FJtelephone*1 "
		"FJvilleurbanne*1 FN*1 Fx0102030405*1 Fx0478681818*1 Fycap@cap.coop*1 "
		"Fz69100*1",
		"fields");
	begin("x2");
	coop_record_add_named(&record, "Cote", 4, "B12", 3);
	shown_are(20, true, "Fncote*1 Focote:12*1 Focote:b*1 Focote:b12*1",
		"a column that is no field");
}

static void test_terms(void)
{
	begin("x1");
	add(COOP_F_TITLE, "Les Lip");
	add(COOP_F_BODY, "Lip. Un savoir-faire.\n\nLip");
	terms_are(2 + 1 + 1 + 1, 20,
		".*3@102,113,136 ..*2@102,136 ...*1@102 Qx1 Zlip*4 Zsavoir*1 Zsavoirfair*1 "
		"faire*1@116 les*2@1 lip*4@2,103,137 savoir*1@115 savoirfaire*1 un*1@114",
		"a title and a text");
	begin("x2");
	add(COOP_F_BODY, "\u00c9l\u00e8ve, e\u0301le\u0300ve, \u00e9lev\u00e9, eleve, "
			 "\u00c9COLE");
	terms_are(5, 20,
		"...*1@1 Qx2 XE\u00e9cole*1 XE\u00e9lev\u00e9*1 XE\u00e9l\u00e8ve*2 Zecol*1 "
		"Zelev*4 ecole*1@6 eleve*4@2,3,4,5",
		"words with accents");
	begin("x3");
	add(COOP_F_BODY, "14 200 salari\u00e9\u00b7e\u00b7s, \u0153uvre");
	terms_are(3, 20,
		"...*1@1 14*1 14200*1@2 200*1 Qx3 XE\u0153uvre*1 Z14*1 Z14200*1 Z200*1 "
		"Zoeuvr*1 Zsalar*1 oeuvre*1@4 salarie*1@3",
		"a figure, an inclusive ending, a ligature");
	begin("x4");
	terms_are(0, 20, "Qx4", "a record with nothing but an id");
	begin("x5");
	add(COOP_F_BODY, "de la");
	terms_are(0, 20, "...*1@1 Qx5 de*1@2 la*1@3", "stop words alone");
	begin("x6");
	add(COOP_F_TITLE, "Un");
	add(COOP_F_DIRECTOR, "\u2014");
	add(COOP_F_PRODUCER, "Deux");
	terms_are(1, 20, ".*1@201 ..*1@201 Qx6 Zdeux*1 deux*1@202 un*2@1",
		"a field without a word");
	begin("x7");
	coop_record_add_named(&record, "Cote", 4, "B12", 3);
	terms_are(1, 20, "12*1@2 Qx7 Z12*1 Zb12*1 b*1@1 b12*1",
		"a column that nobody knows");
}

/* The weight of a term, by the formulas. */
static void test_impacts(void)
{
	static const double averages[] = {1, 5, 20, 300};
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof averages / sizeof *averages; i++) {
		struct coop_buf text = {0};
		for (unsigned n = 1; n <= 40; n++)
			coop_buf_printf(&text, "lyon %s", n % 3 ? "scop " : "");
		begin("x");
		add(COOP_F_TITLE, "Lyon");
		add(COOP_F_BODY, text.s);
		make(averages[i]);
		double k = coop_impact_k((double)record.length, averages[i]);
		for (size_t t = 0; t < doc.nterms; t++) {
			const struct coop_term *term = &doc.terms[t];
			if (is_of_field(term) || *term->s == '.')
				continue;
			unsigned tf = memchr(term->s, 'y', term->len)   ? 42
				      : memchr(term->s, 'c', term->len) ? 27
									: 0;
			wrong +=
				term->wdf != (tf ? coop_impact(coop_saturate(tf, k)) : 0);
		}
		wrong += record.length != 42 + 27;
		coop_buf_release(&text);
	}
	is_num(wrong, 0, "impacts are those of impact.h");
}

/* Whatever the text, the terms fit the engine and are in order. */
static void test_limits(void)
{
	struct coop_buf text = {0};
	size_t wrong = 0, positions = 0;
	for (int i = 0; i < 300; i++)
		coop_buf_str(&text, "\u00e9\u0436");
	coop_buf_byte(&text, ' ');
	for (int i = 0; i < 3000; i++)
		coop_buf_printf(&text, "mot%d \u00e9t\u00e9 ", i % 500);
	coop_buf_str(&text, "\xff\xfe\xc3");
	begin(text.s); /* an id that is far too long */
	add(COOP_F_BODY, text.s);
	make(100);
	for (size_t i = 0; i < doc.nterms; i++) {
		const struct coop_term *t = &doc.terms[i];
		wrong += t->len < 1 || t->len > COOP_TERM_MAX;
		wrong += t->wdf > COOP_IMPACT_MAX || (t->wdf == 0) != (*t->s == 'Q');
		for (size_t p = 0; p < t->npos; p++)
			wrong += t->pos[p] < 1 || (p > 0 && t->pos[p] <= t->pos[p - 1]);
		positions += t->npos;
	}
	is_num(wrong, 0, "terms are well made");
	is_num(positions, 9002,
		"every word has its position, and where running text begins");
	coop_buf_release(&text);
}

/* What was learned is not stemmed. */
static void test_lexicon(void)
{
	struct coop_acronyms *l;
	struct coop_error err = {0};
	need(coop_acronyms_new(&l, &err) == COOP_OK, err.msg);
	need(coop_acronyms_add(l, &(struct coop_acronym){"cae", "", "", ""}, &err) ==
			COOP_OK,
		err.msg);
	begin("x");
	add(COOP_F_BODY, "CAE");
	terms_are(1, 20, "...*1@1 Qx Zca*1 cae*1@2", "a word");
	coop_analyzer_set_acronyms(analyzer, l);
	terms_are(1, 20, "...*1@1 Qx Zcae*1 cae*1@2", "an acronym");
	coop_analyzer_set_acronyms(analyzer, NULL);
	coop_acronyms_free(l);
}

int main(void)
{
	struct coop_error err = {0};
	analyzer = new_analyzer();
	coop_record_init(&record);
	need(document_new(analyzer, &document, &err) == COOP_OK, err.msg);
	test_terms();
	test_fields();
	test_impacts();
	test_limits();
	test_lexicon();
	document_free(document);
	document_free(NULL);
	coop_record_release(&record);
	coop_analyzer_free(analyzer);
	return done();
}
