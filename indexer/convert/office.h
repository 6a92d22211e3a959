/*
 * office.h - converters of documents that are packages: ODT, DOCX, EPUB.
 *
 * Each reads standard input. Paragraphs are kept; a row of two cells becomes "label :
 * value"; notes follow the paragraph that refers to them (notes.h). Comments, deleted
 * text, page headers and footers are left out. A book becomes one document, its chapters
 * in order.
 */
#ifndef COOP_INDEXER_CONVERT_OFFICE_H
#define COOP_INDEXER_CONVERT_OFFICE_H

#include "indexer/convert/doc.h"
#include "indexer/convert/package.h"
#include "indexer/convert/tree.h"

enum problem odt_convert(struct doc *doc);
enum problem docx_convert(struct doc *doc);
enum problem epub_convert(struct doc *doc);

/*
 * Reads the wanted parts of the package on standard input, and converts them with
 * `convert`.
 */
enum problem office_convert(struct doc *doc, bool (*wanted)(const char *name),
	enum problem (*convert)(struct doc *doc, const struct package *p));

/* Parses the XML of a part; PROBLEM_DAMAGED when there is no such part (NULL). */
enum problem office_parse(const struct part *part, xmlDoc **out);

/* Walks (tree.h) the element `body` of a part; PROBLEM_DAMAGED without one. */
enum problem office_body(const struct part *part, bool (*enter)(void *data, xmlNode *n),
	void (*leave)(void *data, xmlNode *n), void *data);

/*
 * Adds the elements of a part, such as <dc:title>, as metadata; no part (NULL) is fine.
 */
enum problem office_meta(struct doc *doc, const struct part *part);

#endif
