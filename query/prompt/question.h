/*
 * question.h - what is being asked: the words that were typed, the options that they are asked with, and the values
 * that were chosen since.
 */
#ifndef COOP_QUERY_PROMPT_QUESTION_H
#define COOP_QUERY_PROMPT_QUESTION_H

#include <stddef.h>

#include "query/actions/options.h"
#include "query/actions/recall.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Begin with `= {0}`: nothing is asked. */
struct question {
	/* of the command line, and of a saved search; `filters` and `indexes` are lists of its own */
	struct options options;
	size_t given; /* filters that were not chosen; those behind are */
	struct coop_buf *
		chosen; /* the filters that were: FIELD==VALUE, its NUL, and how people read the value */
	size_t nchosen, cap;
	struct recalled recalled; /* the saved search that was named */
	struct coop_buf text;     /* the words, each with its NUL */
	char **words;
	size_t nwords;
	struct coop_buf
		sort; /* the order that was asked for since; empty: that of the options */
	struct coop_buf
		like; /* the id of the notice whose like are asked for; empty for a query */
	size_t page; /* results that are left out before those that are shown */
};

/*
 * Begins a question with a line; "@NAME" in it is a saved search. `base` are the options of the command line, which
 * are as they were afterwards. COOP_E_ARG: there is no such search.
 */
enum coop_status question_begin(struct question *q, const struct options *base,
	const char *line, size_t len, struct coop_error *err);
/* Begins one for notices like that with an id. */
enum coop_status question_begin_like(struct question *q, const struct options *base,
	const char *id, struct coop_error *err);
void question_release(struct question *q);

/* Narrows it by the value of a facet; `label` is how people read it. */
enum coop_status question_narrow(struct question *q, const char *facet, const char *value,
	size_t len, const struct coop_buf *label, struct coop_error *err);
/* Takes the last of these values back; false: there is none. */
bool question_undo(struct question *q);
/* How people read value `i` of those that were chosen. */
const char *question_label(const struct question *q, size_t i);

/* Whether anything is asked. */
static inline bool question_is_any(const struct question *q)
{
	return q->nwords > 0 || q->like.len > 0 || q->recalled.name.len > 0;
}

#endif
