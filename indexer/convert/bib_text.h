/*
 * bib_text.h - the whole text of a bibliography, and its lines.
 */
#ifndef COOP_INDEXER_CONVERT_BIB_TEXT_H
#define COOP_INDEXER_CONVERT_BIB_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/frame.h"
#include "indexer/decode/source.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/*
 * The largest file, in bytes: as UTF-8 it is in memory twice while it is converted. A bibliography of
 * 100,000 records takes a third of it.
 */
enum { BIB_TEXT_MAX = 128 << 20 };

/*
 * Appends the text of a source in valid UTF-8, line by line: lines of a file may be in other sets than the
 * rest (charset_of_line()). CONVERSION_TOO_LARGE above BIB_TEXT_MAX.
 */
enum conversion_failure bib_text_read(struct source *source, struct coop_buf *out);

/* Lines that end with LF, CR LF or CR. Begin with the text and `line` 0. */
struct bib_lines {
	struct coop_bytes rest;
	size_t line; /* the number of the last one, from 1 */
};

/* The next line, without its end; false at the end of the text. */
bool bib_lines_next(struct bib_lines *l, struct coop_bytes *line);

#endif
