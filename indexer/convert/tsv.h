/*
 * tsv.h - tables as converters send them: tab-separated values in quotes (RFC 4180).
 */
#ifndef COOP_INDEXER_CONVERT_TSV_H
#define COOP_INDEXER_CONVERT_TSV_H

#include <stddef.h>

#include "shared/core/buf.h"

/* Appends a cell in quotes, with a tab before it unless it is the first; an empty one is nothing. */
void tsv_add_cell(struct coop_buf *out, size_t column, const char *s, size_t n);

#endif
