/*
 * facts_file.h - facts in a file, for indexes that are built apart and asked as one.
 *
 * The file; numbers are four bytes, little-endian, a block is a number of bytes and these:
 *   "coopFA01"
 *   block: the fingerprint of the analysis that they were learned with (analyzer.h)
 *   block: the average length, in decimal
 *   block: the acronyms, block: their proofs, in their stored form (acronyms.h)
 *   the CRC-32 of all before
 * It may come from anyone: what is not so is refused.
 */
#ifndef COOP_INDEXER_FACTS_FILE_H
#define COOP_INDEXER_FACTS_FILE_H

#include "indexer/terms/facts.h"

enum { FACTS_FILE_MAX = 1 << 28 /* bytes */ };

/* Writes the facts of a segment; the file is the old one or the new one, and safe on the disk. */
enum coop_status facts_file_write(
	const char *path, const struct coop_reader *reader, struct coop_error *err);

/*
 * Reads facts, to be released even after a failure. COOP_E_NOINDEX: there is no file. COOP_E_CORRUPT: it is not as
 * above. COOP_E_VERSION: its analysis is not that of this program. COOP_E_IO, COOP_E_NOMEM.
 */
enum coop_status facts_file_read(
	const char *path, struct facts *out, struct coop_error *err);

#endif
