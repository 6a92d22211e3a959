/*
 * sink_opensearch.h - a sink that prints its records for OpenSearch (opensearch/bulk_lines.h), instead of
 * indexing them.
 */
#ifndef COOP_INDEXER_SINK_SINK_OPENSEARCH_H
#define COOP_INDEXER_SINK_SINK_OPENSEARCH_H

#include <stdio.h>

#include "indexer/sink/sink.h"

/* Opens the sink. sink_finish() tells in the name of `program` what users must know; write errors stay with `out`. */
enum coop_status opensearch_new(
	FILE *out, const char *program, struct sink **sink, struct coop_error *err);

#endif
