/*
 * sink_xapian.h - a sink that lets the engine write.
 *
 * Records are put aside while they are read, since impacts need the average length of all of
 * them, and acronyms all of the text; then they become documents one by one.
 */
#ifndef COOP_INDEXER_SINK_SINK_XAPIAN_H
#define COOP_INDEXER_SINK_SINK_XAPIAN_H

#include "indexer/sink/sink.h"

/* `threads` and `memory` of the options are not looked at. */
enum coop_status engine_new(
	const struct sink_options *options, struct sink **out, struct coop_error *err);

#endif
