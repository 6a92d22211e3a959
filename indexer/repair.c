#include "indexer/repair.h"

#include <stdlib.h>
#include <unistd.h>

#include "indexer/generations/generation.h"
#include "indexer/generations/serving.h"
#include "indexer/generations/verify.h"
#include "indexer/indexing.h"
#include "indexer/input.h"
#include "indexer/report/progress_display.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

struct repair {
	const struct job *job;
	struct report *report;
	struct generation *g;
	struct coop_stub stub;
	bool damaged;
};

/* ---- what is damaged ---- */

static enum coop_status verify(
	struct repair *r, int folder, const char *path, struct coop_error *err)
{
	struct verify *v;
	struct verified found;
	bool serves = generation_serving(r->g) > 0;
	enum coop_status st = verify_open(folder, path, &v, err);
	if (!st)
		st = verify_files(
			v, serves ? &r->stub : NULL, r->report->progress, &found, err);
	if (!st)
		r->damaged |= verify_tell(&found, path, r->report, NULL) != COOP_OK;
	verify_free(v);
	return st;
}

/* Looks for damage, and tells of it. */
static enum coop_status examine(struct repair *r, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct coop_error why = {0};
	int folder;
	r->stub = generation_stub(r->g);
	if (r->stub.number == 0)
		return coop_stub_missing(generation_dir(r->g), err);
	if (generation_serving(r->g) == 0) {
		r->damaged = true;
		coop_diag_note(r->report->program,
			TR("%s/%s: is not as it was written",
				"%s/%s : n'est plus tel qu'il a été écrit"),
			generation_dir(r->g), COOP_INDEX_STUB);
	}
	enum coop_status st = coop_generation_open_named(generation_index_folder(r->g),
		generation_dir(r->g), r->stub.number, &folder, &path, &why);
	if (!st) {
		st = verify(r, folder, path.s, err);
		close(folder);
	} else if (st == COOP_E_STALE || st == COOP_E_CORRUPT) {
		r->damaged = true;
		coop_diag_note(r->report->program, "%s", why.msg);
		st = COOP_OK;
	} else {
		coop_pass_on(err, &why);
	}
	coop_buf_release(&path);
	return st;
}

/* ---- without a table of sources ---- */

static enum coop_status no_paths(const struct repair *r, struct coop_error *err)
{
	struct coop_buf option = {0};
	coop_fail(err, COOP_E_ARG, "%s",
		TR("the index is too damaged to say what it was made from",
			"l'index est trop abîmé pour dire de quoi il a été fait"));
	coop_hint(err,
		TR("name its sources: coopidx --repair%s PATH...",
			"nommez ses sources : coopidx --repair%s CHEMIN..."),
		serving_option(r->job->index, &option));
	coop_buf_release(&option);
	return COOP_E_ARG;
}

/* Adds the files and folders that the generation was made from; what was no file cannot be read again. */
static enum coop_status add_paths(
	const struct repair *r, struct job *job, char ***paths, struct coop_error *err)
{
	const struct coop_error *unknown;
	const struct origin *origin = generation_replaces(r->g, &unknown);
	size_t n = 0, others = 0;
	for (const char *s = NULL; origin->known && (s = origin_next(origin, s));)
		n++;
	*paths = calloc(n + 1, sizeof **paths);
	if (!*paths)
		return coop_fail_nomem(err);
	for (const char *s = NULL; origin->known && (s = origin_next(origin, s));) {
		others += *s != '/';
		if (*s == '/')
			(*paths)[job->select.npaths++] = (char *)s;
	}
	job->select.paths = *paths;
	return others > 0 || n == 0 ? no_paths(r, err) : COOP_OK;
}

/* Reads everything again. */
static enum coop_status read_again(const struct repair *r, struct coop_error *err)
{
	struct job job = *r->job;
	char **paths = NULL;
	struct input input = {0};
	enum coop_status st = COOP_OK;
	job.full = 1;
	if (job.select.npaths == 0 && !job.select.list)
		st = add_paths(r, &job, &paths, err);
	if (!st && !r->report->quiet)
		coop_diag_note(r->report->program, "%s",
			TR("what the index was made from is read again, all of it",
				"tout ce dont l'index a été fait est relu"));
	if (!st)
		st = input_find(&job, r->report, &input, err);
	if (!st)
		st = indexing_run(&job, &input, r->g, r->report, err);
	input_release(&input);
	free(paths);
	return st;
}

/* ---- repairing ---- */

/* Keeps what can be read, and reads the rest again. */
static enum coop_status mend(const struct repair *r, struct coop_error *err)
{
	struct input input = {0};
	struct coop_error why = {0};
	enum coop_status st = COOP_OK;
	bool given = r->job->select.npaths > 0 || r->job->select.list;
	if (given)
		st = input_find(r->job, r->report, &input, err);
	if (!st) {
		st = indexing_repair(
			r->job, given ? input_root(&input) : NULL, r->g, r->report, &why);
		if (st == COOP_E_CORRUPT || st == COOP_E_STALE)
			st = read_again(r, err);
		else
			coop_pass_on(err, &why);
	}
	input_release(&input);
	return st;
}

enum coop_status repair_run(
	const struct job *job, struct report *report, struct coop_error *err)
{
	struct repair r = {.job = job, .report = report};
	struct coop_buf dir = {0};
	int folder;
	/* what cannot be read again is left out, and told */
	report->keep_going = true;
	progress_display_begin(report, PROGRESS_MEND);
	enum coop_status st = coop_index_locate(job->index, &dir, err);
	if (!st)
		st = coop_index_open_folder(dir.s, &folder, err);
	if (!st) {
		close(folder);
		st = generation_begin(dir.s, job->wait, report, &r.g, err);
	}
	if (!st)
		st = examine(&r, err);
	if (!st && r.damaged)
		st = mend(&r, err);
	else if (!st && !report->quiet)
		coop_diag_note(report->program,
			TR("nothing to repair: the index in %s is as it was written",
				"rien à réparer : l'index dans %s est tel qu'il a été écrit"),
			generation_dir(r.g));
	progress_display_end(report);
	generation_free(r.g);
	coop_buf_release(&dir);
	return st;
}
