/*
 * mail.h - e-mail addresses and telephone numbers in a text.
 */
#ifndef COOP_INDEXER_NOTICE_MAIL_H
#define COOP_INDEXER_NOTICE_MAIL_H

#include "indexer/notice/span.h"

/*
 * Finds the first e-mail address of a text: where it stands, its sign included, and what it
 * reads without a mask - "(@)", "[at]", " arobase ", behind it "[dot]", " point " - in `out`, emptied first. `*masked` tells
 * whether there was one.
 */
bool mail_find(struct span l, struct span *where, struct coop_buf *out, bool *masked);

/*
 * Takes the telephone number that a text begins with off it: digits, with blanks, points,
 * dashes and parentheses between. False when there is none of 8 to 15 digits.
 */
bool phone_take(struct span *rest, struct span *number);

#endif
