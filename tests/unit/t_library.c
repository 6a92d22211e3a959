/*
 * t_library.c - libcoop through its public headers: indexing, searching, errors, messages, threads, damage.
 */
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

#include "indexer/library/coopidx.h"
#include "indexer/options.h"
#include "query/actions/options.h"
#include "query/library/coopq.h"
#include "tests/unit/files.h"

static const char csv[] =
	"id,titre,réalisateur,année,rayon,résumé\n"
	"a1,Les montres,Anne Roux,1973,B12,\"Une usine occupée, à Besançon\"\n"
	"a2,La \x1b[31mgrève,Luc Morand,1980,B13,\"La coopérative des ouvrières\"\n"
	"a3,Le fil,Anne Roux,1990,,\"Des tisserandes et une coopérative\"\n";
/* The second row is wider than the table. */
static const char wide[] = "id,titre\nb1,Le pont\nb2,Un,deux,trois,quatre\n";

static struct coop_buf folder, index_dir;

/* A file of the folder that is indexed. */
static void put_file(const char *name, const char *s)
{
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/%s", folder.s, name);
	write_whole(coop_buf_cstr(&path), s, strlen(s));
	coop_buf_release(&path);
}

static coopidx *new_indexing(void)
{
	coopidx *x = coopidx_new();
	need(x != NULL, "memory");
	need(coopidx_set(x, "index", index_dir.s) == COOPIDX_OK, coopidx_message(x));
	need(coopidx_set(x, "threads", "2") == COOPIDX_OK, coopidx_message(x));
	return x;
}

static enum coopidx_status run(coopidx *x)
{
	const char *path = folder.s;
	return coopidx_run(x, &path, 1);
}

static coopq *new_query(void)
{
	coopq *q = coopq_new();
	need(q != NULL, "memory");
	need(coopq_set(q, "index", index_dir.s) == COOPQ_OK, coopq_message(q));
	need(coopq_set(q, "widen", "families") == COOPQ_OK, coopq_message(q));
	return q;
}

/* The ids that a query finds, in order. */
static void found(coopq *q, const char *text, const char *expected)
{
	struct coop_buf ids = {0};
	enum coopq_status st = coopq_ask(q, text);
	for (size_t i = 0; !st && i < coopq_count(q); i++) {
		st = coopq_read(q, i);
		coop_buf_printf(&ids, "%s%s", i > 0 ? " " : "", coopq_field(q, "id"));
	}
	need(!ids.failed, "memory");
	is_str(coop_buf_cstr(&ids), ids.len, expected, "%s: %s", text, coopq_message(q));
	coop_buf_release(&ids);
}

static void is_text(const char *got, const char *expected, const char *what)
{
	is_str(got, got ? strlen(got) : 0, expected, "%s", what);
}

/* ---- indexing and searching ---- */

static void test_indexing(void)
{
	coopidx *x = new_indexing();
	is_num(run(x), COOPIDX_OK, "a folder is indexed: %s", coopidx_message(x));
	is_num(coopidx_count(x, COOPIDX_RECORDS), 3, "with its notices");
	is_num(coopidx_count(x, COOPIDX_FILES), 1, "of its file");
	is_num(coopidx_count(x, COOPIDX_REJECTED), 0, "and all of them");
	is_num(run(x), COOPIDX_OK, "and again, when nothing has changed");
	is_num(coopidx_count(x, COOPIDX_RECORDS), 3, "nothing is lost");
	is_num(coopidx_count(x, (enum coopidx_number)99), 0, "there is no such number");
	coopidx_free(x);
	coopidx_free(NULL);
}

static void test_notice(coopq *q)
{
	char title[40];
	const char *name = NULL;
	size_t values = 0;
	found(q, "grève", "a2");
	ok(!coopq_read(q, 0), "it is read");
	is_text(coopq_field(q, "title"), "La \x1b[31mgrève", "a field is what it was");
	is_text(coopq_field(q, "Année"), "1980", "a field by another of its names");
	is_text(coopq_field(q, "rayon"), "B13", "a column that is no field");
	ok(!coopq_field(q, "couleur") && !coopq_message(q)[0], "a field without value");
	while (coopq_value(q, values, &name))
		values++;
	is_num(values, 6, "all values, the last of which is");
	is_text(name, "description", "the summary");
	is_text(coopq_value(q, 5, NULL), "La coopérative des ouvrières", "with its text");
	ok(coopq_score(q) > 0, "it has a score");
	is_num(coopq_line(q), 3, "its line");
	ok(strstr(coopq_path(q), "/notices.csv") != NULL, "its path");
	is_text(coopq_index(q), index_dir.s, "its index");
	is_num(coopq_safe(title, sizeof title, coopq_field(q, "title")), 14,
		"a title is made safe");
	is_text(title, "La  [31mgrève", "without what drives a terminal");
	is_num(coopq_safe(title, 13, "grève grève é"), 16, "what is too long");
	is_text(title, "grève grèv", "is cut between characters");
	is_num(coopq_safe(title, 0, "grève"), 6, "and measured where there is no room");
	is_num(coopq_safe(title, sizeof title, NULL), 0, "nothing is empty");
}

static void test_answer(coopq *q)
{
	uint64_t total = 0;
	found(q, "coopératives", "a3 a2");
	ok(!coopq_total(q, 1, &total) && total == 2, "all are counted");
	need(!coopq_read(q, 0), coopq_message(q));
	is_text(coopq_snippet(q, "<", ">"), "Des tisserandes et une <coopérative>",
		"a passage with marks");
	is_text(coopq_snippet(q, NULL, NULL), "Des tisserandes et une coopérative",
		"and without");
	ok(!coopq_note(q, 0), "nothing is to be said");
	found(q, "cooperattives", "a3 a2");
	ok(coopq_note(q, 0) && strstr(coopq_note(q, 0), "cooperattives"),
		"a correction is told: %s", coopq_note(q, 0));
	ok(!coopq_note(q, 1), "and nothing else");
	found(q, "xyzzyx", "");
	ok(!coopq_total(q, 0, &total) && total == 0, "nothing is found");
}

static void test_options(coopq *q)
{
	ok(!coopq_set(q, "sort", "-year"), "sorted downwards");
	found(q, "anne", "a3 a1");
	ok(!coopq_unset(q, "sort") && coopq_count(q) == 0,
		"the answer ends with the order");
	ok(!coopq_set(q, "filter", "année=1970..1985"), "a filter");
	found(q, "coopérative", "a2");
	ok(!coopq_set(q, "filter", "rayon=B12"), "another one");
	found(q, "usine coopérative", "a1");
	ok(!coopq_unset(q, "filter"), "no filter any longer");
	ok(!coopq_set(q, "limit", "1") && !coopq_set(q, "limit", "2"), "set twice");
	found(q, "coopérative", "a3 a2");
	ok(!coopq_set(q, "offset", "1"), "from the second one on");
	found(q, "coopérative", "a2");
	ok(!coopq_unset(q, "offset") && !coopq_unset(q, "limit"), "as before");
	ok(!coopq_set(q, "group", NULL), "an option without a value");
	found(q, "coopérative", "a3 a2");
	ok(!coopq_unset(q, "group"), "is taken back");
}

static void test_searching(void)
{
	coopq *q = new_query();
	ok(!coopq_open(q) && !coopq_open(q), "an index is opened once");
	is_num(coopq_count(q), 0, "there is no answer before a query");
	ok(coopq_read(q, 0) == COOPQ_ARG && !coopq_path(q) && !coopq_field(q, "id") &&
			!coopq_snippet(q, NULL, NULL) && coopq_score(q) == 0,
		"and no notice");
	test_notice(q);
	test_answer(q);
	test_options(q);
	coopq_close(q);
	coopq_close(NULL);
}

/* ---- errors ---- */

/* Whether each row of a table can be set, or is refused by name. */
static size_t refused(const struct coop_opt *rows, void *handle, bool indexing)
{
	size_t n = 0;
	for (; rows->name; rows++) {
		enum coopq_status st = COOPQ_OK;
		const char *message = NULL;
		for (int i = 0; i < 2; i++) { /* with a value, and without */
			const char *value = i ? "x" : NULL;
			if (indexing)
				st = (enum coopq_status)coopidx_set(
					handle, rows->name, value);
			else
				st = coopq_set(handle, rows->name, value);
			message = indexing ? coopidx_message(handle)
					   : coopq_message(handle);
			if (strstr(message, "command line alone"))
				break;
		}
		if (st == COOPQ_ARG && strstr(message, "command line alone"))
			n++;
	}
	return n;
}

static void test_refused(void)
{
	struct indexing_options indexing;
	struct options asking;
	struct coop_opt rows[COOP_OPTS_MAX];
	size_t n = 0;
	coopidx *x = coopidx_new();
	coopq *q = coopq_new();
	need(x && q, "memory");
	indexing_options_init(&indexing);
	indexing_options_table(&indexing, rows);
	while (rows[n].name)
		n++;
	is_num(n - refused(rows, x, true), 22, "options of coopidx that can be set");
	options_init(&asking);
	options_table(&asking, rows);
	for (n = 0; rows[n].name;)
		n++;
	is_num(n - refused(rows, q, false), 13, "options of coopq that can be set");
	coopidx_free(x);
	coopq_close(q);
}

static void test_indexing_errors(void)
{
	coopidx *x = new_indexing();
	const char *none = "/nowhere/at/all", *input = "-";
	is_num(coopidx_set(x, "treads", "2"), COOPIDX_ARG, "an unknown option");
	ok(strstr(coopidx_hint(x), "threads") != NULL, "one like it: %s",
		coopidx_hint(x));
	is_num(coopidx_set(x, "threads", "many"), COOPIDX_ARG, "no number");
	is_num(coopidx_set(x, "threads", NULL), COOPIDX_ARG, "nothing");
	is_num(coopidx_set(x, "add", "yes"), COOPIDX_ARG, "a value that is not taken");
	is_num(coopidx_set(x, "watch", NULL), COOPIDX_ARG, "what goes on for ever");
	ok(strstr(coopidx_message(x), "--watch is for the command line alone") != NULL,
		"is refused by name: %s", coopidx_message(x));
	is_num(coopidx_set(x, "map", "-"), COOPIDX_ARG, "standard input");
	is_num(coopidx_run(x, NULL, 0), COOPIDX_ARG, "no path");
	is_num(coopidx_run(x, &input, 1), COOPIDX_ARG, "standard input as a path");
	is_num(coopidx_run(x, &none, 1), COOPIDX_INPUT, "a path that leads nowhere: %s",
		coopidx_message(x));
	ok(!coopidx_set(x, "add", NULL) && !coopidx_set(x, "full", NULL), "two options");
	is_num(run(x), COOPIDX_ARG, "that exclude each other");
	ok(!coopidx_unset(x, "add") && !coopidx_unset(x, "full"), "are taken back");
	ok(!coopidx_set(x, "encoding", "klingon"), "a character set");
	is_num(run(x), COOPIDX_ARG, "that nobody knows");
	ok(!coopidx_unset(x, "encoding"), "is taken back");
	is_num(run(x), COOPIDX_OK, "and all is well");
	is_text(coopidx_message(x), "", "without a message");
	coopidx_free(x);
}

static void test_query_errors(void)
{
	coopq *q = coopq_new();
	need(q && !coopq_set(q, "index", "/nowhere/at/all"), "a handle");
	is_num(coopq_ask(q, "scop"), COOPQ_NOINDEX, "no index: %s", coopq_message(q));
	is_num(coopq_count(q), 0, "no answer");
	ok(coopq_hint(q)[0], "something can be done: %s", coopq_hint(q));
	ok(!coopq_unset(q, "index") && !coopq_set(q, "index", index_dir.s),
		"another index");
	is_num(coopq_ask(q, ""), COOPQ_QUERY, "an empty query: %s", coopq_message(q));
	is_num(coopq_ask(q, "\xff\x1b("), COOPQ_QUERY, "bytes: %s", coopq_message(q));
	is_num(coopq_set(q, "serve", NULL), COOPQ_ARG, "a server: %s", coopq_message(q));
	is_num(coopq_set(q, "plot", "x.svg"), COOPQ_ARG, "a file: %s", coopq_message(q));
	is_num(coopq_set(q, "\x1b[31m", NULL), COOPQ_ARG, "an option of an attacker");
	ok(!strchr(coopq_message(q), '\x1b'), "drives no terminal");
	ok(!coopq_set(q, "filter", "nonsense"), "a filter");
	is_num(coopq_ask(q, "usine"), COOPQ_ARG, "that is none: %s", coopq_message(q));
	ok(!coopq_unset(q, "filter"), "is taken back");
	ok(!coopq_set(q, "synonyms", "/nowhere/at/all"), "synonyms");
	ok(coopq_ask(q, "usine") && coopq_message(q)[0], "of no file: %s",
		coopq_message(q));
	ok(coopq_ask(q, "usine") && coopq_message(q)[0], "nor the next time");
	ok(!coopq_unset(q, "synonyms"), "are taken back");
	found(q, "usine", "a1");
	is_num(coopq_read(q, 1), COOPQ_ARG, "a result that is none");
	coopq_close(q);
}

/* ---- messages, and an end ---- */

struct heard {
	size_t count;
	size_t line;
	bool file, text, unsafe;
	coopidx *stop;
	coopidx *other; /* to be run by the listener */
};

static void hear(void *data, const struct coopidx_message *m);

/* Has another handle run, which meets problems too, while this one waits. */
static void run_other(coopidx *x)
{
	struct heard heard = {.count = 0};
	coopidx_listen(x, hear, &heard);
	is_num(run(x), COOPIDX_OK, "a listener runs another handle: %s",
		coopidx_message(x));
	ok(heard.count > 0, "which has messages of its own");
}

static void hear(void *data, const struct coopidx_message *m)
{
	struct heard *h = data;
	h->count++;
	h->line = m->line;
	h->file |= m->file && strstr(m->file, "wide.csv");
	h->text |= strstr(m->full, "wide.csv:3") && strstr(m->full, m->text);
	h->unsafe |= strchr(m->full, '\x1b') || strchr(m->text, '\x1b');
	if (h->stop)
		coopidx_stop(h->stop);
	coopidx *other = h->other;
	h->other = NULL;
	if (other)
		run_other(other);
}

/* A listener is free to do what causes messages: no lock is held meanwhile. */
static void test_nested(void)
{
	struct coop_buf dir = {0};
	coopidx *x = new_indexing(), *other = new_indexing();
	struct heard heard = {.other = other};
	coop_buf_printf(&dir, "%s-nested", index_dir.s);
	need(!coopidx_set(x, "full", NULL) && !coopidx_set(other, "full", NULL), "full");
	coopidx_unset(other, "index");
	need(!coopidx_set(other, "index", coop_buf_cstr(&dir)), coopidx_message(other));
	coopidx_listen(x, hear, &heard);
	is_num(run(x), COOPIDX_OK, "a run whose listener runs another");
	coopidx_free(x);
	coopidx_free(other);
	coop_buf_release(&dir);
}

static void test_messages(void)
{
	struct heard heard = {.count = 0};
	coopidx *x = new_indexing();
	put_file("wide.csv", wide);
	put_file("\x1b[31m.xyz", "unknown");
	coopidx_listen(x, hear, &heard);
	is_num(run(x), COOPIDX_OK, "a table with a bad row");
	ok(heard.count > 0 && heard.file && heard.text, "is told: file, line, text");
	is_num(heard.line, 3, "with its line");
	ok(!heard.unsafe, "and nothing that drives a terminal");
	ok(coopidx_count(x, COOPIDX_REJECTED) + coopidx_count(x, COOPIDX_REPAIRED) > 0,
		"and counted");
	heard = (struct heard){.count = 0};
	coopidx_listen(x, NULL, NULL);
	ok(!coopidx_set(x, "full", NULL) && run(x) == COOPIDX_OK && heard.count == 0,
		"who listens no longer hears nothing");
	coopidx_free(x);
}

static void test_stop(void)
{
	coopidx *x = new_indexing();
	struct heard heard = {.stop = x};
	ok(!coopidx_set(x, "full", NULL), "all is read again");
	coopidx_listen(x, hear, &heard);
	is_num(run(x), COOPIDX_INTERRUPTED, "a listener ends it: %s", coopidx_message(x));
	heard.stop = NULL;
	is_num(run(x), COOPIDX_OK, "the next one runs");
	coopidx_stop(x);
	is_num(run(x), COOPIDX_INTERRUPTED, "one that was ended before it began");
	coopidx_free(x);
}

static void test_reopen(void)
{
	coopidx *x = new_indexing();
	coopq *q = new_query();
	found(q, "neuf", "");
	put_file("new.csv", "id,titre\nc1,Neuf\n");
	is_num(run(x), COOPIDX_OK, "a file more");
	found(q, "neuf", "");
	ok(!coopq_reopen(q), "opened anew");
	found(q, "neuf", "c1");
	ok(!coopidx_set(x, "remove", NULL), "and removed");
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/new.csv", folder.s);
	const char *name = coop_buf_cstr(&path);
	is_num(coopidx_run(x, &name, 1), COOPIDX_OK, "from the index: %s",
		coopidx_message(x));
	ok(!coopq_read(q, 0) && strcmp(coopq_field(q, "id"), "c1") == 0,
		"what is open stays");
	ok(!coopq_reopen(q), "until it is opened anew");
	found(q, "neuf", "");
	coop_buf_release(&path);
	coopidx_free(x);
	coopq_close(q);
}

/* ---- threads ---- */

enum { QUERIES = 40, RUNS = 3, THREADS = 3 };

static void *ask_often(void *data)
{
	size_t *right = data;
	coopq *q = new_query();
	for (int i = 0; i < QUERIES; i++) {
		bool good = !coopq_ask(q, i % 2 ? "coopérative" : "cooperattives") &&
			    coopq_count(q) == 2 && !coopq_read(q, 0) &&
			    strcmp(coopq_field(q, "id"), "a3") == 0 &&
			    strstr(coopq_snippet(q, NULL, NULL), "tisserandes") &&
			    !coopq_set(q, "limit", i % 2 ? "5" : "7");
		*right += good;
	}
	coopq_close(q);
	return NULL;
}

static void *index_often(void *data)
{
	size_t *right = data;
	struct heard heard = {.count = 0};
	coopidx *x = new_indexing();
	coopidx_listen(x, hear, &heard);
	need(!coopidx_set(x, "full", NULL), coopidx_message(x));
	for (int i = 0; i < RUNS; i++)
		*right += run(x) == COOPIDX_OK && heard.count > 0;
	coopidx_free(x);
	return NULL;
}

static void test_threads(void)
{
	pthread_t threads[THREADS];
	size_t right[THREADS] = {0};
	for (size_t i = 0; i < THREADS; i++)
		need(pthread_create(&threads[i], NULL, i > 0 ? ask_often : index_often,
			     &right[i]) == 0,
			"a thread");
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	is_num(right[0], RUNS, "one thread indexes");
	is_num(right[1], QUERIES, "another one asks");
	is_num(right[2], QUERIES, "and so does a third");
}

/* ---- damage ---- */

/* Changes bytes of every file of an index, and of its folders. */
static void damage(const char *path)
{
	struct coop_buf name = {0}, bytes = {0};
	DIR *dir = opendir(path);
	need(dir != NULL, path);
	for (struct dirent *e; (e = readdir(dir)) != NULL;) {
		struct stat state;
		if (e->d_name[0] == '.')
			continue;
		coop_buf_reset(&name);
		coop_buf_printf(&name, "%s/%s", path, e->d_name);
		need(stat(name.s, &state) == 0, name.s);
		if (S_ISDIR(state.st_mode)) {
			damage(name.s);
			continue;
		}
		read_whole(name.s, &bytes);
		for (size_t i = 0; strcmp(e->d_name, "XAPIANDB") != 0 && i < bytes.len;
			i += 7)
			bytes.s[i] ^= 0x55;
		write_whole(name.s, bytes.s ? bytes.s : "", bytes.len);
	}
	closedir(dir);
	coop_buf_release(&name);
	coop_buf_release(&bytes);
}

static void test_damage(void)
{
	coopq *q = new_query();
	damage(index_dir.s);
	enum coopq_status st = coopq_ask(q, "coopérative");
	is_num(st, COOPQ_CORRUPT, "damage is told: %s", coopq_message(q));
	is_num(coopq_count(q), 0, "and nothing is found");
	coopq_close(q);
	coopidx *x = new_indexing();
	is_num(run(x), COOPIDX_OK, "an index is made anew: %s", coopidx_message(x));
	coopidx_free(x);
	q = new_query();
	found(q, "coopérative", "a3 a2");
	coopq_close(q);
}

/* ---- all of that, while nothing is printed ---- */

static void test_all(const char *dir)
{
	struct stat state;
	coop_buf_printf(&folder, "%s/corpus", dir);
	coop_buf_printf(&index_dir, "%s/index", dir);
	need(!folder.failed && !index_dir.failed && mkdir(folder.s, 0777) == 0,
		"a folder");
	put_file("notices.csv", csv);
	struct coop_buf errors = {0};
	coop_buf_printf(&errors, "%s/errors", dir);
	int usual = dup(STDERR_FILENO),
	    file = open(coop_buf_cstr(&errors), O_RDWR | O_CREAT | O_TRUNC, 0600);
	need(usual >= 0 && file >= 0 && dup2(file, STDERR_FILENO) >= 0, "a file");
	test_indexing();
	test_searching();
	test_refused();
	test_indexing_errors();
	test_query_errors();
	test_messages();
	test_nested();
	test_stop();
	test_threads();
	test_reopen();
	test_damage();
	need(fstat(file, &state) == 0 && dup2(usual, STDERR_FILENO) >= 0, "the file");
	is_num((size_t)state.st_size, 0, "nothing is written on standard error");
	close(file);
	close(usual);
	coop_buf_release(&errors);
	coop_buf_release(&folder);
	coop_buf_release(&index_dir);
}

int main(void)
{
	need(setenv("LC_ALL", "C", 1) == 0 && unsetenv("COOP_THESAURUS") == 0, "memory");
	in_scratch(test_all);
	return done();
}
