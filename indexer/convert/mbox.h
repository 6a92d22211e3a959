/*
 * mbox.h - where the messages of a mailbox are (RFC 4155).
 */
#ifndef COOP_INDEXER_CONVERT_MBOX_H
#define COOP_INDEXER_CONVERT_MBOX_H

#include "indexer/decode/frame.h"

#include <stddef.h>
#include <stdint.h>

/* A message without its postmark: bytes of the file. */
struct mbox_message {
	uint64_t from, to;
	size_t line;   /* its first header line, from 1 */
	size_t number; /* from 1 */
};

/*
 * Calls `each` for the messages of the file on standard input, which can be seeked; it may read the file
 * as well. A message begins after a postmark that is the first line or follows an empty one, and
 * before a header field, so that a line "From here on" parts nothing. A file without postmarks is one
 * message.
 */
enum conversion_failure mbox_each(
	enum conversion_failure (*each)(void *data, const struct mbox_message *message),
	void *data);

#endif
