/*
 * contact.h - parses a producer and its contact details: "Name (6 rue du Lac, 69003 Lyon, Tél. 04 78
 * 00 00 00, contact@exemple.coop)", on one line or several.
 *
 * The parts are recognised by their form - a postcode and a town, an e-mail address, a number after
 * "Tél." - in any order, separated by commas, semicolons, dashes or line ends.
 */
#ifndef COOP_INDEXER_NOTICE_CONTACT_H
#define COOP_INDEXER_NOTICE_CONTACT_H

#include "indexer/notice/found.h"

/* Whether a line begins with an address, a postcode, a telephone number or the like, not a name. */
bool contact_begins(struct span line, struct coop_buf *folded);

/*
 * Adds the parts of a block of one or more lines: company (if `house`; else a name is skipped),
 * address, postcode, town, phone, fax, email. A masked e-mail address, such as cap(@)cap.coop, is
 * unmasked.
 */
void contact_add(struct found *f, struct span block, bool house);

#endif
