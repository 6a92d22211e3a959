/*
 * builder.h - the bulk builder: a sink that writes the engine's tables itself.
 *
 * The engine keeps each posting in nested trees while it writes, and takes ten to twenty
 * times as long. The flow of data through the files of this room:
 *
 *   records -> batches of some hundreds (builder.c), each processed by one thread (worker.h)
 *           -> postings in memory (invert.h, posting_accumulator.h, streams.h), which
 *              become a run (run.h) when the thread's share of the memory is used up
 *           -> document data, compressed, in the table `docdata` (doctable.h)
 *   then, when all records were read (assemble.h):
 *   runs    -> the dictionary: acronyms, wordlist, the words of each stem (dictionary.h)
 *   runs    -> concurrently the words with their positions (write_words.c) and the terms
 *              with prefixes, stems among them (write_prefixed.c): parts of the tables
 *              `postlist` and `position`, and of the posting lists (term_writer.h)
 *   parts   -> each table; the documents' lengths; the table `termlist` if wanted
 *              (termlists.h)
 *           -> the version file `iamglass` (version.h), last
 *
 * The tables depend neither on the number of threads, nor on the memory, nor on chance.
 * They have the glass format of libxapian 1.4, which is internal to it and frozen for all
 * of 1.4 (coop_store_writes_glass() checks that): to the engine the result is an ordinary
 * database.
 */
#ifndef COOP_INDEXER_BULK_BUILDER_H
#define COOP_INDEXER_BULK_BUILDER_H

#include "indexer/sink/sink.h"

enum coop_status builder_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err);

#endif
