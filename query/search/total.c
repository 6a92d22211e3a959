#include "query/search/total.h"

/*
 * The most postings that are gone through to tell people how many notices there are. Going through one
 * takes some NN instructions, a search with ten results some NN million.
 */
#define CHEAP_POSTINGS 20000

/* Counts by going through all that matches. */
static enum coop_status count_all(struct search *s, const struct query *q,
	struct total *out, struct coop_error *err)
{
	struct coop_docset all = {0};
	enum coop_status st = search_all(s, q, &all, err);
	*out = (struct total){all.count, !st};
	coop_docset_release(&all);
	return st;
}

/* A plan without operators that join a single kid. */
static const struct coop_plan *bare(const struct coop_plan *plan)
{
	while (plan->nkids == 1 && (plan->op == COOP_OP_OR || plan->op == COOP_OP_AND))
		plan = plan->kids;
	return plan;
}

/* At least so many documents match a plan, by the frequencies of terms: exact for a single one. */
static enum coop_status look_up(const struct search *s, const struct coop_plan *plan,
	struct total *out, struct coop_error *err)
{
	const struct coop_snapshot *snapshot = search_snapshot(s);
	uint64_t count = plan->op == COOP_OP_ALL ? snapshot->documents : 0;
	enum coop_status st = COOP_OK;
	if (plan->op == COOP_OP_TERM)
		st = coop_snapshot_frequency(snapshot, plan->s, plan->len, &count, err);
	out->count = count > out->count ? count : out->count;
	out->is_exact = !st && (plan->op == COOP_OP_TERM || plan->op == COOP_OP_ALL);
	return st;
}

/* The same of one of whose kids at least one must match. */
static enum coop_status look_up_kids(const struct search *s, const struct coop_plan *plan,
	struct total *out, struct coop_error *err)
{
	enum { KIDS = 16 };
	enum coop_status st = COOP_OK;
	bool any = plan->op == COOP_OP_OR || plan->op == COOP_OP_SYNONYM;
	for (size_t i = 0; !st && any && i < plan->nkids && i < KIDS; i++)
		st = look_up(s, bare(&plan->kids[i]), out, err);
	out->is_exact = false;
	return st;
}

enum coop_status search_total(struct search *s, const struct query *q,
	enum total_effort effort, struct total *out, struct coop_error *err)
{
	*out = (struct total){search_found(s), search_found_all(s)};
	if (out->is_exact)
		return COOP_OK;
	const struct coop_plan *plan = bare(&q->planned.root);
	enum coop_status st = look_up(s, plan, out, err);
	if (st || out->is_exact)
		return st;
	return effort == TOTAL_EXACT || search_postings(s) <= CHEAP_POSTINGS
		       ? count_all(s, q, out, err)
		       : look_up_kids(s, plan, out, err);
}
