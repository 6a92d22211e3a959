/*
 * t_positions.c - an index with positions in our posting lists alone: opening it,
 * refusing it without its lists, and searching it.
 */
#include "indexer/bulk/write_postings.h"
#include "indexer/glass/pack.h"
#include "query/plan/plan_internal.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "tests/unit/builds.h"
#include "tests/unit/indexes.h"

/* Texts of words with blanks between, each at its place. */
static const char *const texts[] = {
	"usine lip usine", "lip", "lip usine", "usine film film lip", "film"};
enum { TEXTS = sizeof texts / sizeof *texts };

/* In the order of their bytes. */
static const char *const words[] = {"film", "lip", "usine"};
enum { WORDS = sizeof words / sizeof *words, POSITIONS = 4 };

static struct coop_analyzer *analyzer;

/* The positions of a word in a text, from 1. */
static size_t positions_of(const char *word, const char *text, uint32_t *out)
{
	size_t count = 0;
	for (uint32_t at = 1; *text; at++) {
		size_t n = strcspn(text, " ");
		if (n == strlen(word) && memcmp(text, word, n) == 0)
			out[count++] = at;
		text += n + (text[n] == ' ');
	}
	return count;
}

static void write_list(struct postings_writer *w, const char *word)
{
	struct coop_error err = {0};
	postings_writer_begin(w, word, strlen(word), true);
	for (uint32_t d = 1; d <= TEXTS; d++) {
		uint32_t at[POSITIONS];
		char uints[POSITIONS * PACK_UINT_MAX], *to = uints;
		size_t count = positions_of(word, texts[d - 1], at);
		for (size_t i = 0; i < count; i++)
			to = pack_uint(to, at[i] - (i > 0 ? at[i - 1] : 0));
		if (count == 0)
			continue;
		postings_writer_add(w, d, 1);
		postings_writer_positions(
			w, (uint32_t)count, uints, (size_t)(to - uints));
	}
	need(postings_writer_end(w, &err) == COOP_OK, err.msg);
}

/* Says that it is of so many documents. */
static void write_lists(const char *dir, uint32_t documents)
{
	static struct postings_writer r;
	struct postings_writer *all = &r;
	struct coop_error err = {0};
	uint64_t bytes, terms;
	need(postings_writer_create(&r, dir, true, &err) == COOP_OK, err.msg);
	for (int w = 0; w < WORDS; w++)
		write_list(&r, words[w]);
	need(postings_writer_join(&all, 1, documents, &bytes, &terms, &err) == COOP_OK,
		err.msg);
	postings_writer_release(&r);
}

static void set_meta(struct coop_writer *w, const char *name, const char *value)
{
	struct coop_error err = {0};
	need(coop_writer_set_meta(w, name, value, strlen(value), &err) == COOP_OK,
		err.msg);
}

static void add_text(struct coop_writer *w, const char *text)
{
	struct coop_error err = {0};
	struct coop_record r;
	struct coop_buf data = {0};
	struct coop_term terms[WORDS];
	uint32_t at[POSITIONS];
	coop_record_init(&r);
	coop_record_add(&r, COOP_F_ID, text, strlen(text));
	need(coop_record_pack(&r, &data, &err) == COOP_OK, err.msg);
	struct coop_doc doc = {.terms = terms, .data = data.s, .data_len = data.len};
	for (int i = 0; i < WORDS; i++)
		if (positions_of(words[i], text, at) > 0)
			terms[doc.nterms++] = (struct coop_term){
				words[i], strlen(words[i]), 1, NULL, 0};
	need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	coop_buf_release(&data);
	coop_record_release(&r);
}

/* The words have no positions in the engine's tables. */
static void write_database(const char *dir, const char *positions)
{
	struct coop_writer *w;
	struct coop_buf fingerprint = {0};
	struct coop_error err = {0};
	need(coop_writer_create(dir, false, &w, &err) == COOP_OK, err.msg);
	for (int i = 0; i < TEXTS; i++)
		add_text(w, texts[i]);
	need(coop_analyzer_fingerprint(analyzer, &fingerprint, &err) == COOP_OK, err.msg);
	set_meta(w, COOP_META_SCHEMA, COOP_INDEX_SCHEMA);
	set_meta(w, COOP_META_ANALYSIS, fingerprint.s);
	if (positions)
		set_meta(w, COOP_META_POSITIONS, positions);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	coop_buf_release(&fingerprint);
}

static void finds(struct search *s, const char *query, size_t count)
{
	run_search(s, query, 0, TEXTS);
	is_num(search_count(s), count, "%s", query);
}

static void opens(const char *dir, enum coop_status expected, const char *what)
{
	struct search *s;
	struct coop_error err = {0};
	enum coop_status st = search_open(&dir, 1, analyzer, &s, &err);
	if (!ok(st == expected && (st == COOP_OK) == (s != NULL), "%s", what))
		printf("# %d: %s\n", st, err.msg);
	ok(st == COOP_OK || strstr(err.msg, COOP_POSTINGS_FILE) ||
			strstr(err.msg, COOP_INDEX_STUB),
		"... and is told");
	search_close(s);
}

static void stub(const char *dir, const char *text)
{
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/" COOP_INDEX_STUB, dir);
	write_whole(coop_buf_cstr(&path), text, strlen(text));
	coop_buf_release(&path);
}

static void test_found(const char *dir)
{
	struct search *s = open_search(dir, analyzer);
	finds(s, "\"usine lip\"", 1);
	finds(s, "\"lip usine\"", 2);
	finds(s, "\"usine lip\"~2", 2);
	finds(s, "usine PRES/1 lip", 2);
	finds(s, "usine PRES/3 lip", 3);
	finds(s, "lip PUIS/1 usine", 2);
	finds(s, "usine PRES/1 usine", 0);
	finds(s, "usine PRES/2 usine", 1);
	finds(s, "=film OU \"usine lip\"", 3);
	finds(s, "=lip SAUF \"lip usine\"", 2);
	finds(s, "=lip SAUF (lip PRES/1 usine)", 2);
	finds(s, "SAUF \"lip usine\"", 3);
	search_close(s);
}

/* ---- what is paid for ---- */

static size_t count_near(const struct coop_plan *plan)
{
	size_t count = plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED;
	for (size_t i = 0; i < plan->nkids; i++)
		count += count_near(&plan->kids[i]);
	return count;
}

/* Plans a query again with so much to spend: `count` phrases and distances are looked for. */
static void pays(struct search *s, const struct coop_collection *collection,
	const char *text, uint64_t places, size_t count)
{
	struct coop_plan plan;
	struct query q;
	struct planned_query again = {.can_near = false};
	find_query(s, text, 1, &q);
	size_t all = count_near(&q.planned.root);
	struct planner p = {.tree = &q.tree,
		.a = &q.analysed,
		.e = &q.expanded,
		.out = &again,
		.words = 100,
		.max_doc_freq = UINT64_MAX,
		.collection = collection,
		.limit = UINT64_MAX,
		.documents = places};
	need(planner_plan(&p, q.tree.root, &plan) && !p.failed, "no plan");
	is_num(count_near(&plan), count, "%s: of %zu for %d", text, all, (int)places);
	ok(again.warnings.count == (count < all) &&
			(count == all || again.warnings.at[0].kind == WARNING_POSITIONS),
		"... what is left out is told");
	planned_release(&again);
	query_release(&q);
}

/* film is in 2 texts, usine in 3, lip in 4 */
static void test_budget(const char *dir)
{
	struct search *s = open_search(dir, analyzer);
	struct coop_collection *collection;
	struct coop_error err = {0};
	need(coop_collection_open(&dir, 1, analyzer, &collection, &err) == COOP_OK,
		err.msg);
	static const char either[] = "\"usine lip\" OU \"lip usine\"";
	pays(s, collection, either, 6, 2);
	pays(s, collection, either, 5, 1);
	pays(s, collection, either, 0, 1);
	/* what the first leaves is looked at, about */
	pays(s, collection, "\"usine lip\" \"lip usine\"", 3, 2);
	pays(s, collection, "usine PRES/1 lip PRES/2 usine", 3, 2);
	pays(s, collection, "usine PRES/1 lip OU lip PRES/2 usine", 3, 1);
	/* and what rarer words leave */
	pays(s, collection, "=film ET (\"usine lip\" OU \"lip usine\")", 4, 2);
	pays(s, collection, "=film ET (\"usine lip\" OU \"lip usine\")", 3, 1);
	pays(s, collection, "+=film (\"usine lip\" OU \"lip usine\")", 4, 2);
	pays(s, collection, "=film (\"usine lip\" OU \"lip usine\")", 4, 1);
	pays(s, collection, "=film SAUF (\"usine lip\" OU \"lip usine\")", 4, 2);
	coop_collection_free(collection);
	search_close(s);
}

static void test_file(const char *dir, const char *database)
{
	struct coop_buf path = {0}, lists = {0};
	coop_buf_printf(&path, "%s/" COOP_POSTINGS_FILE, database);
	read_whole(coop_buf_cstr(&path), &lists);
	need(unlink(path.s) == 0, path.s);
	opens(dir, COOP_E_CORRUPT, "the lists are missing");
	static const size_t cuts[] = {0, 1, COOP_POSTINGS_END, COOP_POSTINGS_END + 8};
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		write_whole(path.s, lists.s, cuts[i]);
		opens(dir, COOP_E_CORRUPT, "... only begun");
	}
	write_whole(path.s, lists.s, lists.len - 1);
	opens(dir, COOP_E_CORRUPT, "... not quite whole");
	need(unlink(path.s) == 0, path.s);
	write_lists(database, TEXTS + 1);
	opens(dir, COOP_E_CORRUPT, "... of other documents");
	write_whole(path.s, lists.s, lists.len);
	opens(dir, COOP_OK, "... whole again");
	coop_buf_release(&path);
	coop_buf_release(&lists);
}

static void test_all(const char *dir)
{
	struct coop_buf one = {0}, two = {0};
	coop_buf_printf(&one, "%s/gen-1", dir);
	coop_buf_printf(&two, "%s/gen-2", dir);
	write_database(coop_buf_cstr(&one), COOP_POSITIONS_IN_LISTS);
	write_lists(one.s, TEXTS);
	write_checksums(one.s);
	write_database(coop_buf_cstr(&two), NULL);
	serve(dir, 1);
	test_found(dir);
	test_budget(dir);
	test_file(dir, one.s);
	stub(dir, "auto gen-1\nauto gen-2\n");
	opens(dir, COOP_E_CORRUPT, "beside another database");
	serve(dir, 2);
	opens(dir, COOP_OK, "an index that does not say so needs no lists");
	struct search *s = open_search(dir, analyzer);
	finds(s, "\"usine lip\"", 0);
	finds(s, "=lip SAUF \"usine lip\"", 4);
	search_close(s);
	serve(dir, 1);
	add_behind_our_back(one.s, "film");
	opens(dir, COOP_E_CORRUPT, "what was changed since");
	coop_buf_release(&one);
	coop_buf_release(&two);
}

int main(void)
{
	analyzer = new_analyzer();
	in_scratch(test_all);
	coop_analyzer_free(analyzer);
	return done();
}
