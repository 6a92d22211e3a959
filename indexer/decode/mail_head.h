/*
 * mail_head.h - recognises e-mails (RFC 5322) and mailboxes (mbox, RFC 4155) by their first lines.
 *
 * What people copied from a mail program, "De : ..." and "Objet : ...", is text: notice/message.h.
 */
#ifndef COOP_INDEXER_DECODE_MAIL_HEAD_H
#define COOP_INDEXER_DECODE_MAIL_HEAD_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a line parts the messages of a mailbox: "From zoe@exemple.coop Thu Mar 12 10:00:00 1998". */
bool mail_is_postmark(const char *line, size_t n);

/* Whether a line begins with the name of a header field and a colon. */
bool mail_is_field(const char *line, size_t n);

/* Whether a text begins with a postmark and a header field. */
bool mail_begins_box(const char *s, size_t n);

/*
 * Whether a text begins with the header of an e-mail as programs write it: with a sender or a subject,
 * and a field that no person writes, such as Message-ID.
 */
bool mail_begins(const char *s, size_t n);

#endif
