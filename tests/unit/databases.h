/*
 * databases.h - compares and checks databases made by the tests.
 */
#ifndef COOP_TESTS_UNIT_DATABASES_H
#define COOP_TESTS_UNIT_DATABASES_H

#include "tests/unit/engine.h"
#include "tests/unit/oracle.h"

/*
 * AddressSanitizer calls this. The check of libxapian 1.4.22 deletes an object through a
 * base class that is smaller.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "new_delete_type_mismatch=0";
}

static const char *scratch; /* the folder of all cases */

/* A path in the scratch folder; the last four results stay valid. */
static inline const char *path_of(const char *name)
{
	static char paths[4][300];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof *paths, "%s/%s", scratch, name);
	return path;
}

static inline void dump(const char *dir, char **text, size_t *len)
{
	struct oracle *o;
	struct coop_error err = {0};
	FILE *out = open_memstream(text, len);
	need(out != NULL, "out of memory");
	need(oracle_open(dir, &o, &err) == COOP_OK, err.msg);
	need(oracle_dump(o, out, &err) == COOP_OK, err.msg);
	oracle_free(o);
	need(!ferror(out) && fclose(out) == 0, "the dump cannot be written");
}

/* Shows the first line in which two texts differ. */
static inline void show_difference(
	const char *what, const char *text, size_t len, size_t at)
{
	size_t start = at, end = at;
	while (start > 0 && at - start < 200 && text[start - 1] != '\n')
		start--;
	while (end < len && end - at < 200 && text[end] != '\n')
		end++;
	printf("# %s: ", what);
	tap_put(text + start, end - start);
	putchar('\n');
}

static inline void same_dump(
	const char *got_dir, const char *expected_dir, const char *name)
{
	char *got, *expected;
	size_t ngot, nexpected, at = 0;
	dump(got_dir, &got, &ngot);
	dump(expected_dir, &expected, &nexpected);
	if (!ok(ngot == nexpected && memcmp(got, expected, ngot) == 0, "%s: the same",
		    name)) {
		while (at < ngot && at < nexpected && got[at] == expected[at])
			at++;
		show_difference("     got", got, ngot, at);
		show_difference("expected", expected, nexpected, at);
	}
	free(got);
	free(expected);
}

static inline void is_clean(const char *dir, const char *name)
{
	struct coop_buf report = {0};
	struct coop_error err = {0};
	size_t errors;
	enum coop_status st = oracle_check(dir, &report, &errors, &err);
	if (!ok(st == COOP_OK && errors == 0, "%s: the engine finds no error", name)) {
		printf("# %s\n# %zu errors: ", err.msg, errors);
		tap_put(coop_buf_cstr(&report), report.len);
		putchar('\n');
	}
	coop_buf_release(&report);
}

/* Compacts a copy of a database, which the engine must find sound and the same. */
static inline void check_compacted(const char *dir, const char *name)
{
	struct coop_error err = {0};
	const char *to = path_of("compact");
	need(oracle_compact(dir, to, &err) == COOP_OK, err.msg);
	is_clean(to, name);
	same_dump(to, dir, name);
	remove_tree(to);
}

/* Adds a document that holds a term, as another program may, which writes no posting lists. */
static inline void add_behind_our_back(const char *dir, const char *term)
{
	struct oracle_writer *w;
	struct coop_error err = {0};
	struct coop_term t = {term, strlen(term), 127, NULL, 0};
	struct coop_doc doc = {.terms = &t, .nterms = 1, .data = ""};
	need(oracle_writer_open(dir, &w, &err) == COOP_OK, err.msg);
	need(oracle_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	need(oracle_writer_commit(w, &err) == COOP_OK, err.msg);
	oracle_writer_free(w);
}

/* Whether a file is the same, byte for byte, in two folders. */
static inline bool equal_files(const char *a, const char *b, const char *name)
{
	struct coop_buf got = {0}, expected = {0}, path = {0};
	coop_buf_printf(&path, "%s/%s", a, name);
	read_whole(coop_buf_cstr(&path), &got);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/%s", b, name);
	read_whole(coop_buf_cstr(&path), &expected);
	bool equal = got.len > 0 && got.len == expected.len &&
		     memcmp(got.s, expected.s, got.len) == 0;
	if (!equal)
		printf("# %s differs\n", name);
	coop_buf_release(&path);
	coop_buf_release(&got);
	coop_buf_release(&expected);
	return equal;
}

/* Whether two databases are the same, byte for byte. */
static inline void same_files(const char *a, const char *b, const char *name)
{
	static const char *const files[] = {"postlist.glass", "docdata.glass",
		"termlist.glass", "position.glass", "iamglass"};
	bool same = true;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		same = equal_files(a, b, files[i]) && same;
	ok(same, "%s: the same bytes", name);
}

#endif
