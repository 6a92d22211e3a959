/*
 * t_figures.c - figures, dates and marks: tables/figures.tst, which describes its own format; and the
 * bounds of reading them.
 */
#include "query/plan/query.h"
#include "shared/text/book_number.h"
#include "shared/text/figure.h"
#include "tests/unit/indexes.h"

enum { LINES_MAX = 400 };

/* A line of the table; its strings are in the table's text. */
struct line {
	size_t number;
	char *text, *query, *how;
};

static struct line lines[LINES_MAX];
static size_t nlines;

/* Takes what stands before a bar off a text. */
static char *take(char **rest)
{
	char *begin = *rest, *end = strstr(begin, " | ");
	need(end != NULL, begin);
	*end = '\0';
	*rest = end + 3;
	return begin;
}

static void read_table(char *rest)
{
	size_t number = 1;
	for (char *end; *rest; rest = end + 1, number++) {
		end = strchr(rest, '\n');
		need(end != NULL && nlines < LINES_MAX, "a line end, and room");
		*end = '\0';
		if (!*rest || *rest == '#')
			continue;
		struct line *l = &lines[nlines++];
		l->number = number;
		l->text = take(&rest);
		l->query = take(&rest);
		l->how = rest;
	}
}

/* A notice for each different text, whose id is the number of its first line. */
static size_t first_line(size_t line)
{
	size_t i = 0;
	while (strcmp(lines[i].text, lines[line].text) != 0)
		i++;
	return i;
}

static void put_quoted(struct coop_buf *csv, const char *text)
{
	coop_buf_byte(csv, '"');
	for (const char *s = text; *s; s++)
		coop_buf_str(csv, (const char[]){*s, *s == '"' ? '"' : '\0', '\0'});
	coop_buf_byte(csv, '"');
}

/*
 * Puts the cells of a notice: a text stands in a field that has terms of its own, and in running text,
 * unless it names another field.
 */
static void put_cells(struct coop_buf *csv, const char *text)
{
	static const char *const names[] = {"année: ", "durée: "};
	const char *cells[4] = {text, "", "", text};
	for (size_t i = 0; i < 2; i++) {
		if (strncmp(text, names[i], strlen(names[i])) != 0)
			continue;
		cells[1 + i] = text + strlen(names[i]);
		cells[0] = cells[3] = "Sans titre";
	}
	for (size_t i = 0; i < 4; i++) {
		coop_buf_byte(csv, ',');
		put_quoted(csv, cells[i]);
	}
}

static void write_csv(struct coop_buf *csv)
{
	coop_buf_str(csv, "id,titre,année,durée,résumé\n");
	for (size_t i = 0; i < nlines; i++) {
		if (first_line(i) != i)
			continue;
		coop_buf_printf(csv, "n%zu", i);
		put_cells(csv, lines[i].text);
		coop_buf_byte(csv, '\n');
	}
	need(!csv->failed, "memory");
}

/* Whether the query of a line, as it is typed, finds the notice with its text. */
static bool finds(struct search *s, size_t line)
{
	struct search_request request = {.text = lines[line].query,
		.len = strlen(lines[line].query),
		.count = LINES_MAX};
	struct query q = {.tree.count = 0};
	struct coop_error err = {0};
	char id[24];
	snprintf(id, sizeof id, "n%zu", first_line(line));
	need(search_run(s, &request, &q, &err) == COOP_OK, err.msg);
	bool found = result_has_id(s, id);
	query_release(&q);
	return found;
}

static void test_table(const char *dir)
{
	struct coop_buf csv = {0}, index = {0};
	struct coop_analyzer *a = new_analyzer();
	write_csv(&csv);
	build_csv_index_by(false, dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, a);
	for (size_t i = 0; i < nlines; i++) {
		const char *how = finds(s, i) ? "found" : "not";
		is_str(how, strlen(how), lines[i].how, "figures.tst:%zu: %s",
			lines[i].number, lines[i].query);
	}
	search_close(s);
	coop_analyzer_free(a);
	coop_buf_release(&csv);
	coop_buf_release(&index);
}

static void test_check_digits(void)
{
	char isbn[COOP_EAN_DIGITS + 1] = "";
	ok(coop_is_ean("9782070643097") && !coop_is_ean("9782070643098"), "ISBN-13");
	ok(coop_is_isbn10("2070643093") && !coop_is_isbn10("2070643094"), "ISBN-10");
	ok(coop_is_isbn10("280413508x") && !coop_is_isbn10("2804135080"), "... with X");
	ok(coop_is_issn("16284259") && !coop_is_issn("16284258"), "ISSN");
	ok(coop_is_issn("2434561x") && !coop_is_issn("24345610"), "... with X");
	coop_isbn13_of("2070643093", isbn);
	is_str(isbn, strlen(isbn), "9782070643097", "the ISBN-13 of an ISBN-10");
}

/* Whether all words of a figure are within the text, and its words in order. */
static bool is_sound(const struct coop_figure *f, size_t at, size_t n)
{
	bool sound = f->end > at && f->end <= n && f->count > 0;
	for (size_t i = 0; i < f->count; i++) {
		const struct coop_figure_word *w = &f->words[i];
		sound &= w->off >= at && w->off < w->end && w->end <= n && w->len > 0 &&
			 w->len <= COOP_FIGURE_MAX;
	}
	return sound;
}

/* Every truncation of every text. */
static void test_truncated(void)
{
	static const char *const texts[] = {"1er f\u00e9vrier 1998", "12/03/1998",
		"1998-03-12", "12 500 000,25 \u20ac", "1\u202f234\u00a0567 km",
		"999 999 999 999 999 999 999 999 999 999", "26\u203230\u2033",
		"1 h 05 min 30 s", "978-2-07-064309-7", "2\u20118041\u20113420\u2011X",
		"1628-4259", "5 pour cent", "5 pourcents", "0 5 % 0"};
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t n = 1; n <= strlen(texts[i]); n++) {
			struct coop_figure f;
			wrong += coop_figure_read(texts[i], n, 0, &f) &&
				 !is_sound(&f, 0, n);
		}
	is_num(wrong, 0, "truncated figures stay within their text");
}

/* "Reading looks a bounded number of bytes ahead", and a figure has bounded room. */
static void test_limits(void)
{
	char text[400];
	struct coop_figure f;
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "1 234"[i % 4 == 0 ? 1 : 2 + i % 3];
	for (size_t n = 1; n < sizeof text; n++)
		wrong += coop_figure_read(text + 1, n, 0, &f) &&
			 (!is_sound(&f, 0, n) || f.end > COOP_FIGURE_MAX);
	is_num(wrong, 0, "a figure without an end");
	memset(text, '9', sizeof text);
	ok(!coop_figure_read(text, sizeof text, 0, &f), "nothing but digits");
	ok(!coop_figure_read("12\000500", 6, 0, &f), "NUL between groups");
}

int main(void)
{
	struct coop_buf path = {0}, table = {0};
	read_whole(test_path(&path, "tables/figures.tst"), &table);
	read_table(table.s);
	ok(nlines >= 150, "the whole table was read: %zu", nlines);
	in_scratch(test_table);
	test_check_digits();
	test_truncated();
	test_limits();
	coop_buf_release(&path);
	coop_buf_release(&table);
	return done();
}
