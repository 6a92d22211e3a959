/*
 * indexing_previous.c - the generation that a build begins from, and what is kept of one that is damaged.
 */
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/indexing_internal.h"
#include "indexer/report/rejects.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/glass_read.h"
#include "shared/index/layout.h"

/* Says why the generation that serves is not updated but replaced, where users may wonder. */
static void note_replaced(const struct indexing *x, const struct coop_error *why)
{
	if (!x->report->quiet && why->status != COOP_E_NOINDEX)
		coop_diag_note(x->report->program,
			TR("the index is made anew: %s", "l'index est refait : %s"),
			why->msg);
}

enum coop_status indexing_salvage(
	struct indexing *x, const struct coop_error *why, struct coop_error *err)
{
	struct coop_stub stub = generation_stub(x->g);
	struct coop_error worse = {0};
	enum coop_status st = previous_salvage(generation_index_folder(x->g),
		generation_dir(x->g), &stub, x->report->stop, &x->previous, &worse);
	if (st && (!indexing_is_damage(st) || x->job->add || x->job->remove)) {
		coop_hint(&worse, "%s",
			TR("what is in the index is to stay: repair it first, with coopidx --repair",
				"ce qui est dans l'index doit rester : réparez-le d'abord, avec coopidx --repair"));
		return coop_pass_on(err, &worse);
	}
	if (st)
		note_replaced(x, why);
	else if (!x->report->quiet && why->status)
		coop_diag_note(x->report->program,
			TR("%s; what is whole is kept, the rest is read again",
				"%s ; ce qui est intact est gardé, le reste est relu"),
			why->msg);
	return COOP_OK;
}

enum coop_status indexing_open_previous(struct indexing *x, struct coop_error *err)
{
	struct coop_error why = {0};
	bool other_facts = false;
	unsigned long number = generation_serving(x->g);
	bool first = generation_is_first(x->g);
	bool must = x->job->remove || (x->job->add && !first);
	if (number == 0 && must)
		return first ? coop_stub_missing(generation_dir(x->g), err)
			     : coop_glass_fail(COOP_INDEX_STUB, err);
	enum coop_status st = indexing_check_shard(x, &other_facts, err);
	if (st || number == 0 ||
		(!must && (x->job->full || x->job->engine_writes || other_facts)))
		return st;
	st = previous_open(generation_index_folder(x->g), generation_dir(x->g), number,
		NULL, &x->previous, &why);
	if (st == COOP_E_NOMEM || st == COOP_E_IO || (st == COOP_E_NOINDEX && must))
		return coop_pass_on(err, &why);
	if (indexing_is_damage(st))
		return indexing_salvage(x, &why, err);
	if (st && must)
		return coop_pass_on(err, &why);
	if (st)
		note_replaced(x, &why);
	return COOP_OK;
}

void indexing_open_rejects(struct indexing *x)
{
	struct sources *before = &x->previous->sources;
	x->rejects_before = entry_open(generation_index_folder(x->g), COOP_INDEX_REJECTS);
	if (before->rejected_bytes == 0 ||
		(x->rejects_before >= 0 && indexing_has_same_root(x) &&
			rejects_has_size(x->rejects_before, before->rejected_bytes)))
		return;
	/*
	 * It is not as it was written, or has paths that lead nowhere: the rows are found again by
	 * reading their sources.
	 */
	for (size_t i = 0; i < before->count; i++)
		if (before->at[i].rejected_bytes > 0)
			before->at[i].flags |= SOURCE_UNREAD;
	if (x->rejects_before >= 0)
		close(x->rejects_before);
	x->rejects_before = -1;
}
