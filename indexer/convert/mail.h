/*
 * mail.h - converts e-mails and mailboxes, with GMime.
 *
 * Each message is a notice, also one that is attached to another: its subject is the title (else the
 * first line of its text), its sender the author and the e-mail address, its Message-ID the id. Of its
 * date the year is taken. Under names of their own are kept "envoyé", the date and time, "destinataire",
 * "copie", and "pièce jointe", the name of an attached file. The text is that of the parts in
 * plain text, or in HTML where they have no other form, without quotations of earlier messages
 * (quotes.h). Attached files are sent as members of an archive: N/NAME, by the number of
 * the message, in a mailbox.
 */
#ifndef COOP_INDEXER_CONVERT_MAIL_H
#define COOP_INDEXER_CONVERT_MAIL_H

#include "indexer/decode/frame.h"

/*
 * Prepares the library, and character sets, which are files: to be called before the process locks
 * itself in.
 */
void mail_prepare(void);

/* Sends all messages of the file on standard input, and the attached files with one of the suffixes. */
enum conversion_failure mail_answer(const char *suffixes);

#endif
