/*
 * boolean_score.c - whether a candidate matches a plan, positions included, and what it scores.
 *
 * Scores are added up in the order of the plan, as a score of every document would be.
 */
#include "query/match/boolean_internal.h"

/* ---- positions ---- */

/* What begin_operand() needs to know. */
struct operand_source {
	struct matcher *m;
	const uint32_t *kids;
	uint32_t docid;
};

/* Begins the operand of a kid (proximity.h) with its positions in the document. */
static void begin_operand(void *self, size_t operand)
{
	const struct operand_source *source = self;
	struct matcher *m = source->m;
	const struct match_node *n = kid_of(m, &source->kids[operand]);
	struct proximity_operand *s = &m->boolean.operands[operand];
	/* operands begin in order: each takes the walks after those of the one before */
	*s = proximity_begin(operand > 0 ? s[-1].walks + s[-1].room : m->boolean.walks);
	for (uint32_t i = 0; i < n->ncursors; i++) {
		struct cursor_posting p =
			cursor_lookup(&m->tree.cursors[n->cursor + i], source->docid);
		if (p.impact > 0)
			proximity_add(s, p.block, p.number);
	}
	s->room = s->count;
	m->damaged |= s->damaged;
}

/* Whether both operands stand somewhere without a break between. */
static bool stands_within(struct matcher *m, const struct match_node *n,
	const struct proximity_operands *operands, uint32_t docid)
{
	struct cursor_posting p = cursor_lookup(n->breaks, docid);
	struct coop_positions breaks = {0};
	if (p.impact == 0 || !coop_positions_begin(&breaks, p.block, p.number))
		breaks.at = UINT32_MAX;
	m->damaged |= breaks.damaged;
	return proximity_within(operands, &breaks, n->op == COOP_OP_ORDERED);
}

/* Limits operands to running text in a document; to no position where there is none. */
static void limit(struct matcher *m, const struct match_node *n, uint32_t docid,
	struct proximity_operands *operands)
{
	struct cursor_posting p = cursor_lookup(n->running, docid);
	struct coop_positions at = {0};
	bool some = p.impact > 0 && coop_positions_begin(&at, p.block, p.number);
	/* each field begins at a position of the term, in order */
	if (some && n->ahead && cursor_lookup(n->ahead, docid).impact > 0)
		some = coop_positions_seek(&at, at.at + 1);
	m->damaged |= at.damaged;
	operands->from = at.at;
	if (!some)
		operands->end = 0;
	else if (n->one_field && coop_positions_seek(&at, at.at + 1))
		operands->end = at.at;
}

/* Whether the kids of a NEAR or ORDERED stand in a document as they should. */
static bool stands(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	struct operand_source source = {m, m->tree.kids + n->first, docid};
	struct proximity_operands operands = {
		m->boolean.operands, n->count, begin_operand, &source, 0, UINT32_MAX};
	if (n->running)
		limit(m, n, docid, &operands);
	if (n->breaks)
		return stands_within(m, n, &operands, docid);
	return proximity_holds(&operands, n->span, n->op == COOP_OP_ORDERED);
}

/* ---- scores ---- */

static bool score_term(
	struct matcher *m, const struct match_node *n, uint32_t docid, double *score)
{
	struct posting_cursor *c = &m->tree.cursors[n->cursor];
	uint32_t impact = cursor_lookup(c, docid).impact;
	*score += impact_score(c->factor, impact);
	return impact > 0;
}

static bool score_synonym(
	struct matcher *m, struct match_node *n, uint32_t docid, double *score)
{
	boolean_sum_synonym(m, n);
	uint32_t sum = n->impact_sums[docid - m->window.begin];
	*score += impact_score(n->factor, sum);
	return sum > 0;
}

static bool score_any(
	struct matcher *m, const struct match_node *n, uint32_t docid, double *score)
{
	bool any = false;
	for (uint32_t i = 0; i < n->count; i++)
		any |= boolean_score(
			m, kid_of(m, &m->tree.kids[n->first + i]), docid, score);
	return any;
}

static bool score_all(
	struct matcher *m, const struct match_node *n, uint32_t docid, double *score)
{
	double before = *score;
	for (uint32_t i = 0; i < n->count; i++) {
		if (boolean_score(
			    m, kid_of(m, &m->tree.kids[n->first + i]), docid, score))
			continue;
		*score = before;
		return false;
	}
	return n->count > 0;
}

/* Whether a document matches a kid that WITHOUT excludes. */
static bool is_excluded(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	double none = 0;
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = kid_of(m, &m->tree.kids[n->first + i]);
		/* candidates of an implied WITHOUT match none but those with positions */
		if ((!n->implied || kid->positional) &&
			boolean_score(m, kid, docid, &none))
			return true;
	}
	return false;
}

/* MAYBE and WITHOUT. */
static bool score_led(
	struct matcher *m, const struct match_node *n, uint32_t docid, double *score)
{
	double before = *score;
	if (n->count == 0 ||
		!boolean_score(m, kid_of(m, &m->tree.kids[n->first]), docid, score))
		return false;
	for (uint32_t i = 1; n->op == COOP_OP_MAYBE && i < n->count; i++)
		boolean_score(m, kid_of(m, &m->tree.kids[n->first + i]), docid, score);
	if (n->op != COOP_OP_WITHOUT || !is_excluded(m, n, docid))
		return true;
	*score = before;
	return false;
}

bool boolean_score(struct matcher *m, struct match_node *n, uint32_t docid, double *score)
{
	switch (n->op) {
	case COOP_OP_ALL:
		return true;
	case COOP_OP_TERM:
		return score_term(m, n, docid, score);
	case COOP_OP_SYNONYM:
		return score_synonym(m, n, docid, score);
	case COOP_OP_OR:
		return score_any(m, n, docid, score);
	case COOP_OP_AND:
		return score_all(m, n, docid, score);
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		return (n->done_until == m->window.end || stands(m, n, docid)) &&
		       score_all(m, n, docid, score);
	case COOP_OP_MAYBE:
	case COOP_OP_WITHOUT:
		return score_led(m, n, docid, score);
	}
	return false;
}
