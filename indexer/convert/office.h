/*
 * office.h - what word processors and publishers save: ODT, DOCX, EPUB.
 *
 * Each reads standard input. Paragraphs stay paragraphs, a row of two cells becomes
 * "label : value", notes stand behind the paragraph that calls them (notes.h). Not read are comments, deleted text,
 * headers and footers of pages. A book is one document, its chapters in their order.
 */
#ifndef COOP_INDEXER_CONVERT_OFFICE_H
#define COOP_INDEXER_CONVERT_OFFICE_H

#include "indexer/convert/doc.h"
#include "indexer/convert/package.h"
#include "indexer/convert/tree.h"

enum problem odt_convert(struct doc *doc);
enum problem docx_convert(struct doc *doc);
enum problem epub_convert(struct doc *doc);

/* Reads the wanted parts of the document, and makes of them what `convert` does. */
enum problem office_convert(struct doc *doc, bool (*wanted)(const char *name),
	enum problem (*convert)(struct doc *doc, const struct package *p));

/* Parses the XML of a part; PROBLEM_DAMAGED when there is no such part (NULL). */
enum problem office_parse(const struct part *part, xmlDoc **out);

/* Walks (tree.h) through the element `body` of a part; without one it is damaged. */
enum problem office_body(const struct part *part, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

/* Takes the elements of a part, such as <dc:title>, as what the document says of itself. */
enum problem office_meta(struct doc *doc, const struct part *part);

#endif
