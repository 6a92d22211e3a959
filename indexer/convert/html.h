/*
 * html.h - the text of a page, without the navigation of its site.
 */
#ifndef COOP_INDEXER_CONVERT_HTML_H
#define COOP_INDEXER_CONVERT_HTML_H

#include <stddef.h>

#include "indexer/convert/doc.h"

/*
 * Converts a page in UTF-8. Scripts, navigation, headers, footers, asides and forms are
 * left out, recognised by their element, their role or the usual names of their class and
 * id; if there is exactly one <main>, so is everything outside of it. Block elements
 * begin a paragraph; a row of two cells, and a <dt> with its <dd>, become "label :
 * value"; the first <h1> is the heading. With `of_book` the page is a chapter: its
 * metadata and headings are not those of the book, and its tables are text only; those of a page
 * that may list notices are taken besides (tables.h).
 */
enum conversion_failure html_convert(
	struct doc *doc, const char *s, size_t n, bool of_book);

#endif
