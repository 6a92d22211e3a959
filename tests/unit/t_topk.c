/*
 * t_topk.c - documents ranked from the lists, against brute force and against the engine.
 *
 * The documents are invented: which hold a term, how much it weighs in them and where it stands
 * follows from numbers. Every document is scored for every query, in the order of the terms, so
 * that not even the rounding may differ.
 */
#include "indexer/build/pack.h"
#include "indexer/build/ranklists.h"
#include "query/best.h"
#include "query/topk.h"
#include "shared/impact.h"
#include "shared/index.h"
#include "tests/unit/builds.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

enum { DOCUMENTS = 40000, TERMS = 14, ABSENT = 13, POSITIONS = 3, QUERIES = 2000 };

/* In the order of their bytes; the last one is in no document. */
static const char *const names[TERMS] = {"all", "few", "half", "late", "lone", "mad",
	"many", "row", "some", "tie", "tiny", "wide", "zone", "zzz"};

static struct {
	uint8_t impact; /* 0: the document does not hold the term */
	uint8_t npos;
	uint32_t pos[POSITIONS];
} held[DOCUMENTS + 1][TERMS];
static uint32_t holding[TERMS];

/* Whether a document holds a term: all sizes there are, at the edges of blocks and windows. */
static bool holds(uint32_t docid, int term, uint32_t chance)
{
	switch (term) {
	case 0:
		return true;
	case 1:
		return docid % 315 == 1; /* one less than a block */
	case 2:
		return chance % 2 == 0;
	case 3:
		return docid > DOCUMENTS - 300;
	case 4:
		return docid == 4096;
	case 5:
		return docid % 312 == 0; /* a block */
	case 6:
		return chance % 10 < 7;
	case 7:
		return docid >= 4000 && docid < 4200;
	case 8:
		return chance % 20 == 0;
	case 9:
		return chance % 3 == 0;
	case 10:
		return docid % 2000 == 7;
	case 11:
		return docid % 4096 == 0 || docid % 4096 == 4095 || chance % 100 == 0;
	case 12:
		return docid % 310 == 0; /* one more than a block */
	default:
		return false;
	}
}

static void invent(void)
{
	uint32_t state = 7;
	for (uint32_t d = 1; d <= DOCUMENTS; d++)
		for (int t = 0; t < TERMS; t++) {
			uint32_t chance = next_random(&state), pos = 0;
			if (!holds(d, t, chance))
				continue;
			/* few different impacts, so that many documents are as good */
			uint32_t limit = t == 9 ? 3 : t % 3 == 0 ? 20 : COOP_IMPACT_MAX;
			holding[t]++;
			held[d][t].impact = (uint8_t)(1 + next_random(&state) % limit);
			held[d][t].npos =
				(uint8_t)(next_random(&state) % (POSITIONS + 1));
			for (int p = 0; p < held[d][t].npos; p++) {
				pos += 1 + next_random(&state) % (t == 0 ? 200 : 5);
				held[d][t].pos[p] = pos;
			}
		}
}

/* ---- the index ---- */

static void write_database(const char *dir)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	need(coop_writer_create(dir, false, &w, &err) == COOP_OK, err.msg);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		struct coop_term terms[TERMS];
		struct coop_doc doc = {.terms = terms, .data = ""};
		for (int t = 0; t < TERMS; t++)
			if (held[d][t].impact > 0)
				terms[doc.nterms++] = (struct coop_term){names[t],
					strlen(names[t]), held[d][t].impact,
					held[d][t].pos, held[d][t].npos};
		need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	}
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
}

static void write_list(struct ranklists *r, int t)
{
	struct coop_error err = {0};
	ranklists_begin(r, names[t], strlen(names[t]), true);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		char uints[POSITIONS * PACK_UINT_MAX], *to = uints;
		if (held[d][t].impact == 0)
			continue;
		for (int p = 0; p < held[d][t].npos; p++)
			to = pack_uint(to,
				held[d][t].pos[p] - (p > 0 ? held[d][t].pos[p - 1] : 0));
		ranklists_add(r, d, held[d][t].impact);
		ranklists_positions(r, held[d][t].npos, uints, (size_t)(to - uints));
	}
	need(ranklists_end(r, &err) == COOP_OK, err.msg);
}

/* In three parts, of which the second is the home. */
static void write_lists(const char *dir)
{
	enum { PARTS = 3 };
	static struct ranklists parts[PARTS];
	struct ranklists *all[PARTS];
	struct coop_error err = {0};
	for (int i = 0; i < PARTS; i++) {
		all[i] = &parts[i];
		need(ranklists_create(all[i], dir, i == 1, &err) == COOP_OK, err.msg);
		for (int t = TERMS * i / PARTS; t < TERMS * (i + 1) / PARTS; t++)
			write_list(all[i], t);
	}
	need(ranklists_join(all, PARTS, DOCUMENTS, &err) == COOP_OK, err.msg);
	for (int i = 0; i < PARTS; i++)
		ranklists_release(all[i]);
}

/* ---- reading the lists back ---- */

static bool same_positions(
	const struct coop_block *b, uint32_t i, uint32_t docid, int term)
{
	struct coop_positions p;
	int n = held[docid][term].npos;
	if (!coop_positions_begin(&p, b, i))
		return n == 0;
	for (int k = 0; k < n; k++)
		if (!coop_positions_reach(&p, held[docid][term].pos[k]) ||
			p.at != held[docid][term].pos[k])
			return false;
	return n > 0 && !coop_positions_reach(&p, p.at + 1);
}

static bool same_list(const struct coop_ranklist *l, int term)
{
	uint32_t docid = 0, highest = 0;
	for (uint32_t n = 0; n < l->nblocks; n++) {
		struct coop_block b;
		uint32_t in_block = 0;
		if (!coop_ranklist_read(l, n, &b))
			return false;
		for (uint32_t i = 0; i < b.count; i++) {
			do
				docid++;
			while (docid < DOCUMENTS && held[docid][term].impact == 0);
			if (b.docids[i] != docid ||
				b.impacts[i] != held[docid][term].impact ||
				!same_positions(&b, i, docid, term))
				return false;
			in_block = b.impacts[i] > in_block ? b.impacts[i] : in_block;
		}
		if (coop_ranklist_last(l, n) != docid ||
			coop_ranklist_highest(l, n) != in_block)
			return false;
		highest = in_block > highest ? in_block : highest;
	}
	return l->holding == holding[term] && l->highest == highest;
}

/* Whether the impact of a rank is that of the document which is at it. */
static bool same_rank(const struct coop_ranklist *l, int term, int r)
{
	uint32_t better = 0, as_good = 0, rank = coop_ranklist_rank(r);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		better += held[d][term].impact > l->best[r];
		as_good += held[d][term].impact >= l->best[r];
	}
	return holding[term] < rank ? l->best[r] == 0 : better < rank && as_good >= rank;
}

static void test_lists(const struct coop_ranklists *lists)
{
	for (int t = 0; t < TERMS; t++) {
		struct coop_ranklist l;
		bool there = coop_ranklists_find(lists, names[t], strlen(names[t]), &l);
		ok(there, "%s, in %u documents", names[t], holding[t]);
		if (!there)
			continue;
		ok(same_list(&l, t), "... its list is what was added");
		for (int r = 0; r < COOP_RANKLIST_RANKS; r++)
			ok(same_rank(&l, t, r), "... rank %u", coop_ranklist_rank(r));
	}
	struct coop_ranklist l;
	ok(!coop_ranklists_find(lists, "al", 2, &l), "no part of a term");
	ok(!coop_ranklists_find(lists, "", 0, &l), "no term");
}

/* ---- queries ---- */

static int term_of(const struct topk_query *q, size_t i)
{
	for (int t = 0; t < TERMS; t++)
		if (coop_bytes_equal(q->terms[i].term.s, q->terms[i].term.len, names[t],
			    strlen(names[t])))
			return t;
	return ABSENT;
}

static bool stands_at(uint32_t docid, int term, uint32_t pos)
{
	for (int p = 0; p < held[docid][term].npos; p++)
		if (held[docid][term].pos[p] == pos)
			return true;
	return false;
}

static bool has_phrase(const struct topk_query *q, uint32_t docid)
{
	int first = term_of(q, 0);
	for (int p = 0; p < held[docid][first].npos; p++) {
		size_t i = 1;
		while (i < q->nterms && stands_at(docid, term_of(q, i),
						held[docid][first].pos[p] + (uint32_t)i))
			i++;
		if (i == q->nterms)
			return true;
	}
	return false;
}

/* The score of a document, by the terms and their factors; 0 when it does not match. */
static double score_of(const struct topk_query *q, const int *terms,
	const double *factors, uint32_t docid)
{
	double sum = 0;
	for (size_t i = 0; i < q->nterms; i++) {
		double impact = held[docid][terms[i]].impact;
		if (impact == 0 && q->terms[i].required)
			return 0;
		sum += factors[i] * (impact / (COOP_LINEAR_K1 + impact));
	}
	return q->phrase && !has_phrase(q, docid) ? 0 : sum;
}

static size_t brute_force(const struct topk_query *q, size_t count, struct coop_hit *hits)
{
	struct best all = {hits, 0, count};
	double factors[TOPK_TERMS];
	int terms[TOPK_TERMS];
	for (size_t i = 0; i < q->nterms; i++) {
		terms[i] = term_of(q, i);
		factors[i] = coop_idf(DOCUMENTS, holding[terms[i]]) * q->terms[i].weight *
			     (COOP_LINEAR_K1 + 1);
	}
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		struct coop_hit hit = {d, score_of(q, terms, factors, d)};
		if (hit.score > 0 && best_can_take(&all, hit))
			best_take(&all, hit);
	}
	best_sort(&all);
	return all.count;
}

/* Some of them, all of them, all of some and some others, or a phrase; seldom very many. */
static void invent_query(struct topk_query *q, uint32_t *state)
{
	static const double weights[] = {1, 1, 1, 0.5, 2, 0.6};
	uint32_t kind = next_random(state) % 4;
	q->nterms = 1 + next_random(state) % (kind == 3 ? 3 : 6);
	q->phrase = kind == 3;
	if (next_random(state) % 32 == 0 && kind % 2 == 0)
		q->nterms = 33 + next_random(state) % 80;
	for (size_t i = 0; i < q->nterms; i++) {
		const char *name = names[next_random(state) % TERMS];
		q->terms[i] = (struct topk_term){{name, strlen(name)},
			weights[next_random(state) % 6],
			kind == 1 || kind == 3 || (kind == 2 && i == 0)};
	}
}

/* Whether the best are found, if they are to be; `*found` is how many. */
static bool finds_best(struct topk *t, const struct topk_query *q, size_t count,
	size_t *found, bool *enough)
{
	static struct coop_hit expected[DOCUMENTS], got[DOCUMENTS];
	struct coop_error err = {0};
	need(topk_find(t, q, count, got, found, enough, &err) == COOP_OK, err.msg);
	if (!*enough)
		return true;
	bool same = *found == brute_force(q, count, expected);
	for (size_t i = 0; same && i < *found; i++)
		same = got[i].docid == expected[i].docid &&
		       got[i].score == expected[i].score;
	return same;
}

static void test_queries(struct topk *t)
{
	static const size_t counts[] = {1, 10, 50, 64, 65, 300, 1024, 1025, DOCUMENTS};
	size_t wrong = 0, answered = 0, hits = 0, phrases = 0, long_ones = 0;
	uint32_t state = 1;
	for (size_t n = many(QUERIES, 200); n > 0; n--) {
		struct topk_query q;
		size_t found, count = counts[next_random(&state) % 9];
		bool enough;
		invent_query(&q, &state);
		wrong += !finds_best(t, &q, count, &found, &enough);
		answered += enough;
		if (!enough)
			continue;
		hits += found;
		phrases += q.phrase && found > 0;
		long_ones += q.nterms > 32 && found > 0;
	}
	is_num(wrong, 0, "the best documents, to the last bit of their scores");
	ok(answered > many(QUERIES, 200) * 3 / 4, "nearly all queries were answered");
	ok(hits > 0 && phrases > many(100, 10), "... and found something, phrases too");
	ok(long_ones > 0, "%zu of them have many terms", long_ones);
}

/* Very many terms, of which thousands of documents have as much. */
static void test_ties(struct topk *t)
{
	struct topk_query q = {.nterms = 40};
	size_t found;
	bool enough;
	for (size_t i = 0; i < q.nterms; i++)
		q.terms[i] = (struct topk_term){{"tie", 3}, 1, false};
	for (size_t count = 1; count <= 8192; count *= 8) {
		bool best = finds_best(t, &q, count, &found, &enough);
		ok(best && enough && found == count, "%zu of many that are as good",
			count);
	}
}

static void test_limits(struct topk *t)
{
	struct topk_query q = {.nterms = 0};
	struct coop_hit hit;
	struct coop_error err = {0};
	size_t found;
	bool enough;
	need(topk_find(t, &q, 1, &hit, &found, &enough, &err) == COOP_OK, err.msg);
	ok(enough && found == 0, "no term, no document");
	q.terms[q.nterms++] = (struct topk_term){{"all", 3}, 1, false};
	need(topk_find(t, &q, 0, &hit, &found, &enough, &err) == COOP_OK, err.msg);
	ok(enough && found == 0, "nothing wanted, nothing found");
}

/* ---- damage ---- */

static void ask_all(const char *dir, struct coop_reader *reader)
{
	static struct coop_hit hits[DOCUMENTS];
	struct coop_ranklists *lists;
	struct topk *t;
	struct coop_error err = {0};
	uint32_t state = 5;
	need(coop_ranklists_open(dir, DOCUMENTS, &lists, &err) == COOP_OK, err.msg);
	if (!lists)
		return;
	need(topk_new(lists, reader, &t, &err) == COOP_OK, err.msg);
	for (int i = 0; i < 12; i++) {
		struct topk_query q;
		size_t found;
		bool enough;
		invent_query(&q, &state);
		need(topk_find(t, &q, 50, hits, &found, &enough, &err) == COOP_OK,
			err.msg);
		need(found <= 50, "too many");
	}
	topk_free(t);
	coop_ranklists_free(lists);
}

/* Whatever the file holds, it is read within its bounds, and to an end. */
static void test_damage(const char *dir, struct coop_reader *reader)
{
	struct coop_buf path = {0}, file = {0};
	uint32_t state = 11;
	coop_buf_printf(&path, "%s/" COOP_RANKLISTS_FILE, dir);
	read_whole(path.s, &file);
	for (int round = 0; round < 60; round++) {
		size_t len = round % 6 == 0 ? next_random(&state) % file.len : file.len;
		struct coop_buf bad = {0};
		coop_buf_add(&bad, file.s, file.len);
		for (int i = 0; i < 40; i++)
			/* half of them where the directory and the heads of the last are */
			bad.s[file.len - 1 -
				next_random(&state) % (i % 2 ? file.len : 2000)] =
				(char)next_random(&state);
		if (round % 2)
			memcpy(bad.s + file.len - COOP_RANKLISTS_END,
				file.s + file.len - COOP_RANKLISTS_END,
				COOP_RANKLISTS_END);
		write_whole(path.s, bad.s, len);
		ask_all(dir, reader);
		coop_buf_release(&bad);
	}
	ok(true, "a damaged file does no harm");
	write_whole(path.s, file.s, file.len);
	struct coop_ranklists *lists;
	struct coop_error err = {0};
	need(coop_ranklists_open(dir, DOCUMENTS + 1, &lists, &err) == COOP_OK, err.msg);
	ok(lists == NULL, "a file of other documents is left alone");
	coop_buf_release(&path);
	coop_buf_release(&file);
}

static void test_all(const char *dir)
{
	struct coop_ranklists *lists;
	struct coop_reader *reader;
	struct topk *t;
	struct coop_error err = {0};
	invent();
	write_database(dir);
	write_lists(dir);
	need(coop_reader_open(dir, &reader, &err) == COOP_OK, err.msg);
	need(coop_ranklists_open(dir, DOCUMENTS, &lists, &err) == COOP_OK && lists,
		err.msg);
	need(topk_new(lists, reader, &t, &err) == COOP_OK, err.msg);
	test_lists(lists);
	test_queries(t);
	test_ties(t);
	test_limits(t);
	topk_free(t);
	coop_ranklists_free(lists);
	test_damage(dir, reader);
	coop_reader_free(reader);
}

/* ---- an index ---- */

static void ask(const char *index, const char *query, struct coop_buf *out)
{
	struct coop_analyzer *a = new_analyzer();
	struct search *s = open_search(index, a);
	run_search(s, a, query, 0, 300);
	add_results(s, true, out);
	search_close(s);
	coop_analyzer_free(a);
}

static void change(const char *database)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	struct coop_term term = {"Zlip", 4, 127, NULL, 0};
	struct coop_doc doc = {.terms = &term, .nterms = 1, .data = ""};
	need(coop_writer_open(database, &w, &err) == COOP_OK, err.msg);
	need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
}

/* The lists and the engine give the same, and a database that was changed has none. */
static void test_index(const char *dir)
{
	static const char *const queries[] = {"usine", "usine lip", "usine ET lip",
		"+lip usine", "\"lip usine\"", "\"usine usine\"", "usine lip horloge"};
	struct coop_buf csv = {0}, index = {0}, path = {0}, moved = {0};
	struct coop_buf answers[7] = {{0}};
	struct coop_error err = {0};
	uint32_t state = 3;
	coop_buf_str(&csv, "id,titre,texte\n");
	for (int i = 0; i < 1200; i++) {
		coop_buf_printf(&csv, "n%04d,Film,", i);
		for (uint32_t n = 1 + next_random(&state) % 20; n > 0; n--)
			coop_buf_str(&csv, next_random(&state) % 3   ? "autre "
					   : next_random(&state) % 5 ? "usine "
								     : "lip ");
		coop_buf_str(&csv, i == 700 ? "horloge\n" : "\n");
	}
	build_csv_index(dir, csv.s, csv.len, &index);
	need(coop_index_database(index.s, &path, &err) == COOP_OK, err.msg);
	struct coop_buf database = {0};
	coop_buf_str(&database, path.s);
	coop_buf_str(&path, "/" COOP_RANKLISTS_FILE);
	coop_buf_printf(&moved, "%s.away", path.s);
	for (int i = 0; i < 7; i++)
		ask(index.s, queries[i], &answers[i]);
	need(rename(path.s, moved.s) == 0, "cannot rename the lists");
	for (int i = 0; i < 7; i++) {
		struct coop_buf engine = {0};
		ask(index.s, queries[i], &engine);
		ok(engine.len > 0 && strcmp(coop_buf_cstr(&engine),
					     coop_buf_cstr(&answers[i])) == 0,
			"the engine gives the same for %s", queries[i]);
		coop_buf_release(&engine);
		coop_buf_release(&answers[i]);
	}
	need(rename(moved.s, path.s) == 0, "cannot rename the lists");
	change(database.s);
	struct coop_analyzer *a = new_analyzer();
	struct search *s = open_search(index.s, a);
	struct query *q = understand(a, "lip");
	struct coop_error broken = {0};
	/* the new document has no record to be read: that it is found is what matters */
	ok(search_run(s, q, 0, 10, &broken) != COOP_OK && search_found(s) > 0,
		"a document that was added since is found");
	query_free(q);
	search_close(s);
	coop_analyzer_free(a);
	struct coop_buf *all[] = {&csv, &index, &path, &moved, &database};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		coop_buf_release(all[i]);
}

int main(void)
{
	in_scratch(test_all);
	in_scratch(test_index);
	return done();
}
