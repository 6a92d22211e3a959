/*
 * fuzz_query.c - any bytes are a query: its terms fit the engine, it matches its own
 * words, and finds itself in a notice that holds it.
 */
#include "query/snippet.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_plan(const struct query *q)
{
	const struct coop_plan *plan = query_plan(q);
	HOLDS(plan->op == COOP_OP_OR && plan->nkids > 0 && query_words(q) > 0);
	for (size_t i = 0; i < plan->nkids; i++) {
		const struct coop_plan *kid = &plan->kids[i];
		HOLDS(kid->op == COOP_OP_TERM && kid->weight > 0);
		HOLDS(kid->len > 0 && kid->len <= COOP_TERM_MAX &&
			fuzz_is_utf8(kid->s, kid->len));
	}
}

/* Each word of the query must match, stop words too when there is nothing else. */
static void check_own_words(
	const struct query *q, struct coop_analyzer *a, const char *s, size_t n)
{
	struct coop_token t;
	bool more;
	size_t word, stops = 0, others = 0, missed = 0;
	coop_analyzer_begin(a, s, n);
	while (coop_analyzer_next(a, &t, &more, NULL) == COOP_OK && more) {
		bool found = query_matches(q, &t, &word);
		HOLDS(!found || word < query_words(q));
		HOLDS(found || !t.stem);
		missed += !found;
		*(t.stem ? &others : &stops) += 1;
	}
	HOLDS(others > 0 ? query_words(q) == others
			 : query_words(q) == stops && missed == 0);
}

static void check_snippet(
	const struct query *q, struct coop_analyzer *a, const char *s, size_t n)
{
	struct coop_record r;
	struct snippet found = {0};
	size_t end = 0;
	coop_record_init(&r);
	coop_record_reset(&r, "fuzz", 1);
	coop_record_add(&r, COOP_F_TITLE, s, n);
	coop_record_add(&r, COOP_F_BODY, s, n);
	HOLDS(snippet_find(&found, a, q, &r, NULL) == COOP_OK);
	HOLDS(found.len > 0 && found.marks.count > 0);
	HOLDS(found.text >= r.text.s && found.text + found.len <= r.text.s + r.text.len);
	for (size_t i = 0; i < found.marks.count; i++) {
		struct mark m = found.marks.at[i];
		HOLDS(m.off >= end && m.off < m.end && m.end <= found.len);
		HOLDS(m.word < query_words(q));
		end = m.end;
	}
	HOLDS(!fuzz_is_utf8(s, n) || fuzz_is_utf8(found.text, found.len));
	snippet_release(&found);
	coop_record_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_analyzer *a = fuzz_shared_analyzer();
	const char *s = (const char *)data;
	struct query *q;
	enum coop_status st = query_new(a, s, size, &q, NULL);
	HOLDS(st == COOP_OK || (st == COOP_E_QUERY && q == NULL));
	if (st == COOP_OK) {
		check_plan(q);
		check_own_words(q, a, s, size);
		check_snippet(q, a, s, size);
	}
	query_free(q);
	return 0;
}
