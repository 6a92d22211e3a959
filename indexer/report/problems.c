#include "indexer/report/problems.h"

#include "indexer/report/file_report.h"
#include "shared/core/i18n.h"

/* Names the sheet and the row in the path of a place. Where memory runs out they go unsaid. */
static void put_sheet(
	const struct report *r, struct coop_place *place, struct coop_buf *path)
{
	coop_buf_printf(
		path, TR("%s: sheet '%s'", "%s : feuille « %s »"), place->path, r->sheet);
	if (place->line > 0)
		coop_buf_printf(path, TR(", row %zu", ", ligne %zu"), place->line);
	if (!path->failed)
		*place = (struct coop_place){.path = path->s};
}

/* Shows a message, whatever the number of those before it. */
static void show(
	struct report *r, const struct coop_place *place, const struct coop_error *what)
{
	struct coop_buf path = {0};
	struct coop_place there = *place;
	if (r->sheet && place->path)
		put_sheet(r, &there, &path);
	coop_diag(r->program, &there, what);
	coop_buf_release(&path);
}

static void show_path(struct report *r, const char *path, const struct coop_error *what)
{
	show(r, &(struct coop_place){.path = path}, what);
}

/* A place in what is read as a place in the file. */
static struct coop_place in_file(const struct report *r, const struct coop_place *place)
{
	struct coop_place there = *place;
	if (r->lines) {
		there.line = report_line_of(r, place->line);
		there.column = 0;
	}
	return there;
}

/* Counts a problem of the current file, and passes it on to the findings or shows it. */
static void take(struct report *r, bool left_out, const struct coop_place *at,
	const struct coop_error *why)
{
	const struct coop_place there = in_file(r, at), *place = &there;
	if (r->findings)
		findings_problem(r->findings, left_out, place, why);
	if (++r->count.in_file <= REPORT_SHOWN_PER_FILE && !r->silent && !r->findings)
		show(r, place, why);
}

void report_rejected(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	r->count.rejected++;
	take(r, true, place, why);
}

void report_rejected_row(struct report *r, const struct coop_place *place,
	const struct coop_error *why, const char *row, size_t n)
{
	report_rejected(r, place, why);
	const struct coop_place there = in_file(r, place);
	if (r->rejects)
		rejects_add(r->rejects, &there, why->msg, row, n);
}

/* Why the run ends here, and what the user can do. */
static enum coop_status not_in_full(struct coop_error *err)
{
	coop_fail(err, COOP_E_UNREAD, "%s",
		TR("not everything could be read in full; the index is left as it was",
			"tout n'a pas pu être lu en entier ; l'index reste comme il était"));
	coop_hint(err, "%s",
		TR("run again when the cause is gone; --keep-going leaves out what cannot be read and goes on",
			"recommencez quand la cause a disparu ; --keep-going laisse de côté ce qui ne peut être lu et continue"));
	return COOP_E_UNREAD;
}

enum coop_status report_failed(struct report *r, const char *path,
	const struct coop_error *problem, struct coop_error *err)
{
	bool machine = problem->status == COOP_E_IO;
	if (problem->status == COOP_E_INPUT || (machine && r->keep_going)) {
		report_rejected(r, &(struct coop_place){.path = path}, problem);
		return COOP_OK;
	}
	if (machine) {
		show_path(r, path, problem);
		return not_in_full(err);
	}
	return coop_pass_on(err, problem);
}

void report_repaired(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	r->count.repaired++;
	take(r, false, place, why);
}

void report_repairs(struct report *r, enum repair_kind kind, size_t n,
	const struct coop_place *place, const struct coop_error *why)
{
	r->count.repairs[kind] += n;
	report_repaired(r, place, why);
}

void report_skipped(struct report *r, const char *path, const char *why)
{
	struct coop_error what = {0};
	r->count.skipped++;
	if (!r->verbose || r->silent)
		return;
	coop_fail(&what, COOP_E_INPUT, TR("skipped: %s", "ignoré : %s"), why);
	show_path(r, path, &what);
}

void report_unread(struct report *r, const char *path, const char *one, const char *many)
{
	report_skipped(r, path, one);
	if (!r->silent)
		unread_add(&r->unread, path, one, many);
}

/* Whether what is no problem is shown. */
static bool tells(const struct report *r)
{
	return (!r->quiet || r->tells) && !r->silent;
}

void report_tell_unread(struct report *r)
{
	const char *path;
	for (size_t i = 0;;) {
		struct coop_error what = {0};
		if (!unread_next(&r->unread, &i, &path, &what))
			return;
		if (tells(r) && !r->verbose) /* which shows each */
			show_path(r, path, &what);
	}
}

void report_note(struct report *r, const char *path, const char *what)
{
	if (!r->verbose || r->silent)
		return;
	struct coop_error found = {0};
	coop_fail(&found, COOP_E_INPUT, "%s", what);
	show_path(r, path, &found);
}

void report_told(struct report *r, const char *path, const struct coop_error *what)
{
	if (tells(r))
		show_path(r, path, what);
}

void report_warn(struct report *r, const struct coop_error *what)
{
	if (!r->silent)
		show_path(r, NULL, what);
}

/* What was repaired in a file, as one line. Where memory runs out it goes unsaid. */
static void show_repairs(struct report *r, const char *path)
{
	struct coop_buf repairs = {0};
	struct coop_error what = {0};
	counters_print_repairs(&r->count, &repairs);
	if (repairs.len > 0) {
		coop_fail(&what, COOP_E_INPUT, TR("mended:%s", "réparé :%s"), repairs.s);
		show_path(r, path, &what);
	}
	coop_buf_release(&repairs);
}

static void end_problems(struct report *r, const char *path)
{
	if (r->count.in_file == 0 || r->silent || r->findings)
		return;
	if (r->count.in_file > REPORT_SHOWN_PER_FILE) {
		struct coop_error what = {0};
		coop_fail(&what, COOP_E_INPUT,
			TR("%zu more problems, not shown",
				"%zu autres problèmes, non montrés"),
			r->count.in_file - REPORT_SHOWN_PER_FILE);
		show_path(r, path, &what);
	}
	if (!r->quiet)
		show_repairs(r, path);
}

void report_file(struct report *r, const char *path)
{
	counters_begin_file(&r->count);
	if (r->findings)
		findings_begin(r->findings, path);
}

void report_file_end(struct report *r, const char *path)
{
	/* where memory ran out, the run ends with that at the next record */
	if (r->findings && (findings_check(r->findings, NULL) ||
				   file_report_print(r->file_reports, r->findings, NULL)))
		r->findings->failed = true;
	end_problems(r, path);
}

bool report_has_problems(const struct report *r)
{
	return r->count.rejected > 0 || r->count.repaired > 0 || r->unsure;
}
