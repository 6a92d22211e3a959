/*
 * html.h - the words of a page, without what a site puts around them.
 */
#ifndef COOP_INDEXER_CONVERT_HTML_H
#define COOP_INDEXER_CONVERT_HTML_H

#include <stddef.h>

#include "indexer/convert/doc.h"

/*
 * Converts a page in UTF-8. Left out are scripts, navigation, headers, footers, asides and
 * forms, by their element, their role or the usual names of their class and id; where there
 * is one <main>, all that is not in it. Elements that stand for paragraphs begin one; a row
 * of two cells, and a <dt> with its <dd>, become "label : value"; the first <h1> is the
 * heading. With `of_book` the page is a chapter: what its <head> says is not the book's.
 */
enum problem html_convert(struct doc *doc, const char *s, size_t n, bool of_book);

#endif
