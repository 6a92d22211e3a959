/*
 * index_remove.h - removing what is not needed any more from the folder of an index.
 *
 * Only files of the names that coopidx makes go, in the folder itself: a link goes, not what
 * it leads to. Failing is no error: the next build tries again.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_REMOVE_H
#define COOP_INDEXER_GENERATIONS_INDEX_REMOVE_H

#include "indexer/generations/index_folder.h"

void index_remove_generation(const struct index_folder *f, unsigned long number);
/* Removes the generations other than the two given, which may be 0. */
void index_remove_others(
	const struct index_folder *f, unsigned long keep, unsigned long keep_too);
/* Removes temporary files that had to have a name for a moment (tempfile.h) and kept it. */
void index_remove_tempfiles(const struct index_folder *f);

#endif
