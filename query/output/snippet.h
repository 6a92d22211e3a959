/*
 * snippet.h - the passages of a notice that show best why it was found.
 */
#ifndef COOP_QUERY_OUTPUT_SNIPPET_H
#define COOP_QUERY_OUTPUT_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/output/spots.h"
#include "shared/index/record.h"

/* The most passages of running texts, and with those of other fields. */
#define SNIPPETS_RUNNING 2
#define SNIPPETS_MAX     4

/*
 * A passage: bytes of a value of the record. Whole sentences, where they fit; never part of a heading
 * and of the paragraph after it.
 */
struct snippet {
	const char *text; /* UTF-8, borrowed from the record; not NUL-terminated */
	size_t len;
	size_t value;               /* number of the value (coop_record_at()) */
	size_t off;                 /* where in the value it begins, in bytes */
	bool cut_before, cut_after; /* a sentence is cut there */
	bool is_field; /* of a value that is no running text: its field is why it is shown */
	struct marks marks; /* by offsets in `text` */
	/* of subtitles: when the first marked word is said, or the passage begins */
	bool timed;
	uint32_t seconds;
};

/* Begin with `= {0}`. */
struct snippets {
	struct snippet at[SNIPPETS_MAX];
	size_t count;
	struct spots spots; /* at work */
};

/*
 * Finds the passages of a record that together hold the most different words of the query; of equal
 * ones those that hold the words as they were typed, then more of them beside each other, then those
 * that are earlier. Up to two come from running texts, the better one first. Others follow, from the
 * other fields, for words that are neither there nor in `shown`, which holds the bits of words that the
 * reader sees anyway (mark_bit()), and for words that the query wants in that field. Where no running
 * text has a word, the start of one is the last passage.
 *
 * No more is read of long texts than SNIPPET_READ bytes once a word was found, about SNIPPET_WORDS words
 * that match, and SNIPPET_READ_MAX bytes in all. Replaces `out`, which may have no passage.
 */
#define SNIPPET_READ     ((size_t)256 << 10)
#define SNIPPET_READ_MAX ((size_t)4 << 20)
#define SNIPPET_WORDS    1000
enum coop_status snippets_find(struct snippets *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, uint64_t shown,
	struct coop_error *err);
void snippets_release(struct snippets *s);

/* Lists the passages of running texts in the order of the text, and returns how many there are. */
size_t snippets_running(
	const struct snippets *s, const struct snippet *out[SNIPPETS_RUNNING]);

/* Whether the words of a value are seen in a result anyway: the title, and the line below it. */
bool snippet_is_shown(enum coop_field field);

#endif
