/*
 * match_mark.c - the documents of a window that may match, a bit each.
 */
#include "query/matcher.h"

enum {
	LOOK = 8,              /* documents are marked in the time that one is looked up */
	FAR = MATCH_WINDOW / 8 /* documents so far apart are worth to be told one by one */
};

/* ---- where to go on ---- */

/* What all kids may have: they are asked by turns. */
static uint32_t from_all(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	uint32_t agreed = 0;
	for (uint32_t i = 0; agreed < n->count && docid != LANE_NONE;
		i = i + 1 < n->count ? i + 1 : 0) {
		uint32_t next = match_from(m, match_kid(m, &m->order[n->first + i]), docid);
		agreed = next == docid ? agreed + 1 : 1;
		docid = next;
	}
	return n->count > 0 ? docid : LANE_NONE;
}

uint32_t match_from(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	uint32_t next = LANE_NONE;
	switch (n->op) {
	case COOP_OP_ALL:
		return docid <= m->documents ? docid : LANE_NONE;
	case COOP_OP_TERM:
		return lane_from(&m->lanes[n->lane], docid, FAR);
	case COOP_OP_AND:
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		return from_all(m, n, docid);
	case COOP_OP_WITHOUT:
	case COOP_OP_MAYBE:
		return n->count > 0
			       ? match_from(m, match_kid(m, &m->kids[n->first]), docid)
			       : LANE_NONE;
	case COOP_OP_SYNONYM:
		for (uint32_t i = 0; i < n->nlanes && next > docid; i++) {
			uint32_t at = lane_from(&m->lanes[n->lane + i], docid, FAR);
			next = at < next ? at : next;
		}
		return next;
	case COOP_OP_OR:
		for (uint32_t i = 0; i < n->count && next > docid; i++) {
			uint32_t at =
				match_from(m, match_kid(m, &m->kids[n->first + i]), docid);
			next = at < next ? at : next;
		}
		return next;
	}
	return next;
}

/* ---- terms ---- */

/* The first posting of a block in the window; where that is is kept. */
static uint32_t begin_block(const struct matcher *m, struct lane *l, const struct coop_block *b)
{
	uint32_t i = l->scan.next;
	if (i > 0 && b->docids[i - 1] >= m->begin)
		i = 0;
	while (i < b->count && b->docids[i] < m->begin)
		i++;
	return l->scan.next = i;
}

static void mark_lane(struct matcher *m, struct lane *l, uint64_t *bits)
{
	for (uint32_t k = l->first; k < l->first + l->inside; k++) {
		const struct coop_block *b = lane_scan(l, k);
		for (uint32_t i = b ? begin_block(m, l, b) : 0; b && i < b->count; i++) {
			uint32_t place = b->docids[i] - m->begin;
			if (place >= MATCH_WINDOW)
				break;
			bits[place / 64] |= (uint64_t)1 << place % 64;
		}
	}
}

static void add_impacts(struct matcher *m, struct lane *l, uint16_t *sums)
{
	for (uint32_t k = l->first; k < l->first + l->inside; k++) {
		const struct coop_block *b = lane_scan(l, k);
		for (uint32_t i = b ? begin_block(m, l, b) : 0; b && i < b->count; i++) {
			uint32_t place = b->docids[i] - m->begin;
			if (place >= MATCH_WINDOW)
				break;
			sums[place] = (uint16_t)(sums[place] + b->impacts[i]);
		}
	}
}

void match_settle(struct matcher *m, struct match_node *n)
{
	if (n->settled == m->end)
		return;
	n->settled = m->end;
	memset(n->sums, 0, MATCH_WINDOW * sizeof *n->sums);
	for (uint32_t i = 0; i < n->nlanes; i++)
		add_impacts(m, &m->lanes[n->lane + i], n->sums);
	uint16_t highest = 0;
	for (uint32_t place = 0; place < MATCH_WINDOW; place++)
		highest = n->sums[place] > highest ? n->sums[place] : highest;
	n->most = match_bound(m, n, highest);
}

static void mark_synonym(struct matcher *m, struct match_node *n, uint64_t *bits)
{
	match_settle(m, n);
	for (uint32_t place = 0; place < MATCH_WINDOW; place++)
		bits[place / 64] |= (uint64_t)(n->sums[place] > 0) << place % 64;
}

static void mark_all_documents(const struct matcher *m, uint64_t *bits)
{
	for (uint32_t place = m->begin == 0; place < MATCH_WINDOW; place++)
		bits[place / 64] |= (uint64_t)(m->begin + place <= m->documents)
				    << place % 64;
}

/* ---- whether a document may match ---- */

static bool holds_any(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (match_holds(m, match_kid(m, &m->order[n->first + i]), docid))
			return true;
	return false;
}

static bool holds_all(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (!match_holds(m, match_kid(m, &m->order[n->first + i]), docid))
			return false;
	return n->count > 0;
}

/* What positions must tell about is not excluded here. */
static bool holds_others(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = match_kid(m, &m->kids[n->first + i]);
		if (!kid->placed && match_holds(m, kid, docid))
			return true;
	}
	return false;
}

bool match_holds(struct matcher *m, struct match_node *n, uint32_t docid)
{
	switch (n->op) {
	case COOP_OP_ALL:
		return docid <= m->documents;
	case COOP_OP_TERM:
		return lane_look(&m->lanes[n->lane], docid).impact > 0;
	case COOP_OP_SYNONYM:
		match_settle(m, n);
		return n->sums[docid - m->begin] > 0;
	case COOP_OP_OR:
		return holds_any(m, n, docid);
	case COOP_OP_AND:
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		return holds_all(m, n, docid);
	case COOP_OP_MAYBE:
		return n->count > 0 &&
		       match_holds(m, match_kid(m, &m->kids[n->first]), docid);
	case COOP_OP_WITHOUT:
		return n->count > 0 &&
		       match_holds(m, match_kid(m, &m->kids[n->first]), docid) &&
		       !holds_others(m, n, docid);
	}
	return false;
}

/* ---- what kids tell together ---- */

/* What one use of a lane adds in the window at most; rounded down for what others add. */
static uint32_t share_of(const struct lane *l, bool up)
{
	return l->uses > 1 ? (l->window + (up ? l->uses - 1 : 0)) / l->uses : l->window;
}

/* What a node's terms add in the window at most. */
static uint32_t most_of(const struct matcher *m, const struct match_node *n, bool up)
{
	uint32_t sum = 0;
	if (n->op == COOP_OP_TERM)
		return share_of(&m->lanes[n->lane], up);
	if (n->op == COOP_OP_SYNONYM)
		return n->most;
	for (uint32_t i = 0; i < n->count; i++)
		sum += most_of(m, match_kid(m, &m->kids[n->first + i]), up);
	return sum;
}

/* What a document must have of a node to be good enough with all that others may add. */
static uint32_t needed(const struct matcher *m, const struct match_node *n)
{
	if (!n->scored || m->least == 0)
		return 0;
	uint32_t others = m->most - most_of(m, n, false);
	return m->least > others ? m->least - others : 0;
}

/* Any kid will do: but those that are least, and lift no document high enough together. */
static void mark_any(struct matcher *m, const struct match_node *n,
	const uint64_t *among, uint64_t *bits)
{
	uint32_t wanted = needed(m, n), sum = 0;
	/* what is frequent adds least */
	for (uint32_t i = n->count; i > 0; i--) {
		struct match_node *kid = match_kid(m, &m->order[n->first + i - 1]);
		uint32_t most = wanted > 0 ? most_of(m, kid, true) : 0;
		if (sum + most < wanted)
			sum += most;
		else
			match_mark(m, kid, among, bits);
	}
}

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

/* Whether it is quicker to look so many documents up in a node than to mark all of its. */
static bool are_few(const struct matcher *m, const struct match_node *n, uint32_t count)
{
	if (n->op == COOP_OP_TERM)
		return count * LOOK < m->lanes[n->lane].inside * COOP_RANKLIST_BLOCK;
	return count <= LOOK;
}

static void mark_kids(
	struct matcher *m, const struct match_node *n, uint32_t from, uint64_t *bits);

/* Whether all kids must match, and none is looked at in another way than by itself. */
static bool is_all(const struct matcher *m, const struct match_node *n)
{
	struct pair p;
	return n->op == COOP_OP_AND || ((n->op == COOP_OP_NEAR || n->op == COOP_OP_ORDERED) &&
					       !find_pair(m, n, &p));
}

/* Leaves the documents marked that another node may match, or that it does not. */
static void narrow(struct matcher *m, struct match_node *n, bool wanted, uint64_t *bits)
{
	uint32_t count = match_count(bits);
	if (count == 0)
		return;
	if (wanted && n->count > 0 && is_all(m, n)) {
		mark_kids(m, n, 0, bits);
		return;
	}
	if (are_few(m, n, count)) {
		for (uint32_t p = 0; (p = match_next(bits, p)) < MATCH_WINDOW; p++)
			if (match_holds(m, n, m->begin + p) != wanted)
				bits[p / 64] &= ~((uint64_t)1 << p % 64);
		return;
	}
	uint64_t others[MATCH_WORDS] = {0};
	match_mark(m, n, bits, others);
	for (size_t i = 0; i < MATCH_WORDS; i++)
		bits[i] &= wanted ? others[i] : ~others[i];
}

static void mark_kids(
	struct matcher *m, const struct match_node *n, uint32_t from, uint64_t *bits)
{
	for (uint32_t i = from; i < n->count; i++)
		narrow(m, match_kid(m, &m->order[n->first + i]), true, bits);
}

/* ---- positions ---- */

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
	if (count * LOOK < p->other->inside * COOP_RANKLIST_BLOCK) {
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

/* Where two words are far from each other nothing else need be looked at. */
static void mark_near(struct matcher *m, struct match_node *n, const uint64_t *among,
	uint64_t *bits)
{
	struct pair p;
	if (!find_pair(m, n, &p)) {
		match_mark(m, match_kid(m, &m->order[n->first]), among, bits);
		mark_kids(m, n, 1, bits);
		return;
	}
	if (n->scored && m->least > 0) {
		uint32_t others = m->most - p.rare->window - p.other->window;
		p.wanted = m->least > others ? m->least - others : 0;
	}
	p.among = among;
	mark_pair(m, &p, bits);
	mark_kids(m, n, 2, bits);
	if (n->count == 2 && n->always)
		n->settled = m->end;
}

/* ---- all of them ---- */

/* Wishes are needed where nothing is good enough without them. */
static void mark_maybe(struct matcher *m, const struct match_node *n,
	const uint64_t *among, uint64_t *bits)
{
	struct match_node *first = match_kid(m, &m->kids[n->first]);
	bool turned = false;
	uint32_t rest = n->count;
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = match_kid(m, &m->kids[n->first + i]);
		if (needed(m, kid) == 0)
			continue;
		if (!turned && kid->holding < first->holding) {
			match_mark(m, kid, among, bits);
			narrow(m, first, true, bits);
			turned = true;
			rest = i;
			break;
		}
	}
	if (!turned)
		match_mark(m, first, among, bits);
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = match_kid(m, &m->kids[n->first + i]);
		if (i != rest && needed(m, kid) > 0)
			narrow(m, kid, true, bits);
	}
}

static void mark_without(struct matcher *m, const struct match_node *n,
	const uint64_t *among, uint64_t *bits)
{
	match_mark(m, match_kid(m, &m->kids[n->first]), among, bits);
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = match_kid(m, &m->kids[n->first + i]);
		if (!kid->placed)
			narrow(m, kid, false, bits);
	}
}

/* What is marked already may belong to others. */
static void mark_apart(struct matcher *m, struct match_node *n, const uint64_t *among,
	uint64_t *bits)
{
	uint64_t own[MATCH_WORDS] = {0};
	switch (n->op) {
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		mark_near(m, n, among, own);
		break;
	case COOP_OP_MAYBE:
		mark_maybe(m, n, among, own);
		break;
	case COOP_OP_WITHOUT:
		mark_without(m, n, among, own);
		break;
	default:
		match_mark(m, match_kid(m, &m->order[n->first]), among, own);
		mark_kids(m, n, 1, own);
		break;
	}
	for (size_t i = 0; i < MATCH_WORDS; i++)
		bits[i] |= own[i];
}

void match_mark(
	struct matcher *m, struct match_node *n, const uint64_t *among, uint64_t *bits)
{
	switch (n->op) {
	case COOP_OP_ALL:
		mark_all_documents(m, bits);
		break;
	case COOP_OP_TERM:
		mark_lane(m, &m->lanes[n->lane], bits);
		break;
	case COOP_OP_SYNONYM:
		mark_synonym(m, n, bits);
		break;
	case COOP_OP_OR:
		mark_any(m, n, among, bits);
		break;
	default:
		if (n->count > 0)
			mark_apart(m, n, among, bits);
		break;
	}
}
