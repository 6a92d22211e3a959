/*
 * inverted.h - the whole input, inverted: what the tables are written from.
 */
#ifndef COOP_INDEXER_BULK_INVERTED_H
#define COOP_INDEXER_BULK_INVERTED_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

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
	uint64_t length; /* of all documents together (impact.h) */
	uint32_t *dl;    /* by docid - 1: impact.h's lengths */
	struct dictionary dictionary;
	struct impact_table impacts;
	atomic_bool failed;        /* a table cannot be written: the others need not be */
	struct progress *progress; /* NULL, or to be told how far it is */
	const stop_flag *stop;     /* NULL, or set when the user presses Ctrl-C */
};

/* COOP_E_INTERRUPTED when it is time to stop, or another table cannot be written. */
enum coop_status inverted_check_stop(const struct inverted *all, struct coop_error *err);

/*
 * The words are written in two parts, so that two threads are done at about the same time: in
 * French three tenths of the postings of words are behind this one, and the stems, with the
 * dictionary, take two fifths of the time of the words.
 */
#define WORDS_LAST "pe"

/*
 * Writes where the words stand, and their lists: of those below WORDS_LAST, first the ones
 * that come before all terms with a prefix - they begin with digits -, or of the others. `table`
 * is NULL where the lists alone are to tell where they stand.
 */
enum coop_status words_write(const struct inverted *all, struct position *table,
	struct term_writer *digits, struct term_writer *words, struct coop_error *err);
enum coop_status words_write_last(const struct inverted *all, struct position *table,
	struct term_writer *words, struct coop_error *err);

/* Writes the lists of the terms with a prefix: of fields, ids, words with accents, stems. */
enum coop_status prefixed_write(
	const struct inverted *all, struct term_writer *lists, struct coop_error *err);

#endif
