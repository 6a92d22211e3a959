/*
 * plan_proximity.c - the plans of words near each other.
 */
#include <string.h>

#include "query/plan/plan_internal.h"
#include "shared/index/layout.h"
#include "shared/text/analyzer.h"

/* The terms of a leaf that have places, each behind `prefix` bytes of a field's. */
struct placed {
	size_t first, count, prefix;
};

static struct placed placed_of(const struct planner *p, uint32_t node)
{
	enum { PREFIX = 2 };
	const struct part *part = &p->q->parts[node];
	struct placed of = {part->term, part->nterms, part->in_field ? PREFIX : 0};
	const struct word *w = NULL;
	if (part->in_field && planner_node(p, node)->kind == QNODE_WORDS) {
		w = query_main_word(p->q, part);
		of.first = w ? w->term : 0;
		of.count = w ? w->nterms : 0;
	}
	return of;
}

/* How many terms have places in what stands beside NEAR; SIZE_MAX when it cannot. */
static size_t count_places(const struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	const struct part *part = &p->q->parts[node];
	size_t sum = 0;
	if (part->in_field && !part->placed)
		return SIZE_MAX;
	if (n->kind == QNODE_WORDS || n->kind == QNODE_WILD || n->kind == QNODE_FUZZY)
		return placed_of(p, node).count;
	if (n->kind != QNODE_OR)
		return SIZE_MAX;
	for (uint32_t k = n->first; k; k = planner_node(p, k)->next) {
		size_t count = count_places(p, k);
		if (count == SIZE_MAX)
			return SIZE_MAX;
		sum += count;
	}
	return sum;
}

static void put_places(struct planner *p, uint32_t node, struct gathered *g)
{
	const struct qnode *n = planner_node(p, node);
	for (uint32_t k = n->first; k; k = planner_node(p, k)->next)
		put_places(p, k, g);
	struct placed of = placed_of(p, node);
	for (size_t i = 0; i < of.count; i++) {
		struct slice term = p->q->terms[of.first + i].text;
		term.off += of.prefix;
		term.len -= of.prefix;
		plan_set_term(p->q, &g->nodes[g->count++], term, 1);
	}
}

static bool is_in_field(const struct planner *p, uint32_t node)
{
	while (planner_node(p, node)->first)
		node = planner_node(p, node)->first;
	return p->q->parts[node].in_field;
}

/* The places that what stands beside NEAR can have; false when it can have none. */
static bool plan_places(struct planner *p, uint32_t node, struct coop_plan *to)
{
	size_t count = count_places(p, node);
	if (count == SIZE_MAX)
		return false;
	struct gathered g = planner_room(p, count);
	if (p->failed)
		return false;
	put_places(p, node, &g);
	plan_join(to, COOP_OP_OR, &g);
	return true;
}

/* How far apart neighbours may be, or what may not stand between them. */
static void set_distance(const struct qnode *n, struct coop_plan *to)
{
	to->window = n->near + 1;
	if (n->near != QNEAR_SENTENCE && n->near != QNEAR_PARAGRAPH)
		return;
	bool sentence = n->near == QNEAR_SENTENCE;
	to->s = sentence ? COOP_TERM_SENTENCE : COOP_TERM_PARAGRAPH;
	to->len = strlen(to->s);
	/* no gap fits between what is nearer */
	to->window = (sentence ? COOP_GAP_SENTENCE : COOP_GAP_PARAGRAPH) + 1;
}

/* Two neighbours of a NEAR. */
static bool plan_pair(
	struct planner *p, uint32_t left, uint32_t right, struct coop_plan *to)
{
	const struct qnode *n = planner_node(p, right);
	struct coop_plan *pair = planner_nodes(p, 2);
	if (!pair || !plan_places(p, left, &pair[0]) || !plan_places(p, right, &pair[1]))
		return false;
	plan_set(to, n->ordered ? COOP_OP_ORDERED : COOP_OP_NEAR, pair, 2);
	set_distance(n, to);
	return true;
}

/*
 * What cannot stand beside NEAR is joined as by AND. In a field, the words must be in it, and
 * near each other somewhere in the notice: which of their places are in the field is not told.
 */
bool plan_near(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct gathered g = planner_room(p, 3 * planner_count_kids(p, node));
	if (p->failed)
		return false;
	for (uint32_t k = planner_node(p, node)->first; planner_node(p, k)->next;
		k = planner_node(p, k)->next) {
		uint32_t next = planner_node(p, k)->next;
		struct coop_plan *pair = &g.nodes[g.count];
		bool near = plan_pair(p, k, next, pair),
		     paid = near && planner_pay(p, next, pair);
		g.count += paid;
		if (near && !is_in_field(p, k))
			continue;
		g.count += planner_plan(p, k, &g.nodes[g.count]);
		g.count += planner_plan(p, next, &g.nodes[g.count]);
	}
	plan_join(to, COOP_OP_AND, &g);
	return g.count > 0;
}
