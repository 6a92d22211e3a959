/*
 * invert.h - inverts records: documents to postings.
 *
 * Each thread has an inverter, which analyses records and accumulates the postings of
 * their terms. What depends on the whole input - acronyms, stems, impacts - is computed
 * later, from the runs.
 */
#ifndef COOP_INDEXER_BULK_INVERT_H
#define COOP_INDEXER_BULK_INVERT_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/run.h"
#include "indexer/report/stop.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/record.h"
#include "shared/text/acronyms.h"

struct inverter;

/* Once `stop` is set, adding and writing end with COOP_E_INTERRUPTED. */
enum coop_status inverter_new(
	const stop_flag *stop, struct inverter **out, struct coop_error *err);
void inverter_free(struct inverter *in); /* NULL is fine */

/* Adds a record as document `docid`; docids ascend. Sets record->length. */
enum coop_status inverter_add(struct inverter *in, struct coop_record *record,
	uint32_t docid, struct coop_error *err);

/*
 * The bytes that the postings since the last run take, and will take while they are
 * written.
 */
size_t inverter_memory(const struct inverter *in);

/* The number of distinct words among them. */
uint32_t inverter_forms(const struct inverter *in);

/* Writes the postings as a run and starts afresh; `*out` is NULL when there are none. */
enum coop_status inverter_flush(
	struct inverter *in, const char *dir, struct run **out, struct coop_error *err);

/* The number of words read so far, and the sum of the records' lengths. */
uint64_t inverter_words(const struct inverter *in);
uint64_t inverter_length(const struct inverter *in);

/*
 * The acronyms that texts defined, and the document that defined the one with that
 * number.
 */
const struct coop_acronyms *inverter_acronyms(const struct inverter *in);
uint32_t inverter_acronym_docid(const struct inverter *in, size_t i);

#endif
