/*
 * t_id_term.c - the terms of ids: short ids are kept, and no two ids share a term.
 */
#include "shared/core/strmap.h"
#include "shared/index/id_term.h"
#include "shared/index/store.h"
#include "tests/unit/tap.h"

/* The terms of ids that have all but their ends in common, and of ids that look like terms. */
static void test_terms(void)
{
	enum { LONGEST = 600 };
	static char id[LONGEST];
	struct coop_buf term = {0}, again = {0};
	struct coop_strmap *seen;
	struct coop_error err = {0};
	size_t wrong = 0, same = 0;
	need(coop_strmap_new(&seen, &err) == COOP_OK, err.msg);
	memset(id, 'x', sizeof id);
	for (size_t n = 0; n < LONGEST; n++)
		for (char last = 'a'; last <= 'c' && n > 0; last++) {
			uint32_t number;
			bool added;
			id[n - 1] = last;
			coop_buf_reset(&term);
			coop_id_term(id, n, &term);
			bool is_short = n < COOP_TERM_MAX - 1;
			wrong += term.len != (is_short ? n + 1 : COOP_TERM_MAX) ||
				 *term.s != 'Q' ||
				 (is_short && memcmp(term.s + 1, id, n) != 0);
			need(coop_strmap_intern(seen, term.s, term.len, &number, &added,
				     &err) == COOP_OK,
				err.msg);
			same += !added;
			id[n - 1] = 'x';
		}
	is_num(wrong, 0, "a term is the id, or as long as terms can be");
	is_num(same, 0, "no two ids have the same");
	coop_buf_reset(&term);
	coop_id_term(id, LONGEST, &term);
	coop_id_term(term.s + 1, term.len - 1, &again);
	ok(again.len == COOP_TERM_MAX && memcmp(term.s, again.s, again.len) != 0,
		"nor has one that is written like the term of another");
	coop_buf_release(&term);
	coop_buf_release(&again);
	coop_strmap_free(seen);
}

int main(void)
{
	test_terms();
	return done();
}
