/*
 * rejects.h - the table of rejected rows, beside the index.
 *
 * It is CSV with the columns file, line, column, reason and row, the last one being the row as it
 * stands in its file. Each generation has a table, unless no row was rejected. That of the
 * generation that serves is INDEX/rejects.csv; those of others are in their folders. It is never in
 * INDEX while another generation serves.
 */
#ifndef COOP_INDEXER_REPORT_REJECTS_H
#define COOP_INDEXER_REPORT_REJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/diag.h"
#include "shared/core/error.h"

struct rejects;

/* The name of the table in the folder of its generation; no reader takes it for a table. */
#define REJECTS_KEPT "rejects"

/*
 * Starts the table of a generation, whose folder is open and called `path` in messages. The file is
 * created with its first row.
 */
enum coop_status rejects_new(
	int dir, const char *path, struct rejects **out, struct coop_error *err);

/* Adds a row, in UTF-8. A failure is remembered for rejects_finish(). */
void rejects_add(struct rejects *r, const struct coop_place *place, const char *reason,
	const char *row, size_t n);

/* The bytes of the rows so far. */
uint64_t rejects_size(struct rejects *r);
/* Removes the rows after the first `size` bytes of rows. */
void rejects_cut(struct rejects *r, uint64_t size);
/*
 * Copies rows from an open table of another generation: `n` bytes of rows, after the first `from` bytes
 * of its rows.
 */
void rejects_copy(struct rejects *r, int table, uint64_t from, uint64_t n);
/* Appends bytes of rows, as rejects_read() gives them. */
void rejects_append(struct rejects *r, const char *rows, size_t n);
/* Reads `n` bytes of rows from an open table, after the first `from` of them; false and errno on failure. */
bool rejects_read(int table, uint64_t from, char *to, size_t n);
/* Whether an open table has so many bytes of rows: else somebody has changed it. */
bool rejects_has_size(int table, uint64_t size);

/* Makes the table safe on the disk. */
enum coop_status rejects_finish(struct rejects *r, struct coop_error *err);
void rejects_free(struct rejects *r); /* NULL is fine */

/*
 * Moves INDEX/rejects.csv to the folder of its generation, and back; no table is no failure.
 * `index` is the open folder of the index, `path` what messages call it. A table whose generation
 * is gone, or unknown (0), is removed.
 */
enum coop_status rejects_put_away(
	int index, const char *path, unsigned long number, struct coop_error *err);
enum coop_status rejects_put_back(
	int index, const char *path, unsigned long number, struct coop_error *err);

/* Whether a path is that of such a table, beside the stub of an index: it is not a document. */
bool rejects_is_one(const char *path);

#endif
