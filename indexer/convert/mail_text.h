/*
 * mail_text.h - the text of a part of an e-mail, in UTF-8.
 */
#ifndef COOP_INDEXER_CONVERT_MAIL_TEXT_H
#define COOP_INDEXER_CONVERT_MAIL_TEXT_H

#include <gmime/gmime.h>
#include <stdbool.h>

#include "indexer/decode/frame.h"
#include "shared/core/buf.h"

/*
 * Reads the content of a part, without its transfer encoding, block by block. Ends early, with its
 * failure, when `take` fails.
 */
enum conversion_failure mail_text_read(GMimePart *part,
	enum conversion_failure (*take)(void *data, const char *s, size_t n), void *data);

/*
 * Appends the text of a part whose type is text/..., in lines that end with LF. Its character set is the
 * one that it declares, unless the bytes are of another one. Of HTML the text is taken (html.h); lines
 * of text/plain that flow (RFC 3676) are joined. In a mailbox, "From " at the start of a line has a sign
 * '>' before it, which is dropped.
 */
enum conversion_failure mail_text_add(
	GMimePart *part, bool of_mailbox, struct coop_buf *out);

#endif
