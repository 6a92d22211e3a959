/*
 * sink_xapian.h - a sink that has the engine write the index.
 *
 * Records go to a temporary file while they are read, since impacts need the average length of all
 * of them, and acronyms the whole text; then they become documents one by one.
 */
#ifndef COOP_INDEXER_SINK_SINK_XAPIAN_H
#define COOP_INDEXER_SINK_SINK_XAPIAN_H

#include "indexer/sink/sink.h"

/* Opens the sink; `threads` and `memory` of the options are ignored. */
enum coop_status engine_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err);

#endif
