#include "indexer/convert/office.h"

#include <string.h>

enum conversion_failure office_convert(struct doc *doc, bool (*wanted)(const char *name),
	enum conversion_failure (*convert)(struct doc *doc, const struct package *p))
{
	struct package p;
	enum conversion_failure failure = package_read(&p, wanted);
	if (!failure)
		failure = convert(doc, &p);
	package_release(&p);
	return failure;
}

enum conversion_failure office_parse(const struct package_part *part, xmlDoc **out)
{
	if (!part)
		return CONVERSION_DAMAGED;
	return tree_parse(coop_buf_cstr(&part->bytes), part->bytes.len, out);
}

enum conversion_failure office_body(const struct package_part *part,
	bool (*enter)(void *data, xmlNode *n), void (*leave)(void *data, xmlNode *n),
	void *data)
{
	xmlDoc *tree;
	enum conversion_failure failure = office_parse(part, &tree);
	if (failure)
		return failure;
	xmlNode *body = tree_find(xmlDocGetRootElement(tree), "body");
	if (body)
		tree_walk(body, enter, leave, data);
	xmlFreeDoc(tree);
	return body ? CONVERSION_OK : CONVERSION_DAMAGED;
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

enum conversion_failure office_meta(struct doc *doc, const struct package_part *part)
{
	xmlDoc *tree;
	if (!part)
		return CONVERSION_OK;
	enum conversion_failure failure = office_parse(part, &tree);
	if (failure)
		return failure;
	xmlNode *root = xmlDocGetRootElement(tree);
	xmlNode *metadata =
		tree_find(root, "metadata"); /* in a book, to exclude its manifest */
	if (root)
		tree_walk(metadata ? metadata : root, add_element, NULL, doc);
	xmlFreeDoc(tree);
	return CONVERSION_OK;
}
