/*
 * entities.h - completes the names of characters in a page, as browsers do, before libxml2 reads it.
 */
#ifndef COOP_INDEXER_CONVERT_ENTITIES_H
#define COOP_INDEXER_CONVERT_ENTITIES_H

#include <stddef.h>

#include "shared/core/buf.h"

/*
 * Appends a page in UTF-8 in which each reference to a character by its name is spelled and ends as
 * libxml2 wants it:
 *  - without a semicolon the names of Latin-1 and &amp; &lt; &gt; &quot; count, even where letters
 *    follow, as in "ao&ucirct"; in a tag not before a letter, a digit or '=', since "&copy=2" is a
 *    part of a link (HTML standard, 13.2.5.73);
 *  - a name that is unknown in capitals is that of the capital letter (&EACUTE;), else the usual one
 *    (&NBSP;).
 * All else stays. Takes linear time.
 */
void entities_complete(const char *s, size_t n, struct coop_buf *out);

#endif
