/*
 * fuzz_qparse.c - any bytes are a query: its tree is bounded, and printed and parsed again
 * it is the same tree, whether there are columns to name or not.
 */
#include "query/syntax/print.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each node but the root is a kid of one other; leaves have text inside the tree's. */
static size_t check_node(const struct qtree *tree, uint32_t node, int depth)
{
	HOLDS(node > 0 && node < tree->count && depth < 6 * QDEPTH_MAX);
	const struct qnode *n = &tree->nodes[node];
	size_t count = 1;
	HOLDS(n->boost >= QBOOST_MIN && n->boost <= QBOOST_MAX);
	HOLDS(n->text + n->len <= tree->text.len);
	HOLDS(n->kind != QNODE_RANGE || (n->low <= n->high && n->high <= QRANGE_MAX));
	HOLDS((n->first != 0) == (n->kind >= QNODE_AND));
	for (uint32_t k = n->first; k; k = tree->nodes[k].next)
		count += check_node(tree, k, depth + 1);
	HOLDS(count <= tree->count);
	return count;
}

/* What is printed may take more parentheses than may stand in one another (print.h). */
static bool is_too_deep(const struct qtree *tree)
{
	for (size_t i = 0; i < tree->warnings.count && i < WARNINGS_MAX; i++)
		if (tree->warnings.at[i].kind == WARNING_DEEP)
			return true;
	return tree->warnings.count >
	       WARNINGS_MAX; /* it may be among those that are not kept */
}

/* An index with columns of many names, some of which are those of fields. */
static bool has_column(void *data, const char *key, size_t len)
{
	(void)data;
	return len % 2 == 1 || (unsigned char)key[0] % 2 == 1;
}

static size_t list_columns(void *data, size_t max, struct coop_buf *out)
{
	(void)data;
	coop_buf_add(out, "cote", sizeof "cote");
	return max > 0;
}

static void check(const char *text, size_t size, const struct qnames *names)
{
	struct qtree tree, again;
	struct coop_buf printed = {0}, a = {0}, b = {0}, said = {0};
	HOLDS(qtree_parse_named(&tree, text, size, NULL, 0, names, NULL) == COOP_OK);
	if (tree.root)
		check_node(&tree, tree.root, 0);
	qtree_print(&tree, &printed);
	HOLDS(qtree_parse_named(&again, coop_buf_cstr(&printed), printed.len, NULL, 0,
		      names, NULL) == COOP_OK);
	qtree_print_nodes(&tree, &a);
	qtree_print_nodes(&again, &b);
	HOLDS(is_too_deep(&again) ||
		(a.len == b.len &&
			memcmp(coop_buf_cstr(&a), coop_buf_cstr(&b), a.len) == 0));
	qtree_explain(&tree, false, &said);
	HOLDS(!tree.root || said.len > 0);
	for (size_t i = 0; i < tree.warnings.count && i < WARNINGS_MAX; i++) {
		HOLDS(tree.warnings.at[i].column <= size);
		warning_print(&tree.warnings.at[i], &said);
	}
	coop_buf_release(&said);
	coop_buf_release(&printed);
	coop_buf_release(&a);
	coop_buf_release(&b);
	qtree_release(&tree);
	qtree_release(&again);
}

/* The key of a key is the same key. */
static void check_key(const char *name, size_t len)
{
	struct coop_own_key key, again;
	coop_own_key(name, len, &key);
	HOLDS(key.len <= COOP_OWN_KEY_MAX);
	coop_own_key(key.s, key.len, &again);
	HOLDS(again.len == key.len && memcmp(again.s, key.s, key.len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct qnames names = {has_column, list_columns, NULL};
	check((const char *)data, size, NULL);
	check((const char *)data, size, &names);
	check_key((const char *)data, size);
	return 0;
}
