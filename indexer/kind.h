/*
 * kind.h - what kind of document it is that comes without a name.
 */
#ifndef COOP_INDEXER_KIND_H
#define COOP_INDEXER_KIND_H

#include <stdbool.h>

#include "indexer/charset.h"
#include "shared/error.h"

/*
 * Tells from the start of a document whether it is CSV: its first rows all have as many cells,
 * and the first of them names a field (shared/fields.h), or there are KIND_ROWS rows of
 * KIND_CELLS cells and more.
 */
#define KIND_ROWS  3
#define KIND_CELLS 3
enum coop_status kind_is_csv(
	const char *s, size_t n, enum charset charset, bool *csv, struct coop_error *err);

#endif
