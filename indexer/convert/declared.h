/*
 * declared.h - the character set that a page declares.
 */
#ifndef COOP_INDEXER_CONVERT_DECLARED_H
#define COOP_INDEXER_CONVERT_DECLARED_H

#include <stddef.h>

#include "indexer/decode/charset.h"

/* How much of a page is looked at, in bytes. */
enum { CHARSET_DECLARED_WITHIN = 4096 };

/*
 * The set named in <meta charset="...">, content="text/html; charset=..." or
 * <?xml encoding="..."?>. CHARSET_AUTO when there is none, or none that is known, and when
 * a byte order mark says more. ISO-8859-1 is Windows-1252, as browsers have it.
 */
enum charset charset_declared(const char *s, size_t n);

#endif
