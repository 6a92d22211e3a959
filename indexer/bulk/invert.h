/*
 * invert.h - records to postings.
 *
 * Each thread has an inverter of its own: it analyses records, and gathers the postings of
 * their words. What needs the whole input - acronyms, stems, impacts - comes later, from the
 * runs.
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

/* Takes a record as document `docid`; they come in ascending order. Sets record->length. */
enum coop_status inverter_add(struct inverter *in, struct coop_record *record,
	uint32_t docid, struct coop_error *err);

/* The bytes that what was gathered since the last run takes, and will take to write. */
size_t inverter_memory(const struct inverter *in);

/* The distinct words among it. */
uint32_t inverter_forms(const struct inverter *in);

/*
 * Writes what was gathered as a run and starts afresh; `*out` is NULL when there is nothing.
 */
enum coop_status inverter_flush(
	struct inverter *in, const char *dir, struct run **out, struct coop_error *err);

/* Words read so far, and the sum of the records' lengths. */
uint64_t inverter_words(const struct inverter *in);
uint64_t inverter_length(const struct inverter *in);

/*
 * The acronyms whose long forms were met, and the document that told of the one with that
 * number.
 */
const struct coop_acronyms *inverter_acronyms(const struct inverter *in);
uint32_t inverter_acronym_docid(const struct inverter *in, size_t i);

#endif
