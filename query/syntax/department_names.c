/*
 * department_names.c - the names of departments where a field has them, as facets show them:
 * department:Rhône is department:69.
 */
#include "query/syntax/departments.h"
#include "query/syntax/parser_state.h"

/* Puts codes into a leaf. Its text goes to the end of that of the tree. */
static void name_leaf(struct qparser *p, uint32_t node, struct department_names *names)
{
	struct qnode *n = qparser_at(p, node);
	struct coop_buf *text = &p->tree->text, codes = {0};
	if (departments_put_codes(names, coop_buf_cstr(text) + n->text, n->len, &codes)) {
		n->text = text->len;
		n->len = codes.len;
		/* one number needs no quotes, which would be another spelling of the same */
		n->kind = QNODE_WORDS;
		coop_buf_add(text, codes.s, codes.len);
		coop_buf_byte(text, ' ');
	}
	text->failed |= codes.failed;
	coop_buf_release(&codes);
}

/* As deep as the tree, which the parser limits. */
static void name_below(
	struct qparser *p, uint32_t node, bool inside, struct department_names *names)
{
	const struct qnode *n = qparser_at(p, node);
	if (n->kind == QNODE_FIELD)
		inside = n->field == QFIELD_DEPARTMENT;
	if (inside && (n->kind == QNODE_WORDS || n->kind == QNODE_PHRASE))
		name_leaf(p, node, names);
	for (uint32_t k = n->first; k; k = qparser_at(p, k)->next)
		name_below(p, k, inside, names);
}

void qparser_name_departments(struct qparser *p)
{
	struct department_names names = {0};
	if (p->tree->root && !p->failed && !p->tree->text.failed)
		name_below(p, p->tree->root, false, &names);
	department_names_release(&names);
}
