/*
 * sniff.h - what kind of document it is that comes without a name.
 */
#ifndef COOP_INDEXER_SNIFF_H
#define COOP_INDEXER_SNIFF_H

#include <stdbool.h>

#include "indexer/charset.h"
#include "shared/error.h"

/*
 * Tells from the start of a document whether it is CSV: its first rows all have as many cells,
 * and the first of them names a field (shared/fields.h), or there are SNIFF_ROWS rows of
 * SNIFF_CELLS cells and more.
 */
#define SNIFF_ROWS  3
#define SNIFF_CELLS 3
enum coop_status sniff_csv(
	const char *s, size_t n, enum charset charset, bool *csv, struct coop_error *err);

#endif
