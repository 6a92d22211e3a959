/*
 * near_duplicates.h - notices that are nearly the same.
 *
 * What is compared are the runs of three words of the title, the directors and the running
 * texts, folded. Each notice keeps NEAR_DUPLICATES_HASHES minima of hashes of its runs (Broder, On the
 * resemblance and containment of documents, 1997): the share of them that two notices have in
 * common is, nearly, the share of runs that they have in common. Notices that agree in a whole
 * band of the minima are compared, each with the first one of its band only, so that the time
 * is linear whatever the notices are. A notice takes some 300 bytes.
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
	NEAR_DUPLICATES_LEAST =
		13, /* so many minima in common make two notices nearly the same */
	NEAR_DUPLICATES_WORDS = 3 /* a notice of fewer words is like no other */
};

#define NEAR_DUPLICATES_NONE ((size_t)-1)

struct near_duplicates;

/* Once `stop` is set, adding ends with COOP_E_INTERRUPTED. */
enum coop_status near_duplicates_new(
	const stop_flag *stop, struct near_duplicates **out, struct coop_error *err);
void near_duplicates_free(struct near_duplicates *n); /* NULL is fine */

/*
 * Takes the next notice; the first one has the number 0. `*like` is the number of an earlier
 * one that is nearly the same, or NEAR_DUPLICATES_NONE; `*same` whether all minima agree.
 */
enum coop_status near_duplicates_add(struct near_duplicates *n,
	const struct coop_record *record, size_t *like, bool *same,
	struct coop_error *err);

#endif
