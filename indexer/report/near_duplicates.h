/*
 * near_duplicates.h - finds records that nearly equal an earlier one, by MinHash.
 *
 * A record is the set of its shingles of three words: of the title, the directors and the running
 * texts, folded. NEAR_DUPLICATES_HASHES minima of hashes are kept of it (Broder, On the resemblance
 * and containment of documents, 1997): the share of minima that two records have in common
 * estimates the share of shingles that they have in common. Candidates are records that agree in a
 * whole band of minima. Each is compared with the first record of its band only, so that the time
 * is linear whatever the records hold. A record takes some 300 bytes.
 */
#ifndef COOP_INDEXER_REPORT_NEAR_DUPLICATES_H
#define COOP_INDEXER_REPORT_NEAR_DUPLICATES_H

#include <stddef.h>

#include "indexer/report/stop.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

enum {
	NEAR_DUPLICATES_HASHES = 16,
	NEAR_DUPLICATES_BANDS = 4,
	NEAR_DUPLICATES_LEAST = 13, /* minima in common that make a near duplicate */
	NEAR_DUPLICATES_WORDS = 3   /* of a shingle; a shorter record has no duplicate */
};

#define NEAR_DUPLICATES_NONE ((size_t)-1)

struct near_duplicates;

/* Once `stop` is set, adding ends with COOP_E_INTERRUPTED. */
enum coop_status near_duplicates_new(
	const stop_flag *stop, struct near_duplicates **out, struct coop_error *err);
void near_duplicates_free(struct near_duplicates *n); /* NULL is fine */

/*
 * Adds the next record; records are numbered from 0. `*like` is the number of an earlier one that
 * it nearly equals, or NEAR_DUPLICATES_NONE; `*same` tells whether all minima agree.
 */
enum coop_status near_duplicates_add(struct near_duplicates *n,
	const struct coop_record *record, size_t *like, bool *same,
	struct coop_error *err);

#endif
