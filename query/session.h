/*
 * session.h - an open index and the query being answered.
 */
#ifndef COOP_QUERY_SESSION_H
#define COOP_QUERY_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/query.h"
#include "query/search.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* Initialise with `= {0}`; every member may be read, session.c alone sets them. */
struct session {
	struct coop_analyzer *analyzer;
	struct search *search; /* the results of the last query */
	struct query query;    /* the last query, as it was answered */
	enum query_step step;  /* how far its phrases were relaxed for that */
	bool near;             /* QUERY_NEAR was one of the steps */
	struct coop_record record;
	struct coop_buf dir; /* of the index; empty where it is shared */
};

/*
 * Opens the index of that name (coop_index_locate()). The analyzer is there even on
 * failure, unless memory ran out.
 */
enum coop_status session_open(
	struct session *s, const char *index, struct coop_error *err);
/* Opens the index anew, as it is now: the answers so far are gone. */
enum coop_status session_reopen(struct session *s, struct coop_error *err);
/* Opens what another session has open, for another thread (search_share()). */
enum coop_status session_share(
	struct session *s, const struct session *first, struct coop_error *err);
void session_close(struct session *s);

/* Which results are wanted, and how. */
struct ask {
	size_t offset, count;
	bool keep_stopwords;
	bool any;    /* words beside filters only rank */
	bool strict; /* a query that cannot be obeyed in full is COOP_E_QUERY */
};

/*
 * Answers a query, from the index as it was when it was opened. Where nothing matches, phrases are
 * relaxed (query.h), unless that is `strict`.
 */
enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err);

/* Makes the plan of a query as it is typed, and asks nothing; it is in s->query. */
enum coop_status session_understand(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err);

/* Reads result i of the last query into s->record. */
enum coop_status session_read(struct session *s, size_t i, struct coop_error *err);

#endif
