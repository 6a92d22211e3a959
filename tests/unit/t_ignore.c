/*
 * t_ignore.c - patterns against names, and ignore rules against paths.
 */
#include "indexer/select/glob.h"
#include "indexer/select/ignore.h"
#include "tests/unit/files.h"

static void test_globs(void)
{
	static const struct {
		const char *pattern, *path;
		bool matches;
	} list[] = {
		{"a", "a", true},
		{"a", "b", false},
		{"a", "ab", false},
		{"ab", "a", false},
		{"", "", true},
		{"", "a", false},
		{"*", "", false}, /* a path has a name */
		{"*", "abc", true},
		{"a*", "a", true},
		{"a*c", "abbc", true},
		{"a*c", "abcb", false},
		{"a*b*c", "aXbXbXc", true},
		{"a*b*c", "aXcXb", false},
		{"*.txt", "a.txt", true},
		{"*.txt", ".txt", true},
		{"*.txt", "a.text", false},
		{"*.txt", "d/a.txt", false},
		{"**.txt", "a.txt", true}, /* not a folder's: as one '*' */
		{"?", "a", true},
		{"?", "é", true},
		{"??", "é", false},
		{"?", "\xff", true},
		{"\xff", "\xff", true},
		{"ÿ", "\xff", false},
		{"?", "", false},
		{"[abc]", "b", true},
		{"[abc]", "d", false},
		{"[a-c]x", "bx", true},
		{"[à-ü]", "é", true},
		{"[!a-c]", "b", false},
		{"[^a-c]", "d", true},
		{"[]]", "]", true},
		{"[!]]", "]", false},
		{"[a-]", "-", true},
		{"[-a]", "-", true},
		{"[\\]]", "]", true},
		{"[", "[", true},
		{"[a", "[a", true},
		{"[a", "a", false},
		{"a[", "a[", true},
		{"*[0-9].csv", "films-2.csv", true},
		{"\\*", "*", true},
		{"\\*", "a", false},
		{"a\\", "a\\", true},
		{"a/b", "a/b", true},
		{"a/b", "a/b/c", false},
		{"a/*", "a/b", true},
		{"a/*", "a/b/c", false},
		{"a?b", "a/b", false},
		{"a[/]b", "a/b", false},
		{"**", "a/b/c", true},
		{"**/c", "c", true},
		{"**/c", "a/b/c", true},
		{"**/c", "a/b/cc", false},
		{"a/**", "a", false},
		{"a/**", "a/b/c", true},
		{"a/**/d", "a/d", true},
		{"a/**/d", "a/b/c/d", true},
		{"a/**/d", "a/b/c", false},
		{"**/b/**", "a/b/c", true},
		{"**/b/**", "a/b", false},
		{"**/a/**/a", "a/b/a/b", false},
		{"**/a/**/a", "b/a/b/a", true},
		{"a/**/b*/**/c", "a/x/b1/y/b2/c", true},
		{"É*", "École", true},
		{"e*", "E", false},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		ok(glob_match(list[i].pattern, strlen(list[i].pattern), list[i].path,
			   strlen(list[i].path)) == list[i].matches,
			"'%s' %s '%s'", list[i].pattern,
			list[i].matches ? "is" : "is not", list[i].path);
}

/* What a naive matcher would try for years. */
static void test_slow_globs(void)
{
	struct coop_buf pattern = {0}, path = {0};
	for (int i = 0; i < 200; i++)
		coop_buf_str(&pattern, "*a");
	coop_buf_str(&pattern, "b");
	for (int i = 0; i < 4000; i++)
		coop_buf_byte(&path, 'a');
	ok(!glob_match(pattern.s, pattern.len, path.s, path.len), "many stars");
	coop_buf_reset(&pattern);
	coop_buf_reset(&path);
	for (int i = 0; i < 300; i++) {
		coop_buf_str(&pattern, "**/a/");
		coop_buf_str(&path, "a/a/");
	}
	coop_buf_str(&pattern, "b");
	coop_buf_str(&path, "a");
	ok(!glob_match(pattern.s, pattern.len, path.s, path.len), "many folders");
	coop_buf_release(&pattern);
	coop_buf_release(&path);
}

/* The rule of a set of lines, split by '|', for a path; a folder's ends with '/'. */
static void check_rule(const char *lines, const char *path, const char *expected)
{
	struct ignore *set;
	need(!ignore_new(&set, NULL), "rules");
	size_t number = 1;
	for (const char *line = lines;; number++) {
		size_t n = strcspn(line, "|");
		need(!ignore_add(set, line, n, number, NULL), "a rule");
		if (!line[n])
			break;
		line += n + 1;
	}
	size_t len = strlen(path);
	bool folder = path[len - 1] == '/';
	const struct ignore_rule *rule = ignore_match(set, path, len - folder, folder);
	const char *got = rule ? ignore_text(set, rule) : "-";
	is_str(got, strlen(got), expected, "%s: %s", lines, path);
	ok(!rule || rule->read == (*got == '!'), "... to be read or not");
	ignore_free(set);
}

static void test_rules(void)
{
	static const struct {
		const char *lines, *path, *rule;
	} list[] = {
		{"", "a", "-"},
		{"# a|a", "# a", "-"},
		{"\\#a", "#a", "\\#a"},
		{"\\!a", "!a", "\\!a"},
		{"a", "a", "a"},
		{"a", "d/a", "a"},
		{"a", "a/", "a"},
		{"a", "b", "-"},
		{"a  \t\r", "a", "a"},
		{"a\\ ", "a ", "a\\ "},
		{"a/", "a", "-"},
		{"a/", "a/", "a/"},
		{"a/", "d/a/", "a/"},
		{"/a", "a", "/a"},
		{"/a", "d/a", "-"},
		{"/a/", "a/", "/a/"},
		{"/a/", "a", "-"},
		{"d/a", "d/a", "d/a"},
		{"d/a", "e/d/a", "-"},
		{"*.txt", "d/a.txt", "*.txt"},
		{"*.txt", "a.txt.csv", "-"},
		{"*", "a", "*"},
		{"*/", "a", "-"},
		{"*/", "d/a/", "*/"},
		{"/*.txt", "a.txt", "/*.txt"},
		{"/*.txt", "d/a.txt", "-"},
		{"d/*.txt", "d/a.txt", "d/*.txt"},
		{"a*z", "d/abz", "a*z"},
		{"**/d/x", "a/d/x", "**/d/x"},
		{"d/**", "d/a/b", "d/**"},
		{"!", "!", "-"},
		{"/", "a", "-"},
		{"!/", "a", "-"},
		/* the last one counts, however it is found */
		{"*.txt|!a.txt", "a.txt", "!a.txt"},
		{"!a.txt|*.txt", "a.txt", "*.txt"},
		{"*.txt|!a*t", "a.txt", "!a*t"},
		{"!a*t|*.txt", "a.txt", "*.txt"},
		{"a.txt|!/a.txt", "a.txt", "!/a.txt"},
		{"!/a.txt|a.txt", "a.txt", "a.txt"},
		{"!a|a/", "a/", "a/"},
		{"!a|a/", "a", "!a"},
		{"a/|!a", "a/", "!a"},
		{"*|!*/|!*.txt", "d/", "!*/"},
		{"*|!*/|!*.txt", "d/a.txt", "!*.txt"},
		{"*|!*/|!*.txt", "d/a.csv", "*"},
		{"a?c|!ab?", "abc", "!ab?"},
		{"!ab?|a?c", "abc", "a?c"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		check_rule(list[i].lines, list[i].path, list[i].rule);
}

/* 100,000 rules, and as many questions. */
static void test_many(void)
{
	enum { MANY = 100000 };
	struct ignore *set;
	struct coop_error err = {0};
	need(!ignore_new(&set, NULL), "rules");
	static const char *const rules[][2] = {
		{"nom-", ".txt"}, {"/d/nom-", ".txt"}, {"*-", ".csv"}};
	static const char *const paths[][2] = {
		{"e/nom-", ".txt"}, {"d/nom-", ".txt"}, {"e/f/export-", ".csv"}};
	char line[64];
	bool good = true;
	for (int i = 0; i < MANY && good; i++) {
		int n = snprintf(
			line, sizeof line, "%s%d%s", rules[i % 3][0], i, rules[i % 3][1]);
		good = !ignore_add(set, line, (size_t)n, (size_t)i + 1, &err);
	}
	ok(good, "100,000 rules");
	size_t hits = 0;
	for (int i = 0; i < MANY; i++) {
		int n = snprintf(
			line, sizeof line, "%s%d%s", paths[i % 3][0], i, paths[i % 3][1]);
		const struct ignore_rule *rule =
			ignore_match(set, line, (size_t)n, false);
		hits += rule && rule->line == (size_t)i + 1;
	}
	is_num(hits, MANY, "each is found");
	for (int i = 0; i < IGNORE_WILD_MAX; i++)
		need(!ignore_add(set, "a*b", 3, 1, NULL), "a rule with a wildcard");
	ok(ignore_add(set, "a*b", 3, 1, &err) == COOP_E_INPUT, "one wildcard too many");
	ok(ignore_add(set, "*b", 2, 1, NULL) == COOP_OK, "... but not of these");
	char *large = calloc(1, IGNORE_PATTERN_MAX + 1);
	need(large != NULL, "memory");
	memset(large, 'a', IGNORE_PATTERN_MAX + 1);
	ok(!ignore_add(set, large, IGNORE_PATTERN_MAX, 1, NULL), "a long one");
	ok(ignore_add(set, large, IGNORE_PATTERN_MAX + 1, 1, NULL) == COOP_E_INPUT,
		"a longer one");
	free(large);
	ignore_free(set);
}

/* Files of rules, as editors write them. */
static void test_files(const char *dir)
{
	static const struct {
		const char *bytes;
		size_t n;
	} files[] = {{"*.bak\nDonn\u00e9es\n", 15},
		{"\xef\xbb\xbf*.bak\r\nDonn\u00e9es", 18},
		{"*.bak\nDonn\xe9"
		 "es\n",
			14},
		{"\xff\xfe*\0.\0b\0a\0k\0\r\0\n\0D\0o\0n\0n\0\xe9\0e\0s\0", 30}};
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/.ignore", dir);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct ignore *set;
		struct report report = {.silent = true};
		write_whole(path.s, files[i].bytes, files[i].n);
		need(!ignore_new(&set, NULL), "rules");
		ok(!ignore_read(set, path.s, &report, NULL), "file %zu", i);
		ok(ignore_match(set, "a.bak", 5, false) != NULL, "... its first line");
		const struct ignore_rule *rule = ignore_match(set, "Données", 8, false);
		ok(rule && rule->line == 2, "... its second");
		is_num(report.count.rejected, 0, "... no problem");
		ignore_free(set);
	}
	coop_buf_release(&path);
}

int main(void)
{
	test_globs();
	test_slow_globs();
	test_rules();
	test_many();
	in_scratch(test_files);
	return done();
}
