#include "indexer/follow.h"

#include <stdbool.h>

#include "indexer/report/clock.h"
#include "indexer/runs.h"
#include "indexer/watch/burst.h"
#include "indexer/watch/watches.h"
#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

struct follow {
	const struct job *job;
	struct report *report;
	struct coop_buf dir; /* of the index */
	struct watches *watches;
	struct burst burst;
	bool told, lacking; /* that it watches, and that it cannot watch all */
};

/* Sets the watches; an update that follows sees all that happened before. */
static enum coop_status set_watches(struct follow *f, struct coop_error *err)
{
	struct selection *selection;
	struct report silent = {.silent = true, .keep_going = true};
	struct coop_error why = {0};
	enum coop_status st = selection_new(&f->job->select, &silent, &selection, err);
	if (!st)
		st = watches_set(f->watches, selection, f->dir.s, f->report->stop, err);
	selection_free(selection);
	bool lacking = !st && watches_lacking(f->watches, &why);
	if (lacking && !f->lacking)
		coop_diag(f->report->program, NULL, &why);
	f->lacking = lacking;
	return st;
}

static void tell(struct follow *f)
{
	if (!f->told && !f->report->quiet)
		coop_diag_note(f->report->program,
			TR("watching %zu folders; Ctrl-C ends it",
				"%zu dossiers surveillés ; Ctrl-C termine"),
			watches_count(f->watches));
	f->told = true;
}

/* Sets the watches, and updates the index. */
static enum coop_status update(struct follow *f, struct coop_error *err)
{
	f->report->count = (struct counters){0};
	f->report->unsure = false;
	burst_begin(&f->burst);
	enum coop_status st = set_watches(f, err);
	if (!st)
		st = job_run(f->job, f->report, err);
	burst_end(&f->burst, clock_seconds(), st != COOP_OK || f->lacking);
	return st;
}

/* Waits until an update is due, or the user ends it. */
static void wait_for_change(struct follow *f)
{
	while (!stop_wanted(f->report->stop)) {
		double due = burst_due(&f->burst, clock_seconds());
		if (due == 0)
			return;
		if (watches_wait(f->watches, due))
			burst_event(&f->burst, clock_seconds());
	}
}

static enum coop_status follow(struct follow *f, struct coop_error *err)
{
	for (bool first = true; !stop_wanted(f->report->stop); first = false) {
		struct coop_error why = {0};
		enum coop_status st = update(f, &why);
		if (stop_wanted(f->report->stop))
			break;
		if ((first && st == COOP_E_ARG) || st == COOP_E_NOMEM)
			return coop_pass_on(err, &why);
		if (st)
			coop_diag(f->report->program, NULL, &why);
		tell(f);
		wait_for_change(f);
	}
	return COOP_OK;
}

enum coop_status follow_run(
	const struct job *job, struct report *report, struct coop_error *err)
{
	struct follow f = {.job = job, .report = report};
	enum coop_status st = coop_index_locate(job->index, &f.dir, err);
	if (!st)
		st = watches_new(&f.watches, err);
	if (!st)
		st = follow(&f, err);
	watches_free(f.watches);
	coop_buf_release(&f.dir);
	return st;
}
