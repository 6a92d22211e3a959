#include "indexer/report.h"

#include "shared/i18n.h"

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

void report_file(struct report *r)
{
	r->in_file = 0;
}

/* Tells about a path, however long it is. */
static void tell(struct report *r, const char *path, const struct coop_error *what)
{
	teller_pause(r->teller);
	coop_diag(r->program, &(struct coop_place){.path = path}, what);
	teller_resume(r->teller);
}

void report_file_end(struct report *r, const char *path)
{
	if (r->in_file <= REPORT_SHOWN_PER_FILE || r->silent)
		return;
	struct coop_error what = {0};
	coop_fail(&what, COOP_E_INPUT,
		TR("%zu more problems, not shown", "%zu autres problèmes, non montrés"),
		r->in_file - REPORT_SHOWN_PER_FILE);
	tell(r, path, &what);
}

static void show(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	if (++r->in_file > REPORT_SHOWN_PER_FILE || r->silent)
		return;
	teller_pause(r->teller);
	coop_diag(r->program, place, why);
	teller_resume(r->teller);
}

void report_rejected(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	r->rejected++;
	show(r, place, why);
}

void report_repaired(
	struct report *r, const struct coop_place *place, const struct coop_error *why)
{
	r->repaired++;
	show(r, place, why);
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

bool report_has_problems(const struct report *r)
{
	return r->rejected > 0 || r->repaired > 0;
}
