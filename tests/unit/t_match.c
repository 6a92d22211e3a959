/*
 * t_match.c - plans of all kinds, matched by the posting lists and by the engine, against
 * brute force.
 *
 * The documents are those of invented.h. One of the two databases has no positions.
 */
#include <math.h>

#include "query/match/match.h"
#include "query/match/top_hits.h"
#include "shared/index/store.h"
#include "tests/unit/builds.h"
#include "tests/unit/invented.h"

enum { NODES = 1000, PLANS = 700, TREES = 500, SYNONYMS = 4 };

static struct coop_plan nodes[NODES]; /* of one plan */
static size_t nnodes;

static struct coop_postings *lists;
static struct coop_snapshot snapshot;
static struct coop_collection *collection; /* of that */
static struct matcher *matcher; /* one for all plans: none may leave anything behind */
static struct coop_reader *bare, *full;

/* ---- plans ---- */

static struct coop_plan *take_nodes(size_t count)
{
	struct coop_plan *first = &nodes[nnodes];
	need(nnodes + count <= NODES, "a large plan");
	nnodes += count;
	return first;
}

static double any_weight(uint32_t *seed)
{
	static const double weights[] = {1, 1, 1, 0.5, 2};
	return weights[next_random(seed) % 5];
}

static struct coop_plan of_word(const char *word)
{
	return (struct coop_plan){
		.op = COOP_OP_TERM, .weight = 1, .s = word, .len = strlen(word)};
}

static struct coop_plan any_term(uint32_t *seed)
{
	return of_word(names[next_random(seed) % TERMS]);
}

static struct coop_plan parent(
	enum coop_op op, const struct coop_plan *kids, size_t nkids, uint32_t *seed)
{
	return (struct coop_plan){
		.op = op, .weight = any_weight(seed), .kids = kids, .nkids = nkids};
}

/* A term, or some. */
static struct coop_plan any_group(uint32_t *seed)
{
	size_t n = next_random(seed) % 4;
	if (n == 0)
		return any_term(seed);
	struct coop_plan *kids = take_nodes(n);
	for (size_t i = 0; i < n; i++)
		kids[i] = any_term(seed);
	return parent(COOP_OP_OR, kids, n, seed);
}

/* Seldom of one word with itself. */
static struct coop_plan any_near(uint32_t *seed)
{
	bool ordered = next_random(seed) % 2;
	size_t n = ordered ? 2 + next_random(seed) % 3 : 2;
	struct coop_plan *kids = take_nodes(n), plan;
	for (size_t i = 0; i < n; i++) {
		kids[i] = any_group(seed);
		kids[i].weight = 1;
		if (i > 0 && next_random(seed) % 8 == 0)
			kids[i] = kids[0];
	}
	plan = parent(ordered ? COOP_OP_ORDERED : COOP_OP_NEAR, kids, n, seed);
	plan.window = (unsigned)(n + next_random(seed) % 5);
	/* mostly the term of "wide" positions */
	if (n == 2 && next_random(seed) % 4 == 0) {
		plan.s = names[next_random(seed) % 2 ? next_random(seed) % TERMS : 11];
		plan.len = strlen(plan.s);
	}
	return plan;
}

/* Terms that count as one, each once: of the same twice the engine makes something else. */
static struct coop_plan any_synonym(uint32_t *seed)
{
	size_t n = 1 + next_random(seed) % SYNONYMS;
	uint32_t first = next_random(seed) % TERMS;
	struct coop_plan *kids = take_nodes(n);
	for (size_t i = 0; i < n; i++)
		kids[i] = of_word(names[(first + 3 * i) % TERMS]);
	return parent(COOP_OP_SYNONYM, kids, n, seed);
}

static struct coop_plan any_leaf(uint32_t *seed)
{
	switch (next_random(seed) % 8) {
	case 0:
	case 1:
	case 2:
		return any_near(seed);
	case 3:
		return any_synonym(seed);
	case 4:
		return next_random(seed) % 4 ? any_synonym(seed)
					     : parent(COOP_OP_ALL, NULL, 0, seed);
	default:
		return any_group(seed);
	}
}

static struct coop_plan any_tree(uint32_t *seed, int depth)
{
	static const enum coop_op ops[] = {COOP_OP_AND, COOP_OP_OR, COOP_OP_AND,
		COOP_OP_OR, COOP_OP_WITHOUT, COOP_OP_MAYBE};
	if (depth == 0)
		return any_leaf(seed);
	enum coop_op op = ops[next_random(seed) % 6];
	size_t n = next_random(seed) % 16 ? 2 + next_random(seed) % 2 : 1;
	/* the engine would take a second wish for one of the first */
	if (op == COOP_OP_MAYBE)
		n = 2;
	struct coop_plan *kids = take_nodes(n);
	for (size_t i = 0; i < n; i++)
		kids[i] = any_tree(seed, next_random(seed) % 4 ? depth - 1 : 0);
	return parent(op, kids, n, seed);
}

/* ---- brute force ---- */

static uint64_t synonym_freqs[NODES]; /* by the first kid */

static int term_of(const struct coop_plan *plan)
{
	for (int t = 0; t < TERMS; t++)
		if (names[t] == plan->s)
			return t;
	return ABSENT;
}

/* Whether a term has a position between two. */
static bool is_between(const char *name, uint32_t docid, uint32_t low, uint32_t high)
{
	for (int t = 0; t < TERMS; t++)
		for (int p = 0; names[t] == name && p < held[docid][t].npos; p++)
			if (held[docid][t].pos[p] > low && held[docid][t].pos[p] < high)
				return true;
	return false;
}

/* Whether two positions, of sides in the order of the plan, are as a NEAR wants them. */
static bool are_near(
	const struct coop_plan *near, uint32_t docid, uint32_t before, uint32_t pos)
{
	uint32_t low = before < pos ? before : pos, high = before < pos ? pos : before;
	if (low == high || (near->op == COOP_OP_ORDERED && pos < before))
		return false;
	return near->s ? !is_between(near->s, docid, low, high)
		       : high - low < near->window;
}

/* Whether kids from the k-th on can stand where a NEAR wants them, the others at `pos`. */
static bool can_stand(
	const struct coop_plan *near, size_t k, uint32_t docid, uint32_t *pos)
{
	const struct coop_plan *kid = &near->kids[k];
	size_t nterms = kid->op == COOP_OP_TERM ? 1 : kid->nkids;
	if (k == near->nkids)
		return true;
	for (size_t i = 0; i < nterms; i++) {
		int t = term_of(kid->op == COOP_OP_TERM ? kid : &kid->kids[i]);
		for (int p = 0; p < held[docid][t].npos; p++) {
			bool good = true;
			pos[k] = held[docid][t].pos[p];
			for (size_t o = 0; o < k; o++)
				good &= are_near(near, docid, pos[o], pos[k]);
			if (good && can_stand(near, k + 1, docid, pos))
				return true;
		}
	}
	return false;
}

static double term_score(const struct coop_plan *plan, double weight, uint32_t docid)
{
	int t = term_of(plan);
	return coop_factor(DOCUMENTS, doc_freq[t], plan->weight * weight) *
	       held[docid][t].impact;
}

/* In how many documents any of the terms is, if they have nothing to do with each other. */
static uint64_t any_of(const struct coop_plan *plan)
{
	uint64_t counts[SYNONYMS] = {0};
	for (size_t i = 0; i < plan->nkids; i++)
		counts[i] = doc_freq[term_of(&plan->kids[i])];
	/* the two least become one, each time */
	for (size_t first = 0; first + 1 < plan->nkids; first++) {
		for (size_t k = first; k < first + 2; k++)
			for (size_t i = k + 1; i < plan->nkids; i++)
				if (counts[i] < counts[k]) {
					uint64_t more = counts[k];
					counts[k] = counts[i];
					counts[i] = more;
				}
		double a = (double)counts[first], b = (double)counts[first + 1];
		counts[first + 1] = (uint64_t)(a + b - a * b / DOCUMENTS + 0.5);
	}
	return counts[plan->nkids - 1];
}

static double synonym_score(const struct coop_plan *plan, double weight, uint32_t docid)
{
	double sum = 0;
	for (size_t i = 0; i < plan->nkids; i++)
		sum += held[docid][term_of(&plan->kids[i])].impact;
	return coop_factor(DOCUMENTS, synonym_freqs[plan->kids - nodes],
		       plan->weight * weight) *
	       sum;
}

/* Whether a document matches; adds to its score. */
static bool matches(
	const struct coop_plan *plan, double weight, uint32_t docid, double *score)
{
	uint32_t pos[8];
	double before = *score;
	bool all = true, any = false;
	if (plan->op == COOP_OP_TERM) {
		any = held[docid][term_of(plan)].impact > 0;
		*score += any ? term_score(plan, weight, docid) : 0;
		return any;
	}
	if (plan->op == COOP_OP_ALL)
		return true;
	if (plan->op == COOP_OP_SYNONYM) {
		double sum = synonym_score(plan, weight, docid);
		*score += sum;
		return sum > 0;
	}
	for (size_t i = 0; i < plan->nkids; i++) {
		double sum = *score;
		bool good = matches(&plan->kids[i], weight * plan->weight, docid, score);
		if (plan->op == COOP_OP_WITHOUT && i > 0) {
			*score = sum;
			good = !good;
		}
		all &= good || (plan->op == COOP_OP_MAYBE && i > 0);
		any |= good;
	}
	if (plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED)
		all = all && can_stand(plan, 0, docid, pos);
	all = plan->op == COOP_OP_OR ? any : all;
	*score = all ? *score : before;
	return all;
}

static void count_synonyms(const struct coop_plan *plan)
{
	if (plan->op == COOP_OP_SYNONYM)
		synonym_freqs[plan->kids - nodes] = any_of(plan);
	for (size_t i = 0; i < plan->nkids; i++)
		count_synonyms(&plan->kids[i]);
}

/* Fills the scores of all documents; -1 for one that does not match. */
static size_t score_all(const struct coop_plan *plan, double *scores)
{
	size_t count = 0;
	count_synonyms(plan);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		double score = 0;
		bool good = matches(plan, 1, d, &score);
		scores[d] = good ? score : -1;
		count += good;
	}
	return count;
}

/* ---- comparing ---- */

static double expected[DOCUMENTS + 1];

static bool same_score(double a, double b)
{
	return fabs(a - b) <= 1e-12 * (fabs(a) + fabs(b));
}

/*
 * Whether hits are the best documents: those whose scores differ in the last bits only may have
 * changed places.
 */
static bool are_best(
	const struct coop_hit *hits, size_t found, size_t count, size_t matching)
{
	static bool met[DOCUMENTS + 1];
	double worst = INFINITY;
	memset(met, 0, sizeof met);
	if (found != (matching < count ? matching : count))
		return false;
	for (size_t i = 0; i < found; i++) {
		if (hits[i].docid < 1 || hits[i].docid > DOCUMENTS ||
			met[hits[i].docid] ||
			!same_score(hits[i].score, expected[hits[i].docid]) ||
			hits[i].score > worst)
			return false;
		met[hits[i].docid] = true;
		worst = hits[i].score;
	}
	for (uint32_t d = 1; d <= DOCUMENTS; d++)
		if (found == count && count > 0 && !met[d] && expected[d] > worst &&
			!same_score(expected[d], worst))
			return false;
	return true;
}

/* Asks the lists; false when they cannot answer such a plan. */
static bool ask_lists(const struct coop_plan *plan, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err)
{
	return match_find(matcher, plan, NULL, count, hits, found, err) != COOP_E_ARG;
}

static void ask_engine(
	const struct coop_plan *plan, size_t count, struct coop_hit *hits, size_t *found)
{
	struct coop_error err = {0};
	struct coop_hits *got;
	need(engine_search(full, plan, count, &got, &err) == COOP_OK, err.msg);
	*found = coop_hits_count(got);
	for (size_t i = 0; i < *found; i++)
		hits[i] = coop_hits_at(got, i);
	coop_hits_free(got);
}

static struct coop_hit hits[DOCUMENTS];

/* Whether match_all() finds the documents with a score, and no others. */
static bool are_all(const struct coop_plan *plan, struct coop_docset *set)
{
	struct coop_error err = {0};
	size_t matching = 0;
	bool same = match_all(matcher, plan, NULL, set, &err) == COOP_OK;
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		matching += expected[d] >= 0;
		same = same && coop_docset_has(set, d) == (expected[d] >= 0);
	}
	return same && set->count == matching;
}

static void test_lists(void)
{
	static const size_t counts[] = {0, 1, 10, 50, 300, DOCUMENTS};
	uint32_t seed = 1;
	size_t wrong = 0, wrong_sets = 0, answered = 0, all = 0, plans = many(PLANS, 100);
	struct coop_docset set = {0};
	for (size_t n = 0; n < plans; n++) {
		struct coop_error err = {0};
		size_t found, count = counts[next_random(&seed) % 6];
		nnodes = 0;
		struct coop_plan plan = any_tree(&seed, (int)(n % 4));
		answered += ask_lists(&plan, count, hits, &found, &err);
		need(err.status == COOP_OK, err.msg);
		bool good = are_best(hits, found, count, score_all(&plan, expected));
		wrong += !good;
		wrong_sets += !are_all(&plan, &set);
		all += found;
	}
	coop_docset_release(&set);
	is_num(wrong_sets, 0, "the lists give all that match");
	is_num(wrong, 0, "the lists give the best documents");
	ok(answered == plans && all > 0, "... of all plans, %zu", all);
}

/*
 * libxapian 1.4.22 does not find what is near where one term of an OR beside NEAR is in the
 * document without any position. Words of an index always have some.
 */
static bool engine_can(const struct coop_plan *plan, bool near)
{
	near |= plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED;
	/* it knows of no breaks */
	if (plan->op != COOP_OP_TERM && plan->s)
		return false;
	if (plan->op == COOP_OP_TERM)
		return !near || always_has_positions(term_of(plan)) ||
		       term_of(plan) == ABSENT;
	for (size_t i = 0; i < plan->nkids; i++)
		if (!engine_can(&plan->kids[i], near))
			return false;
	return true;
}

static void test_engine(void)
{
	uint32_t seed = 3;
	size_t wrong = 0, asked = 0, all = 0;
	for (size_t n = many(TREES, 20); n > 0; n--) {
		size_t found, count = next_random(&seed) % 2 ? 50 : DOCUMENTS;
		nnodes = 0;
		struct coop_plan plan = any_tree(&seed, (int)(n % 3));
		if (!engine_can(&plan, false))
			continue;
		ask_engine(&plan, count, hits, &found);
		wrong += !are_best(hits, found, count, score_all(&plan, expected));
		all += found;
		asked++;
	}
	is_num(wrong, 0, "the engine does, for %zu plans", asked);
	ok(asked > 0 && all > 0, "... %zu", all);
}

/* An engine that has no positions, and what the lists are not asked. */
static void test_refused(void)
{
	struct coop_error err = {0};
	size_t found;
	struct coop_plan kids[3] = {of_word("all"), of_word("many"), of_word("all")};
	struct coop_plan plan = {.op = COOP_OP_NEAR,
		.weight = 1,
		.kids = kids,
		.nkids = 2,
		.window = 1000};
	struct coop_hits *got;
	need(engine_search(bare, &plan, 10, &got, &err) == COOP_OK, err.msg);
	is_num(coop_hits_count(got), 0, "without positions nothing is near");
	coop_hits_free(got);
	ok(ask_lists(&plan, 10, hits, &found, &err) && found == 10,
		"... where there are some it is");
	/* three are near in their order only */
	plan.nkids = 3;
	ok(!ask_lists(&plan, 10, hits, &found, &err), "NEAR is of two");
	struct coop_plan inner = {
		.op = COOP_OP_AND, .weight = 1, .kids = kids, .nkids = 2};
	kids[2] = inner;
	plan.op = COOP_OP_ORDERED;
	plan.s = "all";
	plan.len = 3;
	kids[2] = kids[1];
	ok(!ask_lists(&plan, 10, hits, &found, &err), "... and so is what has no break");
	plan.s = NULL;
	kids[2] = inner;
	ok(!ask_lists(&plan, 10, hits, &found, &err), "... and of words");
	plan.op = COOP_OP_SYNONYM;
	ok(!ask_lists(&plan, 10, hits, &found, &err), "so is SYNONYM");
}

static void test_deep(void)
{
	enum { DEEP = 300 };
	static struct coop_plan deep[DEEP];
	struct coop_error err = {0};
	size_t found;
	deep[0] = of_word("lone");
	for (size_t i = 1; i < DEEP; i++)
		deep[i] = (struct coop_plan){
			.op = COOP_OP_AND, .weight = 1, .kids = &deep[i - 1], .nkids = 1};
	ok(ask_lists(&deep[100], 10, hits, &found, &err) && found == 1, "a deep plan");
	ok(!ask_lists(&deep[DEEP - 1], 10, hits, &found, &err), "... may be too deep");
}

/* ---- damage ---- */

/* Opens the lists and a matcher over them; both are NULL when the file is refused. */
static void open_lists(const char *dir)
{
	struct coop_error err = {0};
	lists = lists_of(dir, DOCUMENTS);
	matcher = NULL;
	if (!lists)
		return;
	snapshot = snapshot_of(bare, lists);
	collection = collection_of(&snapshot);
	need(match_new(collection, &matcher, &err) == COOP_OK, err.msg);
}

static void close_lists(void)
{
	match_free(matcher);
	coop_collection_free(collection);
	coop_postings_free(lists);
}

/* Returns how often damage was told. */
static size_t ask_damaged(const char *dir)
{
	size_t told = 0;
	uint32_t seed = 5;
	open_lists(dir);
	for (int i = 0; lists && i < 24; i++) {
		struct coop_error err = {0};
		size_t found = 0;
		nnodes = 0;
		struct coop_plan plan = any_tree(&seed, i % 3);
		if (ask_lists(&plan, 50, hits, &found, &err))
			need(err.status == COOP_OK || err.status == COOP_E_CORRUPT,
				err.msg);
		need(found <= (err.status ? 0 : 50), "too many");
		told += err.status != COOP_OK;
	}
	close_lists();
	return told;
}

/* Whatever the file holds, it is read within its bounds, and to an end. */
static void test_damage(const char *dir)
{
	struct coop_buf path = {0}, file = {0}, bad = {0};
	uint32_t state = 11;
	size_t told = 0, rounds = many(60, 6);
	coop_buf_printf(&path, "%s/" COOP_POSTINGS_FILE, dir);
	read_whole(path.s, &file);
	for (size_t round = 0; round < rounds; round++) {
		coop_buf_reset(&bad);
		coop_buf_add(&bad, file.s, file.len);
		for (int i = 0; i < 400; i++)
			bad.s[next_random(&state) % (file.len - COOP_POSTINGS_END)] =
				(char)next_random(&state);
		write_whole(path.s, bad.s, bad.len);
		told += ask_damaged(dir);
	}
	ok(told > 0, "a damaged file does no harm, and is told");
	/* all lists and heads, but not the directory */
	memset(bad.s + COOP_POSTINGS_MAGIC_LEN, 0xff,
		coop_get_le32(file.s + file.len - COOP_POSTINGS_END + 8) -
			COOP_POSTINGS_MAGIC_LEN);
	write_whole(path.s, bad.s, bad.len);
	ok(ask_damaged(dir) > 12, "... where nothing can be read");
	write_whole(path.s, file.s, file.len);
	struct coop_buf *all[] = {&path, &file, &bad};
	for (size_t i = 0; i < 3; i++)
		coop_buf_release(all[i]);
}

static struct coop_reader *make(const char *dir, const char *name, bool positions)
{
	struct coop_buf path = {0};
	struct coop_reader *reader;
	struct coop_error err = {0};
	coop_buf_printf(&path, "%s/%s", dir, name);
	write_database(path.s, positions);
	need(coop_reader_open(path.s, &reader, &err) == COOP_OK, err.msg);
	coop_buf_release(&path);
	return reader;
}

static void test_all(const char *dir)
{
	invent();
	bare = make(dir, "bare", false);
	full = make(dir, "full", true);
	write_lists(dir);
	open_lists(dir);
	test_lists();
	test_engine();
	test_refused();
	test_deep();
	close_lists();
	test_damage(dir);
	coop_reader_free(bare);
	coop_reader_free(full);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
