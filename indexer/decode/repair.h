/*
 * repair.h - the lines of a file as UTF-8, with what it takes to mend them.
 *
 * A file may be in UTF-8 in some lines and in Windows-1252 in others, hold stray bytes and NULs,
 * and text that was garbled before (mojibake.h). What is mended is reported in the reader's
 * name. Clean UTF-8 costs nothing but being looked at.
 */
#ifndef COOP_INDEXER_DECODE_REPAIR_H
#define COOP_INDEXER_DECODE_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/byte_problems.h"
#include "indexer/decode/source.h"

struct repair {
	struct problems problems;
	enum charset set; /* of what the source gives */
	bool mixed;       /* lines may be in another one */
	bool sure;        /* the file is known to hold mojibake */
	struct coop_buf decoded, repaired;
};

/*
 * Begins with a source that was just opened; both are borrowed. Where the user named the
 * character set, no line is taken to be in another one.
 */
void repair_init(struct repair *m, struct problems problems, const struct source *source,
	bool named);
/* The same for text in UTF-8 that comes from elsewhere: repair_words() only. */
void repair_init_words(
	struct repair *m, struct problems problems, const char *s, size_t n);
void repair_release(struct repair *m);

/*
 * A line, or a piece of one that cuts no character in two, as UTF-8 without NULs; `*n` is its
 * length. Borrowed: `s` itself when it is clean, else until the next call. The first `known`
 * bytes were given before, and are not reported again. NULL when memory runs out.
 */
const char *repair_line(struct repair *m, const char *s, size_t *n, size_t line,
	size_t column, size_t known);

/*
 * A value of UTF-8, such as a cell, without mojibake. Borrowed as above; NULL when memory runs
 * out. Only worth asking for what mojibake_find() has found something in.
 */
const char *repair_value(
	struct repair *m, const char *s, size_t *n, size_t line, size_t column);

/*
 * Appends a whole text, line by line, as UTF-8 without NULs and mojibake. Line ends stay, but for
 * a CR alone, which becomes an LF. COOP_E_NOMEM, or COOP_E_INTERRUPTED when the report's `stop` is
 * set.
 */
enum coop_status repair_text(struct repair *m, const char *s, size_t n,
	struct coop_buf *out, struct coop_error *err);

/*
 * Appends UTF-8 without mojibake, judged line by line. How many characters were repaired is
 * added to `*repaired`, for repair_tell_words() to report without a place. False when memory
 * runs out.
 */
bool repair_words(struct repair *m, const char *s, size_t n, struct coop_buf *out,
	size_t *repaired);
void repair_tell_words(const struct repair *m, size_t repaired);

#endif
