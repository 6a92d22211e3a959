/*
 * tree.h - XML and HTML as trees of libxml2, without network access and without entities.
 */
#ifndef COOP_INDEXER_CONVERT_TREE_H
#define COOP_INDEXER_CONVERT_TREE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"
#include "indexer/decode/frame.h"

/*
 * Parses XML in memory. No external file is read, and no entity that the document defines
 * is expanded. CONVERSION_DAMAGED: it is not XML. CONVERSION_TOO_LARGE: above 2 GiB.
 * CONVERSION_ENDLESS_TAG: a tag would take too long (tags.h); the latter two for HTML as
 * well.
 */
enum conversion_failure tree_parse(const char *s, size_t n, xmlDoc **out);

/*
 * Parses HTML in UTF-8 and recovers from errors; CONVERSION_TOO_DEEP when it is nested too
 * deeply for the parser.
 */
enum conversion_failure tree_parse_html(const char *s, size_t n, xmlDoc **out);

/*
 * Walks the tree below an element, without recursion. Calls `enter` for each node; if
 * that returns true for an element, its children follow and then `leave`, which may be
 * NULL.
 */
void tree_walk(xmlNode *root, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

/* Whether a node is an element with a name, in any namespace. */
bool tree_is(const xmlNode *n, const char *name);
/* The next sibling that is an element; NULL when there is none. */
xmlNode *tree_next(const xmlNode *n);
/*
 * The first element with a name in document order, from `from` itself on; NULL when there
 * is none.
 */
xmlNode *tree_find(xmlNode *from, const char *name);

/*
 * The value of an attribute, in any namespace; "" when there is none. Borrowed, and cut
 * at the first entity.
 */
const char *tree_attribute(const xmlNode *n, const char *name);

/*
 * Ends a cell of a row; cells are the elements that is_cell() accepts. In a row of two
 * the first is the label of the second; the cells of longer rows are separated by blanks.
 */
void tree_end_cell(
	struct doc *doc, const xmlNode *cell, bool (*is_cell)(const xmlNode *n));

#endif
