/*
 * dialect.h - how a CSV file is written.
 */
#ifndef COOP_INDEXER_CSV_DIALECT_H
#define COOP_INDEXER_CSV_DIALECT_H

#include <stddef.h>

#include "indexer/charset.h"
#include "shared/error.h"

/* Finds the delimiter under which the first line looks most like a header. */
enum coop_status dialect_guess(const char *s, size_t n, enum charset charset, char *best,
	struct coop_error *err);

#endif
