/*
 * snippet.h - highlights, and the passage of a document that shows best why it was found.
 */
#ifndef COOP_QUERY_OUTPUT_SNIPPET_H
#define COOP_QUERY_OUTPUT_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/query.h"
#include "shared/index/record.h"

/* The length of a passage, in bytes; about, since it ends with a word. */
#define SNIPPET_LENGTH 240

/* A word of a text that matches the query: bytes [off, end). */
struct mark {
	size_t off, end;
	size_t word; /* the word of the query that it matches */
};

struct marks {
	struct mark *at;
	size_t count, cap;
};

/* Finds the words of a text that match the query, in order. Replaces `out`. */
enum coop_status marks_find(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t len, struct coop_error *err);
void marks_release(struct marks *m);

struct snippet {
	const char *text; /* UTF-8, borrowed from the record; not NUL-terminated */
	size_t len;
	bool cut_before, cut_after; /* the text continues there */
	struct marks marks;         /* by offsets in `text` */
};

/*
 * Finds the passage of a record that holds the most different words of the query, of equal ones the
 * first. If no word matches it is the start of the running text. Replaces `out`, whose text may be
 * empty.
 */
enum coop_status snippet_find(struct snippet *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, struct coop_error *err);
void snippet_release(struct snippet *s);

#endif
