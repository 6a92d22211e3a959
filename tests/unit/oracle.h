/*
 * oracle.h - the engine as the judge of what we write, and as a program that changes it.
 *
 * An interface to libxapian for the tests alone: the programs neither change a database nor
 * dump one (store.h has what they need). Failures of the engine are COOP_E_ENGINE.
 */
#ifndef COOP_TESTS_UNIT_ORACLE_H
#define COOP_TESTS_UNIT_ORACLE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- reading ---- */

/* A database that is open for reading. */
struct oracle;

enum coop_status oracle_open(
	const char *dir, struct oracle **out, struct coop_error *err);
void oracle_free(struct oracle *o); /* NULL is fine */

/* Appends the data of a document. */
enum coop_status oracle_data(
	struct oracle *o, uint32_t docid, struct coop_buf *out, struct coop_error *err);

/*
 * Prints all that a database holds, so that two can be compared, but for the columns among its metadata, which the
 * builder alone writes. Terms, metadata and data
 * stand between double quotes, with \xNN for a quote, a backslash and what is not printable
 * ASCII. One line of each kind, in this order, the indented ones repeated:
 *
 *   database documents=N last=N length=N average=X positions=0|1
 *   bounds shortest=N longest=N
 *   meta "NAME" "VALUE"
 *   term "TERM" documents=N occurrences=N wdf=BOUND     in the order of their bytes
 *    DOCID WDF:POSITION,POSITION...
 *   document DOCID length=N "DATA"
 *    terms=N
 *    "TERM" WDF
 *
 * The lines of a document's terms are left out where the database has no term lists. The caller
 * checks ferror() of the stream.
 */
enum coop_status oracle_dump(struct oracle *o, FILE *out, struct coop_error *err);

/* Appends the report of the engine's own check of a database, and counts the errors. */
enum coop_status oracle_check(
	const char *dir, struct coop_buf *report, size_t *errors, struct coop_error *err);

/* Writes a compact copy of the database `from` to `to`, which must not exist. */
enum coop_status oracle_compact(const char *from, const char *to, struct coop_error *err);

/* ---- changing ---- */

/* A database that is open for changes, none of which is on the disk before the commit. */
struct oracle_writer;

enum coop_status oracle_writer_open(
	const char *dir, struct oracle_writer **out, struct coop_error *err);
/* Adds a document under the number after the highest one ever given. */
enum coop_status oracle_writer_add(
	struct oracle_writer *w, const struct coop_doc *doc, struct coop_error *err);
/* These fail when the database has no term lists. */
enum coop_status oracle_writer_replace(struct oracle_writer *w, uint32_t docid,
	const struct coop_doc *doc, struct coop_error *err);
enum coop_status oracle_writer_delete(
	struct oracle_writer *w, uint32_t docid, struct coop_error *err);
enum coop_status oracle_writer_set_meta(struct oracle_writer *w, const char *name,
	const char *value, size_t len, struct coop_error *err);
enum coop_status oracle_writer_commit(struct oracle_writer *w, struct coop_error *err);
void oracle_writer_free(struct oracle_writer *w); /* NULL is fine */

#ifdef __cplusplus
}
#endif
#endif
