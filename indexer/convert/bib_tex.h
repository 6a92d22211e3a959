/*
 * bib_tex.h - text of TeX, as fields of BibTeX have it, to Unicode.
 *
 * Accents ({\'e}, \c{c}, \"{\i}), letters (\oe, \ss), signs (\&, \og, \ldots, --, ``) and Greek letters
 * become characters; ~ a blank; braces and dollars go; of commands that are not known the arguments stay:
 * \emph{mot} is "mot".
 */
#ifndef COOP_INDEXER_CONVERT_BIB_TEX_H
#define COOP_INDEXER_CONVERT_BIB_TEX_H

#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* Appends the text; runs of blanks become one. Accents follow their letters (Unicode's NFC joins them). */
void bib_tex_decode(struct coop_bytes tex, struct coop_buf *out);

/* Appends an address, in which nothing but braces and escapes (\_, \%, \url{}) is TeX. */
void bib_tex_decode_address(struct coop_bytes tex, struct coop_buf *out);

#endif
