/*
 * Indexes of a base, a delta and tombstones whose parts are missing, of another generation, or not what
 * they should be: each is an error that names what is damaged.
 */
#include "tests/unit/indexes.h"
#include "tests/unit/snapshots.h"

static struct coop_analyzer *analyzer;

/* The index that is damaged: two generations of different documents, of which the second serves. */
static struct coop_buf path;
static struct snapshot_plan plans[2];

/* The path of a file of a generation; the last 16 stay valid. */
static const char *file_of(unsigned long number, const char *name)
{
	static struct coop_buf paths[16];
	static unsigned next;
	struct coop_buf *out = &paths[next++ % 16];
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/" COOP_INDEX_GENERATION "%lu/%s", path.s, number, name);
	return coop_buf_cstr(out);
}

/* Opens the index and asks it for every word, document and list. */
static enum coop_status ask(struct coop_error *err)
{
	static const char *const queries[] = {"babalon OU bablon OU babavic OU bavic",
		"*", "babalonn", "bab* ba*",
		"\"babalon babavic\" OU \"babavic babalon\""};
	struct coop_record record;
	struct search *s;
	const char *dir = path.s;
	enum coop_status st = search_open(&dir, 1, analyzer, &s, err);
	coop_record_init(&record);
	for (size_t i = 0; !st && i < sizeof queries / sizeof *queries; i++) {
		struct query q;
		st = ask_search(s, queries[i], strlen(queries[i]), 1000, &q, err);
		for (size_t k = 0; !st && k < search_count(s); k++)
			st = search_record(s, k, &record, err);
		query_release(&q);
	}
	coop_record_release(&record);
	search_close(s);
	return st;
}

static void tells(enum coop_status expected, const char *named, const char *what)
{
	struct coop_error err = {0};
	enum coop_status st = ask(&err);
	bool good = st == expected && st == err.status &&
		    (st == COOP_OK || strstr(err.msg, named));
	if (!ok(good, "%s: %s", what, named))
		printf("# %d: %s\n", (int)st, err.msg);
}

/* ---- files ---- */

static void remove_it(const char *file)
{
	need(unlink(file) == 0, file);
}

static void cut_it(const char *file)
{
	struct coop_buf whole = {0};
	read_whole(file, &whole);
	write_whole(file, coop_buf_cstr(&whole), whole.len / 2);
	coop_buf_release(&whole);
}

static void empty_it(const char *file)
{
	write_whole(file, "", 0);
}

static void link_it(const char *file)
{
	struct coop_buf to = {0};
	coop_buf_printf(&to, "%s.kept", file);
	unlink(coop_buf_cstr(&to));
	need(rename(file, to.s) == 0 && symlink(to.s, file) == 0, file);
	coop_buf_release(&to);
}

static void replace_it(const char *file)
{
	struct coop_buf other = {0}, whole = {0};
	const char *name = strstr(file, COOP_INDEX_GENERATION "2/");
	read_whole(file_of(1, name + sizeof COOP_INDEX_GENERATION + 1), &other);
	read_whole(file, &whole);
	need(other.len != whole.len || memcmp(other.s, whole.s, whole.len) != 0, file);
	write_whole(file, coop_buf_cstr(&other), other.len);
	coop_buf_release(&other);
	coop_buf_release(&whole);
}

/* Does something to a file and asks; then the file is as it was. */
static void with_file(const char *name, const char *what, void (*harm)(const char *file))
{
	struct coop_buf whole = {0};
	const char *file = file_of(2, name);
	read_whole(file, &whole);
	harm(file);
	/* the name of the segment, and that of the file in it */
	const char *last = strrchr(name, '/');
	struct coop_buf segment = {0};
	coop_buf_add(&segment, name, last ? (size_t)(last - name) : strlen(name));
	tells(COOP_E_CORRUPT, coop_buf_cstr(&segment), what);
	/* other checksums say that the first file is not as it was written */
	if (last && !(harm == replace_it && strcmp(last, "/checksums") == 0))
		tells(COOP_E_CORRUPT, last + 1, what);
	coop_buf_release(&segment);
	unlink(file);
	write_whole(file, coop_buf_cstr(&whole), whole.len);
	coop_buf_release(&whole);
}

static void test_files(void)
{
	static const char *const names[] = {"manifest", "delta/iamglass",
		"delta/postlist.glass", "delta/docdata.glass", "delta/postings.coop",
		"delta/checksums", "removed/iamglass", "removed/postlist.glass",
		"removed/docdata.glass", "removed/postings.coop", "removed/checksums",
		"removed/tombstones"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		with_file(names[i], "missing", remove_it);
		with_file(names[i], "cut", cut_it);
		with_file(names[i], "empty", empty_it);
		with_file(names[i], "a link", link_it);
		/* texts of the removed have nearly the same size, and are not read */
		if (strcmp(names[i], "removed/docdata.glass") != 0)
			with_file(names[i], "of another generation", replace_it);
	}
	tells(COOP_OK, "", "whole again");
}

/* ---- folders ---- */

static void test_folders(void)
{
	static const char *const names[] = {"delta", "removed"};
	for (int i = 0; i < 2; i++) {
		const char *here = file_of(2, names[i]), *there = file_of(1, names[i]),
			   *kept = file_of(2, "kept");
		need(rename(here, kept) == 0, here);
		tells(COOP_E_CORRUPT, names[i], "missing");
		need(symlink("kept", here) == 0, here);
		tells(COOP_E_CORRUPT, names[i], "a link to the folder");
		need(unlink(here) == 0, here);
		write_whole(here, "", 0);
		tells(COOP_E_CORRUPT, names[i], "a file");
		need(unlink(here) == 0 && rename(there, here) == 0, here);
		tells(COOP_E_CORRUPT, "checksums", "a folder of another generation");
		need(rename(here, there) == 0 && rename(kept, here) == 0, here);
	}
	tells(COOP_OK, "", "whole again");
}

/* Both folders of another generation with its manifest: the stub names another one. */
static void test_stale(void)
{
	static const char *const names[] = {"delta", "removed", "manifest"};
	for (int i = 0; i < 3; i++) {
		const char *here = file_of(2, names[i]), *there = file_of(1, names[i]),
			   *kept = file_of(2, "kept");
		need(rename(here, kept) == 0 && rename(there, here) == 0 &&
				rename(kept, there) == 0,
			here);
	}
	tells(COOP_E_CORRUPT, "manifest", "an update of another generation");
	serve(path.s, 2);
	struct coop_error err = {0};
	enum coop_status st = ask(&err);
	ok(st == COOP_OK || st == COOP_E_CORRUPT,
		"... read to an end where all is named");
	for (int i = 0; i < 3; i++) {
		const char *here = file_of(2, names[i]), *there = file_of(1, names[i]),
			   *kept = file_of(2, "kept");
		need(rename(here, kept) == 0 && rename(there, here) == 0 &&
				rename(kept, there) == 0,
			here);
	}
	serve(path.s, 2);
	tells(COOP_OK, "", "whole again");
}

/* A folder that the manifest does not name is nobody's. */
static void test_unnamed(void)
{
	struct coop_buf manifest = {0};
	struct coop_snapshot *s;
	struct coop_error err = {0};
	read_whole(file_of(2, "manifest"), &manifest);
	static const char none[] = "coopidx manifest 1\n";
	write_whole(file_of(2, "manifest"), none, sizeof none - 1);
	serve(path.s, 2);
	need(!coop_snapshot_open(path.s, analyzer, &s, &err), err.msg);
	ok(s->documents == plans[1].base.count && !s->delta.reader && !s->tombstones,
		"folders that the manifest does not name");
	is_str(coop_snapshot_root(s), strlen(coop_snapshot_root(s)), "", "no root");
	coop_snapshot_free(s);
	write_whole(file_of(2, "manifest"), manifest.s, manifest.len);
	serve(path.s, 2);
	coop_buf_release(&manifest);
}

/* ---- what is in the files ---- */

/* Makes all that names the segments of the generation name them as they are. */
static void seal(void)
{
	static const char *const names[] = {".", "delta", "removed"},
				 *const sums[] = {"checksums", "delta/checksums",
					 "removed/checksums"};
	for (int i = 0; i < 3; i++) {
		unlink(file_of(2, sums[i]));
		write_checksums(file_of(2, names[i]));
	}
	unlink(file_of(2, "manifest"));
	write_manifest(path.s, 2, "/srv/films");
}

/* Tombstones that their checksums vouch for. */
static void with_tombstones(size_t count, uint32_t first, uint32_t step, const char *what)
{
	struct coop_buf file = {0};
	for (uint32_t i = 0; i < count; i++)
		coop_buf_le32(&file, first + i * step);
	write_whole(file_of(2, "removed/tombstones"), coop_buf_cstr(&file), file.len);
	seal();
	tells(COOP_E_CORRUPT, "removed: ", what);
	tells(COOP_E_CORRUPT, "tombstones", what);
	coop_buf_release(&file);
}

static void test_tombstones(void)
{
	struct coop_buf whole = {0};
	const size_t n = plans[1].removed.count;
	const uint32_t last = (uint32_t)plans[1].base.count;
	read_whole(file_of(2, "removed/tombstones"), &whole);
	with_tombstones(n - 1, 1, 1, "one too few");
	with_tombstones(n + 1, 1, 1, "one too many");
	with_tombstones(n, 0, 1, "a docid of 0");
	with_tombstones(n, 7, 0, "the same one again and again");
	with_tombstones(n, last, UINT32_MAX, "descending ones");
	with_tombstones(n, last - (uint32_t)n + 2, 1, "one after the last");
	need(unlink(file_of(2, "removed/tombstones")) == 0, "no tombstones");
	seal();
	tells(COOP_E_CORRUPT, "tombstones", "never written");
	write_whole(file_of(2, "removed/tombstones"), whole.s, whole.len);
	seal();
	tells(COOP_OK, "", "whole again");
	coop_buf_release(&whole);
}

/* Without lists, of a segment or of the base, there is no answer. */
static void test_lists(void)
{
	static const char *const names[] = {
		"delta/postings.coop", "removed/postings.coop", "postings.coop"};
	for (int i = 0; i < 3; i++) {
		const char *here = file_of(2, names[i]), *kept = file_of(2, "kept");
		need(rename(here, kept) == 0, here);
		seal();
		tells(COOP_E_CORRUPT, "postings.coop", "no lists");
		need(rename(kept, here) == 0, here);
	}
	seal();
	tells(COOP_OK, "", "whole again");
}

static void test_versions(void)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	need(rename(file_of(2, "delta"), file_of(2, "kept")) == 0, "delta");
	need(coop_writer_create(file_of(2, "delta"), false, &w, &err) == COOP_OK,
		err.msg);
	need(coop_writer_set_meta(w, COOP_META_SCHEMA, "0", 1, &err) == COOP_OK, err.msg);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	seal();
	tells(COOP_E_VERSION, "schema", "a delta of another version");
	remove_tree(file_of(2, "delta"));
	need(rename(file_of(2, "kept"), file_of(2, "delta")) == 0, "delta");
	seal();
}

/* Copies of documents that the base does not hold take away more than there is. */
static void test_forged(void)
{
	need(rename(file_of(2, "removed"), file_of(2, "kept")) == 0, "removed");
	struct numbers none = {.count = 0};
	for (size_t i = 0; i < plans[1].removed.count; i++)
		add_number(&none, 5 * SNAPSHOT_VERSION + (uint32_t)i);
	write_segment(file_of(2, "removed"), &none, &plans[1].tombstones);
	seal();
	struct coop_error err = {0};
	enum coop_status st = ask(&err);
	ok(st == COOP_OK || st == COOP_E_CORRUPT, "forged copies are read to an end");
	free(none.at);
	remove_tree(file_of(2, "removed"));
	need(rename(file_of(2, "kept"), file_of(2, "removed")) == 0, "removed");
	seal();
}

/* ---- whole snapshots ---- */

static void test_whole(void)
{
	struct coop_snapshot *s;
	struct coop_error err = {0};
	seal();
	need(!coop_snapshot_open(path.s, analyzer, &s, &err), err.msg);
	const char *root = coop_snapshot_root(s);
	is_str(root, strlen(root), "/srv/films", "the root");
	is_num(s->documents, plans[1].live.count, "the documents");
	size_t removed = 0;
	for (uint32_t docid = 0; docid < 2 * s->last; docid++)
		removed += coop_snapshot_is_removed(s, docid);
	is_num(removed, plans[1].removed.count, "those that are gone");
	coop_snapshot_free(s);
	int folder = open(path.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(!coop_snapshot_open_generation(folder, path.s, 1, analyzer, &s, &err),
		err.msg);
	is_num(s->documents, plans[0].live.count, "those of a generation");
	close(folder);
	coop_snapshot_free(s);
}

/* Where every document is gone nothing is found. */
static void test_nothing(const char *dir)
{
	struct snapshot_plan gone = {.base.count = 0};
	struct coop_buf index = {0}, answer = {0};
	for (uint32_t i = 0; i < 30; i++) {
		add_number(&gone.base, i);
		add_number(&gone.removed, i);
		add_number(&gone.tombstones, i + 1);
	}
	coop_buf_printf(&index, "%s/nothing", dir);
	write_snapshot(coop_buf_cstr(&index), &gone);
	struct search *s = open_search(index.s, analyzer);
	run_search(s, "babalon OU bablon ba* *", 0, 10);
	add_results(s, false, &answer);
	run_search(s, "babalonn", 0, 10);
	add_results(s, false, &answer);
	run_search(s, "* SAUF babalon", 0, 10);
	add_results(s, false, &answer);
	is_num(answer.len, 0, "nothing is left");
	search_close(s);
	coop_buf_release(&index);
	coop_buf_release(&answer);
	release_plan(&gone);
}

static void test_all(const char *dir)
{
	uint32_t state = 5;
	coop_buf_printf(&path, "%s/index", dir);
	need(mkdir(coop_buf_cstr(&path), 0777) == 0, path.s);
	for (unsigned i = 0; i < 2; i++) {
		plans[i] =
			plan_snapshot(&state, 300 + 100 * i, 100 + 40 * i, 40 + 30 * i);
		write_generation(path.s, i + 1, &plans[i], NULL);
	}
	test_files();
	test_folders();
	test_stale();
	test_unnamed();
	test_tombstones();
	test_lists();
	test_versions();
	test_forged();
	test_whole();
	test_nothing(dir);
}

int main(void)
{
	analyzer = new_analyzer();
	in_scratch(test_all);
	for (int i = 0; i < 2; i++)
		release_plan(&plans[i]);
	coop_buf_release(&path);
	coop_analyzer_free(analyzer);
	return done();
}
