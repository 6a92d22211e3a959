/*
 * t_filters.c - runs tables/filters.tst, which tells its own format: on an index with ranked
 * lists, and on one that the engine wrote.
 */
#include "tests/unit/indexes.h"

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
static void find(struct search *s, const char *text, struct coop_buf *out)
{
	static const char option[] = "--any ";
	bool any = strncmp(text, option, strlen(option)) == 0;
	struct search_request request = {.text = any ? text + strlen(option) : text,
		.options.any = any,
		.count = FOUND_MAX};
	struct query q = {.tree.count = 0};
	struct coop_error err = {0};
	struct coop_buf ids = {0};
	request.len = strlen(request.text);
	need(search_run(s, &request, &q, &err) == COOP_OK, err.msg);
	add_results(s, false, &ids);
	sort_ids(&ids, out);
	coop_buf_release(&ids);
	query_release(&q);
}

static size_t run_table(struct search *s, char *rest)
{
	static const char arrow[] = " -> ";
	struct coop_buf got = {0};
	size_t entries = 0;
	char *more = NULL;
	for (char *line = strtok_r(rest, "\n", &more); line;
		line = strtok_r(NULL, "\n", &more)) {
		if (*line == '#')
			continue;
		char *expected = strstr(line, arrow);
		need(expected != NULL, line);
		*expected = '\0';
		find(s, line, &got);
		is_str(coop_buf_cstr(&got), got.len, expected + strlen(arrow), "%s",
			line);
		entries++;
	}
	coop_buf_release(&got);
	return entries;
}

static void test_index(const char *dir, bool engine)
{
	struct coop_analyzer *analyzer = new_analyzer();
	struct coop_buf csv = {0}, table = {0}, path = {0}, index = {0};
	read_whole(test_path(&path, "tables/filters.csv"), &csv);
	read_whole(test_path(&path, "tables/filters.tst"), &table);
	build_csv_index_by(engine, dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, analyzer);
	ok(run_table(s, table.s) >= 100, "the table was read, the index %s",
		engine ? "by the engine" : "with lists");
	search_close(s);
	coop_analyzer_free(analyzer);
	struct coop_buf *all[] = {&csv, &table, &path, &index};
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
