/*
 * match_candidates.c - the documents of a window that may match, a bit each.
 */
#include "query/match/match_internal.h"

/* Documents so far apart are worth to be told one by one. */
enum { FAR = MATCH_WINDOW / 8 };

/* ---- where to go on ---- */

/* What all kids may have: they are asked by turns. */
static uint32_t from_all(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	uint32_t agreed = 0;
	for (uint32_t i = 0; agreed < n->count && docid != CURSOR_NONE;
		i = i + 1 < n->count ? i + 1 : 0) {
		uint32_t next =
			match_from(m, match_kid(m, &m->order[n->first + i]), docid);
		agreed = next == docid ? agreed + 1 : 1;
		docid = next;
	}
	return n->count > 0 ? docid : CURSOR_NONE;
}

uint32_t match_from(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	uint32_t next = CURSOR_NONE;
	switch (n->op) {
	case COOP_OP_ALL:
		return docid <= m->documents ? docid : CURSOR_NONE;
	case COOP_OP_TERM:
		return cursor_from(&m->cursors[n->cursor], docid, FAR);
	case COOP_OP_AND:
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		return from_all(m, n, docid);
	case COOP_OP_WITHOUT:
	case COOP_OP_MAYBE:
		return n->count > 0
			       ? match_from(m, match_kid(m, &m->kids[n->first]), docid)
			       : CURSOR_NONE;
	case COOP_OP_SYNONYM:
		for (uint32_t i = 0; i < n->ncursors && next > docid; i++) {
			uint32_t at = cursor_from(&m->cursors[n->cursor + i], docid, FAR);
			next = at < next ? at : next;
		}
		return next;
	case COOP_OP_OR:
		for (uint32_t i = 0; i < n->count && next > docid; i++) {
			uint32_t at = match_from(
				m, match_kid(m, &m->kids[n->first + i]), docid);
			next = at < next ? at : next;
		}
		return next;
	}
	return next;
}

/* ---- terms ---- */

static void mark_cursor(struct matcher *m, struct posting_cursor *l, uint64_t *bits)
{
	for (uint32_t k = 0; k < l->inside; k++) {
		struct cursor_part p = cursor_part(l, l->first + k, m->begin, m->end);
		for (uint32_t i = p.from; i < p.to; i++)
			match_put(bits, p.block->docids[i] % MATCH_WINDOW);
	}
}

static void add_impacts(struct matcher *m, struct posting_cursor *l, uint16_t *sums)
{
	for (uint32_t k = 0; k < l->inside; k++) {
		struct cursor_part p = cursor_part(l, l->first + k, m->begin, m->end);
		for (uint32_t i = p.from; i < p.to; i++) {
			uint16_t *sum = &sums[p.block->docids[i] % MATCH_WINDOW];
			*sum = (uint16_t)(*sum + p.block->impacts[i]);
		}
	}
}

void match_settle(struct matcher *m, struct match_node *n)
{
	if (n->settled == m->end)
		return;
	n->settled = m->end;
	memset(n->sums, 0, MATCH_WINDOW * sizeof *n->sums);
	for (uint32_t i = 0; i < n->ncursors; i++)
		add_impacts(m, &m->cursors[n->cursor + i], n->sums);
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
		return cursor_look(&m->cursors[n->cursor], docid).impact > 0;
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

/* What one use of a cursor adds in the window at most; rounded down for what others add. */
static uint32_t share_of(const struct posting_cursor *l, bool up)
{
	return l->uses > 1 ? (l->window + (up ? l->uses - 1 : 0)) / l->uses : l->window;
}

/* What a node's terms add in the window at most. */
static uint32_t most_of(const struct matcher *m, const struct match_node *n, bool up)
{
	uint32_t sum = 0;
	if (n->op == COOP_OP_TERM)
		return share_of(&m->cursors[n->cursor], up);
	if (n->op == COOP_OP_SYNONYM)
		return n->most;
	for (uint32_t i = 0; i < n->count; i++)
		sum += most_of(m, match_kid(m, &m->kids[n->first + i]), up);
	return sum;
}

/* What a document must have of a node to be good enough with all that others may add. */
static uint32_t needed(const struct matcher *m, const struct match_node *n)
{
	if (!n->scored || m->threshold == 0)
		return 0;
	uint32_t others = m->most - most_of(m, n, false);
	return m->threshold > others ? m->threshold - others : 0;
}

/* Any kid will do: but those that are least, and lift no document high enough together. */
static void mark_any(struct matcher *m, const struct match_node *n, const uint64_t *among,
	uint64_t *bits)
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

/* Whether it is quicker to look so many documents up in a node than to mark all of its. */
static bool are_few(const struct matcher *m, const struct match_node *n, uint32_t count)
{
	if (n->op == COOP_OP_TERM)
		return count * MATCH_LOOK <
		       m->cursors[n->cursor].inside * COOP_POSTINGS_BLOCK;
	return count <= MATCH_LOOK;
}

static void mark_kids(
	struct matcher *m, const struct match_node *n, uint32_t from, uint64_t *bits);

/* Whether all kids must match, and each is looked at by itself. */
static bool is_all(const struct matcher *m, const struct match_node *n)
{
	return n->op == COOP_OP_AND || (match_is_near(n->op) && !match_is_pair(m, n));
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

/*
 * Whether a kid had better be asked when a document is scored: few documents are good enough with
 * none of the words of an OR, and marking all that have one takes longer. Positions take longest:
 * beside words that have to be near, every kid is asked before.
 */
static bool can_wait(
	const struct matcher *m, const struct match_node *n, const struct match_node *kid)
{
	return n->op == COOP_OP_AND && !n->placed && kid->op == COOP_OP_OR &&
	       kid->scored && m->threshold > 0 && needed(m, kid) == 0;
}

static void mark_kids(
	struct matcher *m, const struct match_node *n, uint32_t from, uint64_t *bits)
{
	for (uint32_t i = from; i < n->count; i++) {
		struct match_node *kid = match_kid(m, &m->order[n->first + i]);
		if (!can_wait(m, n, kid))
			narrow(m, kid, true, bits);
	}
}

/* Where two words are far from each other nothing else need be looked at. */
static void mark_near(
	struct matcher *m, struct match_node *n, const uint64_t *among, uint64_t *bits)
{
	if (!match_mark_pair(m, n, among, bits)) {
		match_mark(m, match_kid(m, &m->order[n->first]), among, bits);
		mark_kids(m, n, 1, bits);
		return;
	}
	mark_kids(m, n, 2, bits);
	if (n->count == 2 && n->always)
		n->settled = m->end;
}

/* ---- all of them ---- */

/* Wishes are needed where nothing is good enough without them; one that is rarer comes first. */
static void mark_maybe(struct matcher *m, const struct match_node *n,
	const uint64_t *among, uint64_t *bits)
{
	const uint32_t *kids = m->kids + n->first;
	uint32_t begun = 0;
	for (uint32_t i = 1; begun == 0 && i < n->count; i++)
		if (needed(m, match_kid(m, &kids[i])) > 0 &&
			match_kid(m, &kids[i])->max_documents <
				match_kid(m, kids)->max_documents)
			begun = i;
	match_mark(m, match_kid(m, &kids[begun]), among, bits);
	for (uint32_t i = 0; i < n->count; i++)
		if (i != begun && (i == 0 || needed(m, match_kid(m, &kids[i])) > 0))
			narrow(m, match_kid(m, &kids[i]), true, bits);
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
static void mark_apart(
	struct matcher *m, struct match_node *n, const uint64_t *among, uint64_t *bits)
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
		mark_cursor(m, &m->cursors[n->cursor], bits);
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
