/*
 * mail.h - finds e-mail addresses and telephone numbers in a text.
 */
#ifndef COOP_INDEXER_NOTICE_MAIL_H
#define COOP_INDEXER_NOTICE_MAIL_H

#include "indexer/notice/span.h"

/*
 * Finds the first e-mail address of a text. `where` is its place; `out`, emptied first, gets the
 * address without a mask: "(@)", "[at]", " arobase " for the sign, "[dot]", " point " after it.
 * `*masked` tells whether there was a mask.
 */
bool mail_find(struct span l, struct span *where, struct coop_buf *out, bool *masked);

/*
 * Takes a telephone number off the start of a text: 8 to 15 digits, with blanks, points, dashes and
 * parentheses between them. False when the text begins with none.
 */
bool phone_take(struct span *rest, struct span *number);

#endif
