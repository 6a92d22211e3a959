/*
 * rejects.h - the rows that were left out, as a table of its own beside the index.
 *
 * INDEX/rejects.csv has the columns file, line, column, reason and row, the last one being
 * the row as it stood. It is written anew by each run that makes an index, takes the place of
 * the old one when the index does, and is not there when nothing was left out.
 */
#ifndef COOP_INDEXER_REJECTS_H
#define COOP_INDEXER_REJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/diag.h"
#include "shared/error.h"

struct rejects;

/* Starts a table for the index in `dir`. A file is made when there is something for it. */
enum coop_status rejects_new(
	const char *dir, struct rejects **out, struct coop_error *err);

/* Adds a row, in UTF-8. What fails is told by rejects_finish(). */
void rejects_add(struct rejects *r, const struct coop_place *place, const char *reason,
	const char *row, size_t n);

/* Has what was added on the disk, under another name so far. */
enum coop_status rejects_finish(struct rejects *r, struct coop_error *err);

/* Puts the table in the place of the old one, or removes that. After rejects_finish(). */
enum coop_status rejects_commit(struct rejects *r, struct coop_error *err);

/* What was not committed is removed. NULL is fine. */
void rejects_free(struct rejects *r);

/* Whether a file is such a table of some index, which is nobody's document. */
bool rejects_is_one(const char *path);

#endif
