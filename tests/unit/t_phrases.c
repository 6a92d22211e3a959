/*
 * t_phrases.c - runs tables/phrases.tst, which describes its own format, on an index with
 * posting lists and on one that the engine wrote.
 */
#include "query/plan/query.h"
#include "tests/unit/indexes.h"

enum { LINES_MAX = 400, COLUMNS = 4 };

static const char *const columns[COLUMNS] = {"title", "names", "shelf", "body"};

/* A line of the table; its strings are in the table's text. */
struct line {
	size_t number;
	size_t column;
	char *text, *phrase, *how;
};

static struct line lines[LINES_MAX];
static size_t nlines;

/* Takes what stands before a sign and a blank off a text. */
static char *take(char **rest, const char *sign)
{
	char *begin = *rest, *end = strstr(begin, sign);
	need(end != NULL, begin);
	*end = '\0';
	*rest = end + strlen(sign);
	return begin;
}

/* Makes line ends of \n. */
static void unescape(char *s)
{
	char *to = s;
	for (; *s; s++)
		if (s[0] == '\\' && s[1] == 'n') {
			*to++ = '\n';
			s++;
		} else {
			*to++ = *s;
		}
	*to = '\0';
}

static void read_line(char *s, size_t number)
{
	need(nlines < LINES_MAX, "too many lines");
	struct line *l = &lines[nlines++];
	const char *column = take(&s, ": ");
	l->number = number;
	while (l->column < COLUMNS && strcmp(columns[l->column], column) != 0)
		l->column++;
	need(l->column < COLUMNS, column);
	l->text = take(&s, " | ");
	l->phrase = take(&s, " | ");
	l->how = s;
	unescape(l->text);
	unescape(l->phrase);
}

static void read_table(char *rest)
{
	size_t number = 1;
	for (char *end; *rest; rest = end + 1, number++) {
		end = strchr(rest, '\n');
		need(end != NULL, "no line end");
		*end = '\0';
		if (*rest && *rest != '#')
			read_line(rest, number);
	}
}

static void write_csv(struct coop_buf *csv)
{
	coop_buf_str(csv, "id,titre,réalisateur,rayon,texte\n");
	for (size_t i = 0; i < nlines; i++) {
		coop_buf_printf(csv, "n%zu", i);
		for (size_t k = 0; k < COLUMNS; k++)
			coop_buf_printf(csv, ",\"%s\"",
				lines[i].column == k ? lines[i].text : "");
		coop_buf_byte(csv, '\n');
	}
	need(!csv->failed, "memory");
}

/* Whether a query, taken in a way, finds the notice of a line. */
static bool finds(
	struct search *s, const struct coop_buf *text, enum query_step step, size_t line)
{
	struct search_request request = {.text = text->s,
		.len = text->len,
		.options.step = step,
		.count = LINES_MAX};
	struct query q = {.tree.count = 0};
	struct coop_error err = {0};
	char id[24];
	snprintf(id, sizeof id, "n%zu", line);
	need(search_run(s, &request, &q, &err) == COOP_OK, err.msg);
	bool found = result_has_id(s, id);
	query_release(&q);
	return found;
}

static const char *how_found(struct search *s, size_t line)
{
	static const char *const names[QUERY_STEPS] = {[QUERY_AS_TYPED] = "found",
		[QUERY_FORMS] = "forms",
		[QUERY_NEAR] = "near",
		[QUERY_SINGLE] = "words"};
	struct coop_buf text = {0};
	const char *how = "never";
	coop_buf_printf(&text, "\"%s\"", lines[line].phrase);
	for (int step = QUERY_STEPS - 1; step >= 0; step--)
		if (names[step] && finds(s, &text, (enum query_step)step, line))
			how = names[step];
	coop_buf_release(&text);
	return how;
}

static void test_index(const char *dir, bool engine)
{
	struct coop_buf csv = {0}, index = {0};
	struct coop_analyzer *a = new_analyzer();
	write_csv(&csv);
	build_csv_index_by(engine, dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, a);
	for (size_t i = 0; i < nlines; i++) {
		const char *how = how_found(s, i);
		is_str(how, strlen(how), lines[i].how, "phrases.tst:%zu, %s: %s",
			lines[i].number, engine ? "the engine" : "lists",
			lines[i].phrase);
	}
	search_close(s);
	coop_analyzer_free(a);
	coop_buf_release(&csv);
	coop_buf_release(&index);
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
	struct coop_buf path = {0}, table = {0};
	read_whole(test_path(&path, "tables/phrases.tst"), &table);
	read_table(table.s);
	ok(nlines >= 80, "the whole table was read: %zu", nlines);
	in_scratch(test_lists);
	in_scratch(test_engine);
	coop_buf_release(&path);
	coop_buf_release(&table);
	return done();
}
