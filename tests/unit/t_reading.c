/*
 * t_reading.c - occurrences of queries in texts, ends of texts in cells, and how editors are called.
 */
#include "query/actions/programs.h"
#include "query/output/concordance.h"
#include "query/output/occurrence.h"
#include "shared/core/cells.h"
#include "tests/unit/queries.h"
#include "tests/unit/tap.h"

static struct coop_analyzer *analyzer;

/* Finds the occurrences of a query in a value of a field; they are shown as [these]. */
static void occur_in(
	enum coop_field field, const char *query, const char *text, const char *expected)
{
	struct query q;
	struct occurrence_finder *finder;
	struct occurrences found = {0};
	struct coop_buf got = {0};
	struct coop_error err = {0};
	struct coop_value v = {.field = field, .text = text, .len = strlen(text)};
	size_t at = 0;
	understand(&q, analyzer, query);
	need(occurrence_finder_new(&q, analyzer, &finder, &err) == COOP_OK, err.msg);
	need(occurrences_find(finder, &v, &found, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < found.count; i++) {
		struct occurrence o = found.at[i];
		coop_buf_add(&got, text + at, o.off - at);
		coop_buf_printf(&got, "[%.*s]", (int)(o.end - o.off), text + o.off);
		at = o.end;
	}
	coop_buf_str(&got, text + at);
	is_str(got.s, got.len, expected, "occurrences of %s", query);
	coop_buf_release(&got);
	occurrences_release(&found);
	occurrence_finder_free(finder);
	query_release(&q);
}

static void occur(const char *query, const char *text, const char *expected)
{
	occur_in(COOP_F_BODY, query, text, expected);
}

static void test_words(void)
{
	occur("scop lyon", "Une Scop \u00e0 Lyon, des SCOP",
		"Une [Scop] \u00e0 [Lyon], des [SCOP]");
	occur("coop\u00e9ration", "L\u2019id\u00e9e coop\u00e9rative",
		"L\u2019id\u00e9e [coop\u00e9rative]");
	occur("savoir-faire", "un savoir-faire, un savoir",
		"un [savoir-faire], un [savoir]");
	occur("=\u00e9lev\u00e9 OU lyon*", "\u00e9lev\u00e9 \u00e9l\u00e8ve lyonnais",
		"[\u00e9lev\u00e9] \u00e9l\u00e8ve [lyonnais]");
	occur("scop -lyon", "scop lyon", "[scop] lyon");
	occur("scop SAUF lyon", "scop lyon", "[scop] lyon");
	occur("scop", "", "");
	occur("scop", "\xff scop \xff\xfe", "\xff [scop] \xff\xfe");
}

static void test_phrases(void)
{
	occur("\"\u00e9conomie sociale\"",
		"\u00e9conomie sociale, \u00e9conomie, sociale",
		"[\u00e9conomie sociale], [\u00e9conomie, sociale]");
	occur("\"\u00e9conomie sociale\"", "sociale \u00e9conomie et sociale",
		"sociale \u00e9conomie et sociale");
	/* words of a phrase elsewhere are no occurrences, but those that are free as well are */
	occur("\"a\u00efe a\u00efe\" ouille",
		"a\u00efe ouille a\u00efe a\u00efe a\u00efe",
		"a\u00efe [ouille] [a\u00efe a\u00efe] a\u00efe");
	occur("\"union sociale\" sociale", "union sociale sociale",
		"[union sociale] [sociale]");
	/* stop words count */
	occur("\"la fin de la gr\u00e8ve\"", "La fin de la gr\u00e8ve, fin la gr\u00e8ve",
		"[La fin de la gr\u00e8ve], fin la gr\u00e8ve");
	/* the end of a sentence is none of a phrase, unless it is typed */
	occur("\"fin gr\u00e8ve\"", "C\u2019est la fin. Gr\u00e8ve en mai.",
		"C\u2019est la fin. Gr\u00e8ve en mai.");
	occur("\"fin. Gr\u00e8ve\"",
		"C\u2019est la fin. Gr\u00e8ve en mai, fin gr\u00e8ve.",
		"C\u2019est la [fin. Gr\u00e8ve] en mai, [fin gr\u00e8ve].");
	occur("\"cap lyon\"~2", "cap \u00e0 Lyon, cap sur la Lyon, cap sur toute la Lyon",
		"[cap \u00e0 Lyon], [cap sur la Lyon], cap sur toute la Lyon");
}

static void test_fields(void)
{
	occur_in(COOP_F_TITLE, "titre:scop lyon", "scop lyon", "[scop] [lyon]");
	occur_in(COOP_F_BODY, "titre:scop lyon", "scop lyon", "scop [lyon]");
	occur_in(COOP_F_BODY, "scop genre:lyon", "scop lyon", "[scop] lyon");
	occur_in(COOP_F_GENRE, "scop genre:lyon", "scop lyon", "[scop] lyon");
	occur_in(COOP_F_GENRE, "genre:lyon", "scop lyon", "scop [lyon]");
	/* in a line a full stop ends no sentence */
	occur_in(COOP_F_TITLE, "\"fin gr\u00e8ve\"", "La fin. Gr\u00e8ve",
		"La [fin. Gr\u00e8ve]");
	/* an id is no text */
	occur_in(COOP_F_ID, "scop", "scop", "scop");
}

static void test_cells(void)
{
	static const struct {
		const char *text;
		size_t max;
		const char *end;
	} list[] = {{"abc", 5, "abc"}, {"abc", 2, "bc"}, {"abc", 0, ""}, {"", 3, ""},
		{"a\u00e9", 1, "\u00e9"}, {"ae\u0301", 1, "e\u0301"},
		{"a\u5354\u540c", 4, "\u5354\u540c"}, {"a\u5354\u540c", 3, "\u540c"},
		{"e\u0301", 0, ""}, {"a\xff", 1, "\xff"}, {"\u0301a", 1, "\u0301a"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		const char *s = list[i].text;
		size_t n = strlen(s), kept = coop_cells_cut_end(s, n, list[i].max);
		is_str(s + n - kept, kept, list[i].end, "%zu cells at the end of '%s'",
			list[i].max, s);
	}
}

static void key_is(
	const char *text, size_t off, size_t end, bool before, const char *expected)
{
	struct coop_buf key = {0};
	struct occurrence o = {off, end};
	concordance_key(text, strlen(text), &o, before, &key);
	is_str(coop_buf_cstr(&key), key.len, expected, "the key of '%s'", text);
	coop_buf_release(&key);
}

static void test_keys(void)
{
	key_is("Un bel \u00c9t\u00e9 a-t-il", 7, 12, false, "a t il");
	key_is("Un bel \u00c9t\u00e9 a-t-il", 7, 12, true, "bel un ");
	key_is("seul", 0, 4, false, "");
	key_is("seul", 0, 4, true, "");
}

/* The arguments of an editor, each in brackets. */
static void arguments_are(
	const char *command, const char *path, size_t line, const char *expected)
{
	struct coop_buf arguments = {0}, got = {0};
	editor_arguments(command, path, line, &arguments);
	for (size_t at = 0; at < arguments.len; at += strlen(arguments.s + at) + 1)
		coop_buf_printf(&got, "[%s]", arguments.s + at);
	is_str(got.s, got.len, expected, "%s %s:%zu", command, path, line);
	coop_buf_release(&arguments);
	coop_buf_release(&got);
}

static void test_editors(void)
{
	arguments_are("vim", "a b.txt", 12, "[+12][a b.txt]");
	arguments_are(" /usr/bin/vim -R", "a", 3, "[+3][a]");
	arguments_are("code --wait", "/x/a", 3, "[-g][/x/a:3]");
	arguments_are("kate", "a", 3, "[-l][3][a]");
	arguments_are("hx", "a", 3, "[a:3]");
	arguments_are("acme", "a", 3, "[a]");
	arguments_are("vim", "a", 0, "[a]");
	arguments_are("", "a", 3, "[a]");
	arguments_are("vimx", "-a", 3, "[./-a]");
	arguments_are("vim", "+a", 3, "[+3][./+a]");
}

int main(void)
{
	need(coop_analyzer_new(&analyzer, NULL) == COOP_OK, "no memory");
	test_words();
	test_phrases();
	test_fields();
	test_cells();
	test_keys();
	test_editors();
	coop_analyzer_free(analyzer);
	return done();
}
