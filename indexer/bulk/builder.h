/*
 * builder.h - the bulk builder: a sink that writes the engine's tables itself.
 *
 * The engine's own way of writing keeps each posting in a tree of trees, and takes ten to
 * twenty times as long. The way of the words, through the files of this folder:
 *
 *   records -> blocks of some hundreds (builder.c), each taken by a thread
 *           -> postings, in memory (invert.h, streams.h, postings.h), which become a run
 *              (run.h) when the thread's share of the memory is used up
 *           -> document data, compressed, to the table `docdata` (doctable.h)
 *   then, when all was read (assemble.h):
 *   runs    -> the dictionary: acronyms, vocabulary, the words of each stem (merge.h,
 *              dictionary.h)
 *   runs    -> the table `position` and the words' part of `postlist` (words.c), and side by
 *              side with it the stems' part (stems.c); the posting lists (lists.h)
 *   parts   -> one table each; the documents' lengths; the table `termlist` if it is wanted
 *              (termlists.h)
 *           -> the file `iamglass` (version.h), last
 *
 * The tables do not depend on the number of threads, on the memory, or on chance. They are
 * those of libxapian 1.4's glass format, an internal one that is frozen for all of 1.4
 * (coop_store_writes_glass() tells); what is made here is an ordinary database to the engine.
 */
#ifndef COOP_INDEXER_BULK_BUILDER_H
#define COOP_INDEXER_BULK_BUILDER_H

#include "indexer/sink/sink.h"

enum coop_status builder_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err);

#endif
