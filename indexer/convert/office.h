/*
 * office.h - converters of documents that are packages: ODT, DOCX, EPUB.
 *
 * Each reads standard input. Paragraphs are kept; a row of two cells becomes "label :
 * value"; notes follow the paragraph that refers to them (footnotes.h). Comments, deleted
 * text, page headers and footers are left out. A book becomes one document, its chapters
 * in order.
 */
#ifndef COOP_INDEXER_CONVERT_OFFICE_H
#define COOP_INDEXER_CONVERT_OFFICE_H

#include "indexer/convert/doc.h"
#include "indexer/convert/package.h"
#include "indexer/convert/tree.h"

enum conversion_failure odt_convert(struct doc *doc);
enum conversion_failure docx_convert(struct doc *doc);
enum conversion_failure epub_convert(struct doc *doc);

/*
 * Reads the wanted parts of the package on standard input, and converts them with
 * `convert`.
 */
enum conversion_failure office_convert(struct doc *doc, bool (*wanted)(const char *name),
	enum conversion_failure (*convert)(struct doc *doc, const struct package *p));

/* Parses the XML of a part; CONVERSION_DAMAGED when there is no such part (NULL). */
enum conversion_failure office_parse(const struct package_part *part, xmlDoc **out);

/* Walks (tree.h) the element `body` of a part; CONVERSION_DAMAGED without one. */
enum conversion_failure office_body(const struct package_part *part,
	bool (*enter)(void *data, xmlNode *n), void (*leave)(void *data, xmlNode *n),
	void *data);

/*
 * Adds the elements of a part, such as <dc:title>, as metadata; no part (NULL) is fine.
 */
enum conversion_failure office_meta(struct doc *doc, const struct package_part *part);

#endif
