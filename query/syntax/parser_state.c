/*
 * parser_state.c - nodes of the tree, and what a node is.
 */
#include "query/syntax/parser_state.h"

#include <stdlib.h>

void qparser_advance(struct qparser *p)
{
	qlex_next(&p->lexer, &p->token);
}

void qparser_warn(struct qparser *p, enum warning_kind kind, const struct qtok *t)
{
	size_t len = t->kind == QTOK_UNKNOWN ? t->to - t->from : t->end - t->off;
	warnings_add(&p->tree->warnings, kind, t->off + 1, p->lexer.s + t->off, len);
}

/*
 * The largest number of a node: one that joins others can always be made, being fewer than leaves.
 */
static size_t limit_of(enum qkind kind)
{
	bool joins = kind == QNODE_AND || kind == QNODE_OR || kind == QNODE_LIST ||
		     kind == QNODE_NEAR;
	return joins ? 2 * (size_t)QNODES_MAX : QNODES_MAX;
}

uint32_t qparser_node(struct qparser *p, enum qkind kind, const struct qtok *t)
{
	struct qtree *tree = p->tree;
	size_t number = tree->count > 0 ? tree->count : 1;
	if (number > limit_of(kind)) {
		if (!p->full)
			qparser_warn(p, WARNING_LONG, t);
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

void qkids_add(struct qparser *p, struct qkids *kids, uint32_t node)
{
	if (kids->last)
		qparser_at(p, kids->last)->next = node;
	else
		kids->first = node;
	kids->last = node;
	kids->count++;
}

uint32_t qkids_join(struct qparser *p, enum qkind kind, const struct qkids *kids,
	const struct qtok *t)
{
	if (kids->count < 2)
		return kids->first;
	uint32_t node = qparser_node(p, kind, t);
	if (node)
		qparser_at(p, node)->first = kids->first;
	return node;
}

size_t qparser_country_code(const char *s, size_t n)
{
	size_t figures = 0;
	while (figures + 1 < n && s[figures + 1] >= '0' && s[figures + 1] <= '9')
		figures++;
	size_t after = n > figures ? n - figures - 1 : 0;
	bool ends = after == 0 || (after == 1 && (s[n - 1] == '.' || s[n - 1] == '-'));
	return n > 0 && *s == '+' && ends ? figures : 0;
}

void qtree_release(struct qtree *tree)
{
	coop_buf_release(&tree->columns);
	free(tree->nodes);
	coop_buf_release(&tree->text);
	*tree = (struct qtree){0};
}

bool qnode_is_condition(const struct qtree *tree, uint32_t node)
{
	const struct qnode *n = &tree->nodes[node];
	if (qnode_is_implied(n))
		return false;
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
