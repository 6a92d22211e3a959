/*
 * bib_tagged.h - bibliographies whose lines begin with a tag: RIS, EndNote's refer, PubMed, Web of Science.
 *
 *	RIS       "TY  - BOOK" begins a record, "ER  -" ends it (a blank is enough, and blanks may stand before)
 *	EndNote   "%T Title"; an empty line or another "%0" ends a record
 *	PubMed    an empty line or another "PMID- 123" ends a record, tags have four characters ("TI  - ")
 *	ISI       "PT J" begins a record, "ER" ends it
 *
 * A line without a tag continues the one before. What stands between records, such as the heading of an
 * exporter, is left out. A record that is not ended ends where the next one begins, and one whose first
 * line is lost begins with the first tag, but in ISI, whose tags may be words.
 */
#ifndef COOP_INDEXER_CONVERT_BIB_TAGGED_H
#define COOP_INDEXER_CONVERT_BIB_TAGGED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/bib_text.h"
#include "shared/index/record.h"

enum bib_syntax { BIB_RIS, BIB_REFER, BIB_NBIB, BIB_ISI, BIB_SYNTAXES };

enum { BIB_TAG_MAX = 4 /* bytes of a tag */ };

/* Begin with the text, `= {.lines = {.rest = text}, .syntax = ...}`. */
struct bib_tagged {
	struct bib_lines lines;
	enum bib_syntax syntax;
	char tag[BIB_TAG_MAX + 1]; /* of the open value */
	struct coop_buf value;
	struct bib_lines kept; /* where the next record begins */
	bool pending;          /* an empty line was met: the record may end here */
	bool typed;            /* the record has the tag that begins one */
};

/*
 * Reads the next record into `out`: values with their tags as names, in their order, and the line where it
 * begins. The lines of a value have line feeds between them. False at the end of the text. A failure of memory stays in `out`.
 */
bool bib_tagged_next(struct bib_tagged *t, struct coop_record *out);
void bib_tagged_release(struct bib_tagged *t);

#endif
