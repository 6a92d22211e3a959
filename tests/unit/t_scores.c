/*
 * t_scores.c - the scores of both stages against brute force, over the corpus.
 *
 * Every document is analysed anew. The plan of a query is evaluated by the formulas of
 * impact.h over the whole table of documents and terms.
 */
#include <math.h>

#include "indexer/terms/document.h"
#include "query/plan/weights.h"
#include "query/search/rerank.h"
#include "shared/core/strmap.h"
#include "shared/index/documents.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

enum { DOCUMENTS_MAX = 200, TERMS_MAX = 40000, QUERIES = 200 };

static struct coop_analyzer *analyzer;
static struct search *search;
static struct coop_strmap *terms, *ids;
static unsigned char impacts[DOCUMENTS_MAX][TERMS_MAX];
static uint32_t doc_freq[TERMS_MAX];
static uint32_t documents;
static double avgdl;

/* Puts the terms of a document into the table, and its id into `ids`. */
static void tabulate(uint32_t number, struct coop_record *record, struct document *d)
{
	struct coop_doc doc;
	struct coop_value id;
	struct coop_error err = {0};
	uint32_t term;
	bool added;
	size_t length = record->length;
	need(document_make(d, record, avgdl, &doc, &err) == COOP_OK, err.msg);
	need(record->length == length, "another length than that of the index");
	for (size_t i = 0; i < doc.nterms; i++) {
		const struct coop_term *t = &doc.terms[i];
		coop_strmap_intern(terms, t->s, t->len, &term, &added, &err);
		need(term < TERMS_MAX, "too many terms");
		impacts[number][term] = (unsigned char)t->wdf;
		doc_freq[term]++;
	}
	coop_record_get(record, COOP_F_ID, &id);
	coop_strmap_intern(ids, id.text, id.len, &term, &added, &err);
	need(added && term == number, "an id that is there twice");
}

static void read_documents(struct coop_reader *reader)
{
	struct coop_record record;
	struct document *d;
	struct coop_documents *stored;
	struct coop_buf data = {0};
	struct coop_error err = {0};
	uint64_t count;
	coop_record_init(&record);
	need(coop_reader_count(reader, &count, &err) == COOP_OK, err.msg);
	documents = (uint32_t)count;
	need(documents <= DOCUMENTS_MAX, "too many documents");
	need(coop_reader_meta(reader, COOP_META_AVERAGE, &data, &err) == COOP_OK,
		err.msg);
	avgdl = strtod(data.s, NULL);
	need(document_new(analyzer, &d, &err) == COOP_OK, err.msg);
	need(coop_documents_open(reader, &stored, &err) == COOP_OK, err.msg);
	double sum = 0;
	for (uint32_t i = 0; i < documents; i++) {
		coop_buf_reset(&data);
		need(coop_documents_read(stored, i + 1, &data, &err) == COOP_OK, err.msg);
		need(coop_record_unpack(&record, data.s, data.len, &err) == COOP_OK,
			err.msg);
		tabulate(i, &record, d);
		sum += (double)record.length;
	}
	ok(fabs(sum / documents - avgdl) < 1e-9, "the average length is the average");
	document_free(d);
	coop_documents_free(stored);
	coop_record_release(&record);
	coop_buf_release(&data);
}

/* A plan's score of a document; 0 when it does not match. */
static double evaluate(const struct coop_plan *p, uint32_t number)
{
	uint32_t term;
	double sum = 0;
	if (p->op == COOP_OP_TERM) {
		if (!coop_strmap_find(terms, p->s, p->len, &term))
			return 0;
		return p->weight * coop_idf(documents, doc_freq[term]) *
		       impacts[number][term];
	}
	need(p->op != COOP_OP_SYNONYM, "a correction: not what is tested here");
	for (size_t i = 0; i < p->nkids; i++) {
		double kid = evaluate(&p->kids[i], number);
		if (kid == 0 && p->op == COOP_OP_AND)
			return 0;
		sum += kid;
	}
	return p->weight * sum;
}

static bool is_near(double a, double b)
{
	return fabs(a - b) <= 2e-5 * fabs(b) + 1e-12;
}

/* What went wrong with the result at a place, or NULL. */
static const char *check_result(
	const struct query *q, struct rerank *r, size_t i, bool all, uint32_t *number)
{
	struct coop_record record;
	struct coop_value id;
	struct coop_error err = {0};
	struct rerank_score more = {0};
	double score = search_score(search, i);
	coop_record_init(&record);
	need(search_record(search, i, &record, &err) == COOP_OK, err.msg);
	coop_record_get(&record, COOP_F_ID, &id);
	need(coop_strmap_find(ids, id.text, id.len, number), "an unknown id");
	need(rerank_score(r, &record, avgdl, &more, &err) == COOP_OK, err.msg);
	coop_record_release(&record);
	double first = evaluate(&q->planned.root, *number) / COOP_IMPACT_MAX;
	if (first <= 0)
		return "a result that does not match";
	if (more.value < 0)
		return "a second stage that takes away";
	if (i >= RERANK_DEPTH && is_near(score, first))
		return NULL;
	if (more.extent == RERANK_BARE && score <= first + more.value)
		return NULL; /* lowered, perhaps */
	if (!is_near(score, first + more.value) && (all || !is_near(score, first)))
		return "another score";
	return NULL;
}

static size_t check_query(const char *text)
{
	static bool seen[DOCUMENTS_MAX];
	struct query q;
	struct rerank *r;
	struct coop_error err = {0};
	size_t wrong = 0, matching = 0;
	uint32_t number, before = 0;
	find_query(search, text, documents, &q);
	need(rerank_new(&q, analyzer, &r, &err) == COOP_OK, err.msg);
	memset(seen, 0, sizeof seen);
	/* long texts are not all looked at: RERANK_BYTES */
	bool all = search_count(search) <= RERANK_DEPTH_MIN;
	for (size_t i = 0; i < search_count(search); i++) {
		const char *problem = check_result(&q, r, i, all, &number);
		double rise =
			i > 0 ? search_score(search, i - 1) - search_score(search, i) : 1;
		if (!problem && (rise < 0 || (rise == 0 && number < before)))
			problem = "out of order";
		if (!problem && seen[number])
			problem = "a result that is there twice";
		if (problem)
			printf("# %s: result %zu: %s\n", text, i, problem);
		wrong += problem != NULL;
		seen[number] = true;
		before = number;
	}
	for (uint32_t i = 0; i < documents; i++)
		matching += evaluate(&q.planned.root, i) > 0;
	if (matching != search_count(search))
		printf("# %s: %zu of %zu\n", text, search_count(search), matching);
	wrong += matching != search_count(search);
	rerank_free(r);
	query_release(&q);
	return wrong;
}

static void test_queries(void)
{
	static const char *const fixed[] = {"scop lyon", "cae", "le la", "ues",
		"coop\u00e9rative d'activit\u00e9 et d'emploi", "savoir-faire",
		"=coop\u00e9ratives", "1973",
		"les ouvri\u00e8res de Lip \u00e0 Besan\u00e7on", "usine usine usine",
		"union d'\u00e9conomie sociale"};
	struct coop_buf text = {0};
	uint32_t state = 2;
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		is_num(check_query(fixed[i]), 0, "brute force agrees: %s", fixed[i]);
	for (size_t i = 0; i < QUERIES; i++) {
		coop_buf_reset(&text);
		for (uint32_t n = 1 + next_random(&state) % 4; n > 0;) {
			size_t len;
			const char *s = coop_strmap_at(terms,
				next_random(&state) % coop_strmap_count(terms), &len);
			if (*s < 'a' || *s > 'z' || memchr(s, '@', len))
				continue;
			coop_buf_add(&text, s, len);
			coop_buf_byte(&text, ' ');
			n--;
		}
		wrong += check_query(text.s);
	}
	is_num(wrong, 0, "... on %d queries of random words", QUERIES);
	coop_buf_release(&text);
}

static void test_corpus(const char *dir)
{
	struct coop_buf corpus = {0}, index = {0};
	struct coop_snapshot *snapshot;
	struct coop_error err = {0};
	const char *paths[] = {test_path(&corpus, "../corpus"), NULL};
	coop_buf_printf(&index, "%s/index", dir);
	build_index(index.s, paths);
	search = open_search(index.s, analyzer);
	need(coop_snapshot_open(index.s, analyzer, &snapshot, &err) == COOP_OK, err.msg);
	read_documents(snapshot->base.reader);
	ok(documents > 40, "the corpus was read");
	test_queries();
	coop_snapshot_free(snapshot);
	search_close(search);
	coop_buf_release(&corpus);
	coop_buf_release(&index);
}

int main(void)
{
	struct coop_error err = {0};
	analyzer = new_analyzer();
	need(coop_strmap_new(&terms, &err) == COOP_OK, err.msg);
	need(coop_strmap_new(&ids, &err) == COOP_OK, err.msg);
	in_scratch(test_corpus);
	coop_strmap_free(terms);
	coop_strmap_free(ids);
	coop_analyzer_free(analyzer);
	return done();
}
