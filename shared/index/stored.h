/*
 * stored.h - the records that are stored with the documents of a segment, read in order of their
 * docids.
 */
#ifndef COOP_INDEX_STORED_H
#define COOP_INDEX_STORED_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/reader.h"
#include "shared/index/record.h"

struct coop_stored;

/*
 * Starts on the documents from `first` to `last`, within 1 and coop_reader_last(); there are none when
 * `last` is below `first`. The reader is borrowed. For one thread.
 */
enum coop_status coop_stored_open(const struct coop_reader *reader, uint32_t first,
	uint32_t last, struct coop_stored **out, struct coop_error *err);
void coop_stored_free(struct coop_stored *s); /* NULL is fine */

/*
 * Reads the next document: replaces the record, which the caller has initialised and may give away
 * afterwards, and computes its hash (hashes.h). `*more` is false at the end. A document that is
 * missing, or no record, is damage: the failure is that of coop_reader_damaged().
 */
enum coop_status coop_stored_next(struct coop_stored *s, struct coop_record *record,
	uint64_t *hash, bool *more, struct coop_error *err);

/* Takes a record, which it may give away, and its hash. */
struct coop_stored_taker {
	enum coop_status (*take)(void *data, struct coop_record *record, uint64_t hash,
		struct coop_error *err);
	void *data;
};

/* Passes the records of those documents on, in order, until the taker fails. */
enum coop_status coop_stored_each(const struct coop_reader *reader, uint32_t first,
	uint32_t last, struct coop_stored_taker taker, struct coop_error *err);

#endif
