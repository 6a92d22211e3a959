/*
 * rejects.h - the rows that were left out, as a table of its own beside the index.
 *
 * INDEX/rejects.csv has the columns file, line, column, reason and row, the last one being
 * the row as it stood. Each generation has a table of its own, or none when nothing was left
 * out: that of the one that serves is INDEX/rejects.csv, those of others are in their folders.
 * It is never in INDEX while another generation serves.
 */
#ifndef COOP_INDEXER_REPORT_REJECTS_H
#define COOP_INDEXER_REPORT_REJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/diag.h"
#include "shared/core/error.h"

struct rejects;

/* The name of the table in the folder of its generation; none that is read as a document. */
#define REJECTS_KEPT "rejects"

/*
 * Starts the table of a generation: its open folder, and what messages call that. A file is
 * made when there is something for it.
 */
enum coop_status rejects_new(
	int dir, const char *path, struct rejects **out, struct coop_error *err);

/* Adds a row, in UTF-8. What fails is told by rejects_finish(). */
void rejects_add(struct rejects *r, const struct coop_place *place, const char *reason,
	const char *row, size_t n);

/* Has what was added on the disk. */
enum coop_status rejects_finish(struct rejects *r, struct coop_error *err);
void rejects_free(struct rejects *r); /* NULL is fine */

/*
 * Puts INDEX/rejects.csv away into the folder of its generation, and back: nothing happens
 * where there is none. `index` is the open folder, `path` what messages call it. One whose
 * generation is gone, or is not known (0), is removed.
 */
enum coop_status rejects_put_away(
	int index, const char *path, unsigned long number, struct coop_error *err);
enum coop_status rejects_put_back(
	int index, const char *path, unsigned long number, struct coop_error *err);

/* Whether a file is such a table of some index, which is nobody's document. */
bool rejects_is_one(const char *path);

#endif
