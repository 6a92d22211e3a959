/*
 * reader.h - files to records.
 *
 * A reader gives the records of one file, one at a time. Which reader that is depends on the name
 * of the file and, where the name does not tell or the content says otherwise, on its content.
 * What a reader repairs or leaves out goes to the report; only what makes the whole file unreadable
 * is an error. How a reader is written is in reader_ops.h.
 */
#ifndef COOP_INDEXER_READ_READER_H
#define COOP_INDEXER_READ_READER_H

#include <stdbool.h>

#include "indexer/read/reader_options.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

struct reader;

/* Whether a path has a suffix that some reader knows. */
bool reader_knows(const char *path);
/* Whether it is that of a text, which is one file and not a table of many. */
bool reader_knows_as_text(const char *path);
/*
 * Whether a path has the suffix of the old Excel or Word: programs give it to tables in HTML, to
 * tab-separated text, to RTF and to newer documents, which are read. Then
 * whether the regular file `file`, which has such a path, is one of these.
 */
bool reader_may_be_disguised(const char *path);
bool reader_is_disguised(const char *path, const char *file);
/* Why a path has none that is known, in the user's language; NULL when it has. */
const char *reader_why_not(const char *path);
/*
 * Reports a file as skipped whose suffix no reader knows, and what it is where that is known; `file` has its
 * bytes, or is NULL where they are not at hand.
 */
void reader_skip(struct report *report, const char *path, const char *file);
/* Appends all known suffixes, with blanks between. */
void reader_list_suffixes(struct coop_buf *out);

/* A file to be read. */
struct reader_file {
	const char *
		path; /* to open it, and for messages; INFILE_STDIN may have a name for these */
	const char *
		stored; /* its path in records, and in the ids made of it (select/root.h) */
};

/* What messages call a path: standard input may have a name. */
const char *reader_shown(const char *path, const struct reader_options *options);

/*
 * Opens a file with the reader that its suffix names, or as text; the strings of `file` are borrowed
 * until the reader is closed. Records of standard input or a pipe have the name that messages have.
 * The kind of INFILE_STDIN or of a pipe follows from its name, or from its
 * content. A document under the name of a table or a text is read as what it is, and a table under
 * that of a text. Here and in reader_next(), COOP_E_INPUT concerns this file alone: it cannot be
 * read or understood. COOP_E_IO is a failure of the machine (failure.h) that kept it from being read
 * in full. Both are for report_failed().
 */
enum coop_status reader_open(const struct reader_file *file,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err);

/*
 * Fills `rec` with the next record; `*more` is false when there is none. A record without an id of its
 * own is given one (made_id.h). Values are in NFC (shared/text/nfc.h), ids and headings among them;
 * paths, and the ids made of them, are as the file system has them.
 */
enum coop_status reader_next(
	struct reader *r, struct coop_record *rec, bool *more, struct coop_error *err);

void reader_close(struct reader *r); /* NULL is fine */

#endif
