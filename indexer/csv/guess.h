/*
 * guess.h - the dialects that are tried on the sample of a table, the best of them kept (dialect.h).
 */
#ifndef COOP_INDEXER_CSV_GUESS_H
#define COOP_INDEXER_CSV_GUESS_H

#include "indexer/csv/dialect.h"
#include "indexer/csv/trial.h"

/* A dialect being sniffed; all but `d` is released by who began it. */
struct guess {
	struct dialect *d;
	struct trial best;
	struct dialect_sample
		body; /* the sample below a line "sep=;", or a copy of that */
	char *copy;
};

/* Tries all usual delimiters, or only the known one; what was tried before is forgotten. */
enum coop_status guess_try_all(struct guess *g, char known, struct coop_error *err);

/* Tries what may be wrapped, or written in another way than most tables. */
enum coop_status guess_try_others(struct guess *g, char known, struct coop_error *err);

#endif
