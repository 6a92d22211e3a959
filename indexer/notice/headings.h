/*
 * headings.h - recognises headings in and around a notice, and the boilerplate of web pages.
 */
#ifndef COOP_INDEXER_NOTICE_HEADINGS_H
#define COOP_INDEXER_NOTICE_HEADINGS_H

#include <stdbool.h>

#include "indexer/notice/span.h"
#include "shared/index/fields.h"

/* Bytes; a longer line is a paragraph. */
#define HEADING_MAX 120

/* A heading after which a page is no longer about the notice: "Le film dans la base". */
bool heading_is_end(struct span line, struct coop_buf *folded);

/* A line of the page's navigation: "Imprimer", "Retour à la liste". */
bool heading_is_button(struct span line, struct coop_buf *folded);

/* A heading within the header of a notice, not a title: "Fiche technique", "Générique". */
bool heading_is_sheet(struct span line, struct coop_buf *folded);

/* Parses "(source : www.cooperer.coop/)"; false when a line is none. */
bool heading_source(struct span line, struct coop_buf *folded, struct span *source);

/* Whether a line on its own, before `next`, is a heading. */
bool heading_is_one(struct span line, struct span next);

/* The field of a section: history if its heading speaks of beginnings, else description. */
enum coop_field heading_section(struct span heading, struct coop_buf *folded);

#endif
