#include "query/syntax/relax.h"

static bool only_narrows(const struct qtree *tree, uint32_t node)
{
	return tree->nodes[node].sign == '-' || qnode_is_filter(tree, node);
}

/* Whether each kid of such a node may narrow what the others find. */
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
