/*
 * t_watches.c - which changes of a tree are a reason to update. The system queues an event before the
 * call that causes it returns, so that nothing is waited for.
 */
#include <sys/inotify.h>
#include <sys/stat.h>

#include "indexer/watch/watches.h"
#include "tests/unit/files.h"

static const char *root;

static const char *at(const char *name)
{
	static char paths[4][400];
	static unsigned next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof *paths, "%s/%s", root, name);
	return path;
}

static void put(const char *name)
{
	write_whole(at(name), "text\n", 5);
}

static void make(const char *name)
{
	need(mkdir(at(name), 0777) == 0, name);
}

static struct watches *watches;

static bool changed(void)
{
	return watches_wait(watches, 0);
}

/* Sets the watches for paths below the root; `paths` ends with NULL. */
static void set(const char *const *names)
{
	char paths[4][400], *pointers[4];
	struct selection_options options = {.paths = pointers};
	struct selection *selection;
	struct report report = {.silent = true};
	struct coop_error err = {0};
	for (; names[options.npaths]; options.npaths++) {
		char *path = paths[options.npaths];
		snprintf(path, sizeof *paths, "%s/%s", root, names[options.npaths]);
		pointers[options.npaths] = path;
	}
	need(selection_new(&options, &report, &selection, &err) == COOP_OK, err.msg);
	need(watches_set(watches, selection, at("corpus/index"), NULL, &err) == COOP_OK,
		err.msg);
	need(watches_lacking(watches, &err) == COOP_OK, err.msg);
	selection_free(selection);
	changed();
}

static const char *const corpus[] = {"corpus", NULL};

static void test_files(void)
{
	set(corpus);
	ok(!changed(), "nothing happened");
	put("corpus/a.txt");
	ok(changed(), "a new file");
	ok(!changed(), "... is told once");
	put("corpus/a.txt");
	ok(changed(), "a file is written");
	need(chmod(at("corpus/a.txt"), 0600) == 0, "chmod");
	ok(changed(), "... is made readable");
	rename(at("corpus/a.txt"), at("corpus/b.txt"));
	ok(changed(), "... is renamed");
	unlink(at("corpus/b.txt"));
	ok(changed(), "... is removed");
	put("corpus/.b.swp");
	ok(!changed(), "a hidden file is not read");
	put("corpus/.ignore");
	ok(changed(), "... but for the rules");
	put("elsewhere.txt");
	ok(!changed(), "what is not below it");
}

static void test_folders(void)
{
	make("corpus/new");
	ok(changed(), "a new folder");
	put("corpus/new/a.txt");
	set(corpus);
	put("corpus/new/b.txt");
	ok(changed(), "... is watched from then on");
	put("corpus/new/photo.jpg");
	changed();
	put("corpus/new/photo.jpg");
	ok(!changed(), "what no reader reads changes");
	rename(at("corpus/new"), at("away"));
	ok(changed(), "a folder is moved away");
	set(corpus);
	put("away/c.txt");
	ok(!changed(), "... and no longer watched");
	rename(at("away"), at("corpus/back"));
	ok(changed(), "... and is moved in again");
	set(corpus);
	put("corpus/back/c.txt");
	ok(changed(), "... with what is in it");
	size_t before = watches_count(watches);
	set(corpus);
	ok(watches_count(watches) == before, "setting again changes nothing");
}

static void test_rules(void)
{
	make("corpus/left");
	write_whole(at("corpus/.ignore"), "left/\n", 6);
	set(corpus);
	put("corpus/left/a.txt");
	ok(!changed(), "a folder that the rules leave out");
}

static void test_index(void)
{
	make("corpus/index");
	ok(!changed(), "the index appears in the tree");
	make("corpus/index/gen-1");
	put("corpus/index/gen-1/rejects.csv");
	set(corpus);
	put("corpus/index/rejects.csv");
	put("corpus/index/gen-1/rejects.csv");
	make("corpus/index/gen-2");
	need(chmod(at("corpus/index"), 0750) == 0, "chmod");
	ok(!changed(), "... and is no source");
	make("corpus/back/index");
	ok(changed(), "another folder of that name is one");
}

static void test_named(void)
{
	static const char *const names[] = {"one.txt", "link.txt", NULL};
	put("one.txt");
	make("far");
	put("far/target");
	need(symlink("far/target", at("link.txt")) == 0, "symlink");
	set(names);
	put("two.txt");
	put("far/other");
	ok(!changed(), "beside a file that is named");
	put("far/target");
	ok(changed(), "what a link leads to");
	put("new");
	changed();
	rename(at("new"), at("one.txt"));
	ok(changed(), "another takes the place of a named file");
	unlink(at("one.txt"));
	ok(changed(), "it is removed");
	set(names);
	put("one.txt");
	ok(changed(), "... and comes again");
}

static void test_root(void)
{
	set(corpus);
	rename(at("corpus"), at("gone"));
	ok(changed(), "the root is gone");
	set(corpus);
	put("gone/x.txt");
	ok(!changed(), "... and no longer watched");
	rename(at("gone"), at("corpus"));
	ok(changed(), "... and comes again");
	set(corpus);
	put("corpus/y.txt");
	ok(changed(), "... and is watched");
}

static void test_masks(void)
{
	ok(watches_matters(IN_Q_OVERFLOW, ""), "lost events");
	ok(watches_matters(IN_UNMOUNT, ""), "a file system that is gone");
	ok(watches_matters(IN_DELETE_SELF, ""), "a folder that is gone");
	ok(!watches_matters(IN_IGNORED, ""), "a watch that is gone");
	ok(!watches_matters(IN_ATTRIB, ""), "a folder that is touched");
	ok(watches_matters(IN_CREATE, "link"), "a name that may be a link to a folder");
	ok(watches_matters(IN_ATTRIB | IN_ISDIR, "folder"), "a folder that is opened");
	ok(!watches_matters(IN_MODIFY, "core"), "a file of no kind");
}

static void run(const char *dir)
{
	struct coop_error err = {0};
	root = dir;
	need(watches_new(&watches, &err) == COOP_OK, err.msg);
	make("corpus");
	test_files();
	test_folders();
	test_rules();
	test_index();
	test_named();
	test_root();
	test_masks();
	watches_free(watches);
}

int main(void)
{
	in_scratch(run);
	return done();
}
