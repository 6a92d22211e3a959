/*
 * index_check.h - refuses to write into a folder that holds anything but an index.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_CHECK_H
#define COOP_INDEXER_GENERATIONS_INDEX_CHECK_H

#include <stdbool.h>

#include "shared/core/error.h"

/*
 * COOP_E_ARG for a folder that is no index yet and has entries that are not of one, which may be
 * somebody's documents; beside the stub of an index they are left alone. COOP_E_ARG as well for one
 * with an entry that has a name of an index but is of another kind, such as a link to another
 * place. Files that file managers leave in folders, such as .DS_Store, are ignored. COOP_E_IO when
 * the folder cannot be listed.
 */
enum coop_status index_check(int dir, const char *path, struct coop_error *err);

/* Whether a segment may hold a file of that name, which coopidx writes. */
bool index_is_segment_file(const char *name);

/* Whether a generation or a segment may hold a file of that name, which goes with it. */
bool index_is_database_file(const char *name);

#endif
