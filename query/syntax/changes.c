#include "query/syntax/changes.h"

#include "query/syntax/print.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* ---- which there are ---- */

struct finder {
	const struct qtree *tree;
	struct qchange *out;
	size_t count, max;
	uint32_t beside; /* a clause of a list of several, whose kids are looked at */
};

static void add(struct finder *f, enum qchange_kind kind, uint32_t node, uint32_t parent)
{
	if (f->count < f->max)
		f->out[f->count++] = (struct qchange){kind, node, parent};
}

static bool has_kid(const struct qtree *tree, const struct qnode *n, enum qkind kind)
{
	for (uint32_t k = n->first; k; k = tree->nodes[k].next)
		if (tree->nodes[k].kind == kind)
			return true;
	return false;
}

/* Whether a kid of a list must not match, or excludes. */
static bool excludes(const struct qnode *kid)
{
	return kid->sign == '-' || kid->kind == QNODE_NOT;
}

/* Whether some clause of a list other than `node` must match, and is no filter. */
static bool has_other_condition(
	const struct qtree *tree, const struct qnode *list, uint32_t node)
{
	for (uint32_t k = list->first; k; k = tree->nodes[k].next) {
		const struct qnode *n = &tree->nodes[k];
		bool must = n->sign == '+' || qnode_is_condition(tree, k);
		if (k != node && n->sign != '-' && !qnode_is_implied(n) && must &&
			!qnode_is_filter(tree, k))
			return true;
	}
	return false;
}

/* Whether leaving out a kid may find more: an optional one narrows beside filters alone. */
static bool narrows(const struct qtree *tree, const struct qnode *parent, uint32_t kid)
{
	if (parent->kind == QNODE_AND || tree->nodes[kid].sign ||
		qnode_is_condition(tree, kid))
		return true;
	return !has_other_condition(tree, parent, kid);
}

static bool has_several(const struct qtree *tree, const struct qnode *parent)
{
	size_t count = 0;
	for (uint32_t k = parent->first; k; k = tree->nodes[k].next)
		count += !qnode_is_implied(&tree->nodes[k]);
	return count > 1;
}

static void find(struct finder *f, uint32_t node);

/*
 * Whether a kid of a list is a list of several: the query, where filters stand beside it, or clauses in
 * parentheses. Its clauses are left out one by one.
 */
static bool is_inner_list(
	const struct qtree *tree, const struct qnode *parent, uint32_t kid)
{
	const struct qnode *n = &tree->nodes[kid];
	return parent->kind == QNODE_LIST && n->kind == QNODE_LIST &&
	       has_several(tree, n);
}

/* The changes of clauses side by side. */
static void find_beside(struct finder *f, uint32_t node)
{
	const struct qnode *nodes = f->tree->nodes, *n = &nodes[node];
	bool several = has_several(f->tree, n);
	for (uint32_t k = n->first; k; k = nodes[k].next) {
		if (qnode_is_implied(&nodes[k]))
			continue;
		if (excludes(&nodes[k])) {
			add(f, QCHANGE_ADMIT, k, node);
			continue;
		}
		/* the quotes of a phrase are less than all of it */
		bool phrase = nodes[k].kind == QNODE_PHRASE;
		if (phrase)
			find(f, k);
		if (several && narrows(f->tree, n, k) && !is_inner_list(f->tree, n, k))
			add(f, QCHANGE_DROP, k, node);
		f->beside = several && n->kind == QNODE_LIST ? k : 0;
		if (!phrase)
			find(f, k);
	}
	if (n->kind == QNODE_AND && !has_kid(f->tree, n, QNODE_NOT))
		add(f, QCHANGE_EITHER, node, 0);
}

static void find_kids(struct finder *f, const struct qnode *n)
{
	for (uint32_t k = n->first; k; k = f->tree->nodes[k].next)
		find(f, k);
}

/* Beside other clauses, words without their field would only be wished for, and let in all that those find. */
static void find_in_field(struct finder *f, uint32_t node)
{
	const struct qnode *n = &f->tree->nodes[node];
	enum qkind kind = f->tree->nodes[n->first].kind;
	if (node != f->beside && kind != QNODE_RANGE && kind != QNODE_ALL &&
		!qfield_is_number(n->field))
		add(f, QCHANGE_ANYWHERE, node, 0);
	find_kids(f, n);
}

/* As deep as the tree, which the parser limits. */
static void find(struct finder *f, uint32_t node)
{
	const struct qnode *n = &f->tree->nodes[node];
	switch (n->kind) {
	case QNODE_AND:
	case QNODE_LIST:
		find_beside(f, node);
		return;
	case QNODE_PHRASE:
		add(f, QCHANGE_UNQUOTE, node, 0);
		return;
	case QNODE_NEAR:
		add(f, QCHANGE_APART, node, 0);
		find_kids(f, n);
		return;
	case QNODE_FIELD:
		find_in_field(f, node);
		return;
	case QNODE_OR:
		find_kids(f, n);
		return;
	default:
		return;
	}
}

size_t qtree_changes(const struct qtree *tree, struct qchange *out, size_t max)
{
	struct finder f = {.tree = tree, .out = out, .max = max};
	if (tree->root)
		find(&f, tree->root);
	return f.count;
}

/* ---- making them ---- */

static bool unlink_kid(struct qtree *tree, uint32_t parent, uint32_t node)
{
	uint32_t *link = &tree->nodes[parent].first;
	while (*link && *link != node)
		link = &tree->nodes[*link].next;
	bool there = *link == node;
	if (there)
		*link = tree->nodes[node].next;
	return there;
}

/* Puts the kid of a field in its place. */
static bool replace_by_kid(struct qtree *tree, uint32_t node)
{
	struct qnode *n = &tree->nodes[node];
	if (n->kind != QNODE_FIELD)
		return false;
	struct qnode kid = tree->nodes[n->first];
	kid.next = n->next;
	kid.sign = n->sign;
	kid.near = n->near;
	kid.ordered = n->ordered;
	kid.boost *= n->boost;
	*n = kid;
	return true;
}

static bool set_kind(struct qtree *tree, uint32_t node, enum qkind from, enum qkind to)
{
	struct qnode *n = &tree->nodes[node];
	if (n->kind != from || (from == QNODE_AND && !tree->nodes[n->first].next))
		return false;
	n->kind = to;
	n->number = 0;
	return true;
}

bool qchange_apply(struct qtree *tree, const struct qchange *c)
{
	switch (c->kind) {
	case QCHANGE_DROP:
	case QCHANGE_ADMIT:
		return unlink_kid(tree, c->parent, c->node);
	case QCHANGE_UNQUOTE:
		return set_kind(tree, c->node, QNODE_PHRASE, QNODE_WORDS);
	case QCHANGE_ANYWHERE:
		return replace_by_kid(tree, c->node);
	case QCHANGE_APART:
		return set_kind(tree, c->node, QNODE_NEAR, QNODE_AND);
	case QCHANGE_EITHER:
		return set_kind(tree, c->node, QNODE_AND, QNODE_OR);
	}
	return false;
}

void qtree_tidy(struct qtree *tree)
{
	struct qnode *nodes = tree->nodes;
	if (!tree->root || nodes[tree->root].kind != QNODE_LIST)
		return;
	for (uint32_t *link = &nodes[tree->root].first; *link;) {
		struct qnode *n = &nodes[*link];
		if (n->kind == QNODE_LIST && !n->first) {
			*link = n->next;
			continue;
		}
		if (n->kind == QNODE_LIST && !nodes[n->first].next && n->sign != '-') {
			struct qnode kid = nodes[n->first];
			kid.next = n->next;
			kid.sign = kid.sign ? kid.sign : n->sign;
			kid.boost *= n->boost;
			*n = kid;
		}
		link = &n->next;
	}
	uint32_t only = nodes[tree->root].first;
	if (only && !nodes[only].next && nodes[only].kind == QNODE_LIST &&
		nodes[only].sign != '-')
		tree->root = only;
}

/* ---- saying them ---- */

/* What stands before and after the clause. */
struct sentence {
	const char *before, *after;
};

static struct sentence sentence_of(enum qchange_kind kind)
{
	switch (kind) {
	case QCHANGE_ADMIT:
		return (struct sentence){TR("without excluding ", "sans exclure "), ""};
	case QCHANGE_UNQUOTE:
		return (struct sentence){
			TR("without the quotes of ", "sans les guillemets de "), ""};
	case QCHANGE_ANYWHERE:
		return (struct sentence){
			"", TR(" in the whole notice", " dans toute la notice")};
	case QCHANGE_APART:
		return (struct sentence){"", TR(" at any distance", " à toute distance")};
	case QCHANGE_EITHER:
		return (struct sentence){TR("any of ", "au choix "), ""};
	default:
		return (struct sentence){TR("without ", "sans "), ""};
	}
}

void qchange_print(
	const struct qtree *tree, const struct qchange *c, struct coop_buf *out)
{
	enum { LABEL_BYTES = 60 };
	struct coop_buf clause = {0};
	struct sentence sentence = sentence_of(c->kind);
	const struct qnode *n = &tree->nodes[c->node];
	bool inner = (c->kind == QCHANGE_ADMIT && n->kind == QNODE_NOT) ||
		     c->kind == QCHANGE_ANYWHERE;
	qtree_print_clause(tree, inner ? n->first : c->node, &clause);
	size_t len = coop_utf8_cut(coop_buf_cstr(&clause), clause.len, LABEL_BYTES);
	coop_buf_str(out, sentence.before);
	coop_buf_add(out, coop_buf_cstr(&clause), len);
	coop_buf_str(out, len < clause.len ? "..." : "");
	coop_buf_str(out, sentence.after);
	out->failed |= clause.failed;
	coop_buf_release(&clause);
}
