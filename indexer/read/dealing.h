/*
 * dealing.h - which shard of an index (shared/index/shards.h) a record belongs to.
 *
 * The rows of a table are dealt each by the id that it has or was given (made_id.h): so a large table fills
 * all shards alike, and a row that has changed touches one. Other files are dealt whole, by their path: their
 * lines need not ascend from record to record, and the order of records of equal scores
 * (shared/index/collection_order.h) is that of lines. Records with the same id belong to the same shard,
 * unless a table and a file of another kind share one.
 *
 * The shard is the XXH3 of 64 bits, with seed 0, of the id or the path, modulo the number of shards; the same on
 * all machines.
 */
#ifndef COOP_INDEXER_READ_DEALING_H
#define COOP_INDEXER_READ_DEALING_H

#include <stdbool.h>

#include "indexer/read/reader.h"
#include "shared/index/record.h"

/* Whether a record of a reader is read. */
bool dealing_takes(const struct dealing *d, const struct reader *reader,
	const struct coop_record *record);

#endif
