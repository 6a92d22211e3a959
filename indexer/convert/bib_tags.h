/*
 * bib_tags.h - what the tags and fields of formats of bibliographies mean (bib_notice.h).
 *
 * RIS: "RIS Format Specifications" (Thomson Reuters, 2011) and what Zotero, EndNote, Mendeley, JabRef, HAL,
 * Cairn and Europresse write; EndNote: its tagged import format; PubMed: "MEDLINE/PubMed Data Element
 * Descriptions"; ISI: the field tags of Web of Science.
 */
#ifndef COOP_INDEXER_CONVERT_BIB_TAGS_H
#define COOP_INDEXER_CONVERT_BIB_TAGS_H

#include "indexer/convert/bib_notice.h"
#include "indexer/convert/bib_tagged.h"

/* Fills a notice, which was reset, from a record of tags and values. */
void bib_tags_fill(
	enum bib_syntax syntax, const struct coop_record *record, struct bib_notice *out);

/* The word for a type of RIS, "BOOK", or BibTeX, "inproceedings", in any case; NULL for another one. */
const char *bib_type_word(struct coop_bytes type);
/* Whether a type of any format, or a word for it, is one of films, broadcasts and recordings. */
bool bib_type_is_film(struct coop_bytes type);

#endif
