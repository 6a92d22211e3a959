/*
 * bib_xml.h - the records of bibliographies in XML: MODS, EndNote's and Word's.
 *
 * The text is divided at the tags of records before it is parsed, so that one that is no XML costs itself
 * alone, whatever it is wrapped in (a collection, OAI-PMH, METS), and what a document type defines is
 * never expanded. Prefixes of names do not matter.
 */
#ifndef COOP_INDEXER_CONVERT_BIB_XML_H
#define COOP_INDEXER_CONVERT_BIB_XML_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/bib_notice.h"
#include "shared/core/bytes.h"

/* Begin with the text and the name of the element that is a record: "mods". */
struct bib_xml {
	struct coop_bytes text;
	const char *element;
	size_t at;
	size_t counted, line;
};

/* The next record: its text and its line. `*whole` is false when its end is missing. False at the end. */
bool bib_xml_next(
	struct bib_xml *x, struct coop_bytes *record, size_t *line, bool *whole);

/* Whether an element has a name, whatever its prefix. */
bool bib_xml_is(const xmlNode *n, const char *name);
/* The next sibling, from `n` itself on, that is an element with a name; NULL when there is none. */
const xmlNode *bib_xml_find(const xmlNode *n, const char *name);
/* Appends the text of an element, its runs of blanks as one, none at its ends. */
void bib_xml_text(const xmlNode *n, struct coop_buf *out);
/* Adds the text of an element as a part. */
void bib_xml_add(
	struct bib_notice *out, enum bib_part part, const char *name, const xmlNode *n);

/* Fills a notice, which was reset, from a record of EndNote's XML, or a source of Word. */
void bib_xml_fill_endnote(const xmlNode *record, struct bib_notice *out);
void bib_xml_fill_word(const xmlNode *source, struct bib_notice *out);

#endif
