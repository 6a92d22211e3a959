/*
 * Indexes of a base, a delta and tombstones, and several of them together, answer as one would that was
 * built anew of their documents.
 */
#include <pthread.h>

#include "query/match/match_explain.h"
#include "tests/unit/indexes.h"
#include "tests/unit/snapshots.h"

/* How many indexes there are at most. */
enum { INDEXES = 3 };

/* Random indexes, and their documents in an index that is built anew, both open. */
struct pair {
	const struct snapshot_plan *plans; /* of the indexes */
	size_t count;
	struct coop_buf
		paths[INDEXES + 1]; /* the last one: of the index that is built anew */
	struct coop_collection *collections[2];
	struct search *searches[2];
	struct coop_analyzer *analyzers[2];
};

static void write_pair(struct pair *p, const char *dir)
{
	static int number;
	struct snapshot_plan all = {.live.count = 0};
	number++;
	for (size_t i = 0; i <= p->count; i++)
		coop_buf_printf(&p->paths[i], "%s/%d-%zu", dir, number, i);
	for (size_t i = 0; i < p->count; i++) {
		const struct numbers *live = &p->plans[i].live;
		write_snapshot(coop_buf_cstr(&p->paths[i]), &p->plans[i]);
		for (size_t k = 0; k < live->count; k++)
			add_number(&all.live, live->at[k]);
	}
	write_anew(coop_buf_cstr(&p->paths[p->count]), &all);
	release_plan(&all);
}

static void open_pair(struct pair *p, const char *dir)
{
	const char *dirs[INDEXES + 1];
	struct coop_error err = {0};
	write_pair(p, dir);
	for (size_t i = 0; i <= p->count; i++)
		dirs[i] = p->paths[i].s;
	for (size_t i = 0; i < 2; i++) {
		const char **from = i == 0 ? dirs : dirs + p->count;
		size_t count = i == 0 ? p->count : 1;
		p->analyzers[i] = new_analyzer();
		need(!coop_collection_open(
			     from, count, p->analyzers[i], &p->collections[i], &err),
			err.msg);
		need(!search_open(from, count, p->analyzers[i], &p->searches[i], &err),
			err.msg);
	}
}

static void close_pair(struct pair *p)
{
	for (int i = 0; i < 2; i++) {
		search_close(p->searches[i]);
		coop_collection_free(p->collections[i]);
		coop_analyzer_free(p->analyzers[i]);
	}
	for (size_t i = 0; i <= p->count; i++)
		coop_buf_release(&p->paths[i]);
}

/* ---- statistics ---- */

static bool same(const struct coop_buf *a, const struct coop_buf *b)
{
	return a->len == b->len &&
	       memcmp(coop_buf_cstr(a), coop_buf_cstr(b), a->len) == 0;
}

static void drop_both(struct coop_buf b[2])
{
	coop_buf_release(&b[0]);
	coop_buf_release(&b[1]);
}

static void same_meta(const struct pair *p)
{
	struct coop_buf b[2] = {{0}, {0}};
	struct coop_error err = {0};
	for (int i = 0; i < 2; i++)
		need(!coop_snapshot_meta(p->collections[i]->snapshots[0],
			     COOP_META_AVERAGE, &b[i], &err),
			err.msg);
	ok(same(&b[0], &b[1]), "records of the same length");
	drop_both(b);
	is_num(p->collections[0]->documents, p->collections[1]->documents, "documents");
	for (int i = 0; i < 2; i++)
		need(!coop_collection_wordlist(p->collections[i], &b[i], &err), err.msg);
	ok(same(&b[0], &b[1]) && b[0].len > 0, "the words for corrections");
	drop_both(b);
}

static bool same_terms(const struct pair *p, const char *prefix, size_t max)
{
	struct coop_buf b[2] = {{0}, {0}};
	struct coop_error err = {0};
	size_t count[2];
	for (int i = 0; i < 2; i++)
		need(!coop_collection_terms(p->collections[i], prefix, strlen(prefix),
			     max, &b[i], &count[i], &err),
			err.msg);
	bool alike = same(&b[0], &b[1]) && count[0] == count[1];
	drop_both(b);
	return alike;
}

/* Compares the frequencies of all terms that begin with a byte; returns how many there are. */
static size_t count_different(const struct pair *p, char first, size_t *different)
{
	struct coop_buf terms = {0};
	struct coop_error err = {0};
	size_t count;
	need(!coop_collection_terms(
		     p->collections[1], &first, 1, SIZE_MAX, &terms, &count, &err),
		err.msg);
	for (size_t at = 0, len; at < terms.len; at += len + 1) {
		uint64_t n[2];
		len = strlen(terms.s + at);
		for (int i = 0; i < 2; i++)
			need(!coop_collection_frequency(
				     p->collections[i], terms.s + at, len, &n[i], &err),
				err.msg);
		*different += n[0] != n[1] || n[0] == 0;
	}
	coop_buf_release(&terms);
	return count;
}

static void same_frequencies(const struct pair *p)
{
	size_t count = 0, different = 0, lists = 0;
	for (int c = 1; c < 256; c++) {
		char first[] = {(char)c, '\0'};
		count += count_different(p, (char)c, &different);
		lists += !same_terms(p, first, SIZE_MAX) || !same_terms(p, first, 3);
	}
	ok(different == 0, "the frequencies of %zu terms", count);
	ok(lists == 0 && same_terms(p, "bab", SIZE_MAX) && same_terms(p, "Qd1", 7) &&
			same_terms(p, "co", 30) && same_terms(p, "zz", 30),
		"terms by prefixes");
}

/* ---- plans ---- */

enum { NODES = 400, HITS = 3000 };
static struct coop_plan nodes[NODES];
static char words[NODES][20];
static size_t nnodes, nwords;
static struct coop_hit hits[2][HITS];

static struct coop_plan random_term(uint32_t *state)
{
	static const char *const special[] = {"Fadrame", ".", "Qd3", "absent", "FA"};
	char *s = words[nwords++];
	char word[16];
	snapshot_word(snapshot_frequent(state, SNAPSHOT_WORDS), word);
	if (next_random(state) % 8 == 0)
		snprintf(s, sizeof words[0], "%s", special[next_random(state) % 5]);
	else
		snprintf(s, sizeof words[0], "%s%s", next_random(state) % 2 ? "Z" : "",
			word);
	return (struct coop_plan){
		.op = COOP_OP_TERM, .weight = 1, .s = s, .len = strlen(s)};
}

static struct coop_plan random_plan(uint32_t *state, int depth, bool terms);

static struct coop_plan random_inner(
	uint32_t *state, enum coop_op op, size_t count, int depth, bool terms)
{
	struct coop_plan *kids = &nodes[nnodes];
	nnodes += count;
	for (size_t i = 0; i < count; i++)
		kids[i] = random_plan(state, terms ? 0 : depth - 1, terms);
	return (struct coop_plan){.op = op,
		.weight = 1 + next_random(state) % 2,
		.kids = kids,
		.nkids = count,
		.window = 2 + next_random(state) % 6};
}

static struct coop_plan random_plan(uint32_t *state, int depth, bool terms)
{
	static const enum coop_op inner[] = {COOP_OP_OR, COOP_OP_AND, COOP_OP_MAYBE,
		COOP_OP_WITHOUT, COOP_OP_OR, COOP_OP_SYNONYM};
	uint32_t chance = next_random(state) % 10;
	if (depth == 0 || nnodes > NODES / 2 || chance == 0)
		return chance == 1 && !terms
			       ? (struct coop_plan){.op = COOP_OP_ALL, .weight = 1}
			       : random_term(state);
	if (chance < 3)
		return random_inner(state, chance == 1 ? COOP_OP_NEAR : COOP_OP_ORDERED,
			2, depth, true);
	enum coop_op op = inner[next_random(state) % 6];
	return random_inner(
		state, op, 1 + next_random(state) % 4, depth, op == COOP_OP_SYNONYM);
}

/* A plan of the kind that a strategy is for: one term, many, any. */
static struct coop_plan plan_of_kind(uint32_t *state, int kind)
{
	nnodes = nwords = 0;
	if (kind == 0)
		return random_term(state);
	if (kind == 1)
		return random_inner(
			state, COOP_OP_OR, 2 + next_random(state) % 6, 1, true);
	if (kind == 2)
		return random_inner(state, COOP_OP_OR, 40, 1, true);
	return random_plan(state, 3, false);
}

/* The number of a record among those of an index that are live, by its docid there; 0 for none. */
static uint32_t place_in(const struct snapshot_plan *plan, uint32_t docid)
{
	size_t gone = 0;
	if (docid > plan->base.count)
		return docid - (uint32_t)plan->removed.count;
	while (gone < plan->tombstones.count && plan->tombstones.at[gone] < docid)
		gone++;
	bool is_gone =
		gone < plan->tombstones.count && plan->tombstones.at[gone] == docid;
	return is_gone ? 0 : docid - (uint32_t)gone;
}

/* The same in all indexes together. */
static uint32_t place_of(const struct pair *p, uint32_t docid)
{
	uint32_t before = 0;
	size_t i = 0;
	for (; i + 1 < p->count; i++) {
		uint32_t last =
			(uint32_t)(p->plans[i].base.count + p->plans[i].delta.count);
		if (docid <= last)
			break;
		docid -= last;
		before += (uint32_t)p->plans[i].live.count;
	}
	uint32_t place = place_in(&p->plans[i], docid);
	return place > 0 ? before + place : 0;
}

static bool same_hits(struct matcher *m[2], const struct pair *p,
	const struct coop_plan *plan, size_t count)
{
	size_t found[2];
	struct coop_error err = {0};
	for (int i = 0; i < 2; i++)
		need(!match_find(m[i], plan, NULL, count, hits[i], &found[i], &err),
			err.msg);
	bool alike = found[0] == found[1];
	for (size_t i = 0; alike && i < found[0]; i++)
		alike = place_of(p, hits[0][i].docid) == hits[1][i].docid &&
			hits[0][i].score == hits[1][i].score;
	return alike;
}

/* Whether match_all() finds the documents of a plan in a snapshot, by their places. */
static bool same_sets(
	struct matcher *m[2], const struct pair *p, const struct coop_plan *plan)
{
	struct coop_docset sets[2] = {{0}};
	struct coop_error err = {0};
	for (int i = 0; i < 2; i++)
		need(!match_all(m[i], plan, NULL, &sets[i], &err), err.msg);
	bool alike = sets[0].count == sets[1].count;
	for (uint32_t d = 0; alike && (d = coop_docset_next(&sets[0], d + 1)) > 0;)
		alike = coop_docset_has(&sets[1], place_of(p, d));
	coop_docset_release(&sets[0]);
	coop_docset_release(&sets[1]);
	return alike;
}

/* Whether the parts of each hit (match_explain.h) sum up to its score, and all hits have some. */
static bool are_explained(
	struct matcher *m, const struct coop_plan *plan, struct match_parts *parts)
{
	size_t found;
	bool good = true;
	struct coop_error err = {0};
	need(!match_find(m, plan, NULL, 20, hits[0], &found, &err), err.msg);
	for (size_t i = 0; i < found; i++) {
		double sum = 0;
		need(!match_explain(m, plan, hits[0][i].docid, parts, &err), err.msg);
		for (size_t k = 0; k < parts->count; k++) {
			const struct match_part *p = &parts->at[k];
			sum += p->score;
			good &= p->count > 0 && p->impact > 0 &&
				p->first + p->count <= parts->nterms;
		}
		good &= sum == hits[0][i].score;
	}
	return good;
}

/* A set of documents of a collection: few, half, nearly all, or some that follow one another. */
static void random_set(
	const struct coop_collection *c, uint32_t *state, struct coop_docset *set)
{
	struct coop_error err = {0};
	uint32_t kind = next_random(state) % 4, begin = next_random(state) % c->last + 1;
	need(!coop_docset_reset(set, c->last, &err), err.msg);
	for (uint32_t d = 1; d <= c->last; d++) {
		uint32_t r = next_random(state) % 100;
		bool in = kind == 0 ? r < 1 : kind == 1 ? r < 50 : r < 97;
		if (kind == 3)
			in = d >= begin && d < begin + c->last / 10;
		if (in)
			coop_docset_add(set, d);
	}
}

/* Whether the matcher finds the documents of a set that it finds without the set, in their order and no others. */
static bool same_among(struct matcher *m, const struct coop_collection *c,
	const struct coop_plan *plan, const struct coop_docset *set, size_t count)
{
	struct coop_docset all = {0}, some = {0};
	struct coop_error err = {0};
	size_t found, here, kept = 0;
	struct coop_hit *every = calloc((size_t)c->last + 1, sizeof *every);
	need(every && !match_find(m, plan, NULL, c->last, every, &found, &err), err.msg);
	need(!match_find(m, plan, set, count, hits[0], &here, &err), err.msg);
	bool alike = true;
	for (size_t i = 0; alike && i < found && kept < count; i++)
		if (coop_docset_has(set, every[i].docid)) {
			alike = kept < here && hits[0][kept].docid == every[i].docid &&
				hits[0][kept].score == every[i].score;
			kept++;
		}
	need(!match_all(m, plan, NULL, &all, &err), err.msg);
	need(!match_all(m, plan, set, &some, &err), err.msg);
	coop_docset_intersect(&all, set);
	for (size_t i = 0; alike && i < all.nwords; i++)
		alike = all.words[i] == some.words[i];
	alike = alike && here == kept && all.count == some.count;
	coop_docset_release(&all);
	coop_docset_release(&some);
	free(every);
	return alike;
}

static void same_among_some(const struct pair *p, uint32_t *state, int rounds)
{
	static const size_t counts[] = {1, 10, 65, HITS};
	struct coop_docset set = {0};
	struct coop_error err = {0};
	struct matcher *m;
	size_t different = 0;
	need(!match_new(p->collections[0], &m, &err), err.msg);
	for (int i = 0; i < rounds; i++) {
		struct coop_plan plan = plan_of_kind(state, i % 5);
		random_set(p->collections[0], state, &set);
		for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
			different +=
				!same_among(m, p->collections[0], &plan, &set, counts[k]);
	}
	ok(different == 0, "%d plans among some documents: %zu differ", rounds,
		different);
	coop_docset_release(&set);
	match_free(m);
}

static void same_matches(const struct pair *p, uint32_t *state, int rounds)
{
	static const size_t counts[] = {1, 10, 50, 64, 65, 256, HITS, 0};
	struct matcher *m[2];
	struct coop_error err = {0};
	struct match_parts parts = {0};
	size_t different = 0, matched = 0, unexplained = 0;
	for (int i = 0; i < 2; i++)
		need(!match_new(p->collections[i], &m[i], &err), err.msg);
	for (int i = 0; i < rounds; i++) {
		struct coop_plan plan = plan_of_kind(state, i % 5);
		for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
			different += !same_hits(m, p, &plan, counts[k]);
		different += !same_sets(m, p, &plan);
		unexplained += !are_explained(m[0], &plan, &parts);
		matched += same_hits(m, p, &plan, 1) && hits[0][0].docid > 0;
	}
	ok(different == 0, "the hits of %d plans: %zu differ", rounds, different);
	ok(matched > 0, "... some match");
	ok(unexplained == 0, "... the parts of their scores: %zu differ", unexplained);
	match_parts_release(&parts);
	match_free(m[0]);
	match_free(m[1]);
}

/* ---- queries ---- */

/* Answers a query; the answer says what the plan is, too. */
static void answer(
	struct search *s, const struct coop_buf *text, size_t count, struct coop_buf *out)
{
	struct query q;
	struct coop_error err = {0};
	coop_buf_reset(out);
	enum coop_status st = ask_search(s, text->s, text->len, count, &q, &err);
	if (st) {
		coop_buf_printf(out, "status %d", (int)st);
	} else {
		plan_print(&q.planned.root, out);
		add_results(s, true, out);
	}
	query_release(&q);
}

static void same_answers(const struct pair *p, uint32_t *state, int rounds)
{
	struct coop_buf text = {0}, b[2] = {{0}, {0}};
	size_t different = 0;
	for (int i = 0; i < rounds; i++) {
		snapshot_query(state, &text);
		for (int k = 0; k < 2; k++)
			answer(p->searches[k], &text, i % 2 ? 10 : 200, &b[k]);
		if (!same(&b[0], &b[1]) && different++ == 0)
			printf("# %s\n# %s\n# %s\n", text.s, b[0].s, b[1].s);
	}
	ok(different == 0, "the answers to %d queries: %zu differ", rounds, different);
	coop_buf_release(&text);
	drop_both(b);
}

/* ---- threads ---- */

struct asker {
	const struct search *first;
	const char *expected;
	const struct coop_buf *queries;
	size_t count, different;
};

static void *ask_all(void *data)
{
	struct asker *a = data;
	struct coop_analyzer *analyzer = new_analyzer();
	struct coop_buf got = {0}, all = {0};
	struct search *s;
	struct coop_error err = {0};
	need(!search_share(a->first, analyzer, &s, &err), err.msg);
	for (size_t i = 0; i < a->count; i++) {
		answer(s, &a->queries[i], 20, &got);
		coop_buf_add(&all, got.s, got.len);
	}
	a->different = strcmp(all.s, a->expected) != 0;
	coop_buf_release(&got);
	coop_buf_release(&all);
	search_close(s);
	coop_analyzer_free(analyzer);
	return NULL;
}

static void test_threads(const struct pair *p, uint32_t *state)
{
	enum { THREADS = 4, QUERIES = 30 };
	struct coop_buf queries[QUERIES] = {{0}}, got = {0}, all = {0};
	struct asker askers[THREADS];
	pthread_t threads[THREADS];
	size_t different = 0;
	for (int i = 0; i < QUERIES; i++) {
		snapshot_query(state, &queries[i]);
		answer(p->searches[1], &queries[i], 20, &got);
		coop_buf_add(&all, got.s, got.len);
	}
	for (int i = 0; i < THREADS; i++) {
		askers[i] = (struct asker){p->searches[0], all.s, queries, QUERIES, 0};
		need(pthread_create(&threads[i], NULL, ask_all, &askers[i]) == 0,
			"a thread");
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		different += askers[i].different;
	}
	ok(different == 0, "threads share a snapshot");
	for (int i = 0; i < QUERIES; i++)
		coop_buf_release(&queries[i]);
	coop_buf_release(&got);
	coop_buf_release(&all);
}

/* ---- the cases ---- */

/* Sizes of each index: documents of the base, gone in 1000, added. */
static void test_indexes(const char *dir, uint32_t *state, const uint32_t (*sizes)[3],
	size_t count, int rounds)
{
	enum { APART = 50000 }; /* more than an index has */
	struct snapshot_plan plans[INDEXES] = {{.base.count = 0}};
	struct pair p = {.plans = plans, .count = count};
	for (size_t i = 0; i < count; i++) {
		plans[i] = plan_snapshot_from(state, (uint32_t)i * APART, sizes[i][0],
			sizes[i][1], sizes[i][2]);
		printf("# %u documents, %zu gone, %zu added\n", sizes[i][0],
			plans[i].removed.count, plans[i].delta.count);
	}
	open_pair(&p, dir);
	same_meta(&p);
	same_frequencies(&p);
	same_matches(&p, state, rounds);
	same_among_some(&p, state, rounds / 4 + 5);
	same_answers(&p, state, rounds);
	if (sizes[0][0] > 1000)
		test_threads(&p, state);
	close_pair(&p);
	for (size_t i = 0; i < count; i++)
		release_plan(&plans[i]);
}

static void test_case(
	const char *dir, uint32_t *state, const uint32_t size[3], int rounds)
{
	test_indexes(dir, state, (const uint32_t(*)[3])size, 1, rounds);
}

/* Several indexes, with and without segments beside their bases. */
static void test_several(const char *dir, uint32_t *state)
{
	static const uint32_t sizes[][INDEXES][3] = {
		{{3000, 0, 0}, {2000, 0, 0}, {70, 0, 0}},
		{{1500, 100, 200}, {64, 500, 64}, {1, 0, 0}},
		{{1, 0, 0}, {300, 0, 60}, {300, 995, 10}},
		{{40, 100, 3}, {128, 0, 0}, {2, 1000, 1}}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (size_t count = 2; count <= INDEXES; count++)
			test_indexes(dir, state, sizes[i], count, (int)many(60, 15));
}

static void test_all(const char *dir)
{
	static const uint32_t sizes[][3] = {{9000, 80, 500}, {5000, 600, 1000},
		{700, 0, 60}, {700, 200, 0}, {300, 995, 10}, {40, 100, 3}, {1, 0, 1},
		{2, 1000, 1}, {130, 30, 4000}, {1, 1000, 40}, {64, 500, 64}};
	uint32_t state = 3;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		test_case(dir, &state, sizes[i], (int)many(i < 2 ? 300 : 120, 30));
	test_several(dir, &state);
	for (size_t i = 0; i < many(20, 2); i++) {
		uint32_t size[3] = {1 + next_random(&state) % 300,
			next_random(&state) % 400, 1 + next_random(&state) % 50};
		test_case(dir, &state, size, 40);
	}
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
