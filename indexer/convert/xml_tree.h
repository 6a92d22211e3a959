/*
 * xml_tree.h - one element of an XML file as a tree of libxml2, and the text of elements.
 */
#ifndef COOP_INDEXER_CONVERT_XML_TREE_H
#define COOP_INDEXER_CONVERT_XML_TREE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"
#include "indexer/convert/xml_events.h"
#include "shared/core/buf.h"

/*
 * Takes the element that has just begun, up to its end. The tree is the caller's to free (xmlFreeDoc()),
 * with the element as its root. CONVERSION_TOO_LARGE, and no tree, when it holds more than a notice may;
 * its end has been read then, too.
 */
enum conversion_failure xml_take(struct xml_events *e, xmlDoc **out);
/* Passes the element that has just begun, up to its end. */
void xml_pass(struct xml_events *e);

/* The line where an element begins. */
size_t xml_line(const xmlNode *n);
/* Whether a node is an element with a local name, whatever its prefix. */
bool xml_is(const xmlNode *n, const char *name);
/* The first element with a local name in the element, itself excepted, in document order; or NULL. */
xmlNode *xml_find(xmlNode *in, const char *name);
/* The first of its children that has the name; NULL when none has, or `in` is NULL. */
xmlNode *xml_child(const xmlNode *in, const char *name);
/* An attribute by its local name; "" when there is none. Borrowed. */
const char *xml_attribute(const xmlNode *n, const char *name);
/* Whether elements are in it; whether text other than blanks is directly in it. */
bool xml_has_elements(const xmlNode *n);
bool xml_has_text(const xmlNode *n);

/*
 * Adds the text of an element. Elements beside text are part of its lines; where an element holds no
 * text itself, those in it are lines.
 */
void xml_add_text(struct doc *doc, xmlNode *n);
/* Appends the same; `line`: as one line. Nothing for NULL. */
void xml_text(xmlNode *n, bool line, struct coop_buf *out);

#endif
