/*
 * index_remove.h - removes old generations and leftovers from the folder of an index.
 *
 * Only entries with names that index_check.h knows are removed, and a link instead of what it leads
 * to. A failure is no error: the next build tries again. A generation that somebody reads stays for a
 * later run as well (shared/index/hold.h). Where the file system has no locks, one stays for an hour
 * after it was last replaced, which is the mtime of its folder, by the clock of the file system: a
 * reader may have opened it until then.
 * A verbose report tells of both.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_REMOVE_H
#define COOP_INDEXER_GENERATIONS_INDEX_REMOVE_H

#include "indexer/generations/index_folder.h"

/* Removes a generation that has never served, and is read by nobody. */
void index_remove_generation(const struct index_folder *f, unsigned long number);
/* Removes the generations other than the two given, which may be 0. */
void index_remove_others(
	const struct index_folder *f, unsigned long keep, unsigned long keep_too);
/* Removes temporary files whose name outlived a killed build (tempfile.h). */
void index_remove_tempfiles(const struct index_folder *f);

#endif
