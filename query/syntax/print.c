/*
 * print.c - a tree as a query, and as nodes; explain.c has the sentence.
 */
#include "query/syntax/print.h"

#include <string.h>

#include "shared/core/i18n.h"

static const struct qnode *at(const struct qtree *tree, uint32_t node)
{
	return &tree->nodes[node];
}

static void put_text(
	const struct qtree *tree, const struct qnode *n, struct coop_buf *out)
{
	coop_buf_add(out, coop_buf_cstr(&tree->text) + n->text, n->len);
}

static void put_range(const struct qnode *n, struct coop_buf *out)
{
	if (n->low == n->high) {
		coop_buf_printf(out, "%u", n->low);
		return;
	}
	if (n->low > 0)
		coop_buf_printf(out, "%u", n->low);
	coop_buf_str(out, "..");
	if (n->high < QRANGE_MAX || n->low == 0)
		coop_buf_printf(out, "%u", n->high);
}

/* ---- in the language of queries ---- */

/* How tightly a node binds. A node inside one that binds tighter needs parentheses. */
enum binding { BIND_OR, BIND_AND, BIND_LIST, BIND_NEAR, BIND_FIELD, BIND_LEAF };

static enum binding binding_of(const struct qtree *tree, const struct qnode *n)
{
	switch (n->kind) {
	case QNODE_OR:
		return BIND_OR;
	case QNODE_AND:
	case QNODE_NOT:
		return BIND_AND;
	case QNODE_LIST:
		return BIND_LIST;
	case QNODE_NEAR:
		return BIND_NEAR;
	case QNODE_FIELD:
		return BIND_FIELD;
	case QNODE_WORDS: /* several words are as loose as a list */
		return memchr(coop_buf_cstr(&tree->text) + n->text, ' ', n->len)
			       ? BIND_LIST
			       : BIND_LEAF;
	default:
		return BIND_LEAF;
	}
}

static void put(const struct qtree *tree, uint32_t node, enum binding around,
	struct coop_buf *out);

/* A word of the language of queries. */
static const char *word(const struct qtree *tree, const char *en, const char *fr)
{
	return tree->local ? TR(en, fr) : en;
}

static void put_near(const struct qnode *kid, struct coop_buf *out)
{
	const char *name = kid->ordered ? "ADJ" : "NEAR";
	if (kid->near == QNEAR_SENTENCE)
		coop_buf_printf(out, " %s/sentence ", name);
	else if (kid->near == QNEAR_PARAGRAPH)
		coop_buf_printf(out, " %s/paragraph ", name);
	else
		coop_buf_printf(out, " %s/%u ", name, kid->near);
}

/* Puts a node after a sign or a field. */
static void put_tight(const struct qtree *tree, uint32_t node, enum binding around,
	struct coop_buf *out)
{
	const struct qnode *n = at(tree, node);
	bool text =
		n->kind == QNODE_WORDS || n->kind == QNODE_WILD || n->kind == QNODE_FUZZY;
	const char *s = coop_buf_cstr(&tree->text) + n->text;
	/* "+33 1" would be parsed as a telephone number */
	bool number = n->sign == '+' && text && *s >= '0' && *s <= '9';
	bool open = number || (n->sign && n->kind == QNODE_RANGE) ||
		    (text && !qlex_takes_sign(s, n->len));
	bool zero = n->kind == QNODE_RANGE && n->high == 0;
	if (open) /* "(0)" and "(@)" would be parsed as words */
		coop_buf_str(out, zero || (text && n->len == 1) ? "( " : "(");
	put(tree, node, open ? BIND_OR : around, out);
	if (open)
		coop_buf_byte(out, ')');
}

/* The operator between kids. In a query in capitals AND would be a word, but NOT needs none. */
static const char *joint_of(const struct qtree *tree, const struct qnode *n)
{
	if (n->kind == QNODE_OR)
		return word(tree, " OR ", " OU ");
	return n->kind == QNODE_AND && !tree->capitals ? word(tree, " AND ", " ET ")
						       : " ";
}

/* Puts kids with their operator; those that bind less than `around` get parentheses. */
static void put_kids(const struct qtree *tree, const struct qnode *n, enum binding around,
	struct coop_buf *out)
{
	for (uint32_t k = n->first; k; k = at(tree, k)->next) {
		const struct qnode *kid = at(tree, k);
		if (qnode_is_implied(kid))
			continue;
		if (k != n->first && n->kind == QNODE_NEAR)
			put_near(kid, out);
		else if (k != n->first)
			coop_buf_str(out, joint_of(tree, n));
		if (n->kind == QNODE_LIST && kid->sign)
			coop_buf_byte(out, kid->sign);
		bool words = n->kind == QNODE_LIST && kid->kind == QNODE_WORDS;
		if (n->kind == QNODE_LIST && kid->sign)
			put_tight(tree, k, BIND_FIELD, out);
		else if (n->kind == QNODE_AND && kid->kind == QNODE_NOT)
			put(tree, k, BIND_AND, out);
		else
			put(tree, k, words ? BIND_LIST : around, out);
	}
}

static void put_field(const struct qtree *tree, enum qfield field, struct coop_buf *out)
{
	if (qtree_column(tree, field))
		qname_put(qtree_column(tree, field), out);
	else
		coop_buf_str(
			out, tree->local ? qfield_local_name(field) : qfield_name(field));
	coop_buf_byte(out, ':');
}

static void put_inside(
	const struct qtree *tree, const struct qnode *n, struct coop_buf *out)
{
	switch (n->kind) {
	case QNODE_PHRASE:
		coop_buf_byte(out, '"');
		put_text(tree, n, out);
		coop_buf_byte(out, '"');
		if (n->number > 0)
			coop_buf_printf(out, "~%u", n->number);
		return;
	case QNODE_FUZZY:
		if (n->number == QFUZZY_SOUND)
			coop_buf_printf(out, "%s:", qfield_sound_name(tree->local));
		put_text(tree, n, out);
		if (n->number != QFUZZY_SOUND)
			coop_buf_printf(out, "~%u", n->number);
		return;
	case QNODE_ALL:
		coop_buf_byte(out, '*');
		return;
	case QNODE_RANGE:
		put_range(n, out);
		return;
	case QNODE_OR:
		put_kids(tree, n, BIND_AND, out);
		return;
	case QNODE_AND:
		put_kids(tree, n, BIND_LIST, out);
		return;
	case QNODE_NOT:
		coop_buf_str(out, word(tree, "NOT ", "SAUF "));
		put(tree, n->first, BIND_LIST, out);
		return;
	case QNODE_LIST:
		put_kids(tree, n, BIND_NEAR, out);
		return;
	case QNODE_NEAR:
		put_kids(tree, n, BIND_FIELD, out);
		return;
	case QNODE_FIELD:
		put_field(tree, n->field, out);
		put_tight(tree, n->first, BIND_LEAF, out);
		return;
	default:
		put_text(tree, n, out);
		return;
	}
}

static void put(const struct qtree *tree, uint32_t node, enum binding around,
	struct coop_buf *out)
{
	const struct qnode *n = at(tree, node);
	bool boosted = n->boost != 1;
	bool open = binding_of(tree, n) < (boosted ? BIND_LEAF : around);
	if (open)
		coop_buf_byte(out, '(');
	put_inside(tree, n, out);
	if (open)
		coop_buf_byte(out, ')');
	if (boosted)
		coop_buf_printf(out, "^%.6g", n->boost);
}

/* Whether a tree has operators that would be words in a query in capitals. */
static bool has_operators(const struct qtree *tree)
{
	for (size_t i = 1; i < tree->count; i++)
		if (tree->nodes[i].kind == QNODE_AND || tree->nodes[i].kind == QNODE_OR)
			return true;
	return false;
}

void qtree_print(const struct qtree *tree, struct coop_buf *out)
{
	size_t begin = out->len;
	if (!tree->root)
		return;
	put(tree, tree->root, BIND_OR, out);
	bool open =
		!tree->capitals && has_operators(tree) && !out->failed &&
		qlex_is_capitals(out->s + begin, out->len - begin, NULL, &out->failed);
	if (!open)
		return;
	/* with parentheses it is no query in capitals */
	coop_buf_byte(out, ')');
	if (!coop_buf_reserve(out, 1))
		return;
	memmove(out->s + begin + 1, out->s + begin, out->len - begin);
	out->s[begin] = '(';
	out->len++;
}

void qtree_print_clause(const struct qtree *tree, uint32_t node, struct coop_buf *out)
{
	put(tree, node, BIND_OR, out);
}

/* ---- as nodes ---- */

static const char *const kind_names[] = {[QNODE_WORDS] = "words",
	[QNODE_PHRASE] = "phrase",
	[QNODE_WILD] = "pattern",
	[QNODE_FUZZY] = "fuzzy",
	[QNODE_ALL] = "all",
	[QNODE_RANGE] = "range",
	[QNODE_AND] = "and",
	[QNODE_OR] = "or",
	[QNODE_NOT] = "not",
	[QNODE_LIST] = "list",
	[QNODE_NEAR] = "near",
	[QNODE_FIELD] = "field"};

static void put_node(const struct qtree *tree, uint32_t node, int depth, bool distance,
	struct coop_buf *out)
{
	const struct qnode *n = at(tree, node);
	for (int i = 0; i < depth; i++)
		coop_buf_str(out, "  ");
	if (n->sign)
		coop_buf_byte(out, n->sign);
	bool sound = n->kind == QNODE_FUZZY && n->number == QFUZZY_SOUND;
	coop_buf_str(out, sound ? "sound" : kind_names[n->kind]);
	if (n->kind == QNODE_FIELD)
		coop_buf_printf(out, " %s",
			qtree_column(tree, n->field) ? qtree_column(tree, n->field)
						     : qfield_name(n->field));
	if (n->kind < QNODE_ALL)
		coop_buf_str(out, " \"");
	if (n->kind < QNODE_ALL)
		put_text(tree, n, out);
	if (n->kind < QNODE_ALL)
		coop_buf_byte(out, '"');
	if (n->kind == QNODE_RANGE)
		coop_buf_printf(out, " %u..%u", n->low, n->high);
	if (n->number > 0 && !sound)
		coop_buf_printf(out, " ~%u", n->number);
	if (distance)
		put_near(n, out);
	if (n->boost != 1)
		coop_buf_printf(out, " ^%.6g", n->boost);
	coop_buf_byte(out, '\n');
	for (uint32_t k = n->first; k; k = at(tree, k)->next)
		put_node(tree, k, depth + 1, n->kind == QNODE_NEAR && k != n->first, out);
}

void qtree_print_nodes(const struct qtree *tree, struct coop_buf *out)
{
	if (tree->root)
		put_node(tree, tree->root, 0, false, out);
}
