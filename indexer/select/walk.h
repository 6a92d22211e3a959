/*
 * walk.h - the files that the user wants read, in an order that does not change.
 *
 * Folders are entered in the byte order of their names, symbolic links followed. A file or
 * folder that is met again, by a link or because it is named twice, is not read again. Hidden
 * files are not read, nor what a file ".ignore" of a folder says of that folder (ignore.h),
 * where rules deeper down come first; all of that goes to the report as skipped. A file that
 * is named is read whatever its name, unless it is excluded on the command line.
 */
#ifndef COOP_INDEXER_SELECT_WALK_H
#define COOP_INDEXER_SELECT_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/report/report.h"
#include "indexer/select/selection.h"
#include "shared/core/error.h"

struct walk;

struct walk_file {
	const char
		*path; /* INFILE_STDIN is standard input; borrowed until the next call */
	uint64_t size; /* in bytes; 0 when that cannot be told */
};

/* Starts; both are borrowed. */
enum coop_status walk_open(const struct selection *selection, struct report *report,
	struct walk **out, struct coop_error *err);
void walk_close(struct walk *w); /* NULL is fine */

/*
 * Gives the next file; `*more` is false at the end. What cannot be found, entered or listed to
 * its end is for report_failed().
 */
enum coop_status walk_next(
	struct walk *w, struct walk_file *file, bool *more, struct coop_error *err);

#endif
