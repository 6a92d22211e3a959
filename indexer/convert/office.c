#include "indexer/convert/office.h"

#include <string.h>

enum problem office_convert(struct doc *doc, bool (*wanted)(const char *name),
	enum problem (*convert)(struct doc *doc, const struct package *p))
{
	struct package p;
	enum problem problem = package_read(&p, wanted);
	if (!problem)
		problem = convert(doc, &p);
	package_release(&p);
	return problem;
}

enum problem office_parse(const struct part *part, xmlDoc **out)
{
	if (!part)
		return PROBLEM_DAMAGED;
	return tree_parse(coop_buf_cstr(&part->bytes), part->bytes.len, out);
}

enum problem office_body(const struct part *part, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data)
{
	xmlDoc *tree;
	enum problem problem = office_parse(part, &tree);
	if (problem)
		return problem;
	xmlNode *body = tree_find(xmlDocGetRootElement(tree), "body");
	if (body)
		tree_walk(body, enter, leave, data);
	xmlFreeDoc(tree);
	return body ? PROBLEM_NONE : PROBLEM_DAMAGED;
}

static bool add_element(void *data, xmlNode *n)
{
	struct doc *doc = data;
	if (n->type != XML_ELEMENT_NODE)
		return false;
	const xmlNode *text = n->children;
	if (text && text->type == XML_TEXT_NODE && text->content)
		doc_meta(doc, (const char *)n->name, (const char *)text->content,
			strlen((const char *)text->content));
	return true;
}

enum problem office_meta(struct doc *doc, const struct part *part)
{
	xmlDoc *tree;
	if (!part)
		return PROBLEM_NONE;
	enum problem problem = office_parse(part, &tree);
	if (problem)
		return problem;
	xmlNode *root = xmlDocGetRootElement(tree);
	xmlNode *metadata =
		tree_find(root, "metadata"); /* in a book, to exclude its manifest */
	if (root)
		tree_walk(metadata ? metadata : root, add_element, NULL, doc);
	xmlFreeDoc(tree);
	return PROBLEM_NONE;
}
