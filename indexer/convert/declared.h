/*
 * declared.h - the character set that a page declares.
 */
#ifndef COOP_INDEXER_CONVERT_DECLARED_H
#define COOP_INDEXER_CONVERT_DECLARED_H

#include <stddef.h>

#include "indexer/decode/charset.h"

/* How much of a page is searched, in bytes. */
enum { CHARSET_DECLARED_WITHIN = 4096 };

/*
 * Returns the character set named in <meta charset="...">, content="text/html;
 * charset=..." or <?xml encoding="..."?>; CHARSET_AUTO when there is none or an unknown
 * one, and when the page has a byte order mark, which takes precedence. ISO-8859-1 means
 * Windows-1252, as in browsers.
 */
enum charset charset_declared(const char *s, size_t n);

#endif
