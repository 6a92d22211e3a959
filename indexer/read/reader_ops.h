/*
 * reader_ops.h - what a reader of one kind of file implements.
 *
 * A new reader is a `struct reader_ops` in a file of its own, entered in the table of reader.c (or,
 * for a kind that a converter reads, in that of decode/filetype.c). It parses the bytes that
 * reader_input.h gives it, reports problems to `report`, and looks at the report's `stop` where a
 * record may take long.
 */
#ifndef COOP_INDEXER_READ_READER_OPS_H
#define COOP_INDEXER_READ_READER_OPS_H

#include <stdbool.h>

#include "indexer/read/reader_input.h"
#include "indexer/read/reader_options.h"
#include "indexer/report/problems.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

/* A file being read. Readers put this first in a structure of their own. */
struct reader {
	const struct reader_ops *ops;
	const char *path, *stored; /* of the input (reader_input.h); borrowed */
	struct report *report;
	bool name_only; /* the path is a name alone (record.h) */
};

/* Where problems of the file are reported. */
static inline struct problems reader_problems(const struct reader *r)
{
	return (struct problems){r->path, r->report};
}

struct reader_ops {
	const char *const *suffixes; /* with the dot, lower case; ends with NULL */
	/*
	 * Opens a file. What is taken over of `in` is set to zeros in it; `in` and `options` are gone
	 * after the call, but not what their pointers lead to. Statuses are those of reader_open().
	 */
	enum coop_status (*open)(struct reader_input *in,
		const struct reader_options *options, struct report *report,
		struct reader **out, struct coop_error *err);
	/* As reader_next(). */
	enum coop_status (*next)(struct reader *r, struct coop_record *rec, bool *more,
		struct coop_error *err);
	void (*close)(struct reader *r);
};

extern const struct reader_ops reader_csv;
extern const struct reader_ops reader_text;
extern const struct reader_ops reader_markdown;
extern const struct reader_ops reader_document;
extern const struct reader_ops reader_archive;
extern const struct reader_ops reader_notices;

/* reader_open() for a regular file, as one that was unpacked: by its path, then its content. */
enum coop_status reader_open_input(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err);

#endif
