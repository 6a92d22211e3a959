/*
 * source.h - the text of an input file (infile.h), in UTF-8 or Windows-1252.
 *
 * A source is read forwards only. A file in another character set (detect.h) is converted to UTF-8
 * while it is read (transcoder.h); what cannot be converted becomes U+FFFD.
 */
#ifndef COOP_INDEXER_DECODE_SOURCE_H
#define COOP_INDEXER_DECODE_SOURCE_H

#include <stddef.h>

#include "indexer/decode/charset.h"
#include "indexer/decode/detect.h"
#include "indexer/disk/infile.h"
#include "shared/core/error.h"

struct source;

/*
 * Opens a file, or standard input, and detects its character set, unless its `name` is given: that of
 * a set (charset_by_name()) or one that iconv knows; NULL and "auto" are none. Statuses here and in
 * source_read() are those of infile.h, COOP_E_INPUT for a set that this system cannot convert, or
 * COOP_E_NOMEM.
 */
enum coop_status source_open(
	const char *path, const char *name, struct source **out, struct coop_error *err);
void source_close(struct source *s); /* NULL is fine */

/* How the set is known. */
enum source_known {
	SOURCE_TOLD,   /* the caller gave it */
	SOURCE_MARKED, /* a byte order mark names it */
	SOURCE_FOUND   /* it was detected */
};
enum source_known source_known(const struct source *s);

/* The set of the file, and its name, also for CHARSET_OTHER. */
enum charset source_charset(const struct source *s);
const char *source_charset_name(const struct source *s);
/* The same with what speaks against it, where it was detected. */
struct charset_guess source_guess(const struct source *s);
/* The set of what source_read() returns: CHARSET_UTF8 or CHARSET_WINDOWS_1252. */
enum charset source_text(const struct source *s);

/*
 * The start of the text, as source_read() returns it, without a byte order mark. Borrowed until the
 * first source_read().
 */
const char *source_sample(const struct source *s, size_t *n);

/* Reads up to `n` bytes; `*got` is 0 only at the end of a file that did not change meanwhile. */
enum coop_status source_read(
	struct source *s, char *to, size_t n, size_t *got, struct coop_error *err);

/* Appends the rest of the text; COOP_E_INPUT when `out` becomes longer than `max` bytes. */
enum coop_status source_read_all(
	struct source *s, size_t max, struct coop_buf *out, struct coop_error *err);

/*
 * The length of the end of a text without the bytes 0x1a, with which DOS and old databases end a file.
 */
size_t source_without_end_of_dos(const char *s, size_t n);

/* infile_check(): fails when the file has changed since it was opened. */
enum coop_status source_check(const struct source *s, struct coop_error *err);

/* Bytes of the file read so far. */
size_t source_bytes(const struct source *s);
/* Places that could not be converted so far. */
size_t source_replaced(const struct source *s);

#endif
