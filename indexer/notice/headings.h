/*
 * lines.h - what is said around a notice and in it: headings, and what a web page adds.
 */
#ifndef COOP_INDEXER_NOTICE_HEADINGS_H
#define COOP_INDEXER_NOTICE_HEADINGS_H

#include <stdbool.h>

#include "indexer/notice/span.h"
#include "shared/index/fields.h"

/* Bytes; a longer line is a paragraph. */
#define HEADING_MAX 120

/* The heading behind which a page is no longer the notice's: "Le film dans la base". */
bool heading_is_end(struct span line, struct coop_buf *folded);

/* A line that a page has for its own use, and no more: "Imprimer", "Retour à la liste". */
bool heading_is_button(struct span line, struct coop_buf *folded);

/* "Fiche technique", "Générique": a heading of more of the header, and no title. */
bool heading_is_sheet(struct span line, struct coop_buf *folded);

/* "(source : www.cooperer.coop/)"; false when it is none. */
bool heading_source(struct span line, struct coop_buf *folded, struct span *source);

/* Whether a line that stands alone before `next` is the heading of what follows. */
bool heading_is_one(struct span line, struct span next);

/* A section headed by words of beginnings tells history, any other describes. */
enum coop_field heading_section(struct span heading, struct coop_buf *folded);

#endif
