/*
 * files.h - files of test data, and scratch files.
 */
#ifndef COOP_TESTS_UNIT_FILES_H
#define COOP_TESTS_UNIT_FILES_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/core/buf.h"
#include "tests/unit/tap.h"

/* Appends the path of a file under tests/, which the runner names in TESTS. */
static inline const char *test_path(struct coop_buf *out, const char *name)
{
	const char *tests = getenv("TESTS");
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/%s", tests && *tests ? tests : "tests", name);
	need(!out->failed, "out of memory");
	return coop_buf_cstr(out);
}

/* Replaces the buffer by the bytes of a file. */
static inline void read_whole(const char *path, struct coop_buf *out)
{
	char block[4096];
	FILE *file = fopen(path, "rb");
	need(file != NULL, path);
	coop_buf_reset(out);
	for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
		coop_buf_add(out, block, n);
	need(!ferror(file) && !out->failed, path);
	fclose(file);
}

static inline void write_whole(const char *path, const char *s, size_t n)
{
	FILE *file = fopen(path, "wb");
	need(file != NULL, path);
	need(fwrite(s, 1, n, file) == n, path);
	need(fclose(file) == 0, path);
}

/* Makes a new folder, which remove_tree() removes. */
static inline void make_scratch(struct coop_buf *out)
{
	const char *tmp = getenv("TMPDIR");
	coop_buf_reset(out);
	coop_buf_printf(out, "%s/coop-unit-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	need(!out->failed && mkdtemp(out->s) != NULL, "no scratch directory");
}

/* Removes a folder and everything in it. */
static inline void remove_tree(const char *path)
{
	struct coop_buf name = {0};
	DIR *dir = opendir(path);
	for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		coop_buf_reset(&name);
		coop_buf_printf(&name, "%s/%s", path, e->d_name);
		if (unlink(name.s) != 0)
			remove_tree(name.s);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
	coop_buf_release(&name);
}

/* Runs a test in a new folder. */
static inline void in_scratch(void (*test)(const char *dir))
{
	struct coop_buf dir = {0};
	make_scratch(&dir);
	test(dir.s);
	remove_tree(dir.s);
	coop_buf_release(&dir);
}

#endif
