/*
 * t_maxscore.c - plans of terms alone, ranked from the lists, against brute force and against the
 * engine.
 *
 * Every document (invented.h) is scored for every query, in the order of the terms, so that not
 * even the rounding may differ.
 */
#include "query/match/match.h"
#include "query/match/sums.h"
#include "query/match/top_hits.h"
#include "shared/index/impact.h"
#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "tests/unit/builds.h"
#include "tests/unit/engine.h"
#include "tests/unit/indexes.h"
#include "tests/unit/invented.h"

enum { QUERIES = 2000 };

/* ---- reading the lists back ---- */

static bool same_positions(
	const struct coop_block *b, uint32_t i, uint32_t docid, int term)
{
	struct coop_positions p;
	int n = held[docid][term].npos;
	if (!coop_positions_begin(&p, b, i))
		return n == 0;
	for (int k = 0; k < n; k++)
		if (!coop_positions_seek(&p, held[docid][term].pos[k]) ||
			p.at != held[docid][term].pos[k])
			return false;
	return n > 0 && !coop_positions_seek(&p, p.at + 1);
}

static bool same_list(const struct coop_posting_list *l, int term)
{
	uint32_t docid = 0, highest = 0;
	for (uint32_t n = 0; n < l->nblocks; n++) {
		struct coop_block b;
		uint32_t in_block = 0;
		if (!coop_posting_list_read(l, n, &b))
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
		if (coop_posting_list_block_last(l, n) != docid ||
			coop_posting_list_block_max(l, n) != in_block)
			return false;
		highest = in_block > highest ? in_block : highest;
	}
	return l->doc_freq == doc_freq[term] && l->max_impact == highest;
}

/* Whether the impact of a rank is that of the document which is at it. */
static bool same_rank(const struct coop_posting_list *l, int term, int r)
{
	uint32_t better = 0, as_good = 0, rank = coop_posting_list_rank(r);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		better += held[d][term].impact > l->rank_impacts[r];
		as_good += held[d][term].impact >= l->rank_impacts[r];
	}
	return doc_freq[term] < rank ? l->rank_impacts[r] == 0
				     : better < rank && as_good >= rank;
}

static void test_lists(const struct coop_postings *lists)
{
	for (int t = 0; t < TERMS; t++) {
		struct coop_posting_list l;
		bool there = coop_postings_find(lists, names[t], strlen(names[t]), &l) ==
			     COOP_LOOKUP_FOUND,
		     rare = !has_positions(t) && doc_freq[t] < COOP_POSTINGS_MIN;
		ok(there == !rare, "%s, in %u documents", names[t], doc_freq[t]);
		if (!there)
			continue;
		ok(same_list(&l, t), "... its list is what was added");
		for (int r = 0; r < COOP_POSTINGS_RANKS; r++)
			ok(same_rank(&l, t, r), "... rank %u", coop_posting_list_rank(r));
	}
	struct coop_posting_list l;
	ok(coop_postings_find(lists, "al", 2, &l) == COOP_LOOKUP_NONE,
		"no part of a term");
	ok(coop_postings_find(lists, "", 0, &l) == COOP_LOOKUP_NONE, "no term");
}

/* ---- queries ---- */

enum { ASKED_TERMS = 128 };

/* Terms: required ones first, then optional ones. */
struct asked_term {
	const char *name;
	double weight;
	bool required;
};

struct asked_query {
	struct asked_term terms[ASKED_TERMS];
	size_t nterms;
	bool one_optional; /* a document must hold at least one of the optional terms */
};

/* The nodes of a query's plan. */
struct asked_plan {
	struct coop_plan terms[ASKED_TERMS], parts[ASKED_TERMS], root;
};

static struct coop_plan inner(enum coop_op op, const struct coop_plan *kids, size_t nkids)
{
	return (struct coop_plan){.op = op, .weight = 1, .kids = kids, .nkids = nkids};
}

/* OR of the optional terms, AND of the required ones; both as MAYBE, or as AND if one must match. */
static void make_plan(const struct asked_query *q, struct asked_plan *p)
{
	size_t required = 0;
	for (size_t i = 0; i < q->nterms; i++) {
		p->terms[i] = (struct coop_plan){.op = COOP_OP_TERM,
			.weight = q->terms[i].weight,
			.s = q->terms[i].name,
			.len = strlen(q->terms[i].name)};
		required += q->terms[i].required;
	}
	struct coop_plan optional =
		inner(COOP_OP_OR, p->terms + required, q->nterms - required);
	memcpy(p->parts, p->terms, required * sizeof *p->parts);
	if (q->one_optional) {
		p->parts[required] = optional;
		p->root = inner(COOP_OP_AND, p->parts, required + 1);
	} else if (required == 0) {
		p->root = optional;
	} else {
		p->parts[0] = inner(COOP_OP_AND, p->terms, required);
		p->parts[1] = optional;
		p->root = inner(COOP_OP_MAYBE, p->parts, 2);
	}
}

static enum coop_status find(struct matcher *m, const struct asked_query *q, size_t count,
	struct coop_hit *hits, size_t *found, struct coop_error *err)
{
	static struct asked_plan plan;
	make_plan(q, &plan);
	return match_find(m, &plan.root, NULL, count, hits, found, err);
}

static int term_of(const struct asked_query *q, size_t i)
{
	for (int t = 0; t < TERMS; t++)
		if (strcmp(q->terms[i].name, names[t]) == 0)
			return t;
	return ABSENT;
}

/* The score of a document, by the terms and their factors; 0 when it does not match. */
static double score_of(const struct asked_query *q, const int *terms,
	const double *factors, uint32_t docid)
{
	double sum = 0;
	bool enough = !q->one_optional;
	for (size_t i = 0; i < q->nterms; i++) {
		double impact = held[docid][terms[i]].impact;
		if (impact == 0 && q->terms[i].required)
			return 0;
		enough |= impact > 0 && !q->terms[i].required;
		sum += factors[i] * impact;
	}
	return enough ? sum : 0;
}

static size_t brute_force(
	const struct asked_query *q, size_t count, struct coop_hit *hits)
{
	struct top_hits all = {hits, 0, count};
	double factors[ASKED_TERMS];
	int terms[ASKED_TERMS];
	for (size_t i = 0; i < q->nterms; i++) {
		terms[i] = term_of(q, i);
		factors[i] =
			coop_factor(DOCUMENTS, doc_freq[terms[i]], q->terms[i].weight);
	}
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		struct coop_hit hit = {d, score_of(q, terms, factors, d)};
		if (hit.score > 0 && top_hits_can_take(&all, hit))
			top_hits_take(&all, hit);
	}
	top_hits_sort(&all);
	return all.count;
}

/* Any terms, all terms, or one term and others, of which one may have to match; seldom very many. */
static void invent_query(struct asked_query *q, uint32_t *state)
{
	static const double weights[] = {1, 1, 1, 0.5, 2, 0.6};
	uint32_t kind = next_random(state) % 4;
	q->nterms = 1 + next_random(state) % 6;
	q->one_optional = kind == 3;
	if (next_random(state) % 32 == 0 && kind != 1)
		q->nterms = 33 + next_random(state) % 80;
	for (size_t i = 0; i < q->nterms; i++) {
		const char *name = names[next_random(state) % TERMS];
		q->terms[i] = (struct asked_term){name, weights[next_random(state) % 6],
			kind == 1 || (kind > 1 && i == 0)};
	}
}

/* Whether the best documents are found; `*found` is how many. */
static bool finds_best(
	struct matcher *m, const struct asked_query *q, size_t count, size_t *found)
{
	static struct coop_hit expected[DOCUMENTS], got[DOCUMENTS];
	struct coop_error err = {0};
	need(find(m, q, count, got, found, &err) == COOP_OK, err.msg);
	bool same = *found == brute_force(q, count, expected);
	for (size_t i = 0; same && i < *found; i++)
		same = got[i].docid == expected[i].docid &&
		       got[i].score == expected[i].score;
	return same;
}

static void test_queries(struct matcher *m)
{
	static const size_t counts[] = {1, 10, 50, 64, 65, 300, 1024, 1025, DOCUMENTS};
	size_t wrong = 0, hits = 0, long_ones = 0, one_optional = 0;
	uint32_t state = 1;
	for (size_t n = many(QUERIES, 200); n > 0; n--) {
		struct asked_query q;
		size_t found, count = counts[next_random(&state) % 9];
		invent_query(&q, &state);
		wrong += !finds_best(m, &q, count, &found);
		hits += found;
		one_optional += q.one_optional && found > 0;
		long_ones += q.nterms > 32 && found > 0;
	}
	is_num(wrong, 0, "the best documents, to the last bit of their scores");
	ok(hits > 0, "... and found something");
	ok(long_ones > 0, "%zu of them have many terms", long_ones);
	ok(one_optional > 0, "%zu of them need an optional term", one_optional);
}

/* Very many terms, of which thousands of documents have as much. */
static void test_ties(struct matcher *m)
{
	struct asked_query q = {.nterms = 40};
	size_t found;
	for (size_t i = 0; i < q.nterms; i++)
		q.terms[i] = (struct asked_term){"tie", 1, false};
	for (size_t count = 1; count <= 8192; count *= 8) {
		bool best = finds_best(m, &q, count, &found);
		ok(best && found == count, "%zu of many that are as good", count);
	}
}

/*
 * The best documents lie together, at the beginning: what they foretell is too high, and all is gone
 * through again.
 */
static void test_foresight(struct matcher *m)
{
	static const char *const others[] = {"half", "zone", "wide", "few"};
	size_t found, wrong = 0;
	for (size_t count = 20; count <= 250; count += 10)
		for (size_t i = 0; i < 4; i++) {
			struct asked_query q = {
				{{"row", 2, false}, {others[i], 0.5, false}},
				.nterms = 2};
			wrong += !finds_best(m, &q, count, &found);
		}
	is_num(wrong, 0, "the best documents where good ones lie together");
}

static void test_limits(struct matcher *m)
{
	struct asked_query q = {.nterms = 0};
	struct coop_hit hit;
	struct coop_error err = {0};
	size_t found;
	need(find(m, &q, 1, &hit, &found, &err) == COOP_OK, err.msg);
	is_num(found, 0, "no term, no document");
	q.terms[q.nterms++] = (struct asked_term){"all", 1, false};
	need(find(m, &q, 0, &hit, &found, &err) == COOP_OK, err.msg);
	is_num(found, 0, "nothing wanted, nothing found");
}

/* ---- sums ---- */

/* The slots of all sums that are high enough, and no others, in order. */
static void test_sums(void)
{
	enum { WIDTH = 256, ROUNDS = 200 };
	uint32_t sums[WIDTH], state = 9;
	size_t wrong = 0, met = 0;
	for (int round = 0; round < ROUNDS; round++) {
		uint32_t wanted = 1 + next_random(&state) % 100, slot = 0, count = 0;
		for (int i = 0; i < WIDTH; i++)
			sums[i] = next_random(&state) % (round % 2 ? 101 : 200);
		for (uint32_t i = 0; i < WIDTH; i++) {
			if (sums[i] < wanted)
				continue;
			slot = sums_next(sums, WIDTH, slot, wanted);
			wrong += slot++ != i;
			count++;
		}
		wrong += sums_next(sums, WIDTH, slot, wanted) != WIDTH;
		wrong += sums_count(sums, WIDTH, wanted) != count;
		met += count;
	}
	is_num(wrong, 0, "sums that are high enough");
	ok(met > 0 && met < (size_t)WIDTH * ROUNDS, "... %zu of them", met);
}

/* ---- damage ---- */

static void ask_all(const char *dir, struct coop_reader *reader)
{
	static struct coop_hit hits[DOCUMENTS];
	struct coop_postings *lists = lists_of(dir, DOCUMENTS);
	struct matcher *m;
	struct coop_error err = {0};
	uint32_t state = 5;
	if (!lists)
		return;
	struct coop_snapshot snapshot = snapshot_of(reader, lists);
	struct coop_collection *collection = collection_of(&snapshot);
	need(match_new(collection, &m, &err) == COOP_OK, err.msg);
	for (int i = 0; i < 12; i++) {
		struct asked_query q;
		struct coop_error damage = {0};
		size_t found;
		invent_query(&q, &state);
		enum coop_status st = find(m, &q, 50, hits, &found, &damage);
		need(st == COOP_OK || st == COOP_E_CORRUPT, damage.msg);
		need(found <= (st ? 0 : 50), "too many");
	}
	match_free(m);
	coop_collection_free(collection);
	coop_postings_free(lists);
}

/* Whatever the file holds, it is read within its bounds, and to an end. */
static void test_damage(const char *dir, struct coop_reader *reader)
{
	struct coop_buf path = {0}, file = {0};
	uint32_t state = 11;
	coop_buf_printf(&path, "%s/" COOP_POSTINGS_FILE, dir);
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
			memcpy(bad.s + file.len - COOP_POSTINGS_END,
				file.s + file.len - COOP_POSTINGS_END, COOP_POSTINGS_END);
		write_whole(path.s, bad.s, len);
		ask_all(dir, reader);
		coop_buf_release(&bad);
	}
	ok(true, "a damaged file does no harm");
	write_whole(path.s, file.s, file.len);
	ok(lists_of(dir, DOCUMENTS + 1) == NULL,
		"a file of other documents is left alone");
	coop_buf_release(&path);
	coop_buf_release(&file);
}

static void test_all(const char *dir)
{
	struct coop_postings *lists;
	struct coop_reader *reader;
	struct matcher *m;
	struct coop_error err = {0};
	invent();
	write_database(dir, false);
	write_lists(dir);
	need(coop_reader_open(dir, &reader, &err) == COOP_OK, err.msg);
	lists = lists_of(dir, DOCUMENTS);
	need(lists != NULL, "no lists");
	struct coop_snapshot snapshot = snapshot_of(reader, lists);
	struct coop_collection *collection = collection_of(&snapshot);
	need(match_new(collection, &m, &err) == COOP_OK, err.msg);
	test_lists(lists);
	test_sums();
	test_queries(m);
	test_ties(m);
	test_foresight(m);
	test_limits(m);
	match_free(m);
	coop_collection_free(collection);
	coop_postings_free(lists);
	test_damage(dir, reader);
	coop_reader_free(reader);
}

/* ---- an index ---- */

static void ask(const char *index, const char *query, struct coop_buf *out)
{
	struct coop_analyzer *a = new_analyzer();
	struct search *s = open_search(index, a);
	run_search(s, query, 0, 300);
	add_results(s, true, out);
	search_close(s);
	coop_analyzer_free(a);
}

enum { ASKED = 10 };
static const char *const asked[ASKED] = {"usine", "usine lip", "usine ET lip",
	"+lip usine", "\"lip usine\"", "\"usine usine\"", "usine lip horloge",
	"\"usine lip\"~2 autre", "horloge PRES/3 usine", "lip PUIS/2 lip"};

static void make_rows(struct coop_buf *csv)
{
	uint32_t state = 3;
	coop_buf_str(csv, "id,titre,texte\n");
	for (int i = 0; i < 1200; i++) {
		coop_buf_printf(csv, "n%04d,Film,", i);
		for (uint32_t n = 1 + next_random(&state) % 20; n > 0; n--)
			coop_buf_str(csv, next_random(&state) % 3   ? "autre "
					  : next_random(&state) % 5 ? "usine "
								    : "lip ");
		coop_buf_str(csv, i == 700 ? "horloge\n" : "\n");
	}
}

/* Builds in a folder of `dir`; gives the paths of the index, its database and its lists. */
static void build(const char *dir, bool engine, struct coop_buf paths[3])
{
	struct coop_buf csv = {0}, folder = {0};
	make_rows(&csv);
	coop_buf_printf(&folder, "%s/%d", dir, engine);
	need(mkdir(coop_buf_cstr(&folder), 0777) == 0, folder.s);
	build_csv_index_by(engine, folder.s, csv.s, csv.len, &paths[0]);
	database_of(paths[0].s, &paths[1]);
	coop_buf_printf(&paths[2], "%s/" COOP_POSTINGS_FILE, paths[1].s);
	coop_buf_release(&csv);
	coop_buf_release(&folder);
}

/* Whether all answers are those that there were. */
static void same_answers(
	const char *index, const struct coop_buf expected[ASKED], const char *what)
{
	for (int i = 0; i < ASKED; i++) {
		struct coop_buf got = {0};
		ask(index, asked[i], &got);
		ok(got.len > 0 && strcmp(got.s, coop_buf_cstr(&expected[i])) == 0,
			"%s the same for %s", what, asked[i]);
		coop_buf_release(&got);
	}
}

/* The lists and the engine give the same, and a database that was changed has none. */
static void test_index(const char *dir)
{
	struct coop_buf ours[3] = {{0}}, theirs[3] = {{0}}, lists = {0};
	build(dir, false, ours);
	build(dir, true, theirs);
	struct coop_buf answers[ASKED] = {{0}};
	for (int i = 0; i < ASKED; i++)
		ask(ours[0].s, asked[i], &answers[i]);
	same_answers(theirs[0].s, answers, "the engine gives");
	/* the lists beside tables that have positions */
	read_whole(ours[2].s, &lists);
	write_whole(theirs[2].s, lists.s, lists.len);
	coop_buf_reset(&theirs[2]);
	coop_buf_printf(&theirs[2], "%s/" COOP_CHECKSUMS_FILE, theirs[1].s);
	need(unlink(coop_buf_cstr(&theirs[2])) == 0, theirs[2].s);
	write_checksums(theirs[1].s);
	serve(theirs[0].s, 1);
	same_answers(theirs[0].s, answers, "with lists it gives");
	add_behind_our_back(theirs[1].s, "Zlip");
	struct coop_analyzer *a = new_analyzer();
	struct search *s = open_search(theirs[0].s, a);
	struct query q;
	struct coop_error broken = {0};
	/* the new document has no record to be read: that it is found is what matters */
	ok(ask_search(s, "lip", 3, 10, &q, &broken) != COOP_OK && search_found(s) > 0,
		"a document that was added since is found");
	query_release(&q);
	search_close(s);
	coop_analyzer_free(a);
	for (int i = 0; i < ASKED; i++)
		coop_buf_release(&answers[i]);
	for (int i = 0; i < 3; i++) {
		coop_buf_release(&ours[i]);
		coop_buf_release(&theirs[i]);
	}
	coop_buf_release(&lists);
}

int main(void)
{
	in_scratch(test_all);
	in_scratch(test_index);
	return done();
}
