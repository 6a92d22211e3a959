/*
 * t_config.c - configuration files: their lines, which of them count, and what they may not say.
 */
#include <sys/stat.h>

#include "tests/unit/configs.h"
#include "tests/unit/files.h"

static struct coop_config config;

/* Reads a text as the file of the user, or of a project. */
static enum coop_status parse(const char *text, bool project, struct coop_error *err)
{
	return coop_config_parse(&config, project ? "/nowhere/.coop" : "/nowhere/config",
		project, text, strlen(text), err);
}

static void start(void)
{
	unset_all();
	coop_config_release(&config);
}

/* What is set, as one line. */
static const char *print_set(void)
{
	static char line[2000];
	size_t used = (size_t)snprintf(line, sizeof line, "%zu %zu %d %d %d %s %s",
		set.limit, set.threads, set.group, set.pager, set.format,
		set.sort ? set.sort : "-", set.synonyms ? set.synonyms : "-");
	for (size_t i = 0; i < set.index.count; i++)
		used += (size_t)snprintf(
			line + used, sizeof line - used, " i:%s", set.index.values[i]);
	for (size_t i = 0; i < set.filter.count; i++)
		used += (size_t)snprintf(
			line + used, sizeof line - used, " f:%s", set.filter.values[i]);
	return line;
}

static void test_lines(void)
{
	static const struct {
		const char *text, *set;
	} list[] = {
		{"", "0 0 0 0 0 - -"},
		{"\n\n  \n\t\n", "0 0 0 0 0 - -"},
		{"limit = 20", "20 0 0 0 0 - -"},
		{"limit=20\n", "20 0 0 0 0 - -"},
		{"  limit\t=\t20 \t\r\n", "20 0 0 0 0 - -"},
		{"\xef\xbb\xbflimit = 20\r\ngroup\r\n", "20 0 1 0 0 - -"},
		{"# limit = 20\n   # more\ngroup # here too\n", "0 0 1 0 0 - -"},
		{"limit = 20 # twenty", "20 0 0 0 0 - -"},
		{"sort = a#b", "0 0 0 0 0 a#b -"},
		{"sort =#b", "0 0 0 0 0 #b -"},
		{"sort = # nothing", "0 0 0 0 0  -"},
		{"sort = \" a # b \" # c", "0 0 0 0 0  a # b  -"},
		{"sort = \"\"", "0 0 0 0 0  -"},
		{"sort = \"a\\\"b\\\\c\\d\"", "0 0 0 0 0 a\"b\\c\\d -"},
		{"sort = a \"b\" c", "0 0 0 0 0 a \"b\" c -"},
		{"sort = a = b", "0 0 0 0 0 a = b -"},
		{"group = yes", "0 0 1 0 0 - -"},
		{"group = OUI", "0 0 1 0 0 - -"},
		{"group = True", "0 0 1 0 0 - -"},
		{"group = no", "0 0 0 0 0 - -"},
		{"group = Non", "0 0 0 0 0 - -"},
		{"format = jsonl", "0 0 0 0 2 - -"},
		{"filter = a=b\nfilter = \"c=d \"\n", "0 0 0 0 0 - - f:a=b f:c=d "},
		{"synonyms = syn.txt", "0 0 0 0 0 - /nowhere/syn.txt"},
		{"synonyms = ./syn.txt", "0 0 0 0 0 - /nowhere/syn.txt"},
		{"synonyms = /else/syn.txt", "0 0 0 0 0 - /else/syn.txt"},
		{"synonyms = ~/syn.txt", "0 0 0 0 0 - /home/of us/syn.txt"},
		{"synonyms = ~x", "0 0 0 0 0 - /nowhere/~x"},
		{"index = films", "0 0 0 0 0 - - i:films"},
		{"index = ../films", "0 0 0 0 0 - - i:/nowhere/../films"},
		{"coopq.index = a\ncoopq.index = ./b", "0 0 0 0 0 - - i:a i:/nowhere/b"},
		/* the line for one program goes before the one for both, wherever it stands */
		{"coopq.threads = 4\nthreads = 2", "0 4 0 0 0 - -"},
		{"threads = 2\ncoopq.threads = 4", "0 4 0 0 0 - -"},
		{"threads = 2\ncoopidx.threads = 4", "0 2 0 0 0 - -"},
		{"coopidx.threads = 4", "0 0 0 0 0 - -"},
		/* options of coopidx, whose values are its own affair; --map is a switch of coopq */
		{"memory = lots\nexclude = a\nexclude = b\nmap = x", "0 0 0 0 0 - -"},
		{"pager = no\nno-pager = yes", "0 0 0 2 0 - -"},
	};
	setenv("HOME", "/home/of us", 1);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct coop_error err = {0};
		start();
		enum coop_status st = parse(list[i].text, false, &err);
		if (!st)
			st = apply_beside(&config, "", &err);
		ok(st == COOP_OK, "read: %s %s", list[i].text, err.msg);
		is_str(print_set(), strlen(print_set()), list[i].set, "... what it sets");
	}
}

static const struct {
	const char *text, *message, *hint;
	bool project;
} bad_lines[] = {
	{"limt = 3", "/nowhere/config:1:1: unknown option 'limt'", "'limit'", false},
	{"\n\n  --limit = 3", "config:3:3: unknown option '--limit'", "'limit'", false},
	{"coopq.memory = 3", "config:1:1: unknown option 'coopq.memory'", "--help",
		false},
	{"coopidx.limit = 3", "config:1:1: unknown option 'coopidx.limit'", "", false},
	{"coopx.limit = 3", "config:1:1: unknown option 'coopx.limit'", "", false},
	{"= 3", "config:1:1: unknown option ''", "", false},
	{"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
		"unknown option 'zzzz", "--help", false},
	{"limit = abc", "config:1:9: --limit takes a whole number", "", false},
	{"limit = -1", "config:1:9: --limit takes a whole number", "", false},
	{"limit = 1001", "config:1:9: --limit takes a whole number", "", false},
	{"limit", "config:1:1: limit needs a value", "", false},
	{"limit =", "config:1:8: --limit takes a whole number", "", false},
	{"limit 20", "config:1:7: '=' is missing", "", false},
	{"limit = 1\n#\nlimit = 2", "config:3:1: 'limit' stands in this file twice",
		"line 1", false},
	{"index = a\nindex = b", "config:2:1: 'index' stands in this file twice", "",
		false},
	{"group = maybe", "config:1:9: group is yes or no, not 'maybe'", "", false},
	{"format = exel", "config:1:10: --format takes one of", "", false},
	{"pager\nno-pager", "config:2:1: no-pager and pager of line 1 exclude", "",
		false},
	{"sort = \"a", "config:1:8: the quote is not closed", "", false},
	{"sort = \"a\\", "config:1:8: the quote is not closed", "", false},
	{"sort = \"a\" b", "config:1:12: something follows", "'\\'", false},
	{"sort = a\x01", "config:1:9: a control character", "", false},
	{"sort = a\rb", "config:1:9: a control character", "", false},
	{"synonyms =", "config:1:11: the path is empty", "", false},
	{"show", "config:1:1: 'show' is for the command line alone", "", false},
	{"tsv", "config:1:1: 'tsv' is for the command line alone", "format = tsv", false},
	{"no-config", "'no-config' is for the command line alone", "", false},
	{"serve = 0.0.0.0:80", "'serve' is for the command line alone", "", false},
	{"plot = x.svg", "'plot' is for the command line alone", "", false},
	{"format = tsv", ".coop:1:1: 'format' may not stand in the file of a project",
		"~/.config/coop/config", true},
	{"host = evil", "'host' may not stand", "", true},
	{"engine-writes", "'engine-writes' may not stand", "", true},
	{"threads = 256", "'threads' may not stand", "", true},
	{"index = films", ".coop:1:9: a project names its index by a path", "./index",
		true},
	{"index = ..", ".coop:1:9: '..' leads out of the folder", "", true},
	{"index = ./a/../b", "leads out of the folder", "", true},
	{"index = /tmp/x", "leads out of the folder", "", true},
	{"synonyms = ~/x", "leads out of the folder", "", true},
};

static void test_refused(void)
{
	for (size_t i = 0; i < sizeof bad_lines / sizeof *bad_lines; i++) {
		struct coop_error err = {0};
		start();
		enum coop_status st =
			parse(bad_lines[i].text, bad_lines[i].project, &err);
		if (!st)
			st = apply_beside(&config, "", &err);
		ok(st == COOP_E_ARG && strstr(err.msg, bad_lines[i].message) &&
				strstr(err.hint, bad_lines[i].hint),
			"refused: %s: %s (%s)", bad_lines[i].text, err.msg, err.hint);
	}
}

/* Text of a length that is at a limit, or one byte more. */
static void test_limits(void)
{
	struct coop_buf text = {0};
	for (int more = 0; more < 2; more++) {
		struct coop_error err = {0};
		start();
		coop_buf_reset(&text);
		coop_buf_str(&text, "sort = ");
		while (text.len < (size_t)COOP_CONFIG_LINE + (size_t)more)
			coop_buf_byte(&text, 'x');
		enum coop_status st = parse(text.s, false, &err);
		ok(st == (more ? COOP_E_ARG : COOP_OK) &&
				(!more || strstr(err.msg,
						  "config:1:4097: the line is too long")),
			"a long line: %s", err.msg);
		start();
		err = (struct coop_error){0};
		coop_buf_reset(&text);
		for (int i = 0; i < COOP_CONFIG_LINES + more; i++)
			coop_buf_str(&text, "filter = a=b\n");
		st = parse(text.s, false, &err);
		ok(st == (more ? COOP_E_ARG : COOP_OK) &&
				(!more ||
					strstr(err.msg, "config:1001:1: too many lines")),
			"many lines: %s", err.msg);
	}
	start();
	ok(coop_config_parse(&config, "/x", false, "sort = a\0b", 10, NULL) == COOP_E_ARG,
		"a NUL is no text");
	coop_buf_release(&text);
}

static void test_precedence(void)
{
	static const char user[] =
		"limit = 1\nformat = jsonl\npager\nfilter = u=1\n"
		"filter = u=2\ncoopq.threads = 5\ngroup\nindex = mine\n";
	static const char project[] =
		"limit = 2\nfilter = p=1\ngroup = no\nsort = -year\n";
	static const struct {
		const char *typed, *set;
	} list[] = {
		{"", "2 5 0 1 2 -year - i:mine f:p=1"},
		{"-n 3", "3 5 0 1 2 -year - i:mine f:p=1"},
		{"--tsv", "2 5 0 1 1 -year - i:mine f:p=1"},
		{"--no-pager", "2 5 0 2 2 -year - i:mine f:p=1"},
		{"--group", "2 5 1 1 2 -year - i:mine f:p=1"},
		{"--filter t=1", "2 5 0 1 2 -year - i:mine f:t=1"},
		{"-i a -i b", "2 5 0 1 2 -year - i:a i:b f:p=1"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		start();
		need(!parse(project, true, NULL) && !parse(user, false, NULL), "files");
		ok(apply_beside(&config, list[i].typed, NULL) == COOP_OK, "beside '%s'",
			list[i].typed);
		is_str(print_set(), strlen(print_set()), list[i].set, "... what is set");
	}
	start();
	setenv("COOP_INDEX", "env", 1);
	need(!parse(user, false, NULL) && !apply_beside(&config, "", NULL), "files");
	ok(set.index.count == 0 && !config.lines[7].in_force && config.lines[0].in_force,
		"the environment goes before files");
	unsetenv("COOP_INDEX");
}

static bool fits_nothing(const void *data, const struct coop_opt *o, const char *value)
{
	(void)data;
	(void)value;
	return strcmp(o->name, "limit") != 0;
}

static void test_fits(void)
{
	struct coop_error err = {0};
	struct coop_opts_given given = {.count = 0};
	struct coop_config_use use = {.program = COOP_PROGRAM_COOPQ,
		.table = config_table,
		.given = &given,
		.fits = fits_nothing};
	start();
	need(!parse("limit = 3\nsort = a", false, NULL), "a file");
	ok(!coop_config_apply(&config, &use, &err) && set.limit == 0 && set.sort,
		"what does not fit is not set");
	start();
	need(!parse("limit = 3000\nsort = a", false, NULL), "a file");
	ok(coop_config_apply(&config, &use, &err) == COOP_E_ARG,
		"... but its value is looked at");
	struct coop_error why = {0}, told = {0};
	start();
	need(!parse("\nsort = a", false, NULL) && !apply_beside(&config, "", NULL),
		"a file");
	coop_fail(&why, COOP_E_ARG, "no such key");
	ok(coop_config_pass_on(&config, set.sort, &told, &why) == COOP_E_ARG &&
			strcmp(told.msg, "/nowhere/config:2:8: no such key") == 0,
		"a value that is refused later has its place: %s", told.msg);
	told = (struct coop_error){0};
	ok(coop_config_pass_on(&config, "a", &told, &why) == COOP_E_ARG &&
			strcmp(told.msg, "no such key") == 0,
		"... one that is typed has none");
}

/* Links may lead about in the folder of a project, and not out of it. */
static void test_links(void)
{
	static const struct {
		const char *line;
		bool good;
	} list[] = {{"index = ./new", true}, {"index = ./new/deep/er", true},
		{"index = ./here", true}, {"index = ./in", true},
		{"index = ./in/new", true}, {"index = .", true}, {"index = ./...", true},
		{"index = ./out", false}, {"index = ./out/new", false},
		{"index = ./dangling", false}, {"index = ./dangling/new", false},
		{"index = ./loop", false}, {"synonyms = out/x", false},
		{"synonyms = here/x", true}, {"synonyms = fifo", false},
		{"map = in/fifo", false}};
	struct coop_buf top = {0}, path = {0};
	char here[4096];
	make_scratch(&top);
	need(getcwd(here, sizeof here) && chdir(top.s) == 0, "the folder");
	need(mkdir("here", 0700) == 0 && symlink("here", "in") == 0 &&
			symlink("/usr", "out") == 0 && symlink("gone", "dangling") == 0 &&
			symlink("loop", "loop") == 0 && mkfifo("fifo", 0600) == 0 &&
			mkfifo("here/fifo", 0600) == 0,
		"links");
	coop_buf_printf(&path, "%s/.coop", top.s);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct coop_error err = {0};
		start();
		enum coop_status st = coop_config_parse(
			&config, path.s, true, list[i].line, strlen(list[i].line), &err);
		ok(st == (list[i].good ? COOP_OK : COOP_E_ARG), "%s: %s", list[i].line,
			err.msg);
	}
	need(chdir(here) == 0, "back");
	remove_tree(top.s);
	coop_buf_release(&top);
	coop_buf_release(&path);
}

/* Every option may stand in a file of the user before it may in one of a project. */
static void test_settings(void)
{
	for (int program = 1; program <= 2; program++) {
		size_t typed = 0, all = 0;
		for (const struct coop_setting *s =
				coop_settings_of((enum coop_program)program);
			s->name; s++, all++) {
			typed += s->place == COOP_SETTING_TYPED;
			const struct coop_setting *found = coop_setting_find(
				(enum coop_program)program, s->name, strlen(s->name));
			if (found != s)
				ok(false, "%s is there twice", s->name);
		}
		ok(all > 30 && typed > 10 && typed < all, "settings: %zu of %zu", typed,
			all);
	}
}

int main(void)
{
	unsetenv("COOP_INDEX");
	unsetenv("COOP_THESAURUS");
	test_lines();
	test_refused();
	test_limits();
	test_precedence();
	test_fits();
	test_links();
	test_settings();
	start();
	return done();
}
