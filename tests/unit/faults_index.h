/*
 * faults_index.h - failing allocations in learning acronyms, making documents and
 * searching (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_INDEX_H
#define COOP_TESTS_UNIT_FAULTS_INDEX_H

#include "indexer/disk/tempfile.h"
#include "indexer/terms/acronym_stems.h"
#include "indexer/terms/document.h"
#include "indexer/terms/learn_acronyms.h"
#include "query/explain/explain.h"
#include "query/output/explained.h"
#include "query/search/groups.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "shared/index/wordlist.h"
#include "tests/unit/faults.h"
#include "tests/unit/faults_notes.h"
#include "tests/unit/faults_reading.h"
#include "tests/unit/indexes.h"

static const char table[] =
	"id,titre,r\u00e9sum\u00e9\n"
	"1,Scop,\"La coop\u00e9rative de Lyon et ses salari\u00e9s, les montres\"\n"
	"2,CAE,\"Une Coop\u00e9rative d'Activit\u00e9 et d'Emploi (CAE), Lyon\"\n"
	"3,Emplois,\"Des emplois, une montre, le savoir-faire d'une UES\"\n";

/* A query with an acronym, a long form, corrections, a compound and an exact word. */
static const char hard_query[] =
	"cae coop\u00e9ratives d'activit\u00e9 et d'emploi lyyon "
	"montrre savoir-faire =salari\u00e9s 14 200 inconnue";

static const char definition[] =
	"Une Union d'\u00c9conomie Sociale (UES) et une SCOP, la "
	"Coop\u00e9rative d'Activit\u00e9 et d'Emploi (CAE).";

static struct coop_buf index_path;
/* One set for the words of the query, and one that is opened anew. */
static struct coop_analyzer *search_analyzer, *open_analyzer;
static struct search *search;
static struct coop_acronyms *some_acronyms;
static struct coop_record document_record;

static enum coop_status run_query(struct coop_error *err)
{
	struct query q;
	struct query_options as_typed = {.any = false};
	enum coop_status st = analyse(
		&q, search_analyzer, hard_query, sizeof hard_query - 1, &as_typed, err);
	for (size_t i = 0; !st && i < query_count(&q); i++) {
		struct query_word w = query_at(&q, i);
		note(w.form, w.form_len);
		note(w.stem ? w.stem : "", w.stem_len);
	}
	query_release(&q);
	return st;
}

static void note_plan(const struct coop_plan *p)
{
	note(&p->op, sizeof p->op);
	note(&p->weight, sizeof p->weight);
	note(p->s ? p->s : "", p->len);
	for (size_t i = 0; i < p->nkids; i++)
		note_plan(&p->kids[i]);
}

/* Resolving, the first stage, the second; then the notices. */
static enum coop_status run_search_twice(struct coop_error *err)
{
	struct query q;
	struct coop_record r;
	coop_record_init(&r);
	enum coop_status st =
		ask_search(search, hard_query, sizeof hard_query - 1, 10, &q, err);
	if (!st)
		note_plan(&q.planned.root);
	for (size_t i = 0; !st && i < search_count(search); i++) {
		double score = search_score(search, i);
		st = search_record(search, i, &r, err);
		note(&score, sizeof score);
		if (!st)
			note(r.text.s, r.text.len);
	}
	query_release(&q);
	coop_record_release(&r);
	return st;
}

/* Why two notices have their scores. */
static enum coop_status run_explained(struct coop_error *err)
{
	struct query q;
	struct coop_record r;
	struct explainer *e = NULL;
	struct explanation x = {0};
	FILE *null = fopen("/dev/null", "w");
	need(null != NULL, "/dev/null");
	coop_record_init(&r);
	enum coop_status st =
		ask_search(search, hard_query, sizeof hard_query - 1, 2, &q, err);
	if (!st)
		st = explainer_new(search, &q, &e, err);
	for (size_t i = 0; !st && i < search_count(search); i++) {
		st = search_record(search, i, &r, err);
		if (!st)
			st = explainer_explain(e, i, &r, &x, err);
		if (!st)
			st = explained_put_text(null, &x, i + 1, 80, err);
		if (!st)
			note(x.text.s, x.text.len);
	}
	fclose(null);
	explainer_free(e);
	explanation_release(&x);
	query_release(&q);
	coop_record_release(&r);
	return st;
}

/* A query whose phrases are relaxed, step by step. */
static enum coop_status run_relaxed(struct coop_error *err)
{
	static const char text[] = "\"les acteurr. de la scop\" titre:\"scop a lyon\" "
				   "annee:1990.. -(\"a b\" film)";
	enum coop_status st = COOP_OK;
	for (int step = QUERY_AS_TYPED; !st && step < QUERY_STEPS; step++) {
		struct query q = {.tree.count = 0};
		struct search_request request = {.text = text,
			.len = sizeof text - 1,
			.options = {.step = (enum query_step)step,
				.unfiltered = step % 2 == 1},
			.count = 10};
		st = search_run(search, &request, &q, err);
		if (!st)
			note_plan(&q.planned.root);
		query_release(&q);
	}
	return st;
}

/* Opening an index, where the acronyms are read and analysed, and a first query. */
static enum coop_status run_open(struct coop_error *err)
{
	struct search *s;
	struct query q = {.tree.count = 0};
	const char *dir = index_path.s;
	enum coop_status st = search_open(&dir, 1, open_analyzer, &s, err);
	if (!st)
		st = ask_search(s, "cae lyyon", 9, 10, &q, err);
	if (!st)
		note_plan(&q.planned.root);
	query_release(&q);
	search_close(s);
	return st;
}

/* Hits that are folded. */
static enum coop_status run_groups(struct coop_error *err)
{
	struct query q = {.tree.count = 0};
	struct groups g = {.count = 0};
	struct coop_record r;
	coop_record_init(&r);
	enum coop_status st = ask_search(search, "scop", 4, 10, &q, err);
	if (!st)
		st = groups_find(&g, search, &r, err);
	for (size_t i = 0; !st && i < g.count; i++) {
		note(&g.at[i].hit, sizeof g.at[i].hit);
		for (size_t j = 0; j < g.at[i].others; j++)
			note(g.ids[g.at[i].first + j].s, g.ids[g.at[i].first + j].len);
	}
	query_release(&q);
	coop_record_release(&r);
	groups_release(&g);
	return st;
}

static enum coop_status run_resolve(struct coop_error *err)
{
	struct coop_collection *collection = NULL;
	const char *dir = index_path.s;
	struct query_index c = {.analyzer = search_analyzer, .acronyms = some_acronyms};
	struct query q = {.tree.count = 0};
	struct query_options as_typed = {.any = false};
	enum coop_status st =
		coop_collection_open(&dir, 1, search_analyzer, &collection, err);
	c.collection = collection;
	if (!st)
		st = corrector_new(collection, &c.corrector, err);
	if (!st)
		st = analyse(&q, search_analyzer, hard_query, sizeof hard_query - 1,
			&as_typed, err);
	if (!st)
		st = query_expand(&q.tree, &q.analysed, &c, &q.expanded, err);
	if (!st)
		st = query_plan(
			&q.tree, &q.analysed, &q.expanded, collection, &q.planned, err);
	if (!st)
		note_plan(&q.planned.root);
	query_release(&q);
	corrector_free(c.corrector);
	coop_collection_free(collection);
	return st;
}

static void note_lexicon(const struct coop_acronyms *l)
{
	for (size_t i = 0; i < coop_acronyms_count(l); i++) {
		struct coop_acronym a = coop_acronyms_at(l, i);
		note(a.form, strlen(a.form));
		note(a.long_form, strlen(a.long_form));
		note(a.proof, strlen(a.proof));
		note(a.stems, strlen(a.stems));
	}
}

static enum coop_status run_lexicon(struct coop_error *err)
{
	struct coop_acronyms *l = NULL, *m = NULL;
	struct coop_buf b = {0}, proofs = {0};
	char form[16];
	enum coop_status st = coop_acronyms_new(&l, err);
	for (int i = 0; !st && i < 200; i++) {
		snprintf(form, sizeof form, "s%d", i % 150);
		st = coop_acronyms_add(l,
			&(struct coop_acronym){
				form, i % 2 ? "Forme longue" : "", "p", ""},
			err);
	}
	if (!st)
		st = coop_acronyms_set_stems(l, 1, "form longu", err);
	if (!st)
		st = coop_acronyms_pack(l, &b, &proofs, err);
	if (!st)
		st = coop_acronyms_open(&b, &m, err);
	if (!st)
		st = coop_acronyms_open_proofs(m, &proofs, err);
	if (!st)
		note_lexicon(m);
	coop_buf_release(&b);
	coop_buf_release(&proofs);
	coop_acronyms_free(l);
	coop_acronyms_free(m);
	return st;
}

static enum coop_status run_vocab(struct coop_error *err)
{
	struct coop_strmap *m;
	struct coop_buf b = {0};
	enum coop_status st = coop_strmap_new(&m, err);
	for (int i = 0; !st && i < 300; i++) {
		char word[16];
		uint32_t id;
		bool added;
		int n = snprintf(
			word, sizeof word, "mot%c%c", 'a' + i % 26, 'a' + i / 26 % 26);
		st = coop_strmap_intern(m, word, (size_t)n, &id, &added, err);
	}
	if (!st)
		st = coop_wordlist_pack(m, &b, err);
	if (!st)
		note(b.s, b.len);
	coop_buf_release(&b);
	coop_strmap_free(m);
	return st;
}

/* A table of acronyms as an index has it. */
static enum coop_status make_acronyms(struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_acronyms *l;
	struct coop_buf packed = {0}, proofs = {0};
	struct coop_acronym cae = {
		"cae", "Coop\u00e9rative d'Activit\u00e9 et d'Emploi", "p", ""};
	*out = NULL;
	enum coop_status st = coop_acronyms_new(&l, err);
	if (!st)
		st = coop_acronyms_add(l, &cae, err);
	if (!st)
		st = acronym_stems_set(l, open_analyzer, err);
	if (!st)
		st = coop_acronyms_pack(l, &packed, &proofs, err);
	if (!st)
		st = coop_acronyms_open(&packed, out, err);
	coop_buf_release(&packed);
	coop_buf_release(&proofs);
	coop_acronyms_free(l);
	return st;
}

static enum coop_status run_longforms(struct coop_error *err)
{
	struct coop_acronyms *l;
	struct coop_acronym a;
	enum coop_status st = make_acronyms(&l, err);
	if (!st && coop_acronyms_find_stems(l, "cooper activit emploi", 21, &a))
		note(a.form, strlen(a.form));
	if (!st)
		note_lexicon(l);
	coop_acronyms_free(l);
	return st;
}

static enum coop_status study_text(struct acronym_learner *l, struct coop_strmap *words,
	uint32_t met[64], struct coop_error *err)
{
	struct coop_token_ids t;
	size_t count;
	uint32_t id;
	size_t n;
	bool added;
	enum coop_status st;
	coop_analyzer_begin(open_analyzer, definition, sizeof definition - 1);
	learn_text(l, definition, sizeof definition - 1, "a.txt", 1);
	while (!(st = coop_analyzer_next_ids(open_analyzer, &t, 1, &count, err)) &&
		count > 0) {
		const char *s =
			coop_strmap_at(coop_analyzer_forms(open_analyzer), t.form, &n);
		st = coop_strmap_intern(words, s, n, &id, &added, err);
		if (st)
			break;
		need(id < 64, "too many words");
		met[id]++;
		st = learn_word(l, &t, id, err);
		if (st)
			break;
	}
	return st;
}

static enum coop_status run_learn(struct coop_error *err)
{
	struct acronym_learner *l = NULL;
	struct coop_strmap *words = NULL;
	struct coop_acronyms *acronyms = NULL;
	uint32_t met[64] = {0};
	enum coop_status st = learn_new(&l, coop_analyzer_forms(open_analyzer), err);
	if (!st)
		st = coop_strmap_new(&words, err);
	if (!st)
		st = coop_acronyms_new(&acronyms, err);
	for (int i = 0; !st && i < 3; i++)
		st = study_text(l, words, met, err);
	if (!st)
		st = learn_finish(l, words, met, acronyms, err);
	if (!st)
		note_lexicon(acronyms);
	learn_free(l);
	coop_strmap_free(words);
	coop_acronyms_free(acronyms);
	return st;
}

static enum coop_status run_document(struct coop_error *err)
{
	struct document *d;
	struct coop_doc doc;
	enum coop_status st = document_new(open_analyzer, &d, err);
	for (int i = 0; !st && i < 2; i++)
		st = document_make(d, &document_record, 20, &doc, err);
	for (size_t i = 0; !st && i < doc.nterms; i++) {
		note(doc.terms[i].s, doc.terms[i].len);
		note(&doc.terms[i].wdf, sizeof doc.terms[i].wdf);
		note(doc.terms[i].pos, doc.terms[i].npos * sizeof *doc.terms[i].pos);
	}
	document_free(d);
	return st;
}

static enum coop_status run_tempfile(struct coop_error *err)
{
	struct tempfile *s;
	uint64_t at = 0;
	struct coop_buf b = {0};
	bool more;
	enum coop_status st = tempfile_new("/tmp", &s, err);
	if (st)
		return st;
	for (int i = 0; !st && i < 3; i++)
		st = tempfile_put(s, definition, sizeof definition, err);
	if (!st)
		st = tempfile_flush(s, err);
	while (!st && !(st = tempfile_next(s, &at, &b, &more, err)) && more)
		note(b.s, b.len);
	coop_buf_release(&b);
	tempfile_free(s);
	return st;
}

static void prepare_index(const char *dir)
{
	struct coop_error err = {0};
	search_analyzer = new_analyzer();
	open_analyzer = new_analyzer();
	build_csv_index(dir, table, sizeof table - 1, &index_path);
	search = open_search(index_path.s, search_analyzer);
	need(make_acronyms(&some_acronyms, &err) == COOP_OK, err.msg);
	coop_record_init(&document_record);
	coop_record_reset(&document_record, "a", 1);
	coop_record_add(&document_record, COOP_F_ID, "x", 1);
	for (int i = 0; i < 3; i++)
		coop_record_add(
			&document_record, COOP_F_BODY, definition, sizeof definition - 1);
}

static void release_index(void)
{
	search_close(search);
	coop_acronyms_free(some_acronyms);
	coop_record_release(&document_record);
	coop_analyzer_free(search_analyzer);
	coop_analyzer_free(open_analyzer);
	coop_buf_release(&index_path);
}

static void test_index(const char *dir)
{
	prepare_index(dir);
	exhaust("a query", run_query);
	exhaust("a query resolved", run_resolve);
	exhaust("a query answered", run_search_twice);
	exhaust("a query explained", run_explained);
	exhaust("a query relaxed", run_relaxed);
	test_reading(search, search_analyzer);
	test_notes(index_path.s);
	exhaust("hits folded", run_groups);
	exhaust("opening an index", run_open);
	exhaust("a table of acronyms", run_lexicon);
	exhaust("a vocabulary", run_vocab);
	exhaust("long forms", run_longforms);
	exhaust("learning", run_learn);
	exhaust("a document", run_document);
	exhaust("a temporary file", run_tempfile);
	release_index();
}

#endif
