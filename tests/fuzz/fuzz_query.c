/*
 * fuzz_query.c - any bytes are a query: its terms fit the engine and it can be run. One of
 * plain words matches them, and finds itself in a notice that holds it.
 */
#include <math.h>
#include <unistd.h>

#include <string.h>

#include "query/output/snippet.h"
#include "query/search/search.h"
#include "shared/index/store.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/indexes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char notices[] =
	"id,titre,r\u00e9sum\u00e9,Cote\n"
	"1,Scop,\"La coop\u00e9rative de Lyon et ses salari\u00e9\u00b7e\u00b7s, 14 200 "
	"membres\",DVD 791.43\n"
	"2,Cin\u00e9ma,\"Un savoir-faire, aujourd'hui : 04 78 68 18 18, cap@cap.coop\",VHS 334\n"
	"3,CAE,\"Une Coop\u00e9rative d'Activit\u00e9 et d'Emploi (CAE) de Lyon\",DVD 334\n";

static struct coop_buf query_scratch;

static void remove_index(void)
{
	remove_tree(query_scratch.s);
	coop_buf_release(&query_scratch);
}

/* A small index, made for the first input. */
static struct search *shared_search(struct coop_analyzer *a)
{
	static struct search *s;
	if (!s) {
		struct coop_buf index = {0};
		make_scratch(&query_scratch);
		atexit(remove_index);
		build_csv_index(query_scratch.s, notices, sizeof notices - 1, &index);
		s = open_search(index.s, a);
		coop_buf_release(&index);
	}
	return s;
}

static void check_plan(const struct coop_plan *plan, int depth)
{
	HOLDS(plan->weight > 0 && depth < 6 * QDEPTH_MAX);
	if (plan->op == COOP_OP_TERM)
		HOLDS(plan->len > 0 && plan->len <= COOP_TERM_MAX &&
			fuzz_is_utf8(plan->s, plan->len));
	for (size_t i = 0; i < plan->nkids; i++)
		check_plan(&plan->kids[i], depth + 1);
}

static void check_words(const struct query *q)
{
	HOLDS(query_count(q) > 0 || !q->tree.plain);
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		HOLDS(w.form_len > 0 && fuzz_is_utf8(w.form, w.form_len));
		HOLDS(!w.stem || (w.stem_len > 0 && fuzz_is_utf8(w.stem, w.stem_len)));
		HOLDS(!(w.neighbour && w.joined) && !(w.neighbour && i == 0));
		HOLDS(w.idf >= 0 && isfinite(w.idf));
	}
}

/* Whether a figure or mark may say what the words in the same place say, which are then left out. */
static bool may_cover(const struct coop_word *w)
{
	const unsigned kinds = COOP_TOKEN_GROUPED | COOP_TOKEN_ISBN | COOP_TOKEN_ISSN |
			       COOP_TOKEN_MARK | COOP_TOKEN_DATE | COOP_TOKEN_MEASURE;
	return w->flags & kinds;
}

/* Whether a word may say what the number behind it is, and no more. */
static bool may_label(const struct coop_word *w)
{
	return w->len == 4 &&
	       (memcmp(w->s, "isbn", 4) == 0 || memcmp(w->s, "issn", 4) == 0);
}

/* Each word of the query must match, stop words too when there is nothing else. */
static void check_own_words(
	const struct query *q, struct coop_analyzer *a, const char *s, size_t n)
{
	struct coop_token t;
	bool more;
	size_t word, stops = 0, others = 0, missed = 0, left_out = 0, covered = 0;
	coop_analyzer_begin(a, s, n);
	while (coop_analyzer_next(a, &t, &more, NULL) == COOP_OK && more) {
		bool found = query_matches(q, &t, &word);
		if (t.word.off < covered || (!found && may_label(&t.word))) {
			left_out++;
			continue;
		}
		if (may_cover(&t.word))
			covered = t.word.end;
		HOLDS(!found || word < query_count(q));
		HOLDS(found || !t.stem);
		missed += !found;
		*(t.stem ? &others : &stops) += 1;
	}
	/* stop words are kept behind '=' as well */
	HOLDS(query_count(q) >= others && query_count(q) <= others + stops + left_out);
	HOLDS(others > 0 || missed == 0 || memchr(s, '=', n) != NULL);
}

static void check_passage(const struct snippet *found, const struct query *q,
	const struct coop_record *r, bool utf8)
{
	size_t end = 0;
	struct coop_value v = coop_record_at(r, found->value);
	HOLDS(found->len > 0 && found->text == v.text + found->off);
	HOLDS(found->off + found->len <= v.len);
	for (size_t i = 0; i < found->marks.count; i++) {
		struct mark m = found->marks.at[i];
		HOLDS(m.off >= end && m.off < m.end && m.end <= found->len);
		HOLDS(m.word < query_count(q));
		end = m.end;
	}
	HOLDS(!utf8 || fuzz_is_utf8(found->text, found->len));
}

static void check_snippets(
	const struct query *q, struct coop_analyzer *a, const char *s, size_t n)
{
	struct coop_record r;
	struct snippets all = {.count = 0};
	coop_record_init(&r);
	coop_record_reset(&r, "fuzz", 1);
	coop_record_add(&r, COOP_F_TITLE, s, n);
	coop_record_add(&r, COOP_F_BODY, s, n);
	coop_record_add(&r, COOP_F_KEYWORDS, s, n);
	HOLDS(snippets_find(&all, a, q, &r, 0, NULL) == COOP_OK);
	HOLDS(all.count > 0 && (all.at[0].marks.count > 0 || !q->tree.plain));
	for (size_t i = 0; i < all.count; i++)
		check_passage(&all.at[i], q, &r, fuzz_is_utf8(s, n));
	HOLDS(all.count < 2 || all.at[0].value != all.at[1].value ||
		all.at[0].off + all.at[0].len <= all.at[1].off ||
		all.at[1].off + all.at[1].len <= all.at[0].off);
	snippets_release(&all);
	coop_record_release(&r);
}

/* Runs a query: all stages, and what they find. */
static void check_results(struct search *s, const struct search_request *request)
{
	struct coop_record r;
	struct query q = {.tree.count = 0};
	coop_record_init(&r);
	enum coop_status st = search_run(s, request, &q, NULL);
	/* what is a word without the index may be the name of its column */
	HOLDS(st == COOP_OK || (st == COOP_E_QUERY && q.tree.columns.len > 0));
	if (!st)
		check_plan(&q.planned.root, 0);
	check_words(&q);
	HOLDS(search_count(s) <= 3);
	for (size_t i = 0; i < search_count(s); i++) {
		HOLDS(search_score(s, i) >= 0 && isfinite(search_score(s, i)));
		HOLDS(search_score(s, i) > 0 || !q.tree.plain);
		HOLDS(i == 0 || search_score(s, i) <= search_score(s, i - 1));
		HOLDS(search_record(s, i, &r, NULL) == COOP_OK);
	}
	coop_record_release(&r);
	query_release(&q);
}

/* The same query with its phrases relaxed, and without its filters. */
static void check_steps(
	struct search *search, struct coop_analyzer *a, const char *s, size_t n)
{
	for (int step = QUERY_AS_TYPED + 1; step < QUERY_STEPS; step++) {
		struct search_request request = {.text = s,
			.len = n,
			.options = {.step = (enum query_step)step,
				.unfiltered = step % 2 == 1},
			.count = 10};
		struct query q;
		enum coop_status st = analyse(&q, a, s, n, &request.options, NULL);
		HOLDS(st == COOP_OK || st == COOP_E_QUERY);
		if (st == COOP_OK) {
			check_words(&q);
			check_results(search, &request);
		}
		query_release(&q);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_analyzer *a = fuzz_shared_analyzer();
	struct search *search = shared_search(a);
	const char *s = (const char *)data;
	struct search_request request = {.text = s, .len = size, .count = 10};
	struct query q;
	enum coop_status st = analyse(&q, a, s, size, &request.options, NULL);
	HOLDS(st == COOP_OK || st == COOP_E_QUERY);
	if (st == COOP_OK) {
		check_words(&q);
		if (q.tree.plain)
			check_own_words(&q, a, s, size);
		check_snippets(&q, a, s, size);
		check_results(search, &request);
		if (analysed_can_relax(&q.tree, &q.analysed))
			check_steps(search, a, s, size);
	}
	query_release(&q);
	return 0;
}
