/*
 * t_prompt_lines.c - which lines of the prompt are commands (query/prompt/command.h), and where lines that were typed
 * are kept (query/prompt/history.h).
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/prompt/command.h"
#include "query/prompt/history.h"
#include "tests/unit/files.h"
#include "tests/unit/tap.h"

struct row {
	const char *line;
	enum verb verb;
	size_t number;
	const char *rest; /* NULL: whatever it is */
};

/* Ten results are shown, and three values with keys. */
static const struct row rows[] = {{"", VERB_NOTHING, 0, NULL},
	{" \t ", VERB_NOTHING, 0, NULL}, {"scop lyon", VERB_QUERY, 0, "scop lyon"},
	{"  scop ", VERB_QUERY, 0, "scop"}, {"show 3", VERB_SHOW, 3, NULL},
	{"montrer 3", VERB_SHOW, 3, NULL}, {"show  12", VERB_SHOW, 12, NULL},
	{"show", VERB_QUERY, 0, "show"},
	{"show business", VERB_QUERY, 0, "show business"},
	{"show 3 films", VERB_QUERY, 0, "show 3 films"},
	{"show 0", VERB_QUERY, 0, "show 0"}, {"show -1", VERB_QUERY, 0, "show -1"},
	{"show 99999999999999999999", VERB_QUERY, 0, NULL},
	{"Show 3", VERB_QUERY, 0, "Show 3"}, {"\"show\" 3", VERB_QUERY, 0, "\"show\" 3"},
	{"3", VERB_SHOW, 3, NULL}, {"10", VERB_SHOW, 10, NULL},
	{"11", VERB_QUERY, 0, "11"}, {"1984", VERB_QUERY, 0, "1984"},
	{"0", VERB_QUERY, 0, "0"}, {"a", VERB_NARROW, 0, NULL},
	{"c", VERB_NARROW, 2, NULL}, {"d", VERB_QUERY, 0, "d"}, {"A", VERB_QUERY, 0, "A"},
	{"a b", VERB_QUERY, 0, "a b"}, {"-", VERB_UNDO, 0, NULL},
	{"-scop", VERB_QUERY, 0, "-scop"}, {">", VERB_NEXT, 0, NULL},
	{"<", VERB_PREVIOUS, 0, NULL}, {"> 3", VERB_QUERY, 0, NULL},
	{"next", VERB_NEXT, 0, NULL}, {"suite", VERB_NEXT, 0, NULL},
	{"suite royale", VERB_QUERY, 0, "suite royale"},
	{"précédent", VERB_PREVIOUS, 0, NULL}, {"annuler", VERB_UNDO, 0, NULL},
	{"comme 2", VERB_LIKE, 2, NULL}, {"comme il vous plaira", VERB_QUERY, 0, NULL},
	{"save scop", VERB_SAVE, 0, "scop"}, {"save @scop", VERB_SAVE, 0, "@scop"},
	{"enregistrer été-2020", VERB_SAVE, 0, "été-2020"},
	{"save the planet", VERB_QUERY, 0, "save the planet"},
	{"save ../x", VERB_QUERY, 0, "save ../x"}, {":save ../x", VERB_USAGE, 0, NULL},
	{"export csv x.csv", VERB_EXPORT, 0, "x.csv"},
	{"export csv mes films.csv", VERB_EXPORT, 0, "mes films.csv"},
	{"exporter ris \"mes films.ris\"", VERB_EXPORT, 0, "mes films.ris"},
	{"export csv", VERB_QUERY, 0, "export csv"},
	{"export vin", VERB_QUERY, 0, "export vin"},
	{"export du vin", VERB_QUERY, 0, "export du vin"},
	{":export csv", VERB_USAGE, 0, NULL}, {"sort year", VERB_SORT, 0, "year"},
	{"trier -annee,titre", VERB_SORT, 0, "-annee,titre"},
	{"sort score", VERB_SORT, 0, ""},
	{"trier le linge", VERB_QUERY, 0, "trier le linge"}, {"?", VERB_HELP, 0, NULL},
	{"aide", VERB_HELP, 0, NULL},
	{"aide à domicile", VERB_QUERY, 0, "aide à domicile"},
	{"quitter", VERB_QUIT, 0, NULL}, {":quit", VERB_QUIT, 0, NULL},
	{": quit", VERB_QUIT, 0, NULL}, {":", VERB_UNKNOWN, 0, ""},
	{":nothing", VERB_UNKNOWN, 0, "nothing"}, {":show", VERB_USAGE, 0, NULL},
	{":show x", VERB_USAGE, 0, NULL}, {":find show 3", VERB_QUERY, 0, "show 3"},
	{":chercher suite", VERB_QUERY, 0, "suite"}, {":find", VERB_USAGE, 0, NULL},
	{"find 3", VERB_QUERY, 0, "find 3"}, {"recherches", VERB_QUERY, 0, "recherches"},
	{":recherches", VERB_SEARCHES, 0, NULL},
	{"concordance", VERB_QUERY, 0, "concordance"}, {"kwic", VERB_KWIC, 0, NULL},
	{":état", VERB_STATUS, 0, NULL}, {"titre : coop", VERB_QUERY, 0, "titre : coop"}};

static void lines(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct command c =
			command_parse(r->line, strlen(r->line), (struct shown){10, 3});
		bool same =
			!r->rest || (c.rest.len == strlen(r->rest) &&
					    memcmp(c.rest.s, r->rest, c.rest.len) == 0);
		ok(c.verb == r->verb && c.number == r->number && same,
			"'%s': %d %zu '%.*s'", r->line, (int)c.verb, c.number,
			(int)c.rest.len, c.rest.s ? c.rest.s : "");
	}
	struct command c = command_parse("show 3\0x", 8, (struct shown){10, 3});
	ok(c.verb == VERB_QUERY, "a NUL is no end of a command");
	c = command_parse("a", 1, (struct shown){0, 0});
	ok(c.verb == VERB_QUERY, "a letter without keys is a word");
	c = command_parse("B", 1, (struct shown){0, 28});
	ok(c.verb == VERB_NARROW && c.number == 27, "the key after 'z' and 'A'");
	for (int verb = 0; verb < VERBS; verb++)
		ok(!command_usage((enum verb)verb) == !command_about((enum verb)verb),
			"command %d is told in full", verb);
}

static void write_raw(const char *path, const char *s, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ok(fd >= 0 && write(fd, s, n) == (ssize_t)n, "%s is written", path);
	close(fd);
}

static void history(const char *folder)
{
	char path[4096], target[4096];
	struct coop_buf lines = {0};
	struct stat s;
	snprintf(path, sizeof path, "%s/coop/history", folder);
	snprintf(target, sizeof target, "%s/target", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	ok(history_read(&lines, NULL) == COOP_OK && lines.len == 0, "there is none");
	ok(history_add("scop", 4, NULL) == COOP_OK, "a line");
	ok(history_add(" secret", 7, NULL) == COOP_OK, "a line with a blank before it");
	ok(history_add("a\nb\033c\377", 6, NULL) == COOP_OK,
		"a line with what is unsafe");
	ok(stat(path, &s) == 0 && (s.st_mode & 0777) == 0600, "for the user alone");
	ok(history_read(&lines, NULL) == COOP_OK && lines.len == 11 &&
			memcmp(lines.s, "scop\0a b c", 11) == 0,
		"both are read, made safe");
	coop_buf_reset(&lines);

	write_raw(path, "x\033]0;t\007\n\n\377y\nlast", 16);
	ok(history_read(&lines, NULL) == COOP_OK && lines.len == 15 &&
			memcmp(lines.s, "x ]0;t \0y\0last", 15) == 0,
		"what others have written is made safe");
	coop_buf_reset(&lines);

	char line[1001];
	memset(line, 'x', 1000);
	bool good = true;
	for (int i = 0; i < 600; i++) {
		line[0] = (char)('a' + i % 26);
		good = good && history_add(line, 1000, NULL) == COOP_OK;
	}
	ok(good && stat(path, &s) == 0 && s.st_size <= HISTORY_BYTES + 1001,
		"it stays short");
	ok(history_read(&lines, NULL) == COOP_OK && lines.len % 1001 == 0 &&
			lines.s[lines.len - 1001] == line[0],
		"at a line, with the last one");
	coop_buf_reset(&lines);

	unlink(path);
	write_raw(target, "mine\n", 5);
	ok(symlink(target, path) == 0, "a link");
	ok(history_add("scop", 4, NULL) == COOP_E_INPUT, "it is not written through");
	ok(history_read(&lines, NULL) == COOP_E_INPUT, "nor read");
	ok(stat(target, &s) == 0 && s.st_size == 5, "its file is whole");
	unlink(path);
	ok(mkfifo(path, 0600) == 0, "a pipe");
	ok(history_read(&lines, NULL) == COOP_E_INPUT, "it is not waited for");
	ok(history_add("scop", 4, NULL) == COOP_E_INPUT, "and not written to");
	unlink(path);
	coop_buf_release(&lines);
}

int main(void)
{
	lines();
	in_scratch(history);
	return done();
}
