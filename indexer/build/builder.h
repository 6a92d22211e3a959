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
 *           -> a list of its words for each document (forward.h), put aside
 *   then, when all was read (assemble.h):
 *   runs    -> the dictionary: acronyms, stems, ranks (merge.h, dictionary.h)
 *   lists   -> lengths, and the table `termlist` if wanted, by all threads (doclists.c)
 *   runs    -> the tables `postlist` and `position`, side by side (postlists.c, positions.c)
 *           -> the file `iamglass` (version.h), last
 *
 * The tables do not depend on the number of threads, on the memory, or on chance. They are
 * those of libxapian 1.4's glass format, an internal one that is frozen for all of 1.4
 * (coop_store_writes_glass() tells); what is made here is an ordinary database to the engine.
 */
#ifndef COOP_BUILD_BUILDER_H
#define COOP_BUILD_BUILDER_H

#include "indexer/sink.h"

enum coop_status builder_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err);

#endif
