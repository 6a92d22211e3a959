/*
 * notes_internal.h - appending to a list of notes, and what the doctor is made of.
 */
#ifndef COOP_QUERY_NOTES_NOTES_INTERNAL_H
#define COOP_QUERY_NOTES_NOTES_INTERNAL_H

#include "query/notes/notes.h"

/* Appends a note. COOP_E_NOMEM also where memory ran out while its line was made. */
enum coop_status notes_add(struct notes *n, enum note_kind kind,
	const struct coop_buf *text, struct coop_error *err);

/* Appends a note with a query: its kind, count, and how it is asked are those of `like`. */
enum coop_status notes_add_query(struct notes *n, const struct note *like,
	const struct coop_buf *text, const struct coop_buf *query,
	struct coop_error *err);

/* Appends a note for each of the first ranges that no notice is in: from where to where there are some. */
enum coop_status notes_nowhere_ranges(
	struct notes *n, const struct session *s, struct coop_error *err);

#endif
