#include "query/places.h"

#include <stdlib.h>

#include "query/joint.h"
#include "query/ranked.h"

/* A part of a plan, and who finds its documents. */
struct place {
	struct joint_query query;
	struct joint *joint;
};

static enum coop_status reach(
	void *self, uint32_t docid, double least, uint32_t *found, struct coop_error *err)
{
	return joint_reach(((struct place *)self)->joint, docid, least, found, err);
}

static enum coop_status check(
	void *self, uint32_t docid, double least, bool *there, struct coop_error *err)
{
	return joint_check(((struct place *)self)->joint, docid, least, there, err);
}

static double score(void *self)
{
	return joint_score(((struct place *)self)->joint);
}

static void close_place(void *self)
{
	struct place *p = self;
	joint_free(p->joint);
	joint_query_release(&p->query);
	free(p);
}

static enum coop_status open_place(void *self, const struct coop_plan *near,
	struct coop_source *out, struct coop_error *err)
{
	const struct places *places = self;
	struct place *p = calloc(1, sizeof *p);
	if (!p)
		return coop_fail_nomem(err);
	bool fits = ranked_joint(near, &p->query);
	enum coop_status st = p->query.failed ? coop_fail_nomem(err) : COOP_OK;
	if (!st && fits)
		st = joint_new(&p->query, places->lists, places->reader, &p->joint, err);
	/* the engine cannot stand in: it may have no positions, and would not say so */
	if (!st && !p->joint)
		st = coop_ranklists_fail(err);
	if (st)
		close_place(p);
	else
		*out = (struct coop_source){
			p, joint_most(p->joint), reach, check, score, close_place};
	return st;
}

struct coop_places places_tell(struct places *p)
{
	return (struct coop_places){p, open_place};
}
