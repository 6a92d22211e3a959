/*
 * match_near.c - the documents of a window in which two words stand as they should: the rarest
 * of those that must stand near each other, where these are words.
 */
#include "query/matcher.h"

/* Two words, of which the one is in fewer documents. */
struct pair {
	struct lane *rare, *other;
	bool rare_first;      /* of the two, in a phrase */
	bool both;            /* either way will do */
	uint32_t least, most; /* positions that the second is behind the first */
	uint32_t wanted;      /* what both must add */
	const uint64_t *among;
};

/* Finds a pair among the sides of a NEAR: the two rarest, if they are words. */
static bool find_pair(const struct matcher *m, const struct match_node *n, struct pair *p)
{
	const uint32_t *order = m->order + n->first, *kids = m->kids + n->first;
	const struct match_node *a, *b;
	uint32_t at = 0, other = 0;
	if (n->count < 2 || n->count > n->window || n->breaks)
		return false;
	a = &m->nodes[order[0]];
	b = &m->nodes[order[1]];
	if (a->op != COOP_OP_TERM || b->op != COOP_OP_TERM || a == b)
		return false;
	while (kids[at] != order[0])
		at++;
	while (kids[other] != order[1])
		other++;
	uint32_t between = at < other ? other - at : at - other;
	*p = (struct pair){&m->lanes[a->lane], &m->lanes[b->lane], at < other,
		n->op == COOP_OP_NEAR, between, between + n->window - n->count, 0, NULL};
	return true;
}

bool match_is_pair(const struct matcher *m, const struct match_node *n)
{
	struct pair p;
	return find_pair(m, n, &p);
}

/* Whether two postings stand as a pair should. */
static bool are_near(struct matcher *m, const struct pair *p, const struct coop_block *rare,
	uint32_t i, const struct coop_block *other, uint32_t k)
{
	if (p->wanted > 0 && p->rare->bound[rare->impacts[i]] +
					     p->other->bound[other->impacts[k]] <
				     p->wanted)
		return false;
	const uint32_t least = p->least, most = p->most;
	return ((p->rare_first || p->both) &&
		       near_pair(rare, i, other, k, least, most, &m->damaged)) ||
	       ((!p->rare_first || p->both) &&
		       near_pair(other, k, rare, i, least, most, &m->damaged));
}

/* The blocks of a lane in the window. */
struct held {
	const struct coop_block *at[MATCH_BLOCKS];
	uint32_t count;
	uint32_t next; /* block_of() came to it */
};

/* The block that a docid is in, asked for in ascending order; NULL where there is damage. */
static const struct coop_block *block_of(struct held *h, uint32_t docid)
{
	while (h->next < h->count && h->at[h->next]->docids[h->at[h->next]->count - 1] < docid)
		h->next++;
	return h->next < h->count ? h->at[h->next] : NULL;
}

static uint32_t read_blocks(
	struct matcher *m, struct lane *l, const struct coop_block **blocks)
{
	if (l->inside == 1) {
		/* mostly that of the window before */
		blocks[0] = lane_scan(l, l->first);
		return blocks[0] != NULL;
	}
	m->damaged |= l->inside > MATCH_BLOCKS;
	for (uint32_t i = 0; !m->damaged && i < l->inside; i++) {
		blocks[i] = &m->blocks[i];
		m->damaged |= !coop_ranklist_read(&l->list, l->first + i, &m->blocks[i]);
	}
	return m->damaged ? 0 : l->inside;
}

/* Whether a place is in the window, and asked about. */
static bool is_wanted(const struct pair *p, uint32_t place)
{
	return place < MATCH_WINDOW &&
	       (!p->among || p->among[place / 64] >> place % 64 & 1);
}

/* Each document of the rarer one is looked up. */
static void look_up_pair(struct matcher *m, const struct pair *p,
	const struct coop_block *rare, uint64_t *bits)
{
	for (uint32_t i = 0; i < rare->count; i++) {
		uint32_t place = rare->docids[i] - m->begin;
		if (!is_wanted(p, place))
			continue;
		struct lane_posting other = lane_look(p->other, rare->docids[i]);
		if (other.impact > 0 &&
			are_near(m, p, rare, i, other.block, other.number))
			bits[place / 64] |= (uint64_t)1 << place % 64;
	}
}

/* The documents of the other are looked up in a map of the rarer one's. */
static void meet_block(struct matcher *m, const struct pair *p,
	struct held *rare, const struct coop_block *other, uint64_t *bits)
{
	uint8_t met[COOP_RANKLIST_BLOCK];
	uint32_t count = 0;
	for (uint32_t k = 0; k < other->count; k++) {
		uint32_t place = other->docids[k] - m->begin;
		met[count] = (uint8_t)k;
		count += place < MATCH_WINDOW && m->map[place % MATCH_WINDOW] > 0;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t docid = other->docids[met[i]], place = docid - m->begin;
		const struct coop_block *b = block_of(rare, docid);
		m->damaged |= !b;
		if (b && are_near(m, p, b, m->map[place] - 1U, other, met[i]))
			bits[place / 64] |= (uint64_t)1 << place % 64;
	}
}

/* Counts the documents of the rarer one that are wanted, or puts them on the map. */
static uint32_t map_documents(
	struct matcher *m, const struct pair *p, const struct held *h, bool put)
{
	uint32_t count = 0;
	for (uint32_t b = 0; b < h->count; b++)
		for (uint32_t i = 0; i < h->at[b]->count; i++) {
			uint32_t place = h->at[b]->docids[i] - m->begin;
			bool wanted = is_wanted(p, place);
			count += wanted;
			if (put && wanted)
				m->map[place] = (uint8_t)(i + 1);
		}
	return count;
}

static void mark_pair(struct matcher *m, const struct pair *p, uint64_t *bits)
{
	struct held rare = {.count = 0};
	rare.count = read_blocks(m, p->rare, rare.at);
	uint32_t count = map_documents(m, p, &rare, false);
	if (count * MATCH_LOOK < p->other->inside * COOP_RANKLIST_BLOCK) {
		for (uint32_t b = 0; count > 0 && b < rare.count; b++)
			look_up_pair(m, p, rare.at[b], bits);
		return;
	}
	map_documents(m, p, &rare, true);
	for (uint32_t k = 0; k < p->other->inside; k++) {
		const struct coop_block *other = lane_scan(p->other, p->other->first + k);
		if (other)
			meet_block(m, p, &rare, other, bits);
	}
	memset(m->map, 0, sizeof m->map);
}

void match_mark_pair(struct matcher *m, const struct match_node *n, const uint64_t *among,
	uint64_t *bits)
{
	struct pair p;
	if (!find_pair(m, n, &p))
		return;
	p.among = among;
	if (n->scored && m->least > 0) {
		uint32_t others = m->most - p.rare->window - p.other->window;
		p.wanted = m->least > others ? m->least - others : 0;
	}
	mark_pair(m, &p, bits);
}
