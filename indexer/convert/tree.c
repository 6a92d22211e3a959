#include "indexer/convert/tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/convert/tags.h"

#if LIBXML_VERSION >= 21200
typedef const xmlError reported_error;
#else
typedef xmlError reported_error;
#endif

/*
 * Remembers that memory ran out: the parser may then return a part of the tree, and only
 * this handler can tell.
 */
static void remember_no_memory(void *no_memory, reported_error *e)
{
	if (e && e->code == XML_ERR_NO_MEMORY)
		*(bool *)no_memory = true;
}

static enum conversion_failure check_tags(const char *s, size_t n, bool html)
{
	return tags_are_endless(s, n, html) ? CONVERSION_ENDLESS_TAG : CONVERSION_OK;
}

/* Checks the tags of XML in UTF-16, which are ASCII once the zeros are dropped. */
static enum conversion_failure check_wide_tags(const char *s, size_t n)
{
	size_t kept = 0;
	char *narrow = malloc(n);
	if (!narrow)
		return CONVERSION_MEMORY;
	for (size_t i = 0; i < n; i++)
		if (s[i])
			narrow[kept++] = s[i];
	enum conversion_failure failure = check_tags(narrow, kept, false);
	free(narrow);
	return failure;
}

enum conversion_failure tree_parse(const char *s, size_t n, xmlDoc **out)
{
	bool no_memory = false;
	*out = NULL;
	if (n > INT_MAX)
		return CONVERSION_TOO_LARGE;
	enum conversion_failure failure =
		memchr(s, '\0', n) ? check_wide_tags(s, n) : check_tags(s, n, false);
	if (failure)
		return failure;
	xmlSetStructuredErrorFunc(&no_memory, remember_no_memory);
	*out = xmlReadMemory(s, (int)n, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	xmlSetStructuredErrorFunc(NULL, NULL);
	if (*out && !no_memory)
		return CONVERSION_OK;
	xmlFreeDoc(*out);
	*out = NULL;
	return no_memory ? CONVERSION_MEMORY : CONVERSION_DAMAGED;
}

enum conversion_failure tree_parse_html(const char *s, size_t n, xmlDoc **out)
{
	bool no_memory = false;
	*out = NULL;
	if (n > INT_MAX)
		return CONVERSION_TOO_LARGE;
	enum conversion_failure failure = check_tags(s, n, true);
	if (failure)
		return failure;
	htmlParserCtxt *parser = htmlNewParserCtxt();
	if (!parser)
		return CONVERSION_MEMORY;
	xmlSetStructuredErrorFunc(&no_memory, remember_no_memory);
	*out = htmlCtxtReadMemory(parser, s, (int)n, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_COMPACT);
	xmlSetStructuredErrorFunc(NULL, NULL);
	/* the parser gave up: the one error that it does not recover from is nesting */
	bool halted = parser->disableSAX != 0;
	htmlFreeParserCtxt(parser);
	if (*out && !halted && !no_memory)
		return CONVERSION_OK;
	xmlFreeDoc(*out);
	*out = NULL;
	return halted && !no_memory ? CONVERSION_TOO_DEEP : CONVERSION_MEMORY;
}

void tree_walk(xmlNode *root, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data)
{
	xmlNode *n = root;
	for (;;) {
		bool entered = enter(data, n) && n->type == XML_ELEMENT_NODE;
		if (entered && n->children) {
			n = n->children;
			continue;
		}
		if (entered && leave)
			leave(data, n);
		while (n != root && !n->next) {
			n = n->parent;
			if (leave)
				leave(data, n);
		}
		if (n == root)
			return;
		n = n->next;
	}
}

bool tree_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

xmlNode *tree_next(const xmlNode *n)
{
	for (n = n->next; n && n->type != XML_ELEMENT_NODE; n = n->next)
		;
	return (xmlNode *)n;
}

static xmlNode *previous(const xmlNode *n)
{
	for (n = n->prev; n && n->type != XML_ELEMENT_NODE; n = n->prev)
		;
	return (xmlNode *)n;
}

/* A search of tree_find(). */
struct search {
	const char *name;
	xmlNode *found;
};

static bool compare(void *data, xmlNode *n)
{
	struct search *s = data;
	if (!s->found && tree_is(n, s->name))
		s->found = n;
	return !s->found;
}

xmlNode *tree_find(xmlNode *from, const char *name)
{
	struct search s = {name, NULL};
	if (from)
		tree_walk(from, compare, NULL, &s);
	return s.found;
}

const char *tree_attribute(const xmlNode *n, const char *name)
{
	if (n->type != XML_ELEMENT_NODE)
		return "";
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0 && a->children &&
			a->children->content)
			return (const char *)a->children->content;
	return "";
}

void tree_end_cell(
	struct doc *doc, const xmlNode *cell, bool (*is_cell)(const xmlNode *n))
{
	const xmlNode *next = tree_next(cell), *before = previous(cell);
	if (!next || !is_cell(next))
		return;
	const xmlNode *third = tree_next(next);
	doc_cell(doc, !(before && is_cell(before)) && !(third && is_cell(third)));
}
