/*
 * explain.c - a tree as a sentence in the user's language.
 */
#include <string.h>

#include "query/syntax/print.h"
#include "shared/core/i18n.h"
#include "shared/text/fold.h"
#include "shared/text/stopwords.h"

static const struct qnode *at(const struct qtree *tree, uint32_t node)
{
	return &tree->nodes[node];
}

/* An explanation being written. */
struct explainer {
	const struct qtree *tree;
	bool any; /* words beside filters only rank */
	struct coop_buf *out;
};

static void put(const struct explainer *x, uint32_t node);

/* Puts the text of a leaf in the quotes of the user's language. */
static void put_quoted(const struct explainer *x, const struct qnode *n)
{
	coop_buf_str(x->out, TR("'", "« "));
	coop_buf_add(x->out, coop_buf_cstr(&x->tree->text) + n->text, n->len);
	coop_buf_str(x->out, TR("'", " »"));
}

static void put_range(const struct qnode *n, struct coop_buf *out)
{
	if (n->low == n->high)
		coop_buf_printf(out, "%u", n->low);
	else if (n->low == 0)
		coop_buf_printf(out, TR("at most %u", "au plus %u"), n->high);
	else if (n->high == QRANGE_MAX)
		coop_buf_printf(out, TR("at least %u", "au moins %u"), n->low);
	else
		coop_buf_printf(out, TR("from %u to %u", "de %u à %u"), n->low, n->high);
}

static void put_phrase(const struct explainer *x, const struct qnode *n)
{
	coop_buf_str(x->out, TR("the phrase ", "l'expression "));
	put_quoted(x, n);
	if (n->number > 0)
		coop_buf_printf(x->out,
			TR(" with up to %u other words inside",
				" avec jusqu'à %u autres mots dedans"),
			n->number);
}

static void put_fuzzy(const struct explainer *x, const struct qnode *n)
{
	if (n->number == QFUZZY_SOUND)
		coop_buf_str(x->out,
			TR("a word that sounds like ", "un mot qui se prononce comme "));
	else if (n->number == 1)
		coop_buf_str(x->out,
			TR("a word one slip from ", "un mot à une faute près de "));
	else
		coop_buf_str(x->out, TR("a word up to two slips from ",
					     "un mot à deux fautes près de "));
	put_quoted(x, n);
}

/* Puts a kid, in parentheses if it joins several. */
static void put_part(const struct explainer *x, uint32_t node)
{
	enum qkind kind = at(x->tree, node)->kind;
	bool open = kind == QNODE_AND || kind == QNODE_OR || kind == QNODE_LIST ||
		    kind == QNODE_NOT;
	if (open)
		coop_buf_byte(x->out, '(');
	put(x, node);
	if (open)
		coop_buf_byte(x->out, ')');
}

static void put_distance(const struct qnode *kid, struct coop_buf *out)
{
	coop_buf_str(out, kid->ordered ? TR(" followed by ", " suivi de ")
				       : TR(" near ", " près de "));
	if (kid->near == QNEAR_SENTENCE)
		coop_buf_str(out, TR("(in one sentence) ", "(dans une même phrase) "));
	else if (kid->near == QNEAR_PARAGRAPH)
		coop_buf_str(
			out, TR("(in one paragraph) ", "(dans un même paragraphe) "));
	else
		coop_buf_printf(
			out, TR("(within %u words) ", "(à %u mots au plus) "), kid->near);
}

static void put_joined(const struct explainer *x, const struct qnode *n, const char *with)
{
	for (uint32_t k = n->first; k; k = at(x->tree, k)->next) {
		if (k != n->first && n->kind == QNODE_NEAR)
			put_distance(at(x->tree, k), x->out);
		else if (k != n->first)
			coop_buf_str(x->out, with);
		put_part(x, k);
	}
}

/* Whether a clause is stop words alone, which find nothing beside filters. */
static bool is_stop(const struct qtree *tree, uint32_t node)
{
	const struct qnode *n = at(tree, node);
	struct coop_buf words = {0};
	if (n->kind == QNODE_FIELD || n->kind == QNODE_NOT)
		return false;
	for (uint32_t k = n->first; k; k = at(tree, k)->next)
		if (!is_stop(tree, k))
			return false;
	if (n->kind != QNODE_WORDS)
		return n->first;
	const char *s = coop_buf_cstr(&tree->text) + n->text;
	bool stop = !memchr(s, '=', n->len);
	coop_fold_label(s, n->len, &words);
	for (size_t begin = 0, len; stop && begin < words.len; begin += len + 1) {
		len = strcspn(words.s + begin, " ");
		stop = coop_is_stopword(words.s + begin, len);
	}
	coop_buf_release(&words);
	return stop;
}

/* The role of a clause in a list. */
enum part { PART_NEEDED, PART_WISH, PART_RANKS, PART_EXCLUDED, PART_NONE };

/* `narrow` is whether one of the optional clauses must match beside filters. */
static enum part part_of(const struct qtree *tree, uint32_t node, bool narrow)
{
	char sign = at(tree, node)->sign;
	if (sign == '-')
		return PART_EXCLUDED;
	if (sign == '?')
		return PART_RANKS;
	if (sign == '+' || qnode_is_condition(tree, node))
		return PART_NEEDED;
	return narrow && is_stop(tree, node) ? PART_NONE : PART_WISH;
}

static size_t count_clauses(
	const struct qtree *tree, const struct qnode *n, enum part part, bool narrow)
{
	size_t count = 0;
	for (uint32_t k = n->first; k; k = at(tree, k)->next)
		count += part_of(tree, k, narrow) == part;
	return count;
}

/* Puts the clauses of a list that have one role. */
static void put_clauses(const struct explainer *x, const struct qnode *n, enum part part,
	bool narrow, const char *before, const char *with)
{
	bool any = false;
	for (uint32_t k = n->first; k; k = at(x->tree, k)->next) {
		if (part_of(x->tree, k, narrow) != part)
			continue;
		coop_buf_str(x->out, any ? with : before);
		put_part(x, k);
		any = true;
	}
}

/* Whether all that must match is filters, so that one of the optional clauses must as well. */
static bool narrows(const struct explainer *x, const struct qnode *n)
{
	const struct qtree *tree = x->tree;
	for (uint32_t k = n->first; k; k = at(tree, k)->next)
		if (part_of(tree, k, false) == PART_NEEDED && !qnode_is_filter(tree, k))
			return false;
	return !x->any && count_clauses(tree, n, PART_NEEDED, false) > 0;
}

static void put_list(const struct explainer *x, const struct qnode *n)
{
	bool narrow = narrows(x, n);
	size_t needed = count_clauses(x->tree, n, PART_NEEDED, narrow),
	       wished = count_clauses(x->tree, n, PART_WISH, narrow);
	const char *before = TR(", better with ", ", de préférence avec "),
		   * or = TR(" or ", " ou ");
	if (narrow)
		before = wished > 1 ? TR(" and (", " et (") : TR(" and ", " et ");
	put_clauses(x, n, PART_NEEDED, narrow, "", TR(" and ", " et "));
	put_clauses(x, n, PART_WISH, narrow, needed > 0 ? before : "", or);
	if (narrow && wished > 1)
		coop_buf_byte(x->out, ')');
	if (needed + wished == 0)
		coop_buf_str(x->out, TR("everything", "tout"));
	put_clauses(x, n, PART_RANKS, narrow, TR(", better ", ", de préférence "),
		TR(" and ", " et "));
	put_clauses(x, n, PART_EXCLUDED, narrow, TR(", but without ", ", mais sans "),
		TR(" or ", " ni "));
}

static void put_field(const struct explainer *x, const struct qnode *n)
{
	if (at(x->tree, n->first)->kind == QNODE_ALL) {
		coop_buf_printf(x->out, TR("some %s", "un champ %s rempli"),
			qtree_label(x->tree, n->field));
		return;
	}
	coop_buf_printf(x->out, TR("in the field %s, ", "dans le champ %s, "),
		qtree_label(x->tree, n->field));
	put_part(x, n->first);
}

static void put(const struct explainer *x, uint32_t node)
{
	const struct qnode *n = at(x->tree, node);
	switch (n->kind) {
	case QNODE_WORDS:
		if (memchr(coop_buf_cstr(&x->tree->text) + n->text, ' ', n->len))
			coop_buf_str(x->out, TR("some of the words ", "l'un des mots "));
		put_quoted(x, n);
		break;
	case QNODE_PHRASE:
		put_phrase(x, n);
		break;
	case QNODE_WILD:
		coop_buf_str(x->out, TR("a word like ", "un mot de la forme "));
		put_quoted(x, n);
		break;
	case QNODE_FUZZY:
		put_fuzzy(x, n);
		break;
	case QNODE_ALL:
		coop_buf_str(x->out, TR("everything", "tout"));
		break;
	case QNODE_RANGE:
		put_range(n, x->out);
		break;
	case QNODE_AND:
		put_joined(x, n, TR(" and ", " et "));
		break;
	case QNODE_OR:
		put_joined(x, n, TR(" or ", " ou "));
		break;
	case QNODE_NOT:
		coop_buf_str(x->out, TR("everything but ", "tout sauf "));
		put_part(x, n->first);
		break;
	case QNODE_LIST:
		put_list(x, n);
		break;
	case QNODE_NEAR:
		put_joined(x, n, "");
		break;
	case QNODE_FIELD:
		put_field(x, n);
		break;
	}
	if (n->boost != 1)
		coop_buf_printf(x->out,
			TR(" (counting %.6g times)", " (comptant %.6g fois)"), n->boost);
}

void qtree_explain(const struct qtree *tree, bool any, struct coop_buf *out)
{
	struct explainer x = {tree, any, out};
	if (tree->root)
		put(&x, tree->root);
}
