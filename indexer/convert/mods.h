/*
 * mods.h - a record of MODS as a notice (bib_notice.h).
 *
 * Metadata Object Description Schema 3, https://www.loc.gov/standards/mods/: of related items the host and
 * the series are read; roles by their terms and by the codes of MARC.
 */
#ifndef COOP_INDEXER_CONVERT_MODS_H
#define COOP_INDEXER_CONVERT_MODS_H

#include <libxml/tree.h>

#include "indexer/convert/bib_notice.h"

/* Fills a notice, which was reset, from an element <mods>. */
void mods_fill(const xmlNode *mods, struct bib_notice *out);

#endif
