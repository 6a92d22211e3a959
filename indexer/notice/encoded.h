/*
 * encoded.h - text of e-mails that is written in ASCII: quoted-printable and base64 (RFC 2045),
 * encoded words (RFC 2047).
 */
#ifndef COOP_INDEXER_NOTICE_ENCODED_H
#define COOP_INDEXER_NOTICE_ENCODED_H

#include <stdbool.h>

#include "indexer/decode/charset.h"
#include "indexer/notice/span.h"

/*
 * The set of a name in an e-mail: CHARSET_WINDOWS_1252 for the sets of Western Europe, else
 * CHARSET_UTF8, in which stray bytes are taken for Windows-1252 (charset_decode()).
 */
enum charset encoded_charset(struct span name);

/* Appends what a quoted-printable text says, as UTF-8; "=" at the end of a line continues it. */
void encoded_add_printable(struct span text, enum charset set, struct coop_buf *out);
/* The same of base64; other characters in it are ignored. */
void encoded_add_base64(struct span text, enum charset set, struct coop_buf *out);
/* Appends a header in which "=?utf-8?Q?=C3=A9t=C3=A9?=" is an encoded word. */
void encoded_add_words(struct span text, struct coop_buf *out);

#endif
