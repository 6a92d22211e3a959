/*
 * t_paths.c - relative paths, the root of a selection, and the paths of results, compared with what
 * realpath() and stat() say of a tree.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "indexer/disk/real_path.h"
#include "indexer/select/root.h"
#include "indexer/select/walk.h"
#include "query/search/paths.h"
#include "shared/core/path.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

static struct coop_buf top; /* the scratch folder, without links */

static const char *const folders[] = {"a", "a/b", "a/b/c", "a/bb", "a/b c", "d",
	"d/e\xcc\x81", "d/\xc3\xa9", "d/\xff\n"};
static const char *const files[] = {"x.txt", "a/x.txt", "a/b/x.txt", "a/b/c/..x.txt",
	"a/bb/y.txt", "a/b c/x y.txt", "d/e\xcc\x81/x.txt", "d/\xc3\xa9/x.txt",
	"d/\xff\n/\n.txt"};
enum { FOLDERS = sizeof folders / sizeof *folders, FILES = sizeof files / sizeof *files };

static void make_tree(void)
{
	struct coop_buf made = {0};
	make_scratch(&made);
	char *real = realpath(made.s, NULL);
	need(real != NULL, "a scratch folder");
	coop_buf_str(&top, real);
	free(real);
	coop_buf_release(&made);
	need(chdir(top.s) == 0, top.s);
	for (size_t i = 0; i < FOLDERS; i++)
		need(mkdir(folders[i], 0777) == 0, folders[i]);
	for (size_t i = 0; i < FILES; i++)
		write_whole(files[i], "Un texte", 8);
	need(symlink("a/b", "link") == 0 && symlink("../../d", "a/b/up") == 0 &&
			symlink("x.txt", "d/file.txt") == 0 &&
			symlink("../a/b/x.txt", "d/real.txt") == 0,
		"links");
}

/* ---- the arithmetic ---- */

static void is_relative(const char *from, const char *to, const char *expected)
{
	struct coop_buf got = {0}, back = {0};
	coop_path_relative(from, to, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "'%s' seen from '%s'", to, from);
	coop_path_join(from, got.s, &back);
	is_str(coop_buf_cstr(&back), back.len, to, "... and back");
	coop_buf_release(&got);
	coop_buf_release(&back);
}

static void test_examples(void)
{
	static const char *const list[][3] = {{"/", "/", "."}, {"/a", "/a", "."},
		{"/", "/a/b", "a/b"}, {"/a/b", "/", "../.."}, {"/a", "/a/b", "b"},
		{"/a/b", "/a", ".."}, {"/a/b", "/a/c", "../c"},
		{"/a/b", "/a/bb", "../bb"}, {"/a/bb", "/a/b", "../b"},
		{"/a/b/c", "/d", "../../../d"}, {"/a", "/a/..x", "..x"},
		{"/a", "/b/...", "../b/..."}};
	struct coop_buf out = {0};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		is_relative(list[i][0], list[i][1], list[i][2]);
	coop_path_join("/a", "../../../x", &out);
	is_str(coop_buf_cstr(&out), out.len, "/x", "nothing is above '/'");
	coop_buf_release(&out);
	ok(coop_path_is_below("/a/b", "/a") && coop_path_is_below("/a", "/a") &&
			coop_path_is_below("/a", "/"),
		"what is below");
	ok(!coop_path_is_below("/ab", "/a") && !coop_path_is_below("/a", "/a/b"),
		"what is not");
	is_num(coop_path_common("/a/b", 4, "/a/bb"), 2, "the folder around two");
	is_num(coop_path_common("/a", 2, "/b"), 0, "... may be '/'");
}

/* Whether a path leads to a folder, from the current one. */
static bool leads_to(const char *path, const char *expected)
{
	char *real = realpath(path, NULL);
	bool same = real && strcmp(real, expected) == 0;
	free(real);
	return same;
}

static void test_all_pairs(void)
{
	struct coop_buf from = {0}, to = {0}, got = {0}, back = {0};
	size_t wrong = 0;
	for (size_t i = 0; i < FOLDERS; i++) {
		for (size_t k = 0; k < FOLDERS + FILES; k++) {
			const char *name = k < FOLDERS ? folders[k] : files[k - FOLDERS];
			coop_buf_reset(&from);
			coop_buf_reset(&to);
			coop_buf_reset(&got);
			coop_buf_reset(&back);
			coop_buf_printf(&from, "%s/%s", top.s, folders[i]);
			coop_buf_printf(&to, "%s/%s", top.s, name);
			coop_path_relative(from.s, to.s, &got);
			coop_path_join(from.s, got.s, &back);
			need(chdir(from.s) == 0, from.s);
			wrong += !leads_to(got.s, to.s) || strcmp(back.s, to.s) != 0;
		}
	}
	is_num(wrong, 0, "all pairs of a tree: realpath() agrees");
	coop_buf_release(&from);
	coop_buf_release(&to);
	coop_buf_release(&got);
	coop_buf_release(&back);
}

/* ---- what is named ---- */

/* Appends a spelling at random of a path from the top: from there, or absolute; with detours. */
static void spell(const char *name, uint32_t *state, struct coop_buf *out)
{
	static const char *const detours[] = {
		"", "./", "a/../", "a/b/up/../", "link/../../", ".//", "d/.././", ""};
	enum { DETOURS = sizeof detours / sizeof *detours };
	coop_buf_reset(out);
	if (next_random(state) % 2 == 0)
		coop_buf_printf(out, "%s/", top.s);
	for (uint32_t n = next_random(state) % 3; n > 0; n--)
		coop_buf_str(out, detours[next_random(state) % DETOURS]);
	coop_buf_str(out, name);
}

static void test_spellings(void)
{
	struct real_paths real = {0};
	struct coop_error err = {0};
	struct coop_buf path = {0}, got = {0}, expected = {0};
	uint32_t state = 5;
	size_t wrong = 0;
	need(chdir(top.s) == 0, top.s);
	for (size_t i = 0; i < 2000; i++) {
		bool file = i % 2;
		const char *name = file ? files[next_random(&state) % FILES]
					: folders[next_random(&state) % FOLDERS];
		coop_buf_reset(&got);
		coop_buf_reset(&expected);
		coop_buf_printf(&expected, "%s/%s", top.s, name);
		spell(name, &state, &path);
		need(!(file ? real_path_of_file : real_path_of_folder)(
			     &real, path.s, &got, &err),
			err.msg);
		wrong += strcmp(got.s, expected.s) != 0;
	}
	is_num(wrong, 0, "2000 spellings of the files and folders of a tree");
	real_paths_release(&real);
	coop_buf_release(&path);
	coop_buf_release(&got);
	coop_buf_release(&expected);
}

/* The real path of what is named from the top; `expected` is from there, too. */
static void is_real(bool file, const char *path, const char *expected)
{
	struct real_paths real = {0};
	struct coop_error err = {0};
	struct coop_buf got = {0}, want = {0};
	coop_buf_printf(&want, "%s%s%s", top.s, *expected ? "/" : "", expected);
	need(!(file ? real_path_of_file : real_path_of_folder)(&real, path, &got, &err),
		err.msg);
	is_str(got.s, got.len, want.s, "the %s '%s'", file ? "file" : "folder", path);
	real_paths_release(&real);
	coop_buf_release(&got);
	coop_buf_release(&want);
}

static void test_real(void)
{
	need(chdir(top.s) == 0, top.s);
	is_real(false, ".", "");
	is_real(false, "a/", "a");
	is_real(false, "link", "a/b");
	is_real(false, "link/up//", "d");
	is_real(true, "link/x.txt", "a/b/x.txt");
	is_real(true, "d/real.txt", "d/real.txt");
	is_real(true, "none/./x//y.txt", "none/./x/y.txt");
	is_real(false, "link/none", "a/b/none");
}

/* ---- the root of a selection, and what its walk calls the files ---- */

/* Makes a selection of paths, NULL at the end. */
static struct selection *select_paths(const char *const *paths)
{
	struct selection *selection;
	struct report report = {.silent = true};
	struct coop_error err = {0};
	struct selection_options options = {.paths = (char **)(uintptr_t)paths};
	while (paths[options.npaths])
		options.npaths++;
	need(!selection_new(&options, &report, &selection, &err), err.msg);
	return selection;
}

/* The root, from the top, and then the files of the walk, with a blank before each. */
static void is_walk(const char *const *paths, const char *expected)
{
	struct selection *selection = select_paths(paths);
	struct report report = {.silent = true, .keep_going = true};
	struct coop_buf root = {0}, got = {0};
	struct coop_error err = {0};
	struct walk *walk;
	struct walk_file file;
	bool more = true;
	need(!root_of(selection, &root, &err), err.msg);
	if (root.len == 0)
		coop_buf_str(&got, "none");
	else
		coop_path_relative(top.s, root.s, &got);
	need(!walk_open(selection, root.len > 0 ? root.s : NULL, &report, &walk, &err),
		err.msg);
	while (!walk_next(walk, &file, &more, &err) && more)
		coop_buf_printf(&got, " %s", file.at.stored);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s%s%s", paths[0],
		paths[1] ? ", " : "", paths[1] ? paths[1] : "");
	walk_close(walk);
	selection_free(selection);
	coop_buf_release(&root);
	coop_buf_release(&got);
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_roots(void)
{
	need(chdir(top.s) == 0, top.s);
	is_walk(PATHS("a/bb"), "a/bb y.txt");
	is_walk(PATHS("./a/../a/bb/"), "a/bb y.txt");
	is_walk(PATHS("a/bb/y.txt"), "a/bb y.txt");
	is_walk(PATHS("a/bb", "a/b c"), "a bb/y.txt b c/x y.txt");
	is_walk(PATHS("a/bb/y.txt", "d/real.txt"), ". a/bb/y.txt d/real.txt");
	is_walk(PATHS("a/bb", "a/b c/x y.txt"), "a bb/y.txt b c/x y.txt");
	is_walk(PATHS("a/bb", "none/x.txt"), ". a/bb/y.txt");
	is_walk(PATHS("a/bb", "a/bb/y.txt"), "a/bb y.txt");
	is_walk(PATHS("link"), "a/b up/e\xcc\x81/x.txt up/real.txt up/\xc3\xa9/x.txt"
			       " up/\xff\n/\n.txt");
	is_walk(PATHS("link/up"),
		"d e\xcc\x81/x.txt real.txt \xc3\xa9/x.txt \xff\n/\n.txt");
	is_walk(PATHS("-"), "none -");
	is_walk(PATHS("-", "a/bb"), "a/bb - y.txt");
}

/* A root that the caller has, and files beside it. */
static void test_outside(void)
{
	struct real_paths real = {0};
	struct coop_buf root = {0}, got = {0};
	need(chdir(top.s) == 0, top.s);
	coop_buf_printf(&root, "%s/a/b", top.s);
	need(!root_add_file(root.s, &real, "d/real.txt", &got, NULL), "a file");
	is_str(got.s, got.len, "../../d/real.txt", "a file outside of the root");
	coop_buf_reset(&got);
	need(!root_add_folder(root.s, &real, "a", &got, NULL), "a folder");
	is_str(got.s, got.len, "../", "a folder around it");
	coop_buf_reset(&got);
	need(!root_add_folder("/", &real, "a", &got, NULL), "a folder");
	coop_buf_reset(&root);
	coop_buf_printf(&root, "%s/a/", top.s + 1);
	is_str(got.s, got.len, root.s, "all is below '/'");
	real_paths_release(&real);
	coop_buf_release(&root);
	coop_buf_release(&got);
}

/* ---- results ---- */

/* Whether the path of a result leads to the file, from the current folder, in the right form. */
static bool is_shown(enum path_form form, const char *root, const char *here,
	const char *name, const struct coop_record *record)
{
	struct paths paths = {0};
	struct coop_error err = {0};
	struct coop_buf file = {0};
	const char *shown;
	coop_buf_printf(&file, "%s/%s", top.s, name);
	need(!paths_open(&paths, form, root, &err), err.msg);
	need(!paths_shown(&paths, record, &shown, &err), err.msg);
	bool below = coop_path_is_below(file.s, here);
	bool absolute = form == PATHS_ABSOLUTE || (form == PATHS_AUTO && !below);
	bool good = (*shown == '/') == absolute && leads_to(shown, file.s) &&
		    (form != PATHS_AUTO || strncmp(shown, "../", 3) != 0);
	paths_release(&paths);
	coop_buf_release(&file);
	return good;
}

static void test_shown(void)
{
	struct coop_buf root = {0}, here = {0}, file = {0}, stored = {0};
	struct coop_record record;
	size_t wrong = 0;
	coop_record_init(&record);
	for (size_t i = 0; i < FOLDERS * FOLDERS * FILES; i++) {
		const char *name = files[i % FILES];
		coop_buf_reset(&root);
		coop_buf_reset(&here);
		coop_buf_reset(&file);
		coop_buf_reset(&stored);
		coop_buf_printf(&root, "%s/%s", top.s, folders[i / FILES % FOLDERS]);
		coop_buf_printf(&here, "%s/%s", top.s, folders[i / FILES / FOLDERS]);
		coop_buf_printf(&file, "%s/%s", top.s, name);
		coop_path_relative(root.s, file.s, &stored);
		coop_record_reset(&record, stored.s, 1);
		need(chdir(here.s) == 0, here.s);
		for (int form = PATHS_AUTO; form < PATHS_STORED; form++)
			wrong += !is_shown(
				(enum path_form)form, root.s, here.s, name, &record);
	}
	is_num(wrong, 0, "all roots, current folders and files of a tree");
	coop_record_release(&record);
	coop_buf_release(&root);
	coop_buf_release(&here);
	coop_buf_release(&file);
	coop_buf_release(&stored);
}

static void is_path(enum path_form form, const char *root, const char *stored,
	bool name_only, const char *expected, const char *what)
{
	struct paths paths = {0};
	struct coop_record record;
	struct coop_error err = {0};
	const char *shown;
	coop_record_init(&record);
	coop_record_reset(&record, stored, 1);
	record.name_only = name_only;
	need(!paths_open(&paths, form, root, &err), err.msg);
	need(!paths_shown(&paths, &record, &shown, &err), err.msg);
	is_str(shown, strlen(shown), expected, "%s", what);
	paths_release(&paths);
	coop_record_release(&record);
}

static void test_fallbacks(void)
{
	struct coop_buf gone = {0}, absolute = {0};
	need(chdir(top.s) == 0, top.s);
	coop_buf_printf(&gone, "%s/gone", top.s);
	coop_buf_printf(&absolute, "%s/x.txt", top.s);
	for (int form = PATHS_AUTO; form <= PATHS_STORED; form++) {
		enum path_form f = (enum path_form)form;
		is_path(f, "", "x.txt", false, "x.txt", "no root");
		is_path(f, gone.s, "x.txt", false, "x.txt", "a root that is gone");
		is_path(f, "a", "x.txt", false, "x.txt", "a root that is none");
		is_path(f, top.s, "-", true, "-", "standard input");
		is_path(f, top.s, "x.zip/y", true, "x.zip/y", "an archive from there");
		is_path(f, top.s, "/dev/fd/63", false, "/dev/fd/63", "no relative path");
		is_path(f, top.s, "", false, "", "no path");
	}
	is_path(PATHS_RELATIVE, top.s, "a.zip/../b", false, "a.zip/../b", "a member");
	need(mkdir(gone.s, 0777) == 0 && chdir(gone.s) == 0 && rmdir(gone.s) == 0,
		gone.s);
	is_path(PATHS_AUTO, top.s, "x.txt", false, absolute.s, "auto in no folder");
	is_path(PATHS_RELATIVE, top.s, "x.txt", false, absolute.s,
		"relative in no folder");
	is_path(PATHS_STORED, top.s, "x.txt", false, "x.txt", "stored in no folder");
	coop_buf_release(&gone);
	coop_buf_release(&absolute);
}

static void test_nowhere(void)
{
	struct selection *selection = select_paths(PATHS("x.txt"));
	struct coop_buf root = {0};
	struct coop_error err = {0};
	ok(root_of(selection, &root, &err) == COOP_E_IO, "no root in no folder: %s",
		err.msg);
	selection_free(selection);
	coop_buf_release(&root);
	selection = select_paths(PATHS("/"));
	need(!root_of(selection, &root, &err), err.msg);
	is_str(root.s, root.len, "/", "but of an absolute path");
	selection_free(selection);
	coop_buf_release(&root);
}

int main(void)
{
	make_tree();
	test_examples();
	test_all_pairs();
	test_spellings();
	test_real();
	test_roots();
	test_outside();
	test_shown();
	test_fallbacks();
	test_nowhere(); /* the current folder is gone */
	remove_tree(top.s);
	coop_buf_release(&top);
	return done();
}
