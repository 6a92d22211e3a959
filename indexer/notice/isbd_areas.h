/*
 * isbd_areas.h - the areas of a bibliographic description with the punctuation of ISBD.
 *
 *     La Scierie [Images animées] / Anne Brun. - Lyon : Éd. du Moulin, 1998. - 1 DVD (52 min) : coul.
 *
 * ". - " separates areas, whatever the dash; within them " / ", " : ", " ; " and " = " stand before
 * what they introduce.
 * https://www.ifla.org/files/assets/cataloguing/isbd/isbd-cons_20110321.pdf
 */
#ifndef COOP_INDEXER_NOTICE_ISBD_AREAS_H
#define COOP_INDEXER_NOTICE_ISBD_AREAS_H

#include <stdbool.h>

#include "indexer/notice/span.h"

/* Bytes; a longer paragraph is prose. */
enum { ISBD_MAX = 4000 };

/* How much a paragraph looks like a description. */
enum isbd_weight {
	ISBD_NONE,
	ISBD_LIKELY, /* as one of several */
	ISBD_SURE    /* unmistakable */
};
enum isbd_weight isbd_weigh(struct span joined, struct coop_buf *folded);

/* Appends a paragraph of a text as one line; lines with a label, or an ISBN, are areas. */
void isbd_join(struct span paragraph, struct coop_buf *folded, struct coop_buf *out);

/* The length of "12. ", "[12] ", "- " and the like before a description; 0 when there is none. */
size_t isbd_number(struct span l);

/* Takes the next area off a description; false at its end. */
bool isbd_take_area(struct span *rest, struct span *area);

/* What the responsibility begins with; splits a span at the first `mark`, such as " / ". */
bool isbd_split(struct span l, const char *mark, struct span *before, struct span *after);

enum isbd_kind {
	ISBD_PHYSICAL,    /* "1 DVD (52 min) : coul.", "342 p. ; 24 cm" */
	ISBD_PUBLICATION, /* "Lyon : Éd. du Moulin, 1998", "cop. 2003" */
	ISBD_STANDARD,    /* "ISBN 978-..." */
	ISBD_OTHER
};
/* What an area after the first is. */
enum isbd_kind isbd_kind_of(struct span area, struct coop_buf *folded);

/* The year of "1998", "cop. 1998", "[1998?]"; empty when a span says anything else. */
struct span isbd_year(struct span l, struct coop_buf *folded);

/* Whether an area is the name under which a card stands: "BRUN, Anne". */
bool isbd_is_heading(struct span area);

#endif
