/*
 * query_notes.h - what is said about a query above its results: what was made of it, and what would find
 * more, as links.
 */
#ifndef COOP_QUERY_PAGES_QUERY_NOTES_H
#define COOP_QUERY_PAGES_QUERY_NOTES_H

#include "query/notes/notes.h"
#include "query/pages/finding.h"

/*
 * Puts the notes on the last query. Where it finds nothing, what would is looked for, which may cost many
 * searches: not while somebody types.
 */
enum coop_status query_notes_put(
	struct page *p, const struct finding *f, struct coop_error *err);

/* Puts a list of notes; nothing where there are none. */
void query_notes_put_list(struct page *p, const struct notes *n);

#endif
