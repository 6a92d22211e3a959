/*
 * bibtex_fill.h - an entry of BibTeX or BibLaTeX as a notice (bib_notice.h).
 *
 * Fields: "BibTeXing" (O. Patashnik, 1988), the manual of BibLaTeX, and what Zotero, JabRef and Mendeley
 * add. An entry with a crossref takes what it lacks from the entry that this names.
 */
#ifndef COOP_INDEXER_CONVERT_BIBTEX_FILL_H
#define COOP_INDEXER_CONVERT_BIBTEX_FILL_H

#include "indexer/convert/bib_notice.h"
#include "indexer/convert/bibtex.h"

/* Fills a notice, which was reset. Fails as bibtex_fields() does. */
enum conversion_failure bibtex_fill(
	const struct bibtex *b, const struct bibtex_entry *entry, struct bib_notice *out);

#endif
