/*
 * match_old.h - which records of a changed source the index already has.
 *
 * Records that are lost (previous.h) are none. Records are compared by the hashes of their packed
 * forms. Of several equal ones each is matched once, in their order.
 */
#ifndef COOP_INDEXER_UPDATE_MATCH_OLD_H
#define COOP_INDEXER_UPDATE_MATCH_OLD_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/update/previous.h"
#include "shared/core/error.h"

/* Sixteen bytes, as a table may have ten million. */
struct old_record {
	uint64_t hash;
	uint32_t docid;
	unsigned segment : 2; /* enum source_segment */
	unsigned taken : 30;  /* of the records with this hash, in the first of them */
};

/* The records of a source as it was, by their hashes. Begin with `= {0}`; memory is kept. */
struct old_records {
	struct old_record *at;
	size_t count, cap;
};

/* Gathers the records of a source of `p`. */
enum coop_status old_records_gather(struct old_records *o, const struct previous *p,
	const struct source *of, struct coop_error *err);
void old_records_release(struct old_records *o);

/* Finds a record with a hash that was not found before; docid 0: there is none. */
struct document_place old_records_take(struct old_records *o, uint64_t hash);

#endif
