/*
 * t_total.c - how many notices there are is known or not by what the query costs, whatever was asked for
 * between: corrections, and what they would find.
 */
#include "query/search/total.h"
#include "tests/unit/indexes.h"

/* Of so many, two words of each are counted for a line, and neither three nor a phrase (total.c). */
enum { NOTICES = 6000 };

static void write_notices(struct coop_buf *csv)
{
	coop_buf_str(csv, "id,titre,résumé\n");
	for (int i = 0; i < NOTICES; i++)
		coop_buf_printf(csv, "n%04d,Essai,usine occupée%s\n", i,
			i % 2000 == 0 ? " grève" : "");
	need(!csv->failed, "memory");
}

static bool is_exact(struct search *s, const struct query *q, uint64_t *count)
{
	struct total total = {0};
	struct coop_error err = {0};
	need(search_total(s, q, TOTAL_CHEAP, &total, &err) == COOP_OK, err.msg);
	*count = total.count;
	return total.is_exact;
}

/* Counts what another query matches, as "did you mean" does; the results of the last one stay. */
static void count_another(struct search *s, const char *text)
{
	struct search_request request = {.text = text, .len = strlen(text)};
	struct query q = {.tree.count = 0};
	struct coop_docset all = {0};
	struct coop_error err = {0};
	need(search_understand(s, &request, &q, &err) == COOP_OK, err.msg);
	need(search_all(s, &q, &all, &err) == COOP_OK, err.msg);
	coop_docset_release(&all);
	query_release(&q);
}

static void check(struct search *s, const char *text, const char *other, bool exact)
{
	struct query q = {.tree.count = 0};
	uint64_t before = 0, after = 0;
	find_query(s, text, 10, &q);
	ok(is_exact(s, &q, &before) == exact, "%s: %s", text,
		exact ? "counted" : "not counted");
	count_another(s, other);
	ok(is_exact(s, &q, &after) == exact && after == before,
		"... and the same after %s was", other);
	ok(search_count(s) == 10, "... whose results stay");
	query_release(&q);
}

static void test_totals(const char *dir)
{
	struct coop_buf csv = {0}, index = {0};
	struct coop_analyzer *analyzer = new_analyzer();
	write_notices(&csv);
	build_csv_index(dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, analyzer);
	check(s, "\"usine occupée\"", "grève", false);
	check(s, "usine ET occupée", "usine OU occupée OU essai", true);
	search_close(s);
	coop_analyzer_free(analyzer);
	coop_buf_release(&csv);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_totals);
	return done();
}
