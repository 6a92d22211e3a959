/*
 * near_duplicates.h - notices that are nearly the same.
 *
 * What is compared are the runs of three words of the title, the directors and the running
 * texts, folded. Each notice keeps NEARLY_HASHES minima of hashes of its runs (Broder, On the
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
	NEARLY_HASHES = 16,
	NEARLY_BANDS = 4,
	NEARLY_LEAST = 13, /* so many minima in common make two notices nearly the same */
	NEARLY_WORDS = 3   /* a notice of fewer words is like no other */
};

#define NEARLY_NONE ((size_t)-1)

struct nearly;

/* Once `stop` is set, adding ends with COOP_E_INTERRUPTED. */
enum coop_status nearly_new(
	const stop_flag *stop, struct nearly **out, struct coop_error *err);
void nearly_free(struct nearly *n); /* NULL is fine */

/*
 * Takes the next notice; the first one has the number 0. `*like` is the number of an earlier
 * one that is nearly the same, or NEARLY_NONE; `*same` whether all minima agree.
 */
enum coop_status nearly_add(struct nearly *n, const struct coop_record *record,
	size_t *like, bool *same, struct coop_error *err);

#endif
