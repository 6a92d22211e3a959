/*
 * message.h - e-mails kept as texts, one or several (mbox).
 *
 * A message begins with header lines (RFC 5322), "From: ..." and "Subject: ...", or those that mail
 * programs put before a message in French, "De : ..." and "Objet : ...". Its subject is the title, of
 * its date the year is taken, and the sender is kept under the name of the line; other header lines
 * are left out. The text is decoded if it is quoted-printable or base64. Parts of a message (MIME)
 * are not told apart.
 */
#ifndef COOP_INDEXER_NOTICE_MESSAGE_H
#define COOP_INDEXER_NOTICE_MESSAGE_H

#include "indexer/notice/found.h"

/*
 * Takes the head off a message: `head` is its header lines, `text` what follows them. False, and the
 * text unchanged, when it does not begin with one.
 */
bool message_take_head(struct span *text, struct span *head);

/*
 * The length of the first message of a text, up to a line "From ..." and the head of another one; the
 * text begins with a head. Time is linear in what is passed.
 */
size_t message_length(struct span text);

/* Adds the values of a message; the subject may be missing. */
void message_add(struct found *f, struct span text);

#endif
