/*
 * reader.h - files to records.
 *
 * A reader gives the records of one file, one at a time. What it must mend or leave out
 * goes to the report; only what makes the whole file unreadable is an error.
 */
#ifndef COOP_INDEXER_READ_READER_H
#define COOP_INDEXER_READ_READER_H

#include <stdbool.h>

#include "indexer/decode/byte_problems.h"
#include "indexer/decode/charset.h"
#include "indexer/decode/filetype.h"
#include "indexer/decode/source.h"
#include "indexer/report/report.h"
#include "shared/cli/opts.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

#define READER_SECONDS_MAX 86400

/* What the user says of the files, instead of leaving it to be found out. */
struct reader_options {
	int charset;           /* enum charset */
	const char *delimiter; /* of CSV: one character or "tab"; NULL to find out */
	/* what standard input is called, which tells its kind too; NULL to find that out */
	const char *stdin_name;
	struct source **opened; /* NULL; reader_open() leaves here what it has opened */
	int no_header;          /* of CSV: the first row is no header */
	struct column_map *map; /* of CSV: what columns are (csv/map.h); or NULL */
	size_t seconds;         /* for a file that another program reads; 0: the usual */
	const struct filetype *kind; /* what a document is; NULL: what its name says */
	/* For a file of an archive: */
	const char *file; /* where its bytes are; NULL: at its path */
	unsigned depth;   /* how many archives it is in */
	struct reader_budget
		*budget; /* what these may still give; NULL: nothing was said */
};

/* Rows of the option table; `map` gets the name of a file (csv/map.h). */
#define READER_OPTIONS(r, map)                                                           \
	{'d', "delimiter", COOP_OPT_STRING, &(r).delimiter, 0, 0, 0, "CHAR",             \
		"what separates the cells of CSV, or 'tab' (default: found out)",        \
		"ce qui sépare les cellules du CSV, ou 'tab' (par défaut : deviné)"},    \
		{0, "no-header", COOP_OPT_SET, &(r).no_header, 1, 0, 0, NULL,            \
			"the first row of CSV names no columns (default: found out)",    \
			"la première ligne du CSV ne nomme pas les colonnes (par "      \
			"défaut "                                                       \
			": deviné)"},                                                    \
		{0, "map", COOP_OPT_STRING, &(map), 0, 0, 0, "FILE",                     \
			"what the columns of CSV are, in lines such as: Cote = id",      \
			"ce que sont les colonnes du CSV, en lignes comme : Cote = id"}, \
		{0, "encoding", COOP_OPT_CHOICE, &(r).charset, 0, 0, 0, CHARSET_CHOICES, \
			"the character set of the files (default: found out)",           \
			"le jeu de caractères des fichiers (par défaut : deviné)"},      \
		{0, "stdin-name", COOP_OPT_STRING, &(r).stdin_name, 0, 0, 0, "NAME",     \
			"what '-' is called, such as films.csv",                         \
			"comment s'appelle '-', par exemple films.csv"},                 \
	{                                                                                \
		0, "time-limit", COOP_OPT_COUNT, &(r).seconds, 0, 1, READER_SECONDS_MAX, \
			"SECONDS",                                                       \
			"how long a page or document may take to read (default: 60)",    \
			"combien de temps une page ou un document peut prendre à la "   \
			"lecture (par défaut : 60)"                                     \
	}

/* A file being read. Readers put this first in a structure of their own. */
struct reader {
	const struct reader_ops *ops;
	const char *path; /* borrowed from the caller of reader_open() */
	struct report *report;
};

/* Where what is wrong with its bytes is reported. */
static inline struct problems reader_problems(const struct reader *r)
{
	return (struct problems){r->path, r->report};
}

/* A kind of file. */
struct reader_ops {
	const char *const *suffixes; /* with the dot, lower case; ends with NULL */
	enum coop_status (*open)(const char *path, const struct reader_options *options,
		struct report *report, struct reader **out, struct coop_error *err);
	enum coop_status (*next)(struct reader *r, struct coop_record *rec, bool *more,
		struct coop_error *err);
	void (*close)(struct reader *r);
};

extern const struct reader_ops reader_csv;
extern const struct reader_ops reader_text;
extern const struct reader_ops reader_markdown;
extern const struct reader_ops reader_document;
extern const struct reader_ops reader_archive;

/* Whether a path has a suffix that some reader knows. */
bool reader_knows(const char *path);
/* Why a path has not, in words for users; NULL when it has. */
const char *reader_why_not(const char *path);
/* Appends all suffixes that are known, with blanks between. */
void reader_list_suffixes(struct coop_buf *out);

/* What a path is called in messages and records: standard input may have a name. */
const char *reader_shown(const char *path, const struct reader_options *options);

/*
 * Opens a file with the reader its suffix names, or as text; `path` is borrowed. What
 * SOURCE_STDIN or a pipe is shows its name, or its content. A document under the name of a table or a
 * text is read as what it is, and a table under that of a text. Here and in reader_next(),
 * COOP_E_INPUT is this file's own trouble: it cannot be read or understood, while others may
 * well be. COOP_E_IO is a failure of the machine (failure.h) that kept it from being read in
 * full. Both are for report_failed().
 */
enum coop_status reader_open(const char *path, const struct reader_options *options,
	struct report *report, struct reader **out, struct coop_error *err);

/*
 * Fills `rec` with the next record; `*more` is false when there is none. A record without
 * an id of its own is given one made of the path and, where a file holds several, its
 * row. Values are in NFC (shared/text/nfc.h), ids and headings among them; paths, and the ids made
 * of them, are as the file system has them.
 */
enum coop_status reader_next(
	struct reader *r, struct coop_record *rec, bool *more, struct coop_error *err);

void reader_close(struct reader *r); /* NULL is fine */

/*
 * For readers: opens the file that they were given, and reports how it is encoded; the source
 * is theirs to close. COOP_E_INPUT when it holds no text.
 */
enum coop_status reader_source(const char *path, const struct reader_options *options,
	struct report *report, struct source **out, struct coop_error *err);
/* For readers: the file to open for a path, and the kind of document that it is. */
const char *reader_file(const char *path, const struct reader_options *options);
const struct filetype *reader_kind(
	const char *path, const struct reader_options *options);

#endif
