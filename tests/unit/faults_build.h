/*
 * faults_build.h - failing allocations in whole builds of an index, with one thread
 * (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_BUILD_H
#define COOP_TESTS_UNIT_FAULTS_BUILD_H

#include "indexer/generations/restore.h"
#include "tests/unit/builds.h"
#include "tests/unit/faults.h"
#include "tests/unit/indexes.h"

static struct coop_buf build_dir, build_csv, build_list;

static void fill_small(struct coop_record *r, size_t i)
{
	static const char *const texts[] = {
		"Une Union d'\u00c9conomie Sociale (UES) et une SCOP \u00e0 Lyon, "
		"l'\u00e9t\u00e9 1973",
		"Les ouvri\u00e8res \u0153uvrent : savoir-faire, 04 78 12 34 56, "
		"jean@exemple.coop",
		"une montre, des montres, les ues, salari\u00e9\u00b7e\u00b7s"};
	char id[24];
	int n = snprintf(id, sizeof id, "%zu", i);
	coop_record_add(r, COOP_F_ID, id, (size_t)n);
	for (size_t k = 0; k < 3; k++)
		coop_record_add(r, k == 0 ? COOP_F_TITLE : COOP_F_BODY,
			texts[(i + k) % 3], strlen(texts[(i + k) % 3]));
}

/* iamglass holds the tables' checksums. */
static void note_database(const char *dir, const char *generation)
{
	struct coop_buf path = {0}, version = {0};
	coop_buf_printf(&path, "%s%s/iamglass", dir, generation);
	read_whole(coop_buf_cstr(&path), &version);
	note(version.s, version.len);
	coop_buf_release(&version);
	coop_buf_release(&path);
}

static enum coop_status run_sink(bool engine, struct coop_error *err)
{
	/* more than a batch in bulk; the engine takes one at a time */
	struct input in = {"small", fill_small, engine ? 12 : 300};
	struct build b = {.engine = engine, .threads = 1, .memory = 1};
	struct coop_buf dir = {0};
	long faults = granted;
	granted = -1; /* the folder is not what is tested */
	make_scratch(&dir);
	granted = faults;
	enum coop_status st = build_into(dir.s, &in, &b, err);
	granted = -1;
	note(&b.words, st ? 0 : sizeof b.words);
	if (!st && !engine)
		note_database(dir.s, "");
	remove_tree(dir.s);
	coop_buf_release(&dir);
	return st;
}

static enum coop_status run_builder(struct coop_error *err)
{
	return run_sink(false, err);
}

static enum coop_status run_engine(struct coop_error *err)
{
	return run_sink(true, err);
}

/* What coopidx says of files instead of indexing them. */
static enum coop_status run_dry_run(struct coop_error *err)
{
	const char *patterns[] = {"a*z", "*.bak", "/b"};
	struct report report = {.program = "test", .silent = true};
	struct job job = {
		.select.list = build_list.s, .select.exclude = {patterns, 3, 0}};
	char *page = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&page, &n);
	need(out != NULL, "a stream in memory");
	enum coop_status st = job_dry_run(&job, out, &report, err);
	need(fclose(out) == 0, "a stream in memory");
	if (!st)
		note(page, n);
	free(page);
	return st;
}

/* The whole of coopidx, into the same index again and again. */
static enum coop_status run_job(struct coop_error *err)
{
	const char *patterns[] = {"a*z", "*.bak", "/b"};
	struct report report = {.program = "test", .silent = true, .quiet = true};
	struct job job = {.index = build_dir.s,
		.select.list = build_list.s,
		.select.exclude = {patterns, 3, 0},
		.threads = 1,
		.full = 1};
	enum coop_status st = job_run(&job, &report, err);
	granted = -1;
	if (!st) {
		struct coop_buf stub = {0}, path = {0};
		coop_buf_printf(&path, "%s/XAPIANDB", build_dir.s);
		read_whole(coop_buf_cstr(&path), &stub);
		stub.s[stub.len - 1] = '\0';
		coop_buf_reset(&path);
		coop_buf_printf(&path, "/%s", strstr(stub.s, "gen-"));
		note_database(build_dir.s, coop_buf_cstr(&path));
		coop_buf_release(&stub);
		coop_buf_release(&path);
	}
	return st;
}

/* Going back, and forth again. */
static enum coop_status run_restore(struct coop_error *err)
{
	struct report report = {.program = "test", .silent = true, .quiet = true};
	return restore_run(build_dir.s, 0, &report, err);
}

/* The generation that serves, and at most the one before. */
static size_t generations(const char *path)
{
	size_t n = 0;
	DIR *dir = opendir(path);
	need(dir != NULL, path);
	for (struct dirent *e; (e = readdir(dir)) != NULL;)
		n += strncmp(e->d_name, "gen-", 4) == 0;
	closedir(dir);
	return n;
}

static void test_build(const char *dir)
{
	static const char csv[] =
		"id,titre,r\u00e9sum\u00e9\n"
		"1,Scop,\"La coop\u00e9rative de Lyon, les montres\"\n"
		"1,CAE,\"Une Caisse d'Entraide (CAE), \u00e0 Lyon\"\n"
		",Emplois,\"Des emplois, une montre, le savoir-faire\"\n";
	coop_buf_printf(&build_dir, "%s/index", dir);
	coop_buf_printf(&build_csv, "%s/a.csv", dir);
	write_whole(build_csv.s, csv, sizeof csv - 1);
	/* the list of paths names the folder, with rules in it */
	struct coop_buf rules = {0};
	coop_buf_printf(&rules, "%s/.ignore", dir);
	write_whole(rules.s, "x\n*.text\n!a?c\nlist\nindex/\n", 26);
	coop_buf_printf(&build_list, "%s/list", dir);
	write_whole(build_list.s, dir, strlen(dir) + 1);
	coop_buf_release(&rules);
	exhaust("a build in bulk", run_builder);
	exhaust("a build by the engine", run_engine);
	exhaust("a page on each file", run_dry_run);
	exhaust("a run of coopidx", run_job);
	exhaust("going back to the index before", run_restore);
	is_num(generations(build_dir.s), 2, "nothing is left of those that failed");
	coop_buf_release(&build_dir);
	coop_buf_release(&build_csv);
	coop_buf_release(&build_list);
}

#endif
