/*
 * faults_update.h - failing allocations while an index is updated and folded (t_faults.c).
 */
#ifndef COOP_TESTS_UNIT_FAULTS_UPDATE_H
#define COOP_TESTS_UNIT_FAULTS_UPDATE_H

#include "tests/unit/faults_build.h"

static struct coop_buf update_dir, update_csv, update_text;

/* A table of enough rows for a base that is not folded at once; one row has another word. */
static void write_table(const char *word)
{
	enum { ROWS = 510, CHANGED = 77 };
	struct coop_buf text = {0};
	coop_buf_str(&text, "id,titre\n");
	for (int i = 0; i < ROWS; i++)
		coop_buf_printf(
			&text, "%d,Les %s de Lyon\n", i, i == CHANGED ? word : "montres");
	coop_buf_str(&text, "9,Un double\n8,x,x,x,x,x,x,x,x,x\n");
	need(!text.failed, "memory");
	write_whole(update_csv.s, text.s, text.len);
	coop_buf_release(&text);
}

/* Appends the folder of the generation that serves, seen from that of the index. */
static void find_generation(struct coop_buf *out)
{
	struct coop_buf stub = {0}, path = {0};
	coop_buf_printf(&path, "%s/XAPIANDB", update_dir.s);
	read_whole(coop_buf_cstr(&path), &stub);
	stub.s[stub.len - 1] = '\0';
	coop_buf_printf(out, "/%s", strstr(stub.s, "gen-"));
	out->s[strcspn(out->s, "\n")] = '\0';
	coop_buf_release(&stub);
	coop_buf_release(&path);
}

/* Makes the index equal to the files, notes the segments, and goes back to what it was. */
static enum coop_status update(bool fold, struct coop_error *err)
{
	struct report report = {.program = "test", .silent = true, .quiet = true};
	char *paths[] = {update_csv.s, update_text.s};
	struct job job = {.index = update_dir.s,
		.select.paths = paths,
		.select.npaths = 2,
		.threads = 1,
		.memory = 1,
		.fold = fold};
	struct coop_buf generation = {0};
	enum coop_status st = job_run(&job, &report, err);
	granted = -1;
	if (st)
		return st;
	find_generation(&generation);
	size_t n = strlen(generation.s);
	note_database(update_dir.s, generation.s);
	generation.len = n;
	coop_buf_str(&generation, "/delta");
	if (!fold)
		note_database(update_dir.s, generation.s);
	coop_buf_release(&generation);
	note(&report.count.rejected, sizeof report.count.rejected);
	note(&report.count.records, sizeof report.count.records);
	report = (struct report){.program = "test", .silent = true, .quiet = true};
	need(restore_run(update_dir.s, 0, &report, NULL) == COOP_OK, "the index before");
	return COOP_OK;
}

static enum coop_status run_update(struct coop_error *err)
{
	return update(false, err);
}

static enum coop_status run_fold(struct coop_error *err)
{
	return update(true, err);
}

static void test_update(const char *dir)
{
	struct coop_error err = {0};
	coop_buf_printf(&update_dir, "%s/index", dir);
	coop_buf_printf(&update_csv, "%s/a.csv", dir);
	coop_buf_printf(&update_text, "%s/a.txt", dir);
	write_table("horloges");
	write_whole(update_text.s, "Un texte\n", 9);
	struct report report = {.program = "test", .silent = true, .quiet = true};
	char *paths[] = {update_csv.s, update_text.s};
	struct job job = {.index = update_dir.s,
		.select.paths = paths,
		.select.npaths = 2,
		.threads = 1};
	need(job_run(&job, &report, &err) == COOP_OK, err.msg);
	write_table("pendules");
	write_whole(update_text.s, "Un autre texte\n", 15);
	exhaust_by(7, "an update", run_update);
	exhaust_by(7, "folding", run_fold);
	is_num(generations(update_dir.s), 2, "nothing is left of those that failed");
	coop_buf_release(&update_dir);
	coop_buf_release(&update_csv);
	coop_buf_release(&update_text);
}

#endif
