/*
 * notes.h - what is said about a query beside its results, as data: to be printed, or shown on a page.
 *
 * A note is a line in the user's language. Some have a query that finds more; whoever shows them makes it
 * a command or a link.
 */
#ifndef COOP_QUERY_NOTES_NOTES_H
#define COOP_QUERY_NOTES_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/search/session.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"

enum note_kind {
	NOTE_CORRECTED, /* another word was looked for */
	NOTE_RELAXED,   /* the words of a phrase were looked for in another way */
	NOTE_WIDENED,   /* words near those of the query were looked for, too */
	NOTE_WARNING,   /* what of the query is not obeyed, and why */
	NOTE_MEANT,     /* asks whether another word was meant: has a query */
	NOTE_NOWHERE,   /* a word, or a range, that the index does not have */
	NOTE_FILTER,    /* the filter that leaves out the last notices */
	NOTE_SUGGESTION /* a change by which more is found: has a query */
};

struct note {
	enum note_kind kind;
	size_t text,
		text_len; /* in `bytes` of the list; without the count and the query */
	size_t query, query_len; /* likewise; nothing for most */
	/* of one with a query: how many notices that finds, and whether it stands beside the filters */
	uint64_t count;
	bool filtered;
};

/* Begin with `= {0}`. */
struct notes {
	struct note *at;
	size_t count, cap;
	struct coop_buf bytes;
};
void notes_release(struct notes *n);

/* The line of a note, and its query: borrowed from the list until it changes. */
struct coop_bytes note_text(const struct notes *n, size_t i);
struct coop_bytes note_query(const struct notes *n, size_t i);

/*
 * Appends what was made of the last query: its corrections, relaxed phrases, widening and warnings. Of a query that
 * could not be understood (COOP_E_QUERY) the warnings alone.
 */
enum coop_status notes_of_answer(struct notes *n, struct session *s,
	const struct ask *ask, bool understood, struct coop_error *err);

/* Appends a question where a likelier word than a rare one would find several times as many notices. */
enum coop_status notes_meant(struct notes *n, struct session *s, const struct ask *ask,
	struct coop_error *err);

/* Appends what is wrong with the last query, and what would find more. */
enum coop_status notes_doctor(struct notes *n, struct session *s, const struct ask *ask,
	struct coop_error *err);

#endif
