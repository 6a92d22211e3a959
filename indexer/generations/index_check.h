/*
 * index_check.h - what a folder may hold that a build changes: an index, and nothing else.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_CHECK_H
#define COOP_INDEXER_GENERATIONS_INDEX_CHECK_H

#include <stdbool.h>

#include "shared/core/error.h"

/*
 * Refuses a folder that holds anything but an index, which may be somebody's documents, and
 * one in which anything has the name of a file or folder of an index and is none, such as a
 * link to another place. COOP_E_ARG; COOP_E_IO when it cannot be looked through. What file managers
 * leave in folders, such as .DS_Store, is passed over.
 */
enum coop_status index_check(int dir, const char *path, struct coop_error *err);

/* Whether a generation may hold a file of that name, which goes with it. */
bool index_is_database_file(const char *name);

#endif
