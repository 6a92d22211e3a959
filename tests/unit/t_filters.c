/*
 * t_filters.c - runs tables/filters.tst, which describes its own format, on an index with
 * posting lists and on one that the engine wrote.
 */
#include "tests/unit/indexes.h"
#include "tests/unit/tables.h"

enum { FOUND_MAX = 100 };

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Puts ids with blanks behind them in order; "none" for no id. */
static void sort_ids(const struct coop_buf *ids, struct coop_buf *out)
{
	char *copy = strdup(coop_buf_cstr(ids)), *at[FOUND_MAX], *rest = NULL;
	size_t count = 0;
	need(copy != NULL, "memory");
	for (char *id = strtok_r(copy, " ", &rest); id; id = strtok_r(NULL, " ", &rest)) {
		need(count < FOUND_MAX, "too many are found");
		at[count++] = id;
	}
	qsort(at, count, sizeof *at, by_bytes);
	coop_buf_reset(out);
	for (size_t i = 0; i < count; i++)
		coop_buf_printf(out, "%s%s", i > 0 ? " " : "", at[i]);
	if (count == 0)
		coop_buf_str(out, "none");
	free(copy);
}

/* Asks a query of the table. */
static void find_row(void *context, const char *text, struct coop_buf *out)
{
	struct search *s = context;
	struct search_request request = {.count = FOUND_MAX};
	struct query q = {.tree.count = 0};
	struct coop_error err = {0};
	struct coop_buf ids = {0};
	request.options.any = take_prefix(&text, "--any");
	request.text = text;
	request.len = strlen(text);
	need(search_run(s, &request, &q, &err) == COOP_OK, err.msg);
	add_results(s, false, &ids);
	sort_ids(&ids, out);
	coop_buf_release(&ids);
	query_release(&q);
}

static void test_index(const char *dir, bool engine)
{
	struct coop_analyzer *analyzer = new_analyzer();
	struct coop_buf csv = {0}, path = {0}, index = {0};
	read_whole(test_path(&path, "tables/filters.csv"), &csv);
	build_csv_index_by(engine, dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, analyzer);
	ok(check_table("tables/filters.tst", find_row, s) >= 100,
		"the table was read, the index %s",
		engine ? "by the engine" : "with lists");
	search_close(s);
	coop_analyzer_free(analyzer);
	struct coop_buf *all[] = {&csv, &path, &index};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		coop_buf_release(all[i]);
}

static void test_lists(const char *dir)
{
	test_index(dir, false);
}

static void test_engine(const char *dir)
{
	test_index(dir, true);
}

int main(void)
{
	in_scratch(test_lists);
	in_scratch(test_engine);
	return done();
}
