/*
 * reader_input.h - one file to be read, and what is known of it before its reader is opened.
 *
 * What was needed to choose the reader is handed on to it: the source is opened once, and the
 * dialect of a table sniffed once.
 */
#ifndef COOP_INDEXER_READ_READER_INPUT_H
#define COOP_INDEXER_READ_READER_INPUT_H

#include <stdbool.h>

#include "indexer/csv/dialect.h"
#include "indexer/decode/filetype.h"
#include "indexer/decode/source.h"
#include "indexer/read/converter.h"
#include "indexer/read/reader_options.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/* What an archive on the disk may still give, with all archives in it. */
struct reader_budget {
	size_t members; /* files */
	uint64_t bytes; /* unpacked */
};

/* Begin with `path`, `stored` and `file`, which are borrowed, and zeros. */
struct reader_input {
	const char *path;   /* what messages call the file */
	const char *stored; /* its path in records, and in the ids made of it */
	const char *file;   /* where its bytes are: the path, or a temporary file */
	const struct filetype *kind; /* of a document or archive; else NULL */

	/* it is a table in a page or a sheet of a workbook, which is reported already */
	bool of_page;
	bool headed; /* the same, and has a header */

	/* Of a file in an archive: */
	unsigned depth; /* how many archives it is in */
	struct reader_budget *budget;

	/* Found out on the way. A reader that takes one of these over sets it to zeros: */
	struct source *source; /* open at its start; NULL: not opened yet */
	bool sniffed;          /* the two below are set */
	struct dialect dialect;
	struct profile profile;
};

/* Releases what no reader took over. */
void reader_input_release(struct reader_input *in);

/*
 * Takes the source over, opening it if need be, and reports its character set; it is the caller's
 * to close. COOP_E_INPUT when it holds no text.
 */
enum coop_status reader_input_source(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct source **out,
	struct coop_error *err);

/*
 * Starts the converter of the file's kind; `suffixes` are those of struct converter_options. Of a file on the
 * disk it tells the progress.
 */
enum coop_status reader_input_convert(const struct reader_input *in,
	const struct reader_options *options, const char *suffixes, struct report *report,
	struct converter **out, struct coop_error *err);

/*
 * Sniffs the dialect that the file would have as a table, unless that was done; its source is open.
 * What the user says of tables is left aside: it is no evidence that this is one.
 */
enum coop_status reader_input_sniff(struct reader_input *in, struct coop_error *err);

#endif
