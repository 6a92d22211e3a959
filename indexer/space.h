/*
 * space.h - whether there is room on the disk for what is to be built, told before anything is read.
 */
#ifndef COOP_INDEXER_SPACE_H
#define COOP_INDEXER_SPACE_H

#include <stdint.h>

#include "indexer/report/report.h"
#include "indexer/update/scan.h"
#include "shared/core/error.h"

/*
 * What a build takes of the disk, as a share of the bytes of its texts and tables: at least one byte of
 * SPACE_LEAST. Prose takes one byte for each, tables 1.5 to 1.8; the least that was measured is a file
 * of one long word over and over, one of 23. Documents and archives are not counted: what is in them may
 * be a few words among pictures.
 */
enum { SPACE_LEAST = 32 };

/* The bytes of the files of a scan that are to be read, and are texts or tables by their names. */
uint64_t space_count_texts(const struct scan *scan);

/*
 * Whether the file system of the open folder of an index, called `dir` in messages, has room for what is
 * made of so many bytes of texts. COOP_E_IO: it certainly has not. Where it has less than the texts
 * take, so that it probably has not, the report says so unless it is quiet. A file system that does not
 * tell has room; one that is full after all ends the build later.
 */
enum coop_status space_check(int folder, const char *dir, uint64_t texts,
	const struct report *report, struct coop_error *err);

#endif
