/*
 * boolean_pair.c - the documents of a window in which the two rarest kids of a NEAR or ORDERED
 * stand as they should, where both are terms.
 *
 * The postings of both terms are joined and their positions compared at once, while the blocks are
 * at hand: most documents fail here and are never looked up in the other kids.
 */
#include <string.h>

#include "query/match/boolean_internal.h"

struct pair {
	struct posting_cursor *rare, *other; /* by document frequency */
	bool rare_first; /* in the order of the plan, from which distances are counted */
	bool any_order;
	uint32_t min_distance,
		max_distance;        /* of the second from the first, in positions */
	uint32_t needed;             /* bound that a document must have from both */
	const struct doc_set *among; /* the documents that matter; or NULL for all */
};

/* Finds the pair among the kids of a node; false when the two rarest are no pair. */
static bool find_pair(const struct matcher *m, const struct match_node *n, struct pair *p)
{
	const uint32_t *order = m->tree.order + n->first, *kids = m->tree.kids + n->first;
	const struct match_node *a, *b;
	uint32_t at = 0, other = 0;
	if (n->count < 2 || n->count > n->span || n->breaks || n->running)
		return false;
	a = &m->tree.nodes[order[0]];
	b = &m->tree.nodes[order[1]];
	if (a->op != COOP_OP_TERM || b->op != COOP_OP_TERM || a == b)
		return false;
	while (kids[at] != order[0])
		at++;
	while (kids[other] != order[1])
		other++;
	/* kids between the two need a position each, and those outside take from the span */
	uint32_t between = at < other ? other - at : at - other;
	*p = (struct pair){&m->tree.cursors[a->cursor], &m->tree.cursors[b->cursor],
		at < other, n->op == COOP_OP_NEAR, between, between + n->span - n->count,
		0, NULL};
	return true;
}

bool boolean_is_pair(const struct matcher *m, const struct match_node *n)
{
	struct pair p;
	return find_pair(m, n, &p);
}

/* Whether two postings of a document may reach the threshold, and stand as the pair should. */
static bool stands(struct matcher *m, const struct pair *p, const struct coop_block *rare,
	uint32_t i, const struct coop_block *other, uint32_t k)
{
	if (p->needed > 0 &&
		p->rare->bound[rare->impacts[i]] + p->other->bound[other->impacts[k]] <
			p->needed)
		return false;
	const uint32_t min = p->min_distance, max = p->max_distance;
	return ((p->rare_first || p->any_order) &&
		       proximity_pair(rare, i, other, k, min, max, &m->damaged)) ||
	       ((!p->rare_first || p->any_order) &&
		       proximity_pair(other, k, rare, i, min, max, &m->damaged));
}

/* ---- the rarer term ---- */

/* The postings of a term in the window, block by block. */
struct window_postings {
	struct posting_slice slices[WINDOW_BLOCKS];
	uint32_t count;
	uint32_t next; /* slice that block_of() has come to */
};

/* The block that holds a docid, of ascending ones; NULL in a damaged list. */
static const struct coop_block *block_of(struct window_postings *w, uint32_t docid)
{
	for (; w->next < w->count; w->next++) {
		const struct coop_block *b = w->slices[w->next].block;
		if (b->docids[b->count - 1] >= docid)
			return b;
	}
	return NULL;
}

/* Reads the blocks of a window, all of which are needed at once; false when one is damaged. */
static bool read_blocks(
	struct matcher *m, struct posting_cursor *c, struct window_postings *w)
{
	w->count = c->nblocks;
	w->next = 0;
	if (c->nblocks == 1) {
		/* mostly the block of the last window, which the cursor still has */
		w->slices[0] = cursor_slice(c, c->first, m->window);
		return w->slices[0].block != NULL;
	}
	m->damaged |= c->nblocks > WINDOW_BLOCKS;
	for (uint32_t i = 0; !m->damaged && i < c->nblocks; i++) {
		struct coop_block *b = &m->boolean.blocks[i];
		m->damaged |= !coop_posting_list_read(&c->list, c->first + i, b);
		if (!m->damaged)
			w->slices[i] = block_slice(b, 0, m->window);
	}
	return !m->damaged;
}

/* How many of the postings are of documents that matter. */
static uint32_t count_postings(const struct pair *p, const struct window_postings *w)
{
	uint32_t count = 0;
	for (uint32_t b = 0; b < w->count; b++) {
		const struct posting_slice *s = &w->slices[b];
		if (!p->among)
			count += s->to - s->from;
		for (uint32_t i = s->from; p->among && i < s->to; i++)
			count += doc_set_has(p->among, window_slot(s->block->docids[i]));
	}
	return count;
}

/* ---- joining both terms ---- */

/* Looks the documents of the rarer term up in the other. */
static void join_by_lookup(struct matcher *m, const struct pair *p,
	const struct posting_slice *rare, struct doc_set *set)
{
	for (uint32_t i = rare->from; i < rare->to; i++) {
		uint32_t docid = rare->block->docids[i], slot = window_slot(docid);
		if (p->among && !doc_set_has(p->among, slot))
			continue;
		struct cursor_posting other = cursor_lookup(p->other, docid);
		if (other.impact > 0 &&
			stands(m, p, rare->block, i, other.block, other.number))
			doc_set_add(set, slot);
	}
}

/* Maps each slot to the number in its block, plus 1, of the rarer term's posting. */
static void fill_map(
	struct matcher *m, const struct pair *p, const struct window_postings *rare)
{
	for (uint32_t b = 0; b < rare->count; b++) {
		const struct posting_slice *s = &rare->slices[b];
		for (uint32_t i = s->from; i < s->to; i++) {
			uint32_t slot = window_slot(s->block->docids[i]);
			if (!p->among || doc_set_has(p->among, slot))
				m->boolean.map[slot] = (uint8_t)(i + 1);
		}
	}
}

/* Looks the postings of a block of the other term up in the map. */
static void join_by_map(struct matcher *m, const struct pair *p,
	struct window_postings *rare, const struct posting_slice *s, struct doc_set *set)
{
	const struct coop_block *other = s->block;
	uint8_t met[COOP_POSTINGS_BLOCK] = {0};
	uint32_t count = 0;
	/* all at once, without a branch that no processor can predict */
	for (uint32_t k = s->from; k < s->to; k++) {
		met[count] = (uint8_t)k;
		count += m->boolean.map[window_slot(other->docids[k])] > 0;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t docid = other->docids[met[i]], slot = window_slot(docid);
		uint32_t at = m->boolean.map[slot] - 1U;
		const struct coop_block *b = block_of(rare, docid);
		if (!b || at >= b->count)
			m->damaged = true;
		else if (stands(m, p, b, at, other, met[i]))
			doc_set_add(set, slot);
	}
}

static void join(struct matcher *m, const struct pair *p, struct doc_set *set)
{
	struct window_postings rare;
	struct posting_cursor *other = p->other;
	if (!read_blocks(m, p->rare, &rare))
		return;
	uint32_t count = count_postings(p, &rare);
	if (count * CURSOR_LOOKUP_COST < other->nblocks * COOP_POSTINGS_BLOCK) {
		for (uint32_t b = 0; count > 0 && b < rare.count; b++)
			join_by_lookup(m, p, &rare.slices[b], set);
		return;
	}
	fill_map(m, p, &rare);
	for (uint32_t k = 0; k < other->nblocks; k++) {
		struct posting_slice s = cursor_slice(other, other->first + k, m->window);
		join_by_map(m, p, &rare, &s, set);
	}
	memset(m->boolean.map, 0, sizeof m->boolean.map);
}

bool boolean_collect_pair(struct matcher *m, const struct match_node *n,
	const struct doc_set *among, struct doc_set *set)
{
	struct pair p;
	if (!find_pair(m, n, &p))
		return false;
	p.among = among;
	if (n->scored)
		p.needed = match_needed_beside(m,
			m->window_bound - p.rare->window_bound - p.other->window_bound);
	join(m, &p, set);
	return true;
}
