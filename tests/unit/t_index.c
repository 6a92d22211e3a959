/*
 * t_index.c - locating indexes, and refusing those of other versions.
 */

#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "tests/unit/engine.h"
#include "tests/unit/files.h"

static struct coop_analyzer *analyzer;

static void path_of(struct coop_buf *out, const char *dir, const char *name)
{
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/%s", dir, name);
	need(!out->failed, "memory");
}

/* Writes an index of one document, with this metadata. */
static void write_index(const char *dir, const char *schema, const char *analysis)
{
	struct coop_buf path = {0};
	struct coop_term term = {"scop", 4, 1, NULL, 0};
	struct coop_doc doc = {&term, 1, "data", 4};
	struct coop_writer *w;
	struct coop_error err = {0};
	path_of(&path, dir, COOP_INDEX_GENERATION "1");
	need(coop_writer_create(path.s, true, &w, &err) == COOP_OK, err.msg);
	need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	if (schema)
		coop_writer_set_meta(w, COOP_META_SCHEMA, schema, strlen(schema), &err);
	if (analysis)
		coop_writer_set_meta(
			w, COOP_META_ANALYSIS, analysis, strlen(analysis), &err);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	serve(dir, 1);
	coop_buf_release(&path);
}

static void opens(const char *dir, enum coop_status expected, const char *what)
{
	struct coop_snapshot *r = NULL;
	struct coop_error err = {0};
	enum coop_status st = coop_snapshot_open(dir, analyzer, &r, &err);
	if (!ok(st == expected && st == err.status, "%s", what))
		printf("# %d: %s\n", (int)st, err.msg);
	if (st != COOP_OK)
		/* what to do about a damaged or an old index, the program says */
		ok(r == NULL && err.msg[0] && (st != COOP_E_NOINDEX || err.hint[0]),
			"... said so");
	coop_snapshot_free(r);
}

static void test_good(const char *dir)
{
	struct coop_buf fingerprint = {0};
	struct coop_error err = {0};
	need(coop_analyzer_fingerprint(analyzer, &fingerprint, &err) == COOP_OK, err.msg);
	write_index(dir, COOP_INDEX_SCHEMA, fingerprint.s);
	opens(dir, COOP_OK, "an index of this version opens");
	coop_buf_release(&fingerprint);
}

static void test_fingerprint(const char *dir)
{
	struct coop_buf fingerprint = {0};
	struct coop_error err = {0};
	need(coop_analyzer_fingerprint(analyzer, &fingerprint, &err) == COOP_OK, err.msg);
	ok(strncmp(fingerprint.s, "3 ", 2) == 0,
		"the fingerprint begins with its version");
	ok(strstr(fingerprint.s, " cooper ") != NULL, "... and holds stems");
	coop_buf_byte(&fingerprint, 'x');
	write_index(dir, COOP_INDEX_SCHEMA, fingerprint.s);
	opens(dir, COOP_E_VERSION, "another analysis is refused");
	coop_buf_release(&fingerprint);
}

static void test_schema(const char *dir)
{
	write_index(dir, "0", "1 x");
	opens(dir, COOP_E_VERSION, "another schema is refused");
}

static void test_no_meta(const char *dir)
{
	write_index(dir, NULL, NULL);
	opens(dir, COOP_E_VERSION, "a database of someone else's is refused");
}

static void test_missing(const char *dir)
{
	struct coop_buf path = {0};
	opens(dir, COOP_E_NOINDEX, "an empty folder is no index");
	path_of(&path, dir, "absent");
	opens(path.s, COOP_E_NOINDEX, "a folder that is not there");
	path_of(&path, dir, "file");
	write_whole(path.s, "x", 1);
	opens(path.s, COOP_E_NOINDEX, "a file is no index");
	coop_buf_release(&path);
}

static void test_lost_generation(const char *dir)
{
	struct coop_buf path = {0};
	write_index(dir, COOP_INDEX_SCHEMA, "x");
	path_of(&path, dir, COOP_INDEX_GENERATION "1");
	remove_tree(path.s);
	opens(dir, COOP_E_CORRUPT, "a generation that is gone");
	coop_buf_release(&path);
}

static void test_bad_stub(const char *dir)
{
	struct coop_buf path = {0};
	path_of(&path, dir, COOP_INDEX_STUB);
	write_whole(path.s, "nonsense\n", 9);
	opens(dir, COOP_E_CORRUPT, "a stub file that makes no sense");
	coop_buf_release(&path);
}

/* Each of the database's files damaged, in its turn: no crash, no engine error. */
static void test_corrupt(const char *dir)
{
	static const char *const names[] = {
		"iamglass", "postlist.glass", "docdata.glass"};
	struct coop_buf path = {0}, bytes = {0};
	write_index(dir, COOP_INDEX_SCHEMA, "x");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		coop_buf_reset(&path);
		coop_buf_printf(&path, "%s/%s1/%s", dir, COOP_INDEX_GENERATION, names[i]);
		read_whole(path.s, &bytes);
		char *junk = malloc(bytes.len + 1);
		need(junk != NULL, "memory");
		memset(junk, 0x5a, bytes.len);
		write_whole(path.s, junk, bytes.len);
		struct coop_snapshot *r;
		struct coop_error err = {0};
		enum coop_status st = coop_snapshot_open(dir, analyzer, &r, &err);
		/* what is not read on opening may still be taken for an old index */
		ok(st == COOP_E_CORRUPT || st == COOP_E_VERSION, "damaged: %s", names[i]);
		coop_snapshot_free(r);
		write_whole(path.s, "", 0);
		err = (struct coop_error){0};
		st = coop_snapshot_open(dir, analyzer, &r, &err);
		ok(st == COOP_E_CORRUPT || st == COOP_E_VERSION, "emptied: %s", names[i]);
		coop_snapshot_free(r);
		write_whole(path.s, coop_buf_cstr(&bytes), bytes.len);
		free(junk);
	}
	opens(dir, COOP_E_VERSION, "mended again, it is an old index");
	coop_buf_release(&path);
	coop_buf_release(&bytes);
}

static void locate(const char *name, const char *expected)
{
	struct coop_buf path = {0};
	struct coop_error err = {0};
	enum coop_status st = coop_index_locate(name, &path, &err);
	is_str(st ? "(error)" : path.s, st ? 7 : path.len, expected, "the index %s",
		name ? name : "(NULL)");
	coop_buf_release(&path);
}

static void test_locate(void)
{
	setenv("HOME", "/home/lou", 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("COOP_INDEX");
	locate(NULL, "/home/lou/.local/share/coop/default");
	locate("films", "/home/lou/.local/share/coop/films");
	locate("./films", "./films");
	locate("/srv/films//", "/srv/films");
	locate("/", "/");
	locate(".", ".");
	locate("..", "..");
	setenv("COOP_INDEX", "radio", 1);
	locate(NULL, "/home/lou/.local/share/coop/radio");
	locate("films", "/home/lou/.local/share/coop/films");
	setenv("COOP_INDEX", "/srv/radio", 1);
	locate(NULL, "/srv/radio");
	setenv("COOP_INDEX", "", 1);
	locate(NULL, "/home/lou/.local/share/coop/default");
	setenv("XDG_DATA_HOME", "/data", 1);
	locate("films", "/data/coop/films");
	setenv("XDG_DATA_HOME", "relative", 1);
	locate("films", "/home/lou/.local/share/coop/films");
	unsetenv("HOME");
	locate("films", "(error)");
	locate("./films", "./films");
}

int main(void)
{
	struct coop_error err = {0};
	setenv("LC_ALL", "C", 1);
	need(coop_analyzer_new(&analyzer, &err) == COOP_OK, err.msg);
	in_scratch(test_good);
	in_scratch(test_fingerprint);
	in_scratch(test_schema);
	in_scratch(test_no_meta);
	in_scratch(test_missing);
	in_scratch(test_lost_generation);
	in_scratch(test_bad_stub);
	in_scratch(test_corrupt);
	test_locate();
	coop_analyzer_free(analyzer);
	return done();
}
