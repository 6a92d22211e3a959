/*
 * contact.h - who made a film and where they are: "Name (6 rue du Lac, 69003 Lyon, Tél. 04 78
 * 00 00 00, contact@exemple.coop)", on one line or on several.
 *
 * The parts are told by their own form - a postcode and what follows it, an e-mail address, a
 * number behind "Tél." - in any order, with commas, semicolons, dashes or line ends between.
 */
#ifndef COOP_INDEXER_NOTICE_CONTACT_H
#define COOP_INDEXER_NOTICE_CONTACT_H

#include "indexer/notice/found.h"

/* Whether a line begins with an address, a postcode, a number or the like: not with a name. */
bool contact_begins(struct span line, struct coop_buf *folded);

/*
 * Adds the parts of a block of one or more lines: company (if `house`; else a name is passed
 * over), address, postcode, town, phone, fax, email. An e-mail address masked as in
 * cap(@)cap.coop is unmasked.
 */
void contact_add(struct found *f, struct span block, bool house);

#endif
