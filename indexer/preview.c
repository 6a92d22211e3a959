#include "indexer/preview.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/update/previous.h"
#include "indexer/update/scan.h"
#include "indexer/update/settings.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/index/stub.h"

enum { SHOWN = 20 /* files of a kind */ };

/* A list of files that is being printed. */
struct list {
	FILE *out;
	char mark;
	size_t count, max;
};

static void show(struct list *l, const char *path)
{
	if (++l->count > l->max)
		return;
	fprintf(l->out, "  %c ", l->mark);
	coop_put_safe(l->out, path, strlen(path));
	putc('\n', l->out);
}

static void end(const struct list *l)
{
	if (l->count > l->max)
		fprintf(l->out, TR("  %c and %zu more\n", "  %c et %zu autres\n"),
			l->mark, l->count - l->max);
}

static void show_read(
	const struct scan *scan, bool fresh, char mark, size_t max, FILE *out)
{
	struct list l = {out, mark, 0, max};
	for (size_t i = 0; i < scan->count; i++) {
		const struct scan_entry *e = &scan->at[i];
		if (e->read && (e->before == SCAN_NOT_BEFORE) == fresh)
			show(&l, scan_stored(scan, e));
	}
	end(&l);
}

static enum coop_status show_gone(const struct scan *scan, const struct sources *before,
	size_t max, FILE *out, struct coop_error *err)
{
	struct list l = {out, '-', 0, max};
	bool *met = calloc(before->count + 1, sizeof *met);
	if (!met)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < scan->count; i++)
		if (scan->at[i].before != SCAN_NOT_BEFORE)
			met[scan->at[i].before] = true;
	for (size_t i = 0; i < before->count; i++)
		if (!met[i])
			show(&l, source_path(before, &before->at[i]));
	end(&l);
	free(met);
	return COOP_OK;
}

static enum coop_status print(const struct scan *scan, const struct sources *before,
	const struct report *report, FILE *out, struct coop_error *err)
{
	size_t max = report->verbose ? SIZE_MAX : SHOWN;
	if (scan_is_same(scan)) {
		fputs(TR("the index would not change\n", "l'index ne changerait pas\n"),
			out);
		return COOP_OK;
	}
	fprintf(out,
		TR("what would change in the index: files: %zu new, %zu changed, %zu gone\n",
			"ce qui changerait dans l'index : fichiers nouveaux : %zu, modifiés : %zu, disparus : %zu\n"),
		scan->added, scan->changed, scan->gone);
	show_read(scan, true, '+', max, out);
	show_read(scan, false, '~', max, out);
	return scan->gone > 0 ? show_gone(scan, before, max, out, err) : COOP_OK;
}

/* Opens the generation that serves; NULL when there is none that could be updated. */
static enum coop_status open_serving(
	const struct job *job, struct previous **out, struct coop_error *err)
{
	struct coop_error why = {0};
	struct coop_buf dir = {0};
	struct coop_stub stub = {0};
	int folder = -1;
	enum coop_status st = coop_index_locate(job->index, &dir, &why);
	if (!st)
		st = coop_index_open_folder(dir.s, &folder, &why);
	if (!st)
		st = coop_stub_read(folder, dir.s, &stub, &why);
	if (!st)
		st = previous_open(folder, dir.s, stub.number, NULL, out, &why);
	if (folder >= 0)
		close(folder);
	coop_buf_release(&dir);
	return st == COOP_E_NOMEM || st == COOP_E_ARG ? coop_pass_on(err, &why) : COOP_OK;
}

enum coop_status preview_print(const struct job *job, const struct input *input,
	const struct report *report, FILE *out, struct coop_error *err)
{
	struct report silent = {.silent = true, .keep_going = true};
	struct previous *previous = NULL;
	struct scan scan = {0};
	enum coop_status st = open_serving(job, &previous, err);
	if (!st && previous) {
		const char *root = coop_snapshot_root(previous->snapshot);
		struct scan_before before = {.sources = &previous->sources,
			.settings = settings_of(&job->reader),
			.keep = job->add};
		st = scan_run(input->selection,
			job->add && *root ? root : input_root(input), &before, &silent,
			&scan, err);
	}
	if (!st && previous)
		st = print(&scan, &previous->sources, report, out, err);
	scan_release(&scan);
	previous_free(previous);
	return st;
}
