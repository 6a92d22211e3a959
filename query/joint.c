#include "query/joint.h"

#include <stdlib.h>

#include "query/best.h"
#include "query/group.h"
#include "query/near.h"

/* Sums of scores differ by less than so small a part of them, whatever their order. */
enum { ROUNDING = 1 << 30 };

/*
 * The two rarest groups, where both are a word of one phrase: where in a document these do not
 * stand as they should, nothing else need be looked up.
 */
struct early {
	struct group *first, *second; /* in the order of the phrase; NULL for none */
	uint32_t least, most;         /* positions that the second is behind the first */
};

struct joint {
	struct lane *lanes;         /* one for each term */
	uint32_t *at;               /* group.h */
	struct lane_posting *found; /* likewise */
	struct group *groups;       /* in the order of the query */
	size_t ngroups;
	struct group **needed; /* the rarest first */
	size_t nneeded;
	struct near_side *sides; /* of one near */
	const size_t *side_groups;
	bool two; /* the two rarest groups are a term each */
	struct early early;
	struct joint_near *nears;
	size_t nnears;
	struct coop_positions *walks; /* of the sides of one near */
	uint64_t documents;
	bool damaged;
	struct best best;
	double unit;
	uint32_t least; /* bound that a document must reach */
	uint32_t until; /* up to there the blocks may have such documents ... */
	uint32_t most;  /* ... and together add so much at most */
	double score;   /* of the document that was found last */
};

void joint_query_release(struct joint_query *q)
{
	free(q->terms);
	free(q->groups);
	free(q->sides);
	free(q->nears);
	*q = (struct joint_query){0};
}

void joint_free(struct joint *j)
{
	if (!j)
		return;
	free(j->lanes);
	free(j->at);
	free(j->found);
	free(j->groups);
	free(j->needed);
	free(j->sides);
	free(j->nears);
	free(j->walks);
	free(j);
}

/* ---- what has all groups ---- */

/* The first docid from `docid` on in whose blocks there may be a document that is good enough. */
static uint32_t skip_blocks(struct joint *j, uint32_t docid)
{
	while (docid > j->until && docid != LANE_NONE) {
		uint32_t until = LANE_NONE - 1;
		j->most = 0;
		for (size_t n = 0; n < j->ngroups; n++)
			j->most += group_most(&j->groups[n], docid, &until);
		if (j->most >= j->least)
			j->until = until;
		else
			docid = until + 1;
	}
	return docid;
}

/* The same, by what the rarest group has as well when it is a single term. */
static uint32_t skip(struct joint *j, uint32_t docid)
{
	const struct group *g = j->needed[0];
	while ((docid = skip_blocks(j, docid)) != LANE_NONE && g->count == 1) {
		uint32_t others = j->most - g->most;
		if (j->least <= others)
			break;
		docid = lane_pass(g->lanes, docid, j->until, j->least - others);
		if (docid <= j->until)
			break;
	}
	return docid;
}

/* Whether the two rarest groups stand as they should, in the document that both came to. */
static bool holds_early(struct joint *j)
{
	const struct early *e = &j->early;
	const struct lane_posting *a = e->first->found, *b = e->second->found;
	return near_pair(
		a->block, a->number, b->block, b->number, e->least, e->most, &j->damaged);
}

/* The first document from `docid` on that has all groups, and may be good enough. */
static uint32_t reach_all(struct joint *j, uint32_t docid)
{
	uint32_t most = 0;
	for (size_t i = 0; i < j->nneeded;) {
		struct group *g = j->needed[i];
		if (i == 0 && j->least > 0) {
			docid = skip(j, docid);
			most = j->most;
		} else if (i == 0 && j->two) {
			docid = group_meet(g, j->needed[1], docid);
			j->damaged |= j->needed[1]->damaged;
		}
		uint32_t at = group_reach(g, docid);
		j->damaged |= g->damaged;
		if (at == LANE_NONE)
			return LANE_NONE;
		/* what several terms add takes longer to be told than it is worth */
		if (at == docid && j->least > 0 && g->count == 1)
			most = most - g->most + group_bound(g);
		bool good = at == docid && most >= j->least &&
			    (i != 1 || !j->early.first || holds_early(j));
		docid = at > docid || good ? at : at + 1;
		i = good ? i + 1 : 0;
	}
	j->damaged |= docid > j->documents;
	return j->damaged ? LANE_NONE : docid;
}

/* ---- what is near ---- */

/* What near_holds() is asked of, in the document that all groups have come to. */
struct beginning {
	struct joint *j;
	const size_t *groups; /* of the sides */
};

/* Begins a side; its walks stand behind those of the one before it. */
static void begin_side(void *self, size_t side)
{
	const struct beginning *b = self;
	struct joint *j = b->j;
	struct near_side *s = &j->sides[side];
	struct group *g = &j->groups[b->groups[side]];
	group_settle(g);
	*s = near_begin(side > 0 ? s[-1].walks + s[-1].room : j->walks);
	for (size_t i = 0; i < g->count; i++)
		if (group_has(g, i))
			near_add(s, g->found[i].block, g->found[i].number);
	s->room = s->count;
	j->damaged |= g->damaged || s->damaged;
}

static bool holds(struct joint *j, const struct joint_near *n)
{
	struct beginning b = {j, j->side_groups + n->first};
	const struct near_sides sides = {j->sides, n->count, begin_side, &b};
	return near_holds(&sides, n->window, n->ordered);
}

static bool all_hold(struct joint *j)
{
	for (size_t i = 0; i < j->nnears; i++) {
		if (holds(j, &j->nears[i]))
			continue;
		/* what often fails is asked earlier */
		struct joint_near failed = j->nears[i];
		j->nears[i] = j->nears[i > 0 ? i - 1 : 0];
		j->nears[i > 0 ? i - 1 : 0] = failed;
		return false;
	}
	return true;
}

static enum coop_status check_lists(const struct joint *j, struct coop_error *err)
{
	return j->damaged ? coop_ranklists_fail(err) : COOP_OK;
}

/* ---- documents, one after the other ---- */

/* The score of a document that has all groups, which come to tell what they have of it. */
static double score_of(struct joint *j, uint32_t docid)
{
	double score = 0;
	for (size_t n = 0; n < j->ngroups; n++) {
		struct group *g = &j->groups[n];
		if (group_reach(g, docid) == docid) {
			group_settle(g);
			score += group_score(g);
		}
		j->damaged |= g->damaged;
	}
	return score;
}

/* Sets what a document must score. */
static void set_least(struct joint *j, double least)
{
	double bound = least * j->unit;
	j->least = bound > LANES_SUM * 2 ? UINT32_MAX : bound > 0 ? (uint32_t)bound : 0;
}

/*
 * Whether a document that has all groups is found: its score is not below `least`, and is among
 * the best that there are. What all documents score well enough for is asked last.
 */
static bool is_found(struct joint *j, uint32_t docid, double least)
{
	bool all_will_do = !(least > 0);
	if (all_will_do && !all_hold(j))
		return false;
	j->score = score_of(j, docid);
	return j->score >= least - least / ROUNDING &&
	       best_can_take(&j->best, (struct coop_hit){docid, j->score}) &&
	       (all_will_do || all_hold(j));
}

enum coop_status joint_reach(struct joint *j, uint32_t docid, double least,
	uint32_t *found, struct coop_error *err)
{
	set_least(j, least);
	*found = reach_all(j, docid);
	while (*found != LANE_NONE && !is_found(j, *found, least))
		*found = reach_all(j, *found + 1);
	return check_lists(j, err);
}

enum coop_status joint_check(struct joint *j, uint32_t docid, double least, bool *there,
	struct coop_error *err)
{
	*there = true;
	for (size_t i = 0; *there && i < j->nneeded; i++)
		*there = group_reach(j->needed[i], docid) == docid;
	*there = *there && is_found(j, docid, least);
	return check_lists(j, err);
}

double joint_score(const struct joint *j)
{
	return j->score;
}

double joint_most(const struct joint *j)
{
	return j->unit > 0 ? LANES_SUM / j->unit * (1 + 1.0 / ROUNDING) : 0;
}

/* ---- the best ---- */

enum coop_status joint_find(struct joint *j, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err)
{
	struct best *best = &j->best;
	double least = 0;
	*best = (struct best){hits, 0, count};
	for (uint32_t docid = 0; (docid = reach_all(j, docid + 1)) != LANE_NONE;) {
		if (!is_found(j, docid, least))
			continue;
		best_take(best, (struct coop_hit){docid, j->score});
		least = best->count == best->max ? best->at[0].score : 0;
		set_least(j, least);
	}
	best_sort(best);
	*found = best->count;
	return check_lists(j, err);
}

/* ---- a query ---- */

/* Begins the lanes. */
static enum coop_status begin_lanes(struct joint *j, const struct joint_query *q,
	const struct coop_ranklists *lists, struct coop_reader *reader, bool *there,
	struct coop_error *err)
{
	enum coop_status st = coop_reader_count(reader, &j->documents, err);
	for (size_t n = 0; !st && n < q->ngroups; n++) {
		const struct joint_group *g = &q->groups[n];
		for (size_t i = g->first; !st && *there && i < g->first + g->count; i++) {
			struct lane *l = &j->lanes[i];
			st = lane_begin(l, lists, reader, j->documents, q->terms[i].term,
				q->terms[i].weight * g->weight, there, err);
		}
	}
	if (!st && *there)
		j->unit = lanes_set_bounds(j->lanes, q->nterms);
	return st;
}

/* Puts the groups in order. */
static void begin_groups(struct joint *j, const struct joint_query *q)
{
	for (size_t n = 0; n < q->ngroups; n++) {
		struct group *g = &j->groups[n];
		size_t first = q->groups[n].first;
		*g = (struct group){.lanes = j->lanes + first,
			.at = j->at + first,
			.found = j->found + first,
			.count = q->groups[n].count,
			.documents = j->documents};
		if (!q->groups[n].required)
			continue;
		size_t place = j->nneeded++;
		for (; place > 0 &&
			group_holding(g) < group_holding(j->needed[place - 1]);
			place--)
			j->needed[place] = j->needed[place - 1];
		j->needed[place] = g;
	}
}

/* The most that the sides of any near need. */
static size_t count_walks(const struct joint_query *q)
{
	size_t most = 0;
	for (size_t n = 0; n < q->nnears; n++) {
		size_t sum = 0;
		for (size_t s = 0; s < q->nears[n].count; s++)
			sum += q->groups[q->sides[q->nears[n].first + s]].count;
		most = sum > most ? sum : most;
	}
	return most;
}

/* Finds whether the two rarest groups are words of one phrase, or of what is like one. */
static void begin_early(struct joint *j)
{
	j->two = j->nneeded > 1 && j->needed[0]->count == 1 && j->needed[1]->count == 1;
	for (size_t n = 0; j->two && j->nneeded > 2 && n < j->nnears; n++) {
		const struct joint_near *near = &j->nears[n];
		const size_t *sides = j->side_groups + near->first;
		size_t at[2] = {SIZE_MAX, SIZE_MAX};
		for (size_t s = 0; near->ordered && s < near->count; s++)
			for (size_t k = 0; k < 2; k++)
				if (&j->groups[sides[s]] == j->needed[k])
					at[k] = s;
		if (at[0] == SIZE_MAX || at[1] == SIZE_MAX || near->count > near->window)
			continue;
		size_t before = at[0] < at[1] ? 0 : 1;
		uint32_t least = (uint32_t)(at[1 - before] - at[before]);
		j->early = (struct early){j->needed[before], j->needed[1 - before], least,
			least + near->window - (uint32_t)near->count};
		return;
	}
}

static bool reserve(struct joint *j, const struct joint_query *q)
{
	j->lanes = calloc(q->nterms + 1, sizeof *j->lanes);
	j->at = calloc(q->nterms + 1, sizeof *j->at);
	j->found = calloc(q->nterms + 1, sizeof *j->found);
	j->groups = calloc(q->ngroups + 1, sizeof *j->groups);
	j->needed = calloc(q->ngroups + 1, sizeof(struct group *));
	j->sides = calloc(q->nsides + 1, sizeof *j->sides);
	j->nears = calloc(q->nnears + 1, sizeof *j->nears);
	j->walks = calloc(count_walks(q) + 1, sizeof *j->walks);
	j->side_groups = q->sides;
	j->ngroups = q->ngroups;
	j->nnears = q->nnears;
	for (size_t i = 0; j->nears && i < q->nnears; i++)
		j->nears[i] = q->nears[i];
	return j->lanes && j->at && j->found && j->groups && j->needed && j->sides &&
	       j->nears && j->walks;
}

enum coop_status joint_new(const struct joint_query *q,
	const struct coop_ranklists *lists, struct coop_reader *reader,
	struct joint **out, struct coop_error *err)
{
	*out = NULL;
	struct joint *j = calloc(1, sizeof *j);
	if (!j || !reserve(j, q)) {
		joint_free(j);
		return coop_fail_nomem(err);
	}
	bool there = true;
	enum coop_status st = begin_lanes(j, q, lists, reader, &there, err);
	if (st || !there) {
		joint_free(j);
		return st;
	}
	begin_groups(j, q);
	begin_early(j);
	j->best.max = SIZE_MAX; /* all are among them */
	*out = j;
	return COOP_OK;
}
