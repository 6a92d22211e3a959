/*
 * match_pair.c - the documents of a window in which two words stand as they should: the rarest
 * of those that must stand near each other, where these are words.
 */
#include "query/match/boolean_internal.h"

/* Two words, of which the one is in fewer documents. */
struct pair {
	struct posting_cursor *rare, *other;
	bool rare_first;      /* of the two, in a phrase */
	bool both;            /* either way will do */
	uint32_t least, most; /* positions that the second is behind the first */
	uint32_t wanted;      /* what both must add */
	const struct doc_set *among;
};

/* Finds a pair among the sides of a NEAR: the two rarest, if they are words. */
static bool find_pair(const struct matcher *m, const struct match_node *n, struct pair *p)
{
	const uint32_t *order = m->tree.order + n->first, *kids = m->tree.kids + n->first;
	const struct match_node *a, *b;
	uint32_t at = 0, other = 0;
	if (n->count < 2 || n->count > n->distance || n->breaks)
		return false;
	a = &m->tree.nodes[order[0]];
	b = &m->tree.nodes[order[1]];
	if (a->op != COOP_OP_TERM || b->op != COOP_OP_TERM || a == b)
		return false;
	while (kids[at] != order[0])
		at++;
	while (kids[other] != order[1])
		other++;
	uint32_t between = at < other ? other - at : at - other;
	*p = (struct pair){&m->tree.cursors[a->cursor], &m->tree.cursors[b->cursor],
		at < other, n->op == COOP_OP_NEAR, between,
		between + n->distance - n->count, 0, NULL};
	return true;
}

bool boolean_is_pair(const struct matcher *m, const struct match_node *n)
{
	struct pair p;
	return find_pair(m, n, &p);
}

/* Whether two postings stand as a pair should. */
static bool are_near(struct matcher *m, const struct pair *p,
	const struct coop_block *rare, uint32_t i, const struct coop_block *other,
	uint32_t k)
{
	if (p->wanted > 0 &&
		p->rare->bound[rare->impacts[i]] + p->other->bound[other->impacts[k]] <
			p->wanted)
		return false;
	const uint32_t least = p->least, most = p->most;
	return ((p->rare_first || p->both) &&
		       proximity_pair(rare, i, other, k, least, most, &m->damaged)) ||
	       ((!p->rare_first || p->both) &&
		       proximity_pair(other, k, rare, i, least, most, &m->damaged));
}

/* What a cursor has in the window. */
struct held {
	struct posting_slice at[WINDOW_BLOCKS];
	uint32_t count;
	uint32_t next; /* block_of() came to it */
};

/* The block that a docid is in, asked for in ascending order; NULL where there is damage. */
static const struct coop_block *block_of(struct held *h, uint32_t docid)
{
	for (; h->next < h->count; h->next++) {
		const struct coop_block *b = h->at[h->next].block;
		if (b->docids[b->count - 1] >= docid)
			return b;
	}
	return NULL;
}

/* Reads what a cursor has; false when there is damage. */
static bool hold(struct matcher *m, struct posting_cursor *l, struct held *h)
{
	h->count = l->nblocks;
	h->next = 0;
	if (l->nblocks == 1) {
		/* mostly the block of the window before */
		h->at[0] = cursor_slice(l, l->first, m->window);
		return h->at[0].block != NULL;
	}
	m->damaged |= l->nblocks > WINDOW_BLOCKS;
	for (uint32_t i = 0; !m->damaged && i < l->nblocks; i++) {
		struct coop_block *b = &m->boolean.blocks[i];
		m->damaged |= !coop_posting_list_read(&l->list, l->first + i, b);
		if (!m->damaged)
			h->at[i] = block_slice(b, 0, m->window);
	}
	return !m->damaged;
}

/* How much of what is held is asked about. */
static uint32_t count_held(const struct pair *p, const struct held *h)
{
	uint32_t count = 0;
	for (uint32_t b = 0; b < h->count; b++) {
		const struct posting_slice *part = &h->at[b];
		if (!p->among)
			count += part->to - part->from;
		for (uint32_t i = part->from; p->among && i < part->to; i++)
			count += doc_set_has(
				p->among, window_slot(part->block->docids[i]));
	}
	return count;
}

/* Each document of the rarer one is looked up. */
static void look_up_part(struct matcher *m, const struct pair *p,
	const struct posting_slice *rare, struct doc_set *set)
{
	for (uint32_t i = rare->from; i < rare->to; i++) {
		uint32_t docid = rare->block->docids[i], place = window_slot(docid);
		if (p->among && !doc_set_has(p->among, place))
			continue;
		struct cursor_posting other = cursor_lookup(p->other, docid);
		if (other.impact > 0 &&
			are_near(m, p, rare->block, i, other.block, other.number))
			doc_set_add(set, place);
	}
}

/* The documents of the other are looked up in a map of the rarer one's. */
static void meet_part(struct matcher *m, const struct pair *p, struct held *rare,
	const struct posting_slice *part, struct doc_set *set)
{
	const struct coop_block *other = part->block;
	uint8_t met[COOP_POSTINGS_BLOCK] = {0};
	uint32_t count = 0;
	for (uint32_t k = part->from; k < part->to; k++) {
		met[count] = (uint8_t)k;
		count += m->boolean.map[window_slot(other->docids[k])] > 0;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t docid = other->docids[met[i]], place = window_slot(docid);
		uint32_t at = m->boolean.map[place] - 1U;
		const struct coop_block *b = block_of(rare, docid);
		if (!b || at >= b->count)
			m->damaged = true;
		else if (are_near(m, p, b, at, other, met[i]))
			doc_set_add(set, place);
	}
}

/* Puts the documents of the rarer one on the map, or those that are asked about. */
static void put_on_map(struct matcher *m, const struct pair *p, const struct held *h)
{
	for (uint32_t b = 0; b < h->count; b++) {
		const struct posting_slice *part = &h->at[b];
		for (uint32_t i = part->from; i < part->to; i++) {
			uint32_t place = window_slot(part->block->docids[i]);
			if (!p->among || doc_set_has(p->among, place))
				m->boolean.map[place] = (uint8_t)(i + 1);
		}
	}
}

static void mark_pair(struct matcher *m, const struct pair *p, struct doc_set *set)
{
	struct held rare;
	struct posting_cursor *other = p->other;
	if (!hold(m, p->rare, &rare))
		return;
	uint32_t count = count_held(p, &rare);
	if (count * BOOLEAN_LOOKUP_COST < other->nblocks * COOP_POSTINGS_BLOCK) {
		for (uint32_t b = 0; count > 0 && b < rare.count; b++)
			look_up_part(m, p, &rare.at[b], set);
		return;
	}
	put_on_map(m, p, &rare);
	for (uint32_t k = 0; k < other->nblocks; k++) {
		struct posting_slice part =
			cursor_slice(other, other->first + k, m->window);
		meet_part(m, p, &rare, &part, set);
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
	if (n->scored && m->threshold.bound > 0) {
		uint32_t others =
			m->window_bound - p.rare->window_bound - p.other->window_bound;
		p.wanted = m->threshold.bound > others ? m->threshold.bound - others : 0;
	}
	mark_pair(m, &p, set);
	return true;
}
