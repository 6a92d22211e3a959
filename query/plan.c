#include <stdlib.h>
#include <string.h>

#include "query/query_words.h"
#include "query/weights.h"
#include "shared/analyzer.h"
#include "shared/bytes.h"
#include "shared/strmap.h"

/* Nodes of the plan that were made together. */
struct plan_block {
	struct plan_block *next;
	struct coop_plan nodes[];
};

/*
 * A plan being made. No text is kept any more meanwhile, since its terms point into the
 * query's.
 */
struct planner {
	struct query *q;
	size_t words; /* that may still be looked for */
	int excluded; /* inside of what must not be there: nothing is scored */
	bool cut;     /* some were not */
	bool failed;  /* memory ran out */
};

/* Makes nodes that stay until the query goes; NULL when there is no memory. */
static struct coop_plan *make_nodes(struct planner *p, size_t count)
{
	struct plan_block *block =
		calloc(1, sizeof *block + count * sizeof block->nodes[0]);
	if (!block) {
		p->failed = true;
		return NULL;
	}
	block->next = p->q->blocks;
	p->q->blocks = block;
	return block->nodes;
}

static void set(
	struct coop_plan *to, enum coop_op op, const struct coop_plan *kids, size_t nkids)
{
	*to = (struct coop_plan){.op = op, .weight = 1, .kids = kids, .nkids = nkids};
}

static void set_term(
	const struct query *q, struct coop_plan *to, struct slice term, double weight)
{
	*to = (struct coop_plan){.op = COOP_OP_TERM,
		.weight = weight,
		.s = q->text.s + term.off,
		.len = term.len};
}

/* ---- free words ---- */

static double weight_of(const struct word *w)
{
	if (w->whole)
		return WEIGHT_WHOLE;
	return w->joined ? WEIGHT_JOINED : 1;
}

/*
 * Decides which of some words go into the plan: those that the index holds, each once with
 * the weight of all its occurrences, and so many of them at most. False without memory.
 */
static bool choose(struct planner *p, size_t begin, size_t end)
{
	struct query *q = p->q;
	struct coop_strmap *seen;
	uint32_t id;
	size_t *first = calloc(end - begin + 1, sizeof *first);
	bool added;
	if (!first || coop_strmap_new(&seen, NULL)) {
		free(first);
		return false;
	}
	bool good = true;
	for (size_t i = begin; good && i < end; i++) {
		struct slice term = word_term(&q->words[i]);
		p->cut |= q->words[i].known && p->words == 0;
		if (!q->words[i].known || p->words == 0)
			continue;
		good = coop_strmap_intern(seen, q->text.s + term.off, term.len, &id,
			       &added, NULL) == COOP_OK;
		if (!good)
			break;
		if (added) {
			first[id] = i;
			p->words--;
		}
		q->words[first[id]].weight += weight_of(&q->words[i]);
	}
	coop_strmap_free(seen);
	free(first);
	return good;
}

/* A word; with other corrections of it as if they were one term. */
static void put_word(const struct query *q, struct coop_plan *to,
	struct coop_plan **spare, const struct word *w)
{
	if (w->nothers == 0) {
		set_term(q, to, word_term(w), w->weight);
		return;
	}
	set(to, COOP_OP_SYNONYM, *spare, 1 + w->nothers);
	set_term(q, (*spare)++, w->stem, 1);
	for (size_t i = 0; i < w->nothers; i++)
		set_term(q, (*spare)++, w->others[i], 1);
}

static void put_addition(const struct query *q, struct coop_plan *to,
	struct coop_plan **spare, const struct addition *add)
{
	set(to, COOP_OP_AND, *spare, add->count);
	to->weight = add->weight;
	for (size_t i = 0; i < add->count; i++)
		set_term(q, (*spare)++, add->terms[i], 1);
}

/* What acronym or long form goes with a word; NULL for none. */
static const struct addition *addition_of(const struct query *q, size_t word)
{
	bool some =
		word < QUERY_TERMS && word < q->visible && q->additions[word].count > 0;
	return some ? &q->additions[word] : NULL;
}

/*
 * Nodes: two under the root for each word, itself and an addition, and below them its
 * corrections and the words of a long form.
 */
static void plan_words(struct planner *p, size_t begin, size_t end, struct coop_plan *to)
{
	struct query *q = p->q;
	size_t kids = 0, below = 0;
	set(to, COOP_OP_OR, NULL, 0);
	if (!choose(p, begin, end)) {
		p->failed = true;
		return;
	}
	for (size_t i = begin; i < end; i++) {
		const struct addition *add = addition_of(q, i);
		kids += (size_t)(q->words[i].weight > 0) + (add != NULL);
		below += q->words[i].nothers > 0 ? 1 + q->words[i].nothers : 0;
		below += add ? add->count : 0;
	}
	struct coop_plan *nodes = make_nodes(p, kids + below), *spare;
	if (!nodes)
		return;
	spare = nodes + kids;
	set(to, COOP_OP_OR, nodes, kids);
	for (size_t i = begin; i < end; i++) {
		const struct addition *add = addition_of(q, i);
		if (q->words[i].weight > 0)
			put_word(q, nodes++, &spare, &q->words[i]);
		if (add)
			put_addition(q, nodes++, &spare, add);
	}
}

/* ---- the tree ---- */

static bool plan(struct planner *p, uint32_t node, struct coop_plan *to);

static const struct qnode *node_at(const struct planner *p, uint32_t node)
{
	return &p->q->tree.nodes[node];
}

/* Plans being gathered, to become the kids of one. */
struct gathered {
	struct coop_plan *nodes;
	size_t count;
};

static struct gathered room_for(struct planner *p, size_t count)
{
	return (struct gathered){make_nodes(p, count), 0};
}

static size_t count_kids(const struct planner *p, uint32_t node)
{
	size_t count = 0;
	for (uint32_t k = node_at(p, node)->first; k; k = node_at(p, k)->next)
		count++;
	return count;
}

/* Joins what was gathered; a single plan is itself. */
static void join(struct coop_plan *to, enum coop_op op, const struct gathered *g)
{
	if (g->count == 1)
		*to = g->nodes[0];
	else
		set(to, op, g->nodes, g->count);
}

/* Makes a plan of two parts. */
static void combine(struct planner *p, struct coop_plan *to, enum coop_op op,
	const struct coop_plan *first, const struct coop_plan *second)
{
	struct coop_plan *pair = make_nodes(p, 2);
	if (!pair)
		return;
	pair[0] = *first;
	pair[1] = *second;
	set(to, op, pair, 2);
}

/* What matches `to` and nothing of what was gathered. */
static void exclude(struct planner *p, struct coop_plan *to, const struct gathered *g)
{
	struct coop_plan kept = *to, without;
	if (g->count == 0)
		return;
	set(&without, COOP_OP_OR, g->nodes, g->count);
	combine(p, to, COOP_OP_WITHOUT, &kept, &without);
}

/* The terms of a leaf. */
static bool plan_terms(
	struct planner *p, const struct part *part, enum coop_op op, struct coop_plan *to)
{
	struct coop_plan *nodes = make_nodes(p, part->nterms);
	set(to, op, nodes, nodes ? part->nterms : 0);
	for (size_t i = 0; nodes && i < part->nterms; i++)
		set_term(p->q, &nodes[i], p->q->terms[part->term + i], 1);
	if (to->nkids == 1)
		*to = nodes[0];
	return true;
}

/* The words of a leaf in its field: all of a compound, any of several. */
static bool plan_words_in_field(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	const struct qnode *n = node_at(p, node);
	bool several = n->kind == QNODE_WORDS &&
		       memchr(coop_buf_cstr(&p->q->tree.text) + n->text, ' ', n->len);
	struct gathered g = room_for(p, part->count);
	if (p->failed || part->count == 0)
		return false;
	for (size_t i = part->first; i < part->first + part->count; i++) {
		const struct word *w = &p->q->words[i];
		/* the joined form of a compound, and the parts of a number, are not asked */
		struct part terms = {.term = w->term, .nterms = w->nterms};
		if (w->asked)
			plan_terms(p, &terms, COOP_OP_SYNONYM, &g.nodes[g.count++]);
	}
	join(to, several ? COOP_OP_OR : COOP_OP_AND, &g);
	return true;
}

/* A phrase in a field: side by side, and its words in the field. */
static void add_inside(struct planner *p, const struct part *part, struct coop_plan *to)
{
	struct part inside = {.term = part->inside, .nterms = part->ninside};
	struct coop_plan phrase = *to, words;
	if (part->ninside == 0)
		return;
	plan_terms(p, &inside, COOP_OP_AND, &words);
	combine(p, to, COOP_OP_AND, &phrase, &words);
}

static bool plan_phrase(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	p->cut |= p->words < part->nterms;
	if (part->nterms == 0 || p->words < part->nterms)
		return false;
	p->words -= part->nterms;
	plan_terms(p, part, COOP_OP_ORDERED, to);
	if (to->op == COOP_OP_ORDERED)
		to->window = (unsigned)part->nterms + node_at(p, node)->number;
	add_inside(p, part, to);
	return true;
}

/* Adds the plan of a node that is not wanted. */
static void add_unwanted(struct planner *p, struct gathered *g, uint32_t node)
{
	p->excluded++;
	g->count += plan(p, node, &g->nodes[g->count]);
	p->excluded--;
}

/* AND and what is not wanted in it. */
static bool plan_and(struct planner *p, uint32_t node, struct coop_plan *to)
{
	size_t count = count_kids(p, node);
	struct gathered wanted = room_for(p, count), unwanted = room_for(p, count);
	if (p->failed)
		return false;
	for (uint32_t k = node_at(p, node)->first; k; k = node_at(p, k)->next) {
		if (node_at(p, k)->kind == QNODE_NOT)
			add_unwanted(p, &unwanted, node_at(p, k)->first);
		else
			wanted.count += plan(p, k, &wanted.nodes[wanted.count]);
	}
	if (wanted.count + unwanted.count == 0)
		return false;
	if (wanted.count == 0)
		set(to, COOP_OP_ALL, NULL, 0);
	else
		join(to, COOP_OP_AND, &wanted);
	exclude(p, to, &unwanted);
	return true;
}

static bool plan_or(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct gathered g = room_for(p, count_kids(p, node));
	if (p->failed)
		return false;
	for (uint32_t k = node_at(p, node)->first; k; k = node_at(p, k)->next)
		g.count += plan(p, k, &g.nodes[g.count]);
	join(to, COOP_OP_OR, &g);
	return g.count > 0;
}

static bool plan_not(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct gathered unwanted = room_for(p, 1);
	if (p->failed)
		return false;
	add_unwanted(p, &unwanted, node_at(p, node)->first);
	if (unwanted.count == 0)
		return false;
	set(to, COOP_OP_ALL, NULL, 0);
	exclude(p, to, &unwanted);
	return true;
}

/* Sorts the clauses of a list by what they are. */
static void gather_list(struct planner *p, uint32_t node, struct gathered *needed,
	struct gathered *wished, struct gathered *unwanted)
{
	for (uint32_t k = node_at(p, node)->first; k; k = node_at(p, k)->next) {
		char sign = node_at(p, k)->sign;
		bool must = sign == '+' || qnode_is_condition(&p->q->tree, k);
		struct gathered *g = must ? needed : wished;
		if (sign == '-')
			add_unwanted(p, unwanted, k);
		else
			g->count += plan(p, k, &g->nodes[g->count]);
	}
}

static bool plan_list(struct planner *p, uint32_t node, struct coop_plan *to)
{
	size_t count = count_kids(p, node);
	struct gathered needed = room_for(p, count), wished = room_for(p, count),
			unwanted = room_for(p, count);
	struct coop_plan wishes;
	if (p->failed)
		return false;
	gather_list(p, node, &needed, &wished, &unwanted);
	if (needed.count + wished.count + unwanted.count == 0)
		return false;
	join(&wishes, COOP_OP_OR, &wished);
	if (needed.count > 0)
		join(to, COOP_OP_AND, &needed);
	else if (wished.count > 0)
		*to = wishes;
	else
		set(to, COOP_OP_ALL, NULL, 0);
	/*
	 * Where nothing is scored a wish means nothing; and libxapian 1.4.22 reads weights
	 * there that it has not set.
	 */
	if (needed.count > 0 && wished.count > 0 && p->excluded == 0) {
		struct coop_plan base = *to;
		combine(p, to, COOP_OP_MAYBE, &base, &wishes);
	}
	exclude(p, to, &unwanted);
	return true;
}

/* How many terms have places in what stands beside NEAR; SIZE_MAX when it cannot. */
static size_t count_places(const struct planner *p, uint32_t node)
{
	const struct qnode *n = node_at(p, node);
	size_t sum = 0;
	if (p->q->parts[node].in_field)
		return SIZE_MAX;
	if (n->kind == QNODE_WORDS || n->kind == QNODE_WILD || n->kind == QNODE_FUZZY)
		return p->q->parts[node].nterms;
	if (n->kind != QNODE_OR)
		return SIZE_MAX;
	for (uint32_t k = n->first; k; k = node_at(p, k)->next) {
		size_t count = count_places(p, k);
		if (count == SIZE_MAX)
			return SIZE_MAX;
		sum += count;
	}
	return sum;
}

static void put_places(struct planner *p, uint32_t node, struct gathered *g)
{
	const struct qnode *n = node_at(p, node);
	const struct part *part = &p->q->parts[node];
	for (uint32_t k = n->first; k; k = node_at(p, k)->next)
		put_places(p, k, g);
	for (size_t i = 0; i < part->nterms; i++)
		set_term(p->q, &g->nodes[g->count++], p->q->terms[part->term + i], 1);
}

/* The places that what stands beside NEAR can have; false when it can have none. */
static bool plan_places(struct planner *p, uint32_t node, struct coop_plan *to)
{
	size_t count = count_places(p, node);
	if (count == SIZE_MAX)
		return false;
	struct gathered g = room_for(p, count);
	if (p->failed)
		return false;
	put_places(p, node, &g);
	join(to, COOP_OP_OR, &g);
	return true;
}

/* Whether two places can be of one term. */
static bool overlap(const struct coop_plan *a, const struct coop_plan *b)
{
	size_t na = a->op == COOP_OP_TERM ? 1 : a->nkids,
	       nb = b->op == COOP_OP_TERM ? 1 : b->nkids;
	for (size_t i = 0; i < na; i++)
		for (size_t j = 0; j < nb; j++) {
			const struct coop_plan *s = a->op == COOP_OP_TERM ? a
									  : &a->kids[i],
					       *t = b->op == COOP_OP_TERM ? b
									  : &b->kids[j];
			if (coop_bytes_equal(s->s, s->len, t->s, t->len))
				return true;
		}
	return false;
}

/*
 * How far apart the places of neighbours may be. What is so near that no gap fits between
 * is in one sentence or paragraph; what is farther apart is not found.
 */
static unsigned window_of(const struct qnode *n)
{
	if (n->near == QNEAR_SENTENCE)
		return COOP_GAP_SENTENCE + 1;
	if (n->near == QNEAR_PARAGRAPH)
		return COOP_GAP_PARAGRAPH + 1;
	return n->near + 1;
}

/* Two neighbours of a NEAR. */
static bool plan_pair(
	struct planner *p, uint32_t left, uint32_t right, struct coop_plan *to)
{
	const struct qnode *n = node_at(p, right);
	struct coop_plan *pair = make_nodes(p, 3), first, second;
	if (!pair || !plan_places(p, left, &pair[0]) || !plan_places(p, right, &pair[1]))
		return false;
	bool both = !n->ordered && overlap(&pair[0], &pair[1]);
	set(to, n->ordered || both ? COOP_OP_ORDERED : COOP_OP_NEAR, pair, 2);
	to->window = window_of(n);
	if (!both)
		return true;
	/* the engine's NEAR takes no account of a place that both have: each order, then */
	pair[2] = pair[0];
	first = second = *to;
	second.kids = pair + 1;
	combine(p, to, COOP_OP_OR, &first, &second);
	return true;
}

/* What cannot stand beside NEAR is joined as by AND. */
static bool plan_near(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct gathered g = room_for(p, 2 * count_kids(p, node));
	if (p->failed)
		return false;
	for (uint32_t k = node_at(p, node)->first; node_at(p, k)->next;
		k = node_at(p, k)->next) {
		uint32_t next = node_at(p, k)->next;
		if (plan_pair(p, k, next, &g.nodes[g.count])) {
			g.count++;
			continue;
		}
		g.count += plan(p, k, &g.nodes[g.count]);
		g.count += plan(p, next, &g.nodes[g.count]);
	}
	join(to, COOP_OP_AND, &g);
	return g.count > 0;
}

static bool plan_leaf(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct part *part = &p->q->parts[node];
	enum qkind kind = node_at(p, node)->kind;
	bool pattern = kind == QNODE_WILD || kind == QNODE_FUZZY;
	if (pattern && part->form.len == 0)
		return false;
	if (part->in_field && part->nterms == 0 &&
		(kind == QNODE_WORDS || kind == QNODE_PHRASE))
		return plan_words_in_field(p, node, to);
	if (part->in_field)
		return plan_terms(p, part, COOP_OP_SYNONYM, to);
	switch (kind) {
	case QNODE_WORDS:
		if (part->count == 0)
			return false;
		plan_words(p, part->first, part->first + part->count, to);
		return true;
	case QNODE_PHRASE:
		return plan_phrase(p, node, to);
	case QNODE_WILD:
	case QNODE_FUZZY:
		return plan_terms(p, part, COOP_OP_SYNONYM, to);
	default:
		set(to, COOP_OP_ALL, NULL, 0);
		return true;
	}
}

/* Makes the plan of a node; false when there is nothing in it to look for. */
static bool plan(struct planner *p, uint32_t node, struct coop_plan *to)
{
	bool some;
	switch (node_at(p, node)->kind) {
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
		some = plan(p, node_at(p, node)->first, to);
		break;
	default:
		some = plan_leaf(p, node, to);
		break;
	}
	if (some)
		to->weight *= node_at(p, node)->boost;
	return some && !p->failed;
}

enum coop_status query_make_plan(struct query *q, struct coop_error *err)
{
	struct planner p = {.q = q, .words = QUERY_TERMS};
	set(&q->root, COOP_OP_OR, NULL, 0);
	if (!q->parts)
		plan_words(&p, 0, q->count, &q->root);
	else if (!q->tree.root || !plan(&p, q->tree.root, &q->root))
		set(&q->root, COOP_OP_OR, NULL, 0);
	if (p.cut) {
		struct qnote *note = qnotes_add(&q->tree.notes, QNOTE_TERMS, 0, "", 0);
		if (note)
			note->limit = QUERY_TERMS;
	}
	return p.failed ? coop_fail_nomem(err) : COOP_OK;
}

void query_free_plan(struct query *q)
{
	while (q->blocks) {
		struct plan_block *next = q->blocks->next;
		free(q->blocks);
		q->blocks = next;
	}
}
