/*
 * trial.h - a sample parsed with one delimiter and one kind of quotes, and how much it looks like a
 * table.
 */
#ifndef COOP_INDEXER_CSV_TRIAL_H
#define COOP_INDEXER_CSV_TRIAL_H

#include "indexer/csv/candidate.h"
#include "indexer/csv/profile.h"
#include "indexer/csv/survey.h"

struct trial {
	struct dialect_candidate found;
	struct survey survey;
	struct profile profile; /* of the rows below the first */
};

/*
 * Parses a sample, and scores it. On failure, which is COOP_E_NOMEM, the trial is to be released as
 * well.
 */
enum coop_status trial_take(struct trial *t, const struct dialect_sample *sample,
	char delimiter, char quote, struct coop_error *err);
void trial_release(struct trial *t);

/* The offset of a row in the sample of `n` bytes; `n` for the row after the last one. */
size_t trial_row(const struct trial *t, size_t row, size_t n);

/* A scan that begins at a row. */
struct scan trial_scan(
	const struct trial *t, const struct dialect_sample *sample, size_t row);

/* How many cells begin with a blank, as in prose; those of the first column do not count. */
size_t trial_blanks(const struct trial *t);

/* Whether the first row of the table is a header. Without evidence it is. */
bool trial_has_header(const struct trial *t, const struct dialect_sample *sample);

#endif
