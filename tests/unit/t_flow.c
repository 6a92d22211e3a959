/*
 * t_flow.c - text in lines of a terminal, and how wide it is there; wcwidth() is the judge.
 */
#include <locale.h>
#include <wchar.h>

#include "query/output/flow.h"
#include "query/output/link.h"
#include "shared/core/cells.h"
#include "shared/core/utf8.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

static void test_cells(void)
{
	static const struct {
		const char *text;
		size_t cells;
	} list[] = {{"", 0}, {"scop", 4}, {"\u00e9t\u00e9", 3}, {"e\u0301te\u0301", 3},
		{"\u5408\u4f5c\u793e", 6}, {"\uff21", 2}, {"a\u200bb", 2}, {"\t\n", 2},
		{"\033[1m", 4}, {"\u202ea", 2}, {"\xff\xfe", 2}, {"\U0001f3ac", 2},
		{"\u00a0:", 2}, {"\u2026", 1}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		is_num(coop_cells(list[i].text, strlen(list[i].text)), list[i].cells,
			"cells of %s", list[i].text);
	is_num(coop_cells_cut("\u5408\u4f5c", 6, 3), 3,
		"a wide character does not fit in half");
	is_num(coop_cells_cut("e\u0301e\u0301", 6, 1), 3,
		"an accent stays with its letter");
	is_num(coop_cells_cut("\u5408", 3, 1), 3, "one character at least");
	is_num(coop_cells_cut("", 0, 1), 0, "of nothing, nothing");
}

/* Text in a flow of some width, as a string; the caller frees it. */
static char *flowed(const char *text, size_t len, size_t width, size_t indent,
	const struct marks *marks, const char *style)
{
	char *out = NULL;
	size_t size;
	FILE *stream = open_memstream(&out, &size);
	need(stream != NULL, "memory");
	struct flow f = {.out = stream, .width = width, .indent = indent};
	f.colour = style != NULL;
	f.style = style;
	flow_begin(&f);
	flow_text(&f, text, len, marks, 0);
	flow_end(&f);
	fclose(stream);
	return out;
}

static void flow_is(const char *text, size_t width, const char *expected)
{
	char *got = flowed(text, strlen(text), width, 2, NULL, NULL);
	is_str(got, strlen(got), expected, "at %zu columns: %.40s", width, text);
	free(got);
}

static void test_flow(void)
{
	struct mark at[] = {{.off = 0, .end = 4}, {.off = 7, .end = 10}};
	struct marks marks = {.at = at, .count = 2};
	flow_is("un deux trois", 80, "  un deux trois\n");
	flow_is("un  deux\n\ttrois ", 10, "  un deux\n  trois\n");
	flow_is("un deux", 7, "  un\n  deux\n");
	flow_is("un deux", 9, "  un deux\n");
	flow_is("abcdefghij kl", 6, "  abcd\n  efgh\n  ij\n  kl\n");
	flow_is("a \u5408\u4f5c\u793e", 7, "  a\n  \u5408\u4f5c\n  \u793e\n");
	flow_is("fin\u00a0: ici", 9, "  fin\u00a0:\n  ici\n");
	flow_is("a\033[31mb", 80, "  a [31mb\n");
	flow_is("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301z", 80,
		"  a\u0301\u0301\u0301\u0301\u0301\u0301z\n");
	flow_is("", 80, "  \n");
	char *got = flowed("scop l'eau", 10, 8, 0, &marks, "\033[1m");
	is_str(got, strlen(got),
		"\033[1;31mscop\033[0m\n\033[1ml'\033[0m\033[1;31meau\033[0m\n",
		"marks in a style; none goes on over the end of a line");
	free(got);
	at[0].end = 10;
	marks.count = 1;
	got = flowed("abcdefghij", 10, 6, 0, &marks, "\033[1m");
	is_str(got, strlen(got), "\033[1;31mabcdef\033[0m\n\033[1;31mghij\033[0m\n",
		"a mark longer than a line");
	free(got);
}

/* Whether no line of a text is wider than that, and none holds what drives a terminal. */
static bool keeps_to(const char *s, size_t width)
{
	size_t column = 0;
	while (*s) {
		uint32_t cp;
		size_t used = coop_utf8_decode(s, strlen(s), &cp);
		int cells = used > 0 && cp != '\n' ? wcwidth((wchar_t)cp) : 0;
		if (used == 0 || cells < 0)
			return false;
		column = cp == '\n' ? 0 : column + (size_t)cells;
		if (column > width)
			return false;
		s += used;
	}
	return true;
}

/* Any text at any width. */
static void test_any(void)
{
	static const char *const parts[] = {"a", "scop", " ", " ", "\n", "\u00e9",
		"e\u0301", "\u200b", "\u200d", "\ufe0f", "\u5408", "\U0001f3ac", "\u202e",
		"\033[2J", "\xff", "\t", "\u00ad", "\u2028", "\u0301", "\u00a0", "\uff21",
		"coop\u00e9rativement",
		"https://www.exemple.coop/une/adresse?longue=oui"};
	enum { TRIES = 3000, PARTS = 40 };
	struct coop_buf text = {0};
	size_t wide = 0;
	uint32_t seed = 1;
	for (int i = 0; i < TRIES; i++) {
		coop_buf_reset(&text);
		for (int n = 0; n < PARTS; n++)
			coop_buf_str(&text, parts[next_random(&seed) %
						    (sizeof parts / sizeof *parts)]);
		size_t width = 10 + next_random(&seed) % 40;
		char *got = flowed(
			text.s, text.len, width, next_random(&seed) % 6, NULL, NULL);
		wide += !keeps_to(got, width);
		free(got);
	}
	is_num(wide, 0, "no line of any text is too wide, and none drives a terminal");
	/* a word that has no end */
	coop_buf_reset(&text);
	for (int i = 0; i < 10000; i++)
		coop_buf_str(&text, i % 3 ? "x" : "\u0301\u5408");
	char *got = flowed(text.s, text.len, 40, 4, NULL, NULL);
	ok(keeps_to(got, 40), "a word of 10,000 characters is cut");
	free(got);
	coop_buf_release(&text);
}

static void test_links(void)
{
	struct coop_buf url = {0};
	link_url(&url, "/home/a b/caf\u00e9#1?%\033.txt");
	const char *path = strchr(url.s + strlen("file://"), '/');
	ok(strncmp(url.s, "file://", 7) == 0 && path, "a link has a scheme and a host");
	is_str(path, strlen(path), "/home/a%20b/caf%C3%A9%231%3F%25%1B.txt",
		"... and an encoded path");
	coop_buf_release(&url);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		need(setlocale(LC_ALL, "C.utf8") != NULL, "no UTF-8");
	test_cells();
	test_flow();
	test_any();
	test_links();
	return done();
}
