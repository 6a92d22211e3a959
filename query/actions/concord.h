/*
 * concord.h - walks the occurrences of a query, for a concordance (query/output/concordance.h).
 *
 * In the order of the index, occurrences are given as they are found, so that any number of them takes
 * no more memory, and the walk ends where the last one that is wanted is. To be sorted all are kept, as a
 * key and the place where they are, and those that are wanted are read again.
 */
#ifndef COOP_QUERY_ACTIONS_CONCORD_H
#define COOP_QUERY_ACTIONS_CONCORD_H

#include <stdbool.h>
#include <stddef.h>

#include "query/output/concordance.h"
#include "query/search/session.h"
#include "shared/core/error.h"

enum concord_order {
	CONCORD_DOCUMENT, /* as the index has them */
	CONCORD_LEFT,     /* by the words before, the nearest first */
	CONCORD_RIGHT     /* by the words after */
};

/* The most occurrences that are ever sorted: some 100 MB. */
enum { CONCORD_SORTED_MAX = 1000000 };

/* Which occurrences, and how they are given. */
struct concord {
	enum concord_order order;
	size_t offset, limit; /* skip the first ones; SIZE_MAX for all behind these */
	size_t context;       /* cells on each side of the word */
	enum path_form
		paths; /* of the notices: the same in all calls of a session (paths.h) */
	size_t sorted_max; /* how many are sorted at most: the first ones of the index */

	/*
	 * Takes a line, which is borrowed until it returns, as are the record of the session and its index,
	 * of which the line is. `*enough` says that no more are wanted; a failure ends the walk as well.
	 */
	enum coop_status (*take)(void *data, const struct concordance_line *line,
		bool *enough, struct coop_error *err);
	void *data;
};

/* What a walk comes to know. */
struct concord_end {
	size_t given; /* lines */
	bool more;    /* there are occurrences that were not given, behind the last one */
	size_t total; /* sorted: how many were, whatever was given; else 0 */
	bool capped;  /* sorted: there are more than sorted_max */
};

/*
 * How a query is asked whose occurrences are walked: of its results one alone is read, which shows
 * whether phrases have to be relaxed.
 */
struct ask concord_ask(const struct ask *ask);

/*
 * Walks the occurrences of the last query of a session, in everything that it matches. Its results stay;
 * the record of the session is replaced.
 */
enum coop_status concord_walk(struct session *s, const struct concord *c,
	struct concord_end *end, struct coop_error *err);

#endif
