#include "query/search/total.h"

/*
 * What may be gone through to tell people how many notices there are, as a number of postings: half a
 * million instructions, where a search with ten results takes ten million and more. Where positions are
 * compared a posting costs ten times as much.
 */
enum { CHEAP_POSTINGS = 16384, POSITIONS_COST = 10 };

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

/* Whether positions decide what matches a plan. */
static bool is_positional(const struct coop_plan *plan)
{
	if (plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED)
		return true;
	for (size_t i = 0; i < plan->nkids; i++)
		if (is_positional(&plan->kids[i]))
			return true;
	return false;
}

static bool is_cheap(const struct search *s, const struct coop_plan *plan)
{
	uint64_t cost = is_positional(plan) ? POSITIONS_COST : 1;
	return search_postings(s) <= CHEAP_POSTINGS / cost;
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
	const struct coop_collection *collection = search_collection(s);
	uint64_t count = plan->op == COOP_OP_ALL ? collection->documents : 0;
	enum coop_status st = COOP_OK;
	if (plan->op == COOP_OP_TERM)
		st = coop_collection_frequency(
			collection, plan->s, plan->len, &count, err);
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
	out->is_exact = search_knows_total(s, &out->count);
	if (out->is_exact)
		return COOP_OK;
	const struct coop_plan *plan = bare(&q->planned.root);
	/* frequencies are those of all documents */
	bool frequent = !query_among(q);
	enum coop_status st = frequent ? look_up(s, plan, out, err) : COOP_OK;
	if (st || out->is_exact)
		return st;
	if (effort == TOTAL_EXACT || is_cheap(s, plan))
		return count_all(s, q, out, err);
	return frequent ? look_up_kids(s, plan, out, err) : COOP_OK;
}
