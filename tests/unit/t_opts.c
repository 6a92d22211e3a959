/*
 * t_opts.c - parsing and printing options.
 */
#include "shared/cli/opts.h"
#include "tests/unit/files.h"

static int verbose, quiet, format;
static size_t limit;
static const char *index_name;
static struct coop_opt_list words;

static const struct coop_opt table[] = {
	{'v', "verbose", COOP_OPT_SET, &verbose, 1, 0, 0, NULL, "say more",
		"en dire plus"},
	{'q', "quiet", COOP_OPT_SET, &quiet, 7, 0, 0, NULL, "say less", "en dire moins"},
	{'n', "limit", COOP_OPT_COUNT, &limit, 0, 1, 1000, "N", "hits", "r\u00e9sultats"},
	{'i', "index", COOP_OPT_STRING, &index_name, 0, 0, 0, "DIR", "index", "index"},
	{0, "format", COOP_OPT_CHOICE, &format, 0, 0, 0, "text|tsv|json", "format",
		"format"},
	{0, "shown", COOP_OPT_OPTIONAL, &format, 5, 0, 0, "tree|plan", "shown",
		"montr\u00e9"},
	{0, "serve", COOP_OPT_OPTIONAL_STRING, &index_name, 0, 0, 0, "ADDRESS", "serve",
		"servir"},
	{'w', "word", COOP_OPT_LIST, &words, 0, 0, 0, "WORD", "word", "mot"},
	COOP_OPT_END,
};

/* Parses a command line given as words between blanks ('_' stands for an empty word). */
static enum coop_status parse(const char *line, char *operands, struct coop_error *err)
{
	static char copy[200];
	static char *argv[32];
	int argc = 1;
	size_t count = 99;
	struct coop_opts_given given;
	snprintf(copy, sizeof copy, "%s", line);
	argv[0] = copy;
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = strcmp(word, "_") == 0 ? word + 1 : word;
	argv[argc] = NULL;
	verbose = quiet = format = 0;
	limit = 10;
	index_name = NULL;
	*err = (struct coop_error){0};
	*operands = '\0';
	enum coop_status st = coop_opts_parse(table, argc, argv, &given, &count, err);
	for (size_t i = 0; st == COOP_OK && i < count; i++) {
		strcat(operands, i > 0 ? "|" : "");
		strcat(operands, argv[1 + i]);
	}
	return st;
}

struct good {
	const char *line, *operands;
	int verbose, quiet, format;
	size_t limit;
	const char *index_name;
};

static void test_good(void)
{
	static const struct good list[] = {
		{"", "", 0, 0, 0, 10, NULL},
		{"scop lyon", "scop|lyon", 0, 0, 0, 10, NULL},
		{"-v", "", 1, 0, 0, 10, NULL},
		{"--verbose --quiet", "", 1, 7, 0, 10, NULL},
		{"-vq", "", 1, 7, 0, 10, NULL},
		{"-n 5", "", 0, 0, 0, 5, NULL},
		{"-n5", "", 0, 0, 0, 5, NULL},
		{"--limit 5", "", 0, 0, 0, 5, NULL},
		{"--limit=5", "", 0, 0, 0, 5, NULL},
		{"-vn5 scop", "scop", 1, 0, 0, 5, NULL},
		{"-vqn 5 scop", "scop", 1, 7, 0, 5, NULL},
		{"--limit 1000", "", 0, 0, 0, 1000, NULL},
		{"-i ./idx", "", 0, 0, 0, 10, "./idx"},
		{"-i-v", "", 0, 0, 0, 10, "-v"},
		{"-i -v", "", 0, 0, 0, 10, "-v"},
		{"--index=", "", 0, 0, 0, 10, ""},
		{"--index _", "", 0, 0, 0, 10, ""},
		{"--index=a=b", "", 0, 0, 0, 10, "a=b"},
		{"--index --", "", 0, 0, 0, 10, "--"},
		{"--format text", "", 0, 0, 0, 10, NULL},
		{"--format tsv", "", 0, 0, 1, 10, NULL},
		{"--format=json", "", 0, 0, 2, 10, NULL},
		{"--shown", "", 0, 0, 5, 10, NULL},
		{"--shown plan", "plan", 0, 0, 5, 10, NULL},
		{"--shown=plan -v", "", 1, 0, 6, 10, NULL},
		{"--serve", "", 0, 0, 0, 10, ""},
		{"--serve 80", "80", 0, 0, 0, 10, ""},
		{"--serve=80", "", 0, 0, 0, 10, "80"},
		{"--serve=", "", 0, 0, 0, 10, ""},
		{"scop -v lyon -n 3 cae", "scop|lyon|cae", 1, 0, 0, 3, NULL},
		{"scop -- -v --nope", "scop|-v|--nope", 0, 0, 0, 10, NULL},
		{"-- -- -", "--|-", 0, 0, 0, 10, NULL},
		{"-v -- -q", "-q", 1, 0, 0, 10, NULL},
		{"- -v -", "-|-", 1, 0, 0, 10, NULL},
		{"a _ b", "a||b", 0, 0, 0, 10, NULL},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		const struct good *g = &list[i];
		char operands[200];
		struct coop_error err;
		bool good = ok(
			parse(g->line, operands, &err) == COOP_OK, "parsed: %s", g->line);
		is_str(operands, strlen(operands), g->operands, "... its operands");
		ok(good && verbose == g->verbose && quiet == g->quiet &&
				format == g->format && limit == g->limit,
			"... its switches, number and choice");
		ok(g->index_name ? index_name && strcmp(index_name, g->index_name) == 0
				 : index_name == NULL,
			"... its text");
	}
}

static void test_bad(void)
{
	static const struct {
		const char *line, *message, *hint;
	} list[] = {
		{"--nope", "unknown option '--nope'", "--help"},
		{"--limti 5", "unknown option '--limti'", "'--limit'"},
		{"--quite", "unknown option '--quite'", "'--quiet'"},
		{"--verbos", "unknown option '--verbos'", "'--verbose'"},
		{"--formt=json", "unknown option '--formt", "'--format'"},
		{"--a-name-that-is-much-longer-than-any-option", "unknown option",
			"--help"},
		{"-x", "unknown option '-x", "-h"},
		{"-vx", "unknown option '-x", "-h"},
		{"--limit", "--limit needs an argument: N", ""},
		{"-n", "--limit needs an argument: N", ""},
		{"-vn", "--limit needs an argument: N", ""},
		{"--limit 0", "from 1 to 1000, not '0'", ""},
		{"--limit 1001", "from 1 to 1000, not '1001'", ""},
		{"--limit -1", "not '-1'", ""},
		{"--limit +5", "not '+5'", ""},
		{"--limit 5x", "not '5x'", ""},
		{"--limit=", "not ''", ""},
		{"--limit 99999999999999999999999", "not '99999999999999999999999'", ""},
		{"--limit 0x10", "not '0x10'", ""},
		{"--format xml", "takes one of text|tsv|json, not 'xml'", ""},
		{"--format tex", "not 'tex'", ""},
		{"--format=", "not ''", ""},
		{"--format text|tsv", "not 'text|tsv'", ""},
		{"--shown=", "--shown takes one of tree|plan, not ''", ""},
		{"--shown=text", "not 'text'", ""},
		{"--limit 1 --limit 1", "--limit is given twice", ""},
		{"-n 1 --limit=2", "--limit is given twice", ""},
		{"-vqv", "--verbose is given twice", ""},
		{"--format text --shown", "--format and --shown exclude each other", ""},
		{"--verbose=1", "--verbose takes no argument", ""},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char operands[200];
		struct coop_error err;
		ok(parse(list[i].line, operands, &err) == COOP_E_ARG &&
				err.status == COOP_E_ARG,
			"refused: %s", list[i].line);
		if (!ok(strstr(err.msg, list[i].message) != NULL, "... because of it"))
			printf("# %s\n", err.msg);
		if (!ok(strstr(err.hint, list[i].hint) != NULL,
			    "... with the right hint"))
			printf("# %s\n", err.hint);
	}
}

static void test_list(void)
{
	static const struct {
		const char *line, *words;
	} list[] = {{"", ""}, {"-w a", "a"}, {"-wa --word=b x --word c -w a", "a|b|c|a"},
		{"-w _ -w -v", "|-v"}, {"-w a -- -w b", "a"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char operands[200], got[200] = "";
		struct coop_error err;
		ok(!parse(list[i].line, operands, &err), "parsed: %s", list[i].line);
		for (size_t k = 0; k < words.count; k++) {
			strcat(got, k > 0 ? "|" : "");
			strcat(got, words.values[k]);
		}
		is_str(got, strlen(got), list[i].words, "... its words");
		coop_opt_list_release(&words);
	}
	ok(words.values == NULL && words.count == 0, "released");
}

static void help_is(const char *locale, const char *only, const char *expected)
{
	struct coop_buf path = {0}, got = {0};
	make_scratch(&path);
	size_t dir = path.len;
	coop_buf_str(&path, "/help");
	FILE *out = fopen(path.s, "wb");
	need(out != NULL, path.s);
	setenv("LC_ALL", locale, 1);
	coop_opts_help(table, only, out);
	setenv("LC_ALL", "C", 1);
	need(fclose(out) == 0, path.s);
	read_whole(path.s, &got);
	is_str(got.s, got.len, expected, "the help in %s", locale);
	unlink(path.s);
	path.s[dir] = '\0';
	rmdir(path.s);
	coop_buf_release(&path);
	coop_buf_release(&got);
}

static void test_help(void)
{
	help_is("C", NULL,
		"  -v, --verbose                say more\n"
		"  -q, --quiet                  say less\n"
		"  -n, --limit=N                hits\n"
		"  -i, --index=DIR              index\n"
		"      --format=text|tsv|json   format\n"
		"      --shown[=tree|plan]      shown\n"
		"      --serve[=ADDRESS]        serve\n"
		"  -w, --word=WORD              word\n");
	help_is("fr_FR.UTF-8", NULL,
		"  -v, --verbose                en dire plus\n"
		"  -q, --quiet                  en dire moins\n"
		"  -n, --limit=N                r\u00e9sultats\n"
		"  -i, --index=DOSSIER          index\n"
		"      --format=text|tsv|json   format\n"
		"      --shown[=tree|plan]      montr\u00e9\n"
		"      --serve[=ADRESSE]        servir\n"
		"  -w, --word=MOT               mot\n");
	help_is("C", "word|limit",
		"  -n, --limit=N                hits\n"
		"  -w, --word=WORD              word\n");
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	test_good();
	test_bad();
	test_list();
	test_help();
	return done();
}
