/*
 * repair.h - converts the lines of a file to clean UTF-8, and reports what it repairs.
 *
 * A file may have lines in UTF-8 and lines in Windows-1252, stray bytes, NULs, mojibake (mojibake.h),
 * garbled accents of MARC (diacritics.h), and characters that were lost before. Clean UTF-8 costs one pass
 * over it, and no copy.
 */
#ifndef COOP_INDEXER_DECODE_REPAIR_H
#define COOP_INDEXER_DECODE_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/byte_problems.h"
#include "indexer/decode/source.h"

struct repair {
	struct problems problems;
	const struct source *source; /* borrowed; NULL when there is none */
	enum charset set;            /* set of the source: UTF-8 or Windows-1252 */
	bool mixed;                  /* lines may be in the other one */
	bool sure;                   /* the file is known to hold mojibake */
	bool accents;                /* ... garbled accents */
	struct coop_buf decoded, repaired;
};

/*
 * Starts with a source that was just opened. Where the user `named` the character set, no line is
 * taken to be in another one.
 */
void repair_init(struct repair *r, struct problems problems, const struct source *source,
	bool named);
/* The same for UTF-8 text without a source; for repair_words() only. */
void repair_init_words(
	struct repair *r, struct problems problems, const char *s, size_t n);
void repair_release(struct repair *r);

/*
 * Returns a line, or a piece of one that cuts no character in two, as UTF-8 without NULs; `*n` is
 * its length. Borrowed: `s` itself when it is clean, else valid until the next call. Problems in the
 * first `already_reported` bytes, which were passed before, are not reported again. NULL when memory
 * runs out.
 */
const char *repair_line(struct repair *r, const char *s, size_t *n, size_t line,
	size_t column, size_t already_reported);

/*
 * Returns a UTF-8 value, such as a cell, without mojibake and garbled accents. Borrowed as above; NULL
 * when memory runs out. Worth calling only if mojibake_find() has found something in it.
 */
const char *repair_value(
	struct repair *r, const char *s, size_t *n, size_t line, size_t column);

/*
 * Appends a whole text as UTF-8 without NULs and mojibake, judged line by line. A CR alone becomes an
 * LF; other line ends stay. COOP_E_NOMEM, or COOP_E_INTERRUPTED when the report's `stop` is set.
 */
enum coop_status repair_text(struct repair *r, const char *s, size_t n,
	struct coop_buf *out, struct coop_error *err);

/*
 * Appends UTF-8 text without mojibake, judged line by line. The number of repaired characters is
 * added to `*repaired`, for repair_report_words() to report them without a place. False when memory
 * runs out.
 */
bool repair_words(struct repair *r, const char *s, size_t n, struct coop_buf *out,
	size_t *repaired);
void repair_report_words(const struct repair *r, size_t repaired);

#endif
