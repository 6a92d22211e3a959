#include "query/plan/plan.h"

#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"

/* Excludes what any of these plans matches. */
static void exclude(struct planner *p, struct coop_plan *to, const struct plan_kids *g)
{
	struct coop_plan kept = *to, without;
	if (g->count == 0)
		return;
	plan_set(&without, COOP_OP_OR, g->nodes, g->count);
	planner_combine(p, to, COOP_OP_WITHOUT, &kept, &without);
}

/* Plans a node whose matches are excluded. */
static void add_excluded(struct planner *p, struct plan_kids *g, uint32_t node)
{
	uint64_t limit = p->limit;
	p->excluded++;
	g->count += planner_plan(p, node, &g->nodes[g->count]);
	p->excluded--;
	p->limit = limit;
}

/* Plans an AND, of which NOT is a part. */
static bool plan_and(struct planner *p, uint32_t node, struct coop_plan *to)
{
	size_t count = planner_count_kids(p, node);
	struct plan_kids required = planner_kids(p, count),
			 excluded = planner_kids(p, count);
	if (p->failed)
		return false;
	planner_limit(p, node);
	for (uint32_t k = planner_node(p, node)->first; k; k = planner_node(p, k)->next) {
		if (planner_node(p, k)->kind == QNODE_NOT)
			add_excluded(p, &excluded, planner_node(p, k)->first);
		else
			required.count +=
				planner_plan(p, k, &required.nodes[required.count]);
	}
	if (required.count + excluded.count == 0)
		return false;
	if (required.count == 0)
		plan_set(to, COOP_OP_ALL, NULL, 0);
	else
		plan_join(to, COOP_OP_AND, &required);
	exclude(p, to, &excluded);
	return true;
}

static bool plan_or(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct plan_kids g = planner_kids(p, planner_count_kids(p, node));
	uint64_t limit = p->limit;
	if (p->failed)
		return false;
	for (uint32_t k = planner_node(p, node)->first; k; k = planner_node(p, k)->next) {
		p->limit = limit;
		g.count += planner_plan(p, k, &g.nodes[g.count]);
	}
	p->limit = limit;
	plan_join(to, COOP_OP_OR, &g);
	return g.count > 0;
}

static bool plan_not(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct plan_kids excluded = planner_kids(p, 1);
	if (p->failed)
		return false;
	add_excluded(p, &excluded, planner_node(p, node)->first);
	if (excluded.count == 0)
		return false;
	plan_set(to, COOP_OP_ALL, NULL, 0);
	exclude(p, to, &excluded);
	return true;
}

/* The plans of a list's clauses, by role. */
struct clauses {
	struct plan_kids required, optional, excluded;
	struct plan_kids words;  /* those of `optional` that are not stop words alone */
	struct plan_kids wishes; /* what only ranks: implied by words, with '?' */
	bool filters;            /* all of `required` are filters */
};

/* Whether a clause is stop words alone, which were kept for lack of others. */
static bool is_stop(const struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	if (p->a->options.keep_stopwords || n->kind == QNODE_FIELD ||
		n->kind == QNODE_NOT)
		return false;
	for (uint32_t k = n->first; k; k = planner_node(p, k)->next)
		if (!is_stop(p, k))
			return false;
	for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
		const struct analysed_word *w = &p->e->words[i].word;
		if (w->stem.len > 0 || w->exact.len > 0)
			return false;
	}
	return n->first || n->kind == QNODE_WORDS;
}

/* Plans the clauses of a list. */
static void gather_list(struct planner *p, uint32_t node, struct clauses *c)
{
	c->filters = true;
	for (uint32_t k = planner_node(p, node)->first; k; k = planner_node(p, k)->next) {
		char sign = planner_node(p, k)->sign;
		/* a phrase that is relaxed to single words is no condition */
		bool must = sign == '+' ||
			    (qnode_is_condition(p->tree, k) &&
				    analysed_kind(p->tree, p->a, k) != QNODE_WORDS);
		struct plan_kids *g = must          ? &c->required
				      : sign == '?' ? &c->wishes
						    : &c->optional;
		if (sign == '-')
			add_excluded(p, &c->excluded, k);
		else if (planner_plan(p, k, &g->nodes[g->count])) {
			c->filters &= !must || qnode_is_filter(p->tree, k);
			if (!must && sign != '?' && !is_stop(p, k))
				c->words.nodes[c->words.count++] = g->nodes[g->count];
			g->count++;
		}
	}
}

static bool make_clauses(struct planner *p, uint32_t node, struct clauses *c)
{
	size_t count = planner_count_kids(p, node);
	*c = (struct clauses){.required = planner_kids(p, count),
		.optional = planner_kids(p, count),
		.excluded = planner_kids(p, count),
		.words = planner_kids(p, count),
		.wishes = planner_kids(p, count)};
	if (p->failed)
		return false;
	planner_limit(p, node);
	gather_list(p, node, c);
	return c->required.count + c->optional.count + c->excluded.count > 0;
}

/*
 * Joins what must match and what is optional. Beside filters alone one of the optional clauses must
 * match, else they add to the score.
 */
static void join_clauses(struct planner *p, struct clauses *c, struct coop_plan *to)
{
	struct coop_plan either;
	bool narrow = c->filters && !p->a->options.any;
	const struct plan_kids *optional = narrow ? &c->words : &c->optional;
	plan_join(&either, COOP_OP_OR, optional);
	if (optional->count > 0 && narrow)
		c->required.nodes[c->required.count++] = either;
	plan_join(to, COOP_OP_AND, &c->required);
	/*
	 * Below NOT nothing is scored, so an optional clause means nothing; and libxapian 1.4.22
	 * reads uninitialised weights there.
	 */
	if (optional->count > 0 && !narrow && p->excluded == 0) {
		struct coop_plan base = *to;
		planner_combine(p, to, COOP_OP_MAYBE, &base, &either);
	}
}

static bool plan_list(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct clauses c;
	if (!make_clauses(p, node, &c))
		return false;
	if (c.required.count > 0)
		join_clauses(p, &c, to);
	else if (c.optional.count > 0)
		plan_join(to, COOP_OP_OR, &c.optional);
	else
		plan_set(to, COOP_OP_ALL, NULL, 0);
	if (c.wishes.count > 0) {
		struct coop_plan base = *to, wishes;
		plan_join(&wishes, COOP_OP_OR, &c.wishes);
		planner_combine(p, to, COOP_OP_MAYBE, &base, &wishes);
	}
	exclude(p, to, &c.excluded);
	return true;
}

bool planner_plan(struct planner *p, uint32_t node, struct coop_plan *to)
{
	bool some;
	uint64_t limit = p->limit;
	switch (planner_node(p, node)->kind) {
	case QNODE_AND:
		some = plan_and(p, node, to);
		break;
	case QNODE_OR:
		some = plan_or(p, node, to);
		break;
	case QNODE_NOT:
		some = plan_not(p, node, to);
		break;
	case QNODE_LIST:
		some = plan_list(p, node, to);
		break;
	case QNODE_NEAR:
		some = plan_near(p, node, to);
		break;
	case QNODE_FIELD:
		some = planner_plan(p, planner_node(p, node)->first, to);
		break;
	default:
		some = plan_leaf(p, node, to);
		break;
	}
	/* only a condition limits the clauses beside it */
	if (!qnode_is_condition(p->tree, node))
		p->limit = limit;
	if (some)
		to->weight *= planner_node(p, node)->boost;
	return some && !p->failed;
}

/* Leaves out the documents that the options exclude. */
static void leave_out(struct planner *p, struct coop_plan *root)
{
	struct coop_bytes term = p->a->options.without;
	struct coop_plan kept = *root, without = {.op = COOP_OP_TERM,
					       .weight = 1,
					       .s = term.s,
					       .len = term.len};
	if (term.len > 0)
		planner_combine(p, root, COOP_OP_WITHOUT, &kept, &without);
}

/* Plans the words of a plain query, or the tree. */
static void plan_root(struct planner *p)
{
	struct coop_plan *root = &p->out->root;
	plan_set(root, COOP_OP_OR, NULL, 0);
	plan_rarest(p);
	if (!p->a->leaves)
		plan_words(p, 0, p->a->count, root);
	else if (!planner_plan(p, p->tree->root, root))
		plan_set(root, COOP_OP_OR, NULL, 0);
	leave_out(p, root);
}

enum coop_status query_plan(const struct qtree *tree, const struct analysed_query *a,
	const struct expanded_query *e, const struct coop_collection *collection,
	struct planned_query *out, struct coop_error *err)
{
	struct planner p = {.tree = tree,
		.a = a,
		.e = e,
		.collection = collection,
		.out = out,
		.limit = collection->documents,
		.words = QUERY_TERMS,
		.looked_for = QUERY_TERMS,
		.max_doc_freq = UINT64_MAX};
	p.documents = p.limit > QUERY_POSITIONS / 2 ? 2 * p.limit : QUERY_POSITIONS;
	plan_root(&p);
	if (p.cut) {
		struct warning *w = warnings_add(&out->warnings, WARNING_MANY, 0, "", 0);
		if (w)
			w->limit = p.looked_for;
	}
	if (p.failed)
		return p.err.status ? coop_pass_on(err, &p.err) : coop_fail_nomem(err);
	return COOP_OK;
}
