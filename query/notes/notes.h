/*
 * notes.h - what is said about a query beside its results, as data: to be printed, or shown on a page.
 *
 * A note is a line in the language of the thread (i18n.h), without "coopq:" and without a line end. It may
 * quote the query and the index, whatever these hold: whoever shows it makes it safe. Some notes have a
 * query that finds more, which is made a command or a link.
 *
 * The functions speak of the last query of a session. They append, and what was appended before a failure
 * stays. They read s->query and s->text, which is borrowed: the text of the query must be there still. The
 * results of the query stay as they are.
 */
#ifndef COOP_QUERY_NOTES_NOTES_H
#define COOP_QUERY_NOTES_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/search/session.h"
#include "query/syntax/names.h"
#include "query/syntax/warning.h"
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
	/* of one with a query: how many notices that finds */
	uint64_t count;
	/* of one with a query: whether that is to be asked with the filters of the ask; else they are part of it */
	bool filtered;
	/*
	 * The values of the ask narrow it in any case, as no query says them: all of them, but the one whose number
	 * plus 1 this is, or none with NOTE_NO_VALUES
	 */
	size_t dropped;
};
#define NOTE_NO_VALUES ((size_t)-1)

/* Begin with `= {0}`. */
struct notes {
	struct note *at;
	size_t count, cap;
	struct coop_buf bytes;
};
/* Empties the list; it may be used again. */
void notes_release(struct notes *n);

/* The line of a note, and its query: borrowed from the list until it changes. */
struct coop_bytes note_text(const struct notes *n, size_t i);
struct coop_bytes note_query(const struct notes *n, size_t i);

/*
 * Appends what was made of the last query: its corrections, relaxed phrases, widening and warnings, which
 * are the four functions below. Of a query that could not be understood (COOP_E_QUERY) the warnings alone.
 * `ask` is how it was asked.
 */
enum coop_status notes_of_answer(struct notes *n, struct session *s,
	const struct ask *ask, bool understood, struct coop_error *err);

/* Which words were corrected, as texts spell them: records are read for that. */
enum coop_status notes_corrected(
	struct notes *n, struct session *s, struct coop_error *err);
/* How phrases were relaxed, if they were. */
enum coop_status notes_relaxed(
	struct notes *n, const struct session *s, struct coop_error *err);
/* That words near those of the query were looked for, where there would be fewer results otherwise. */
enum coop_status notes_widened(struct notes *n, const struct session *s,
	const struct ask *ask, struct coop_error *err);
/* What is not obeyed; which columns can be asked, and which field a column hides. */
enum coop_status notes_warnings(
	struct notes *n, const struct session *s, struct coop_error *err);

/* The warnings of a query that was parsed alone, with the names of the columns that it was parsed with. */
enum coop_status notes_parsed(struct notes *n, const struct warnings *warnings,
	const struct qnames *names, struct coop_error *err);

/* The longest query that is given in another form, in bytes: a longer one is no line to read or paste. */
enum { NOTES_QUERY_BYTES = 1000 };

/*
 * Appends a question where a likelier word than a rare one would find several times as many notices. Nothing
 * is asked about figures, names, or a query that finds more than a few notices. Costs a search or two.
 */
enum coop_status notes_meant(struct notes *n, struct session *s, const struct ask *ask,
	struct coop_error *err);

/*
 * Appends a note for each of the first words of the last query that the index does not hold, or not in the
 * field that they stand in, with words there that look like it. Corrected words are left out:
 * notes_corrected() says of these what was looked for.
 */
enum coop_status notes_nowhere_words(
	struct notes *n, struct session *s, struct coop_error *err);

/*
 * Appends what is wrong with the last query: words that the index or a field does not hold, with words that
 * look like them, and empty ranges; the filter that leaves out the last notices; and queries with one
 * change, or two where no single one helps, that find more. Counts are exact, and cost a search each: at
 * most NOTES_SEARCHES.
 */
enum { NOTES_SEARCHES = 40 };
enum coop_status notes_doctor(struct notes *n, struct session *s, const struct ask *ask,
	struct coop_error *err);

#endif
