/*
 * near_duplicates.h - finds records that nearly equal an earlier one, by MinHash.
 *
 * A record is the set of its shingles of three words: of the title, the directors and the running
 * texts, folded. COOP_NEAR_DUPLICATES_HASHES minima of hashes are kept of it (Broder, On the resemblance
 * and containment of documents, 1997): the share of minima that two records have in common
 * estimates the share of shingles that they have in common. Candidates are records that agree in a
 * whole band of minima. Each is compared with the first record of its band only, so that the time
 * is linear whatever the records hold. A record takes some 300 bytes.
 */
#ifndef COOP_INDEX_NEAR_DUPLICATES_H
#define COOP_INDEX_NEAR_DUPLICATES_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"
#include "shared/index/record.h"

enum {
	COOP_NEAR_DUPLICATES_HASHES = 16,
	COOP_NEAR_DUPLICATES_BANDS = 4,
	COOP_NEAR_DUPLICATES_LEAST = 13, /* minima in common that make a near duplicate */
	COOP_NEAR_DUPLICATES_WORDS =
		3 /* of a shingle; a shorter record has no duplicate */
};

#define COOP_NEAR_DUPLICATES_NONE ((size_t)-1)

struct coop_near_duplicates;

/* Once `stop` is set, which may be NULL, adding ends with COOP_E_INTERRUPTED. */
enum coop_status coop_near_duplicates_new(const volatile sig_atomic_t *stop,
	struct coop_near_duplicates **out, struct coop_error *err);
void coop_near_duplicates_free(struct coop_near_duplicates *n); /* NULL is fine */

/*
 * Adds the next record; records are numbered from 0. `*like` is the number of an earlier one that
 * it nearly equals, or COOP_NEAR_DUPLICATES_NONE; `*same` tells whether all minima agree.
 */
enum coop_status coop_near_duplicates_add(struct coop_near_duplicates *n,
	const struct coop_record *record, size_t *like, bool *same,
	struct coop_error *err);

#endif
