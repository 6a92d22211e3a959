#include "query/qparse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/qrange.h"

struct parser {
	struct qtree *tree;
	struct qlexer lexer;
	struct qtok token; /* the next one */
	int depth;         /* of parentheses */
	size_t ignored;    /* parentheses that were opened too deep */
	enum qfield field; /* around */
	bool decade;
	bool syntax; /* something was met that is more than words and parentheses */
	bool full;   /* there are QNODES_MAX nodes */
	bool failed; /* memory ran out */
};

static uint32_t parse_or(struct parser *p);

static void advance(struct parser *p)
{
	qlex_next(&p->lexer, &p->token);
}

static void note(struct parser *p, enum qnote_kind kind, const struct qtok *t)
{
	size_t len = t->kind == QTOK_UNKNOWN ? t->to - t->from : t->end - t->off;
	qnotes_add(&p->tree->notes, kind, t->off + 1, p->lexer.s + t->off, len);
}

static struct qnode *at(struct parser *p, uint32_t node)
{
	return &p->tree->nodes[node];
}

/* Makes a node; 0 when there is no memory or no room for it. */
static uint32_t make(struct parser *p, enum qkind kind, const struct qtok *t)
{
	struct qtree *tree = p->tree;
	size_t number = tree->count > 0 ? tree->count : 1;
	if (number > QNODES_MAX) {
		if (!p->full)
			note(p, QNOTE_LONG, t);
		p->full = true;
		return 0;
	}
	if (!coop_array_grow(&tree->nodes, &tree->cap, number + 1, sizeof *tree->nodes)) {
		p->failed = true;
		return 0;
	}
	tree->nodes[number] = (struct qnode){
		.kind = kind, .column = t->off + 1, .field = QFIELD_NONE, .boost = 1};
	tree->count = number + 1;
	return (uint32_t)number;
}

/* ---- a node's kids, being gathered ---- */

struct kids {
	uint32_t first, last;
	size_t count;
};

static void add_kid(struct parser *p, struct kids *kids, uint32_t node)
{
	if (kids->last)
		at(p, kids->last)->next = node;
	else
		kids->first = node;
	kids->last = node;
	kids->count++;
}

/* Makes a node of that kind of the kids; of a single one, itself. */
static uint32_t join(
	struct parser *p, enum qkind kind, const struct kids *kids, const struct qtok *t)
{
	if (kids->count < 2)
		return kids->first;
	uint32_t node = make(p, kind, t);
	if (node)
		at(p, node)->first = kids->first;
	return node;
}

/* ---- clauses ---- */

/* Keeps a text behind those before it, with a blank between. */
static void keep_text(struct parser *p, uint32_t node, size_t from, size_t to)
{
	struct coop_buf *text = &p->tree->text;
	at(p, node)->text = text->len;
	at(p, node)->len = to - from;
	coop_buf_add(text, p->lexer.s + from, to - from);
	coop_buf_byte(text, ' ');
}

/* A number or a range of them, where the field has numbers. */
static bool read_range(
	struct parser *p, const struct qtok *t, unsigned *low, unsigned *high)
{
	enum qrange_kind kind = p->decade                                 ? QRANGE_DECADE
				: p->field == (enum qfield)COOP_F_MINUTES ? QRANGE_MINUTES
									  : QRANGE_PLAIN;
	return t->kind == QTOK_TEXT && p->field != QFIELD_NONE &&
	       qfield_is_number(p->field) &&
	       qrange_parse(p->lexer.s + t->from, t->to - t->from, kind, low, high);
}

static uint32_t parse_leaf(struct parser *p)
{
	static const enum qkind kinds[] = {[QTOK_TEXT] = QNODE_WORDS,
		[QTOK_PHRASE] = QNODE_PHRASE,
		[QTOK_WILD] = QNODE_WILD,
		[QTOK_FUZZY] = QNODE_FUZZY,
		[QTOK_ALL] = QNODE_ALL};
	struct qtok t = p->token;
	unsigned low = 0, high = 0;
	advance(p);
	p->syntax |= t.kind != QTOK_TEXT;
	bool range = read_range(p, &t, &low, &high);
	uint32_t node = make(p, range ? QNODE_RANGE : kinds[t.kind], &t);
	if (!node)
		return 0;
	at(p, node)->low = low;
	at(p, node)->high = high;
	at(p, node)->number = t.number;
	if (!range && t.kind != QTOK_ALL)
		keep_text(p, node, t.from, t.to);
	return node;
}

static uint32_t parse_group(struct parser *p)
{
	struct qtok open = p->token;
	advance(p);
	if (p->depth == QDEPTH_MAX) {
		if (p->ignored++ == 0)
			note(p, QNOTE_DEEP, &open);
		return 0;
	}
	p->depth++;
	uint32_t inside = parse_or(p);
	p->depth--;
	if (p->token.kind == QTOK_CLOSE)
		advance(p);
	else
		note(p, QNOTE_OPEN, &open);
	if (!inside && !p->full)
		note(p, QNOTE_EMPTY, &open);
	return inside;
}

static uint32_t parse_primary(struct parser *p);

static uint32_t parse_field(struct parser *p)
{
	struct qtok t = p->token;
	enum qfield field = p->field;
	bool decade = p->decade;
	p->syntax = true;
	p->field = t.field;
	p->decade = t.decade;
	advance(p);
	uint32_t value = parse_primary(p), node = 0;
	p->field = field;
	p->decade = decade;
	if (!value)
		note(p, QNOTE_VALUE, &t);
	else if ((node = make(p, QNODE_FIELD, &t)) != 0) {
		at(p, node)->field = t.field;
		at(p, node)->first = value;
	}
	return node;
}

/* Multiplies a boost by another: two decimals, as they can be typed. */
static void boost(struct qnode *node, double by)
{
	double value = round(node->boost * by * 100) / 100;
	node->boost = fmin(fmax(value, QBOOST_MIN), QBOOST_MAX);
}

/* One clause without a sign; 0 for one that is ignored, of which a token is used then. */
static uint32_t parse_primary(struct parser *p)
{
	uint32_t node = 0;
	switch (p->token.kind) {
	case QTOK_TEXT:
	case QTOK_PHRASE:
	case QTOK_WILD:
	case QTOK_FUZZY:
	case QTOK_ALL:
		node = parse_leaf(p);
		break;
	case QTOK_OPEN:
		node = parse_group(p);
		break;
	case QTOK_FIELD:
		node = parse_field(p);
		break;
	default:
		return 0;
	}
	for (; p->token.kind == QTOK_BOOST; advance(p)) {
		p->syntax = true;
		if (node)
			boost(at(p, node), p->token.boost);
	}
	return node;
}

/* Whether the places of what a node asks for can be told. */
static bool has_places(struct parser *p, uint32_t node)
{
	switch (at(p, node)->kind) {
	case QNODE_WORDS:
	case QNODE_WILD:
	case QNODE_FUZZY:
		return true;
	case QNODE_OR:
		for (uint32_t k = at(p, node)->first; k; k = at(p, k)->next)
			if (!has_places(p, k))
				return false;
		return true;
	default:
		return false;
	}
}

/* Passes over what cannot begin a clause and is no operator; false when nothing is. */
static bool skip_noise(struct parser *p)
{
	switch (p->token.kind) {
	case QTOK_STRAY:
		note(p, QNOTE_QUOTE, &p->token);
		break;
	case QTOK_UNKNOWN:
		note(p, QNOTE_FIELD, &p->token);
		break;
	case QTOK_CLOSE:
		if (p->ignored > 0)
			p->ignored--;
		else if (p->depth > 0)
			return false;
		else
			note(p, QNOTE_CLOSE, &p->token);
		break;
	case QTOK_BOOST:
		p->syntax = true;
		break;
	default:
		return false;
	}
	advance(p);
	return true;
}

static uint32_t parse_near(struct parser *p)
{
	struct qtok begin = p->token, op;
	struct kids kids = {0};
	uint32_t node = parse_primary(p);
	if (!node)
		return 0;
	add_kid(p, &kids, node);
	bool good = true;
	while (p->token.kind == QTOK_NEAR) {
		op = p->token;
		p->syntax = true;
		advance(p);
		while (skip_noise(p))
			;
		node = parse_primary(p);
		if (!node) {
			note(p, QNOTE_OPERATOR, &op);
			continue;
		}
		at(p, node)->near = op.number;
		at(p, node)->ordered = op.ordered;
		good &= has_places(p, node) && has_places(p, kids.last);
		add_kid(p, &kids, node);
		if (!good)
			note(p, QNOTE_NEAR, &op);
	}
	return join(p, QNODE_NEAR, &kids, &begin);
}

static bool is_plain_words(const struct qnode *node)
{
	return node->kind == QNODE_WORDS && node->sign == 0 && node->boost == 1;
}

/* Adds a clause to a list; words behind words become one clause. */
static void add_clause(struct parser *p, struct kids *kids, uint32_t node)
{
	struct qtree *tree = p->tree;
	struct qnode *last = kids->last ? at(p, kids->last) : NULL;
	if (!last || !is_plain_words(last) || !is_plain_words(at(p, node)) ||
		last->text + last->len + 1 != at(p, node)->text) {
		add_kid(p, kids, node);
		return;
	}
	last->len += 1 + at(p, node)->len;
	if (node == tree->count - 1)
		tree->count--;
}

static uint32_t parse_sign(struct parser *p, char *sign, struct qtok *t)
{
	*sign = 0;
	if (p->token.kind == QTOK_PLUS || p->token.kind == QTOK_MINUS) {
		*t = p->token;
		*sign = t->kind == QTOK_PLUS ? '+' : '-';
		p->syntax = true;
		advance(p);
		if (p->token.kind == QTOK_UNKNOWN)
			skip_noise(p);
	}
	return parse_near(p);
}

/* A list of one clause with a sign is a list; without, it is the clause. */
static uint32_t end_list(struct parser *p, const struct kids *kids, const struct qtok *t)
{
	if (kids->count != 1 || at(p, kids->first)->sign == 0)
		return join(p, QNODE_LIST, kids, t);
	uint32_t node = make(p, QNODE_LIST, t);
	if (node)
		at(p, node)->first = kids->first;
	return node;
}

static uint32_t parse_list(struct parser *p)
{
	struct qtok begin = p->token, t;
	struct kids kids = {0};
	for (;;) {
		char sign;
		if (skip_noise(p))
			continue;
		if (p->token.kind == QTOK_NEAR) {
			note(p, QNOTE_OPERATOR, &p->token);
			p->syntax = true;
			advance(p);
			continue;
		}
		if (p->token.kind == QTOK_END || p->token.kind == QTOK_CLOSE ||
			p->token.kind == QTOK_AND || p->token.kind == QTOK_OR ||
			p->token.kind == QTOK_NOT)
			return end_list(p, &kids, &begin);
		uint32_t node = parse_sign(p, &sign, &t);
		if (!node && sign)
			note(p, QNOTE_OPERATOR, &t);
		if (!node)
			continue;
		/* a clause in parentheses may be one with a sign: it is a list then */
		at(p, node)->sign = sign;
		add_clause(p, &kids, node);
	}
}

/* Reads ET, SAUF and what follows from it: ET SAUF; the last one is left in `op`. */
static bool read_operators(struct parser *p, bool left, struct qtok *op, bool *negate)
{
	bool any = false;
	*negate = false;
	for (; p->token.kind == QTOK_AND || p->token.kind == QTOK_NOT; advance(p)) {
		bool and = p->token.kind == QTOK_AND;
		if ((and&&(any || !left)) || (!and&&*negate))
			note(p, QNOTE_OPERATOR, &p->token);
		any |= left || !and;
		*negate |= !and;
		*op = p->token;
		p->syntax = true;
	}
	return any;
}

static uint32_t negated(struct parser *p, uint32_t node, const struct qtok *op)
{
	uint32_t not = make(p, QNODE_NOT, op);
	if (not )
		at(p, not )->first = node;
	return not ;
}

static uint32_t parse_and(struct parser *p)
{
	struct qtok begin = p->token, op;
	struct kids kids = {0};
	bool negate, any;
	do {
		any = read_operators(p, kids.count > 0, &op, &negate);
		uint32_t node = parse_list(p);
		if (!node && any && !p->full)
			note(p, QNOTE_OPERATOR, &op);
		if (node && negate)
			node = negated(p, node, &op);
		if (node)
			add_kid(p, &kids, node);
	} while (p->token.kind == QTOK_AND || p->token.kind == QTOK_NOT);
	return join(p, QNODE_AND, &kids, &begin);
}

static uint32_t parse_or(struct parser *p)
{
	struct qtok begin = p->token, op;
	struct kids kids = {0};
	uint32_t node = parse_and(p);
	if (node)
		add_kid(p, &kids, node);
	while (p->token.kind == QTOK_OR) {
		op = p->token;
		p->syntax = true;
		advance(p);
		bool left = kids.count > 0;
		node = parse_and(p);
		if ((!left || !node) && !p->full)
			note(p, QNOTE_OPERATOR, &op);
		if (node)
			add_kid(p, &kids, node);
	}
	return join(p, QNODE_OR, &kids, &begin);
}

enum coop_status qtree_parse(
	struct qtree *tree, const char *s, size_t n, struct coop_error *err)
{
	struct parser p = {.tree = tree, .field = QFIELD_NONE};
	*tree = (struct qtree){0};
	qlex_begin(&p.lexer, s, n);
	advance(&p);
	tree->root = parse_or(&p);
	bool failed = p.failed || p.lexer.scratch.failed || tree->text.failed;
	qlex_release(&p.lexer);
	if (failed) {
		qtree_release(tree);
		return coop_fail_nomem(err);
	}
	tree->plain =
		!p.syntax && (!tree->root || tree->nodes[tree->root].kind == QNODE_WORDS);
	return COOP_OK;
}

void qtree_release(struct qtree *tree)
{
	free(tree->nodes);
	coop_buf_release(&tree->text);
	*tree = (struct qtree){0};
}

bool qnode_is_condition(const struct qtree *tree, uint32_t node)
{
	const struct qnode *n = &tree->nodes[node];
	switch (n->kind) {
	case QNODE_PHRASE:
	case QNODE_NEAR:
	case QNODE_FIELD:
	case QNODE_NOT:
		return true;
	case QNODE_AND:
	case QNODE_OR:
	case QNODE_LIST:
		for (uint32_t k = n->first; k; k = tree->nodes[k].next)
			if (!qnode_is_condition(tree, k))
				return false;
		return true;
	default:
		return false;
	}
}
