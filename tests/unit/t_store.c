/*
 * t_store.c - the engine behind store.h.
 */
#include <math.h>

#include "shared/index/impact.h"
#include "shared/index/store.h"
#include "tests/unit/engine.h"
#include "tests/unit/oracle.h"

enum { TERMS_MAX = 16 };

/* Reads "term" or "term*wdf" off a list with blanks between. */
static struct coop_term take_term(const char **s)
{
	size_t n = strcspn(*s, " *");
	struct coop_term t = {*s, n, 1, NULL, 0};
	*s += n;
	if (**s == '*') {
		char *end;
		t.wdf = (uint32_t)strtoul(*s + 1, &end, 10);
		*s = end;
	}
	*s += strspn(*s, " ");
	return t;
}

/* Writes a database: each document is a list of terms, and is its own data. */
static enum coop_status write_database(const char *dir, const char *const *docs)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	enum coop_status st = coop_writer_create(dir, true, &w, &err);
	for (; !st && *docs; docs++) {
		struct coop_term terms[TERMS_MAX];
		struct coop_doc doc = {terms, 0, *docs, strlen(*docs)};
		for (const char *s = *docs; *s;) {
			need(doc.nterms < TERMS_MAX, "too many terms");
			terms[doc.nterms++] = take_term(&s);
		}
		st = coop_writer_add(w, &doc, &err);
	}
	if (!st)
		st = coop_writer_set_meta(w, "schema", "1", 1, &err);
	if (!st)
		st = coop_writer_commit(w, &err);
	coop_writer_free(w);
	need(st == err.status, "the status is not the one of the error");
	return st;
}

static const char *const docs[] = {"scop*3 lyon*20", "scop*3", "scop*90 lyon*5 film*7",
	"film*100", "scop*3", "cae*127 lyon*2", "lyon*1 film*1 scop*1 cae*1", NULL};
enum { DOCS = 7 };

static struct coop_plan term(const char *s, double weight)
{
	return (struct coop_plan){
		.op = COOP_OP_TERM, .weight = weight, .s = s, .len = strlen(s)};
}

/* Runs a plan; the hits are shown as docid docid ... */
static void hits_are(struct coop_reader *r, const struct coop_plan *plan, size_t count,
	const char *expected, const char *what)
{
	struct coop_hits *hits;
	struct coop_error err = {0};
	struct coop_buf got = {0};
	if (!ok(engine_search(r, plan, count, &hits, &err) == COOP_OK, "asked: %s", what))
		return;
	struct coop_hit last = {0, 1e9};
	for (size_t i = 0; i < coop_hits_count(hits); i++) {
		struct coop_hit hit = coop_hits_at(hits, i);
		need(hit.score < last.score ||
				(hit.score == last.score && hit.docid > last.docid),
			"hits out of order");
		last = hit;
		coop_buf_printf(&got, "%s%u", i > 0 ? " " : "", (unsigned)hit.docid);
	}
	is_str(coop_buf_cstr(&got), got.len, expected, "... the %zu best", count);
	coop_hits_free(hits);
	coop_buf_release(&got);
}

static void test_ops(struct coop_reader *r)
{
	struct coop_plan one = term("scop", 1);
	hits_are(r, &one, 10, "3 1 2 5 7", "a term alone");
	hits_are(r, &one, 2, "3 1", "its best two");
	hits_are(r, &one, 0, "", "none of them");
	one = term("absent", 1);
	hits_are(r, &one, 10, "", "a term that is nowhere");
	struct coop_plan kids[] = {term("lyon", 1), term("film", 1)};
	struct coop_plan plan = {.weight = 1, .kids = kids, .nkids = 2};
	plan.op = COOP_OP_OR;
	hits_are(r, &plan, 10, "4 1 3 7 6", "lyon OR film");
	plan.op = COOP_OP_AND;
	hits_are(r, &plan, 10, "3 7", "lyon AND film");
	plan.op = COOP_OP_SYNONYM;
	hits_are(r, &plan, 10, "4 1 3 6 7", "lyon SYNONYM film");
	struct coop_plan three[] = {term("film", 1), term("cae", 1), plan};
	plan = (struct coop_plan){
		.op = COOP_OP_AND, .weight = 1, .kids = three, .nkids = 3};
	hits_are(r, &plan, 10, "7", "an AND over a SYNONYM");
	struct coop_plan far[] = {term("cae", 1), term("film", 1000)};
	plan = (struct coop_plan){.op = COOP_OP_OR, .weight = 1, .kids = far, .nkids = 2};
	hits_are(r, &plan, 1, "4", "a weight makes a term count");
}

/* The score of a document under a plan; 0 when it is not among the hits. */
static double score_of(struct coop_reader *r, const struct coop_plan *plan, uint32_t doc)
{
	struct coop_hits *hits;
	struct coop_error err = {0};
	double score = 0;
	need(engine_search(r, plan, DOCS, &hits, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < coop_hits_count(hits); i++)
		if (coop_hits_at(hits, i).docid == doc)
			score = coop_hits_at(hits, i).score;
	coop_hits_free(hits);
	return score;
}

/* "exactly linear but for one part in 100,000" */
static void is_score(double got, double expected, const char *what)
{
	if (!ok(fabs(got - expected) <= 1.01e-5 * expected, "%s", what))
		printf("#      got: %.17g\n# expected: %.17g\n", got, expected);
}

static void test_scores(struct coop_reader *r)
{
	/* scop is in 5 of 7 documents, lyon in 4, film in 3, cae in 2 */
	double lyon = coop_idf(DOCS, 4), film = coop_idf(DOCS, 3),
	       scop = coop_idf(DOCS, 5);
	struct coop_plan one = term("scop", 1);
	is_score(score_of(r, &one, 3), 90 * scop, "wdf times idf");
	is_score(score_of(r, &one, 1), 3 * scop, "... a smaller one");
	is_score(score_of(r, &one, 7), scop, "... of 1");
	one.weight = 2.5;
	is_score(score_of(r, &one, 3), 2.5 * 90 * scop, "a weight multiplies");
	struct coop_plan kids[] = {term("lyon", 1), term("film", 0.5)};
	struct coop_plan plan = {.op = COOP_OP_OR, .weight = 1, .kids = kids, .nkids = 2};
	is_score(score_of(r, &plan, 3), 5 * lyon + 0.5 * 7 * film, "OR adds up");
	is_score(score_of(r, &plan, 4), 0.5 * 100 * film, "... what is there");
	plan.weight = 3;
	is_score(score_of(r, &plan, 1), 3 * 20 * lyon, "... times its weight");
	plan.op = COOP_OP_AND;
	plan.weight = 0.6;
	is_score(score_of(r, &plan, 3), 0.6 * (5 * lyon + 0.5 * 7 * film),
		"AND adds up as well");
	is_score(score_of(r, &plan, 1), 0, "... where all are");
	struct coop_plan twins[] = {term("scop", 1), term("scop", 1)};
	plan = (struct coop_plan){
		.op = COOP_OP_OR, .weight = 1, .kids = twins, .nkids = 2};
	is_score(
		score_of(r, &plan, 3), 180 * scop, "a term asked for twice counts twice");
	/* the engine estimates how many documents hold either; here it is nearly all */
	kids[1].weight = 1;
	plan = (struct coop_plan){
		.op = COOP_OP_SYNONYM, .weight = 1, .kids = kids, .nkids = 2};
	double both = score_of(r, &plan, 3), best = score_of(r, &plan, 4);
	is_score(both / best, 12.0 / 100, "a SYNONYM adds the wdfs up");
}

static void test_counts(struct coop_reader *r)
{
	uint64_t n = 99;
	struct coop_error err = {0};
	ok(coop_reader_count(r, &n, &err) == COOP_OK && n == DOCS, "the documents");
	ok(coop_reader_frequency(r, "lyon", 4, &n, &err) == COOP_OK && n == 4,
		"... that hold a term");
	ok(coop_reader_frequency(r, "lyo", 3, &n, &err) == COOP_OK && n == 0,
		"... not its beginning");
	struct coop_plan one = term("scop", 1);
	struct coop_hits *hits;
	need(engine_search(r, &one, 10, &hits, &err) == COOP_OK, err.msg);
	coop_hits_free(hits);
	coop_hits_free(NULL);
}

/* Appends the data of a document. */
static bool read_data(const char *dir, uint32_t docid, struct coop_buf *out)
{
	struct oracle *o;
	struct coop_error err = {0};
	need(oracle_open(dir, &o, &err) == COOP_OK, err.msg);
	enum coop_status st = oracle_data(o, docid, out, &err);
	oracle_free(o);
	return st == COOP_OK;
}

static void test_data(const char *dir, struct coop_reader *r)
{
	struct coop_buf b = {0};
	struct coop_error err = {0};
	ok(read_data(dir, 2, &b), "data");
	ok(read_data(dir, 4, &b), "... of two documents");
	is_str(b.s, b.len, "scop*3film*100", "... one behind the other");
	coop_buf_reset(&b);
	ok(coop_reader_meta(r, "schema", &b, &err) == COOP_OK, "metadata");
	ok(coop_reader_meta(r, "never set", &b, &err) == COOP_OK, "... never set");
	is_str(b.s, b.len, "1", "... what was set, then nothing");
	coop_buf_release(&b);
}

/* Documents with equal scores come in the order they were added. */
static void test_order(const char *dir)
{
	static const char *const same[] = {"a z", "a y", "b", "a x", "a w", "a v", NULL};
	struct coop_reader *r;
	struct coop_error err = {0};
	struct coop_plan plan = term("a", 1);
	need(write_database(dir, same) == COOP_OK, dir);
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	hits_are(r, &plan, 10, "1 2 4 5 6", "documents of equal score");
	hits_are(r, &plan, 3, "1 2 4", "fewer of them");
	coop_reader_free(r);
}

/* What a term and a document may hold. */
static void test_limits(const char *dir)
{
	static char big[1 << 20], longest[COOP_TERM_MAX + 1];
	static const uint32_t positions[] = {1, 7, 4000000000U};
	struct coop_term t = {longest, COOP_TERM_MAX, 5, positions, 3};
	struct coop_doc doc = {&t, 1, big, sizeof big};
	struct coop_writer *w;
	struct coop_reader *r;
	struct coop_hits *hits;
	struct coop_error err = {0};
	memset(longest, 'a', sizeof longest);
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	ok(coop_writer_add(w, &doc, &err) == COOP_OK, "the longest term, a MiB of NULs");
	ok(coop_writer_set_meta(w, "m", "a\0b", 3, &err) == COOP_OK,
		"metadata with a NUL");
	ok(coop_writer_commit(w, &err) == COOP_OK, "... are written");
	coop_writer_free(w);
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	struct coop_plan plan = {
		.op = COOP_OP_TERM, .weight = 1, .s = longest, .len = COOP_TERM_MAX};
	need(engine_search(r, &plan, 10, &hits, &err) == COOP_OK, err.msg);
	need(coop_hits_count(hits) == 1, "no hit");
	is_score(coop_hits_at(hits, 0).score, 5 * coop_idf(1, 1),
		"positions add nothing to the wdf");
	struct coop_buf value = {0};
	ok(read_data(dir, 1, &value) && value.len == sizeof big &&
			memcmp(value.s, big, sizeof big) == 0,
		"... the data comes back");
	coop_hits_free(hits);
	coop_buf_reset(&value);
	coop_reader_meta(r, "m", &value, &err);
	ok(value.len == 3 && memcmp(value.s, "a\0b", 3) == 0, "... the metadata too");
	coop_buf_release(&value);
	coop_reader_free(r);
}

/* A writer that was not committed leaves nothing behind. */
static void test_dropped(const char *dir)
{
	struct coop_term t = {"scop", 4, 1, NULL, 0};
	struct coop_doc doc = {&t, 1, "x", 1};
	struct coop_plan plan = term("scop", 1);
	struct coop_writer *w;
	struct coop_reader *r;
	struct coop_error err = {0};
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	if (coop_reader_open(dir, &r, &err) == COOP_OK)
		hits_are(r, &plan, 10, "", "what was not committed");
	else
		ok(true, "no database at all without a commit");
	coop_reader_free(r);
	coop_writer_free(NULL);
	coop_reader_free(NULL);
}

static void test_all(const char *dir)
{
	struct coop_reader *r;
	struct coop_error err = {0};
	need(write_database(dir, docs) == COOP_OK, dir);
	ok(coop_reader_open(dir, &r, &err) == COOP_OK, "a database opens");
	test_ops(r);
	test_scores(r);
	test_counts(r);
	test_data(dir, r);
	coop_reader_free(r);
	ok(write_database(dir, docs) != COOP_OK, "a database is not made twice");
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	in_scratch(test_all);
	in_scratch(test_order);
	in_scratch(test_limits);
	in_scratch(test_dropped);
	return done();
}
