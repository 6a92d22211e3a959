/*
 * snippet.h - the passage of a notice that shows best why it was found.
 */
#ifndef COOP_QUERY_OUTPUT_SNIPPET_H
#define COOP_QUERY_OUTPUT_SNIPPET_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/query.h"
#include "shared/index/record.h"

/* About how long a passage is, in bytes. */
#define SNIPPET_LENGTH 240

/* A word of a text that the query asks for: bytes [off, end). */
struct mark {
	size_t off, end;
	size_t word; /* which word of the query */
};

struct marks {
	struct mark *at;
	size_t count, cap;
};

/* Finds the words that the query asks for, in the order of the text. Replaces `out`. */
enum coop_status marks_find(struct marks *out, struct coop_analyzer *analyzer,
	const struct query *q, const char *text, size_t len, struct coop_error *err);
void marks_release(struct marks *m);

struct snippet {
	const char *text; /* UTF-8, borrowed from the record; not NUL-terminated */
	size_t len;
	bool cut_before, cut_after; /* the text goes on there */
	struct marks marks;         /* offsets in `text` */
};

/*
 * Picks the passage of a record that holds the most different words of the query, and
 * among equals the earliest; without any, the start of its running text. Replaces `out`,
 * whose text may be empty.
 */
enum coop_status snippet_find(struct snippet *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, struct coop_error *err);
void snippet_release(struct snippet *s);

#endif
