#include "indexer/report/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/core/i18n.h"

void report_bytes(struct report *r, size_t n)
{
	r->bytes += n;
	progress_add(r->progress, n);
}

void report_record(struct report *r)
{
	r->records++;
	if (r->progress)
		atomic_store_explicit(
			&r->progress->records, r->records, memory_order_relaxed);
}

void report_file(struct report *r, const char *path)
{
	r->in_file = 0;
	memset(r->mended, 0, sizeof r->mended);
	if (r->watch)
		r->watch->ops->begin(r->watch, path);
}

void report_fact(struct report *r, const char *what, const char *fmt, ...)
{
	char text[300];
	if (!r->watch)
		return;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	r->watch->ops->fact(r->watch, what, text);
}

void report_column(struct report *r, const char *name, size_t len, enum coop_field field,
	bool ignored)
{
	if (r->watch)
		r->watch->ops->column(r->watch, name, len, field, ignored);
}

/* Tells about a path, however long it is. */
static void tell(struct report *r, const char *path, const struct coop_error *what)
{
	teller_pause(r->teller);
	coop_diag(r->program, &(struct coop_place){.path = path}, what);
	teller_resume(r->teller);
}

static const char *name_of_mend(enum mend kind)
{
	switch (kind) {
	case MEND_BYTES:
		return TR("stray bytes", "octets égarés");
	case MEND_LINES:
		return TR("lines in another character set",
			"lignes dans un autre jeu de caractères");
	case MEND_MOJIBAKE:
		return TR("characters garbled before", "caractères déjà brouillés");
	case MEND_REPLACED:
		return TR("places replaced", "endroits remplacés");
	case MEND_NULS:
		return TR("lines with NULs", "lignes avec des octets nuls");
	default:
		return TR("rows", "lignes de tableau");
	}
}

/* What was mended in a file, as one line; it is only said, so that memory may fail. */
static void summarize(struct report *r, const char *path)
{
	struct coop_buf line = {0};
	struct coop_error what = {0};
	for (int kind = 0; kind < MEND_COUNT; kind++)
		if (r->mended[kind] > 0)
			coop_buf_printf(&line, TR("%s %s: %zu", "%s %s : %zu"),
				line.len > 0 ? TR(";", " ;") : "",
				name_of_mend((enum mend)kind), r->mended[kind]);
	if (line.len > 0) {
		coop_fail(&what, COOP_E_INPUT, TR("mended:%s", "réparé :%s"), line.s);
		tell(r, path, &what);
	}
	coop_buf_release(&line);
}

void report_file_end(struct report *r, const char *path)
{
	if (r->watch)
		r->watch->ops->end(r->watch);
	if (r->in_file == 0 || r->silent || r->watch)
		return;
	if (r->in_file > REPORT_SHOWN_PER_FILE) {
		struct coop_error what = {0};
		coop_fail(&what, COOP_E_INPUT,
			TR("%zu more problems, not shown",
				"%zu autres problèmes, non montrés"),
			r->in_file - REPORT_SHOWN_PER_FILE);
		tell(r, path, &what);
	}
	if (!r->quiet)
		summarize(r, path);
}

static void show(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	if (++r->in_file > REPORT_SHOWN_PER_FILE || r->silent || r->watch)
		return;
	teller_pause(r->teller);
	coop_diag(r->program, place, why);
	teller_resume(r->teller);
}

void report_rejected(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	r->rejected++;
	if (r->watch)
		r->watch->ops->problem(r->watch, true, place, why);
	show(r, place, why);
}

void report_rejected_row(struct report *r, const struct coop_place *place,
	const struct coop_error *why, const char *row, size_t n)
{
	report_rejected(r, place, why);
	if (r->rejects)
		rejects_add(r->rejects, place, why->msg, row, n);
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
		tell(r, path, problem);
		return not_in_full(err);
	}
	return coop_pass_on(err, problem);
}

void report_repaired(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	r->repaired++;
	if (r->watch)
		r->watch->ops->problem(r->watch, false, place, why);
	show(r, place, why);
}

void report_mended(struct report *r, enum mend kind, size_t n,
	const struct coop_place *place, const struct coop_error *why)
{
	r->mended[kind] += n;
	report_repaired(r, place, why);
}

void report_skipped(struct report *r, const char *path, const char *why)
{
	struct coop_error what = {0};
	r->skipped++;
	if (!r->verbose || r->silent)
		return;
	coop_fail(&what, COOP_E_INPUT, TR("skipped: %s", "ignoré : %s"), why);
	tell(r, path, &what);
}

void report_warn(struct report *r, const struct coop_error *what)
{
	if (!r->silent)
		tell(r, NULL, what);
}

void report_note(struct report *r, const char *path, const char *what)
{
	if (!r->verbose || r->silent)
		return;
	struct coop_error found = {0};
	coop_fail(&found, COOP_E_INPUT, "%s", what);
	tell(r, path, &found);
}

bool report_has_problems(const struct report *r)
{
	return r->rejected > 0 || r->repaired > 0 || r->unsure;
}
