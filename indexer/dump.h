/*
 * dump.h - coopidx --dump-terms: the terms of a file, without indexing it.
 */
#ifndef COOP_INDEXER_DUMP_H
#define COOP_INDEXER_DUMP_H

#include <stdio.h>

#include "indexer/read/reader.h"
#include "shared/core/error.h"
#include "shared/text/analyzer.h"

/*
 * Prints a line for each word of each field of each record: id, field, and what
 * coop_print_analysis() prints, separated by tabs.
 */
enum coop_status dump_terms(FILE *out, struct coop_analyzer *analyzer, const char *path,
	const struct reader_options *options, struct report *report,
	struct coop_error *err);

#endif
