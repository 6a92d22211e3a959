/*
 * source.h - the bytes of a file, from its first to its last, in a character set that readers
 * take as it stands.
 *
 * A file is only ever read forwards. Where it is in a set of its own (charset.h) it is
 * converted on the way, and what cannot be becomes U+FFFD.
 */
#ifndef COOP_INDEXER_DECODE_SOURCE_H
#define COOP_INDEXER_DECODE_SOURCE_H

#include <stddef.h>

#include "indexer/decode/charset.h"
#include "indexer/disk/infile.h"
#include "shared/core/error.h"

struct source;

/*
 * Opens a file, or standard input, and finds out its character set, unless `set` tells it.
 * Failures here and in source_read() are those of infile.h, COOP_E_INPUT for a set that this
 * system does not know, or COOP_E_NOMEM.
 */
enum coop_status source_open(
	const char *path, enum charset set, struct source **out, struct coop_error *err);
void source_close(struct source *s); /* NULL is fine */

/* How the set is known. */
enum source_known {
	SOURCE_TOLD,
	SOURCE_MARKED,
	SOURCE_FOUND
}; /* told, byte order mark, detected */
enum source_known source_known(const struct source *s);

/* The set that the file is in. */
enum charset source_charset(const struct source *s);
/* The set of what source_read() gives: CHARSET_UTF8 or CHARSET_WINDOWS_1252. */
enum charset source_text(const struct source *s);

/*
 * The start of the file without its byte order mark, as source_read() gives it; borrowed,
 * until the first call of that.
 */
const char *source_sample(const struct source *s, size_t *n);

/* Reads up to `n` bytes; `*got` is 0 at the end only, and only where the file is whole. */
enum coop_status source_read(
	struct source *s, char *to, size_t n, size_t *got, struct coop_error *err);

/*
 * Appends all that is left, converted like the rest; COOP_E_INPUT when that makes `out` longer
 * than `max` bytes.
 */
enum coop_status source_read_all(
	struct source *s, size_t max, struct coop_buf *out, struct coop_error *err);

/* Fails when the file is not as it was when it was opened (infile.h), before its end too. */
enum coop_status source_check(const struct source *s, struct coop_error *err);

/* How many bytes of the file were read so far. */
size_t source_bytes(const struct source *s);
/* How many times something could not be converted so far. */
size_t source_replaced(const struct source *s);

#endif
