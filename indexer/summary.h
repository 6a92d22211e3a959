/*
 * summary.h - what users are told at the end of a run that made an index, or left it as it was.
 */
#ifndef COOP_INDEXER_SUMMARY_H
#define COOP_INDEXER_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/report/report.h"
#include "indexer/sink/sink.h"

/* What a run did, beside what its report counts. */
struct summary {
	const char *dir; /* folder of the index */
	bool update;     /* there was an index, which was compared with its sources: */
	size_t added, changed, gone; /* sources */
	size_t records_added, records_gone;
	double begun, read, written, done; /* when the steps ended, in seconds */
	struct sink_stats stats;           /* of the largest segment that was made */
};

/* English has "1 file, 0 files", French "0 fichier, 1 fichier, 2 fichiers". */
const char *summary_plural(size_t n);

/* Prints the summary, unless the report is quiet; in any case what the exit code follows from. */
void summary_print(const struct report *r, const struct summary *s);
/* Says what each step took (--stats). */
void summary_print_stats(const struct report *r, const struct summary *s);

#endif
