/*
 * inverted.h - the inverted input as a whole: what the tables are written from.
 */
#ifndef COOP_INDEXER_BULK_INVERTED_H
#define COOP_INDEXER_BULK_INVERTED_H

#include <stdatomic.h>
#include <stdint.h>

#include "indexer/bulk/columns_gather.h"
#include "indexer/bulk/dictionary.h"
#include "indexer/bulk/impact_table.h"
#include "indexer/bulk/merge.h"
#include "indexer/glass/btree.h"
#include "indexer/report/progress.h"
#include "indexer/report/stop.h"
#include "shared/core/error.h"

struct term_writer;
struct position;

struct inverted {
	struct runs runs;
	uint32_t documents;
	uint64_t length; /* sum of the lengths of all documents (impact.h) */
	uint32_t *dl;    /* by docid - 1: lengths of the documents */
	int hashes;      /* the file of hashes (hashes_file.h); -1: there is none */
	struct columns_gather **columns; /* of each of `threads` threads */
	unsigned threads;
	struct dictionary dictionary;
	struct impact_table impacts;
	atomic_bool failed; /* a table cannot be written: the other threads can give up */
	struct progress *progress; /* NULL, or is informed of the progress */
	const stop_flag *stop;     /* NULL, or is set when the user presses Ctrl-C */
};

/* COOP_E_INTERRUPTED when the user wants to stop, or another table cannot be written. */
enum coop_status inverted_check_stop(const struct inverted *all, struct coop_error *err);

/*
 * The words are written in two parts, split here, so that two threads end at about the
 * same time: in French three tenths of the postings of words come after this prefix, and
 * the stems with the dictionary take two fifths of the time of the words.
 */
#define WORDS_LAST "pe"

/*
 * Write the words and their positions. The first function writes those below WORDS_LAST:
 * `digits` gets the ones that begin with digits and so come before all terms with a
 * prefix, `words` the rest; the second writes those from WORDS_LAST on. `table` is NULL
 * when only our posting lists have positions.
 */
enum coop_status words_write(const struct inverted *all, struct position *table,
	struct term_writer *digits, struct term_writer *words, struct coop_error *err);
enum coop_status words_write_last(const struct inverted *all, struct position *table,
	struct term_writer *words, struct coop_error *err);

/* Writes the terms with a prefix: fields, ids, words with accents, stems. */
enum coop_status prefixed_write(
	const struct inverted *all, struct term_writer *lists, struct coop_error *err);

#endif
