/*
 * index_remove.h - removes old generations and leftovers from the folder of an index.
 *
 * Only entries with names that index_check.h knows are removed, and a link instead of what it leads
 * to. A failure is no error: the next build tries again.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_REMOVE_H
#define COOP_INDEXER_GENERATIONS_INDEX_REMOVE_H

#include "indexer/generations/index_folder.h"

void index_remove_generation(const struct index_folder *f, unsigned long number);
/* Removes the generations other than the two given, which may be 0. */
void index_remove_others(
	const struct index_folder *f, unsigned long keep, unsigned long keep_too);
/* Removes temporary files whose name outlived a killed build (tempfile.h). */
void index_remove_tempfiles(const struct index_folder *f);

#endif
