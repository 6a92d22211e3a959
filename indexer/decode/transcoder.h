/*
 * transcoder.h - converts the bytes of a character set to UTF-8: with iconv, or with YAZ (marc.h).
 */
#ifndef COOP_INDEXER_DECODE_TRANSCODER_H
#define COOP_INDEXER_DECODE_TRANSCODER_H

#include <stddef.h>

#include "indexer/decode/charset_names.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

struct transcoder;

/*
 * Opens the way from a set. `name` is what iconv calls it. COOP_E_INPUT for a set that cannot be converted
 * here, with the reason; COOP_E_IO or COOP_E_NOMEM where the machine fails (failure.h).
 */
enum coop_status transcoder_open(enum charset set, const char *name,
	struct transcoder **out, struct coop_error *err);
void transcoder_close(struct transcoder *t); /* NULL is fine */

/*
 * Whether there is a set of that name: one of charset_by_name(), or one that iconv knows. COOP_E_ARG, with
 * the names of the former, when there is none.
 */
enum coop_status transcoder_check_name(const char *name, struct coop_error *err);

/*
 * Converts `n` bytes and appends the text. Returns how many bytes are left, at most 16, of a character that
 * is cut by their end; 0 when they are `last` in the file. Letters and
 * accents of MARC are composed. What cannot be converted becomes U+FFFD, and is counted.
 * A failure of memory stays in `out`.
 */
size_t transcoder_convert(struct transcoder *t, const char *from, size_t n, bool last,
	struct coop_buf *out);

/* Places that could not be converted so far. */
size_t transcoder_replaced(const struct transcoder *t);

#endif
