#include "query/qrelax.h"

bool qfield_is_text(enum qfield field)
{
	switch ((int)field) {
	case QFIELD_NONE:
	case COOP_F_TITLE:
	case COOP_F_DIRECTOR:
	case COOP_F_PRODUCER:
	case COOP_F_KEYWORDS:
	case COOP_F_DESCRIPTION:
	case COOP_F_HISTORY:
	case COOP_F_BODY:
		return true;
	default:
		return false;
	}
}

/* Whether a clause matches without a word of running text or of a title. */
static bool is_filter(const struct qtree *tree, uint32_t node, enum qfield field)
{
	const struct qnode *n = &tree->nodes[node];
	switch (n->kind) {
	case QNODE_NOT:
		return true;
	case QNODE_ALL:
		return field != QFIELD_NONE;
	case QNODE_FIELD:
		return is_filter(tree, n->first, n->field);
	case QNODE_AND:
	case QNODE_OR:
	case QNODE_LIST:
	case QNODE_NEAR:
		for (uint32_t k = n->first; k; k = tree->nodes[k].next)
			if (tree->nodes[k].sign != '-' && !is_filter(tree, k, field))
				return false;
		return true;
	default:
		return !qfield_is_text(field);
	}
}

static bool only_narrows(const struct qtree *tree, uint32_t node)
{
	return tree->nodes[node].sign == '-' || is_filter(tree, node, QFIELD_NONE);
}

/* Whether the clauses below a node stand side by side, so that each may narrow the others. */
static bool is_beside(enum qkind kind)
{
	return kind == QNODE_AND || kind == QNODE_LIST;
}

static bool has_filters(const struct qtree *tree, uint32_t node)
{
	const struct qnode *n = &tree->nodes[node];
	for (uint32_t k = n->first; k; k = tree->nodes[k].next)
		if ((is_beside(n->kind) && only_narrows(tree, k)) || has_filters(tree, k))
			return true;
	return false;
}

bool qtree_has_filters(const struct qtree *tree)
{
	return tree->root && has_filters(tree, tree->root);
}

static void unfilter(struct qtree *tree, uint32_t node)
{
	bool beside = is_beside(tree->nodes[node].kind);
	uint32_t *link = &tree->nodes[node].first;
	while (*link) {
		uint32_t k = *link;
		if (beside && only_narrows(tree, k)) {
			*link = tree->nodes[k].next;
			continue;
		}
		unfilter(tree, k);
		link = &tree->nodes[k].next;
	}
}

void qtree_unfilter(struct qtree *tree)
{
	if (tree->root)
		unfilter(tree, tree->root);
}
