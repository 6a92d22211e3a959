/*
 * recall.h - what a run takes from a file: a saved search, "@NAME" on the command line, or an answer
 * that was cited, for --replay.
 */
#ifndef COOP_QUERY_ACTIONS_RECALL_H
#define COOP_QUERY_ACTIONS_RECALL_H

#include "query/actions/options.h"
#include "query/lasting/citation.h"

/* Begin with `= {0}`: nothing was recalled. */
struct recalled {
	struct coop_buf name;     /* of the saved search, without '@' */
	struct citation citation; /* of a saved search, what was asked alone */
};

void recalled_release(struct recalled *r);

/*
 * Takes "@NAME" off the words, reads that search or the answer to replay, and sets the options that it
 * came with. Words after "--" are left alone, and so are a single "@" and what --batch refuses.
 * COOP_E_ARG: there is no such search, or more than one.
 */
enum coop_status recall(struct recalled *r, const struct options *o, char **words,
	size_t *nwords, struct coop_error *err);

/* Fills in what is asked now: this query of the indexes, which must exist, with these options. */
enum coop_status recall_asked(struct asked *a, const struct options *o,
	const struct coop_buf *query, struct coop_error *err);

#endif
