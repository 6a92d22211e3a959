/*
 * tree.h - XML and HTML as libxml2 reads them, without a network and without entities.
 */
#ifndef COOP_INDEXER_CONVERT_TREE_H
#define COOP_INDEXER_CONVERT_TREE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"
#include "indexer/decode/frame.h"

/*
 * Parses XML in memory. No external file is read and no entity of the document's own is put
 * in. PROBLEM_DAMAGED when it is not XML, PROBLEM_TOO_LARGE above 2 GiB; here and below,
 * PROBLEM_ENDLESS_TAG when a tag would take too long (tags.h).
 */
enum problem tree_parse(const char *s, size_t n, xmlDoc **out);

/* Parses HTML in UTF-8, forgiving all; PROBLEM_TOO_DEEP when the parser gave up on it. */
enum problem tree_parse_html(const char *s, size_t n, xmlDoc **out);

/*
 * Walks through an element and all below it, without recursion. `enter` is called for each
 * node; where it says true for an element, its children follow and then `leave`.
 */
void tree_walk(xmlNode *root, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

/* Whether a node is an element of that name, whatever its namespace. */
bool tree_is(const xmlNode *n, const char *name);
/* The next sibling that is an element, and the one before; NULL when there is none. */
xmlNode *tree_next(const xmlNode *n);
xmlNode *tree_before(const xmlNode *n);
/* The first element of that name in document order, `from` included; NULL. */
xmlNode *tree_find(xmlNode *from, const char *name);

/*
 * The text of an attribute, whatever its namespace; "" when there is none. Borrowed, and
 * without what an entity stands for.
 */
const char *tree_attribute(const xmlNode *n, const char *name);

/*
 * Ends a cell of a row, for any element that is_cell() knows: the first of two is the label
 * of the second, others stand side by side.
 */
void tree_end_cell(
	struct doc *doc, const xmlNode *cell, bool (*is_cell)(const xmlNode *n));

#endif
