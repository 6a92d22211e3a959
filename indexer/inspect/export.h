/*
 * export.h - the records of an index for OpenSearch (opensearch/bulk_lines.h): coopidx --export=opensearch
 * without paths.
 */
#ifndef COOP_INDEXER_INSPECT_EXPORT_H
#define COOP_INDEXER_INSPECT_EXPORT_H

#include <stdio.h>

#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Writes the records in the order of their sources, and tells the report its progress; a write error stays
 * with the stream. Fails as opened_open() does.
 */
enum coop_status export_write(const char *index, FILE *out, const struct report *report,
	struct coop_error *err);

#endif
