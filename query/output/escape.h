/*
 * escape.h - text of notices inside the syntax of a format.
 */
#ifndef COOP_QUERY_OUTPUT_ESCAPE_H
#define COOP_QUERY_OUTPUT_ESCAPE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What a format writes for a character; NULL for the character itself. */
typedef const char *escape(uint32_t cp);

/*
 * Writes UTF-8 text with its characters escaped. As by coop_put_safe(), a character that could drive a
 * terminal becomes a blank, unless `of` has something else for it, and a byte that is not UTF-8
 * becomes U+FFFD.
 */
void put_escaped(FILE *out, const char *s, size_t n, escape *of);

/* For the content of elements, and of attributes in double quotes, of XML and HTML. */
escape escape_xml;

#endif
