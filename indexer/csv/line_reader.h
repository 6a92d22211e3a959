/*
 * line_reader.h - reads a source line by line, and keeps the line and column of every byte.
 */
#ifndef COOP_INDEXER_CSV_LINE_READER_H
#define COOP_INDEXER_CSV_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/decode/source.h"
#include "indexer/report/report.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Bytes read at once, and the longest piece of a line; few when fuzzing, so that it is reached. */
#ifdef COOP_FUZZING
#define LINE_READER_BLOCK (1 << 8)
#else
#define LINE_READER_BLOCK (1 << 16)
#endif

struct line_reader {
	struct source *source; /* borrowed, as is the report, which counts bytes */
	struct report *report;
	char block[LINE_READER_BLOCK];
	size_t filled, used; /* bytes in `block`; bytes of these that were passed */
	bool eof;
	struct coop_buf again; /* bytes that a rewind put back; read from `again_at` on */
	size_t again_at;
	size_t already_reported; /* bytes from block[used] on that were passed before a rewind */
	uint64_t offset;         /* of block[used] in what the source gives */
	size_t line;             /* of block[used], from 1 */
	size_t column;           /* of block[used], in bytes, from 0 */
	bool after_cr; /* the byte before block[used] is a CR: an LF belongs to it */
};

/* Starts reading; `l` holds zeros. */
void line_reader_init(
	struct line_reader *l, struct source *source, struct report *report);
void line_reader_release(struct line_reader *l);

/*
 * The next piece: a line with its end, or as much of it as there is room for. The LF of a CR LF is a
 * piece of its own, and no character is cut in two. `*n` is 0 only at the end of the file. Borrowed
 * until the next call.
 */
enum coop_status line_reader_next(
	struct line_reader *l, const char **s, size_t *n, struct coop_error *err);

/* Whether nothing follows the piece of `n` bytes that line_reader_next() gave. */
static inline bool line_reader_is_last(const struct line_reader *l, size_t n)
{
	return l->eof && l->used + n == l->filled && l->again_at == l->again.len;
}

/* Where line_reader_pass() ends. */
enum line_reader_at {
	LINE_READER_WITHIN,  /* inside a line */
	LINE_READER_NEXT,    /* at the start of the next one */
	LINE_READER_AFTER_LF /* the same, after the LF of a CR LF */
};

/* Moves past the piece that line_reader_next() gave, counting lines and columns. */
enum line_reader_at line_reader_pass(struct line_reader *l, size_t n);

/*
 * Goes back to the start of a line: `s` is what was passed since, `offset` and `line` are
 * those of its first byte.
 */
enum coop_status line_reader_rewind(struct line_reader *l, const char *s, size_t n,
	uint64_t offset, size_t line, struct coop_error *err);

#endif
