/*
 * engine_check.h - whether the engine reads a segment that was just written.
 */
#ifndef COOP_INDEXER_GENERATIONS_ENGINE_CHECK_H
#define COOP_INDEXER_GENERATIONS_ENGINE_CHECK_H

#include "shared/core/error.h"

/*
 * Has the engine open the segment in an open folder, which messages call `path`, before it serves. Its
 * counts, the frequencies of terms spread over the table and the data of documents spread over the
 * segment must be what our reader says. COOP_E_IO, with the path: they are not, or one of the two
 * finds the segment damaged. That is no damage of the index that serves.
 */
enum coop_status engine_check(int folder, const char *path, struct coop_error *err);

#endif
