/*
 * message.h - an e-mail that somebody copied into a text.
 *
 * It begins with the header lines that mail programs show, in French, "De : ..." and "Objet : ...", or in
 * English. Its subject is the title, of its date the year is taken, and the sender is kept under
 * the name of the line; other header lines are left out. E-mails as programs store them are files of
 * their own (decode/mail_head.h).
 */
#ifndef COOP_INDEXER_NOTICE_MESSAGE_H
#define COOP_INDEXER_NOTICE_MESSAGE_H

#include "indexer/notice/found.h"

/*
 * Takes the head off a message: `head` is its header lines, `text` what follows them. False, and the
 * text unchanged, when it does not begin with one.
 */
bool message_take_head(struct span *text, struct span *head);

/* Adds the values of a message; the subject may be missing. */
void message_add(struct found *f, struct span text);

#endif
