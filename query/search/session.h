/*
 * session.h - an open index, its last query, and relaxing queries that find nothing.
 */
#ifndef COOP_QUERY_SEARCH_SESSION_H
#define COOP_QUERY_SEARCH_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/query.h"
#include "query/search/paths.h"
#include "query/search/search.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* Begin with `= {0}`. All members may be read; session.c sets them. */
struct session {
	struct coop_analyzer *analyzer;
	struct search *search; /* the results of the last query */
	const char *text;      /* the last query as it was typed; borrowed */
	size_t text_len;
	struct query query;   /* the last query, as it was answered */
	enum query_step step; /* how far its phrases were relaxed */
	bool near;            /* QUERY_NEAR was tried, or would have been */
	struct coop_record record;
	struct coop_docset counted; /* of session_count() */
	struct coop_buf dir; /* folder of the index; empty if the index is shared */
	struct paths paths;  /* how the paths of records are printed */
};

/*
 * Opens an index by its name (coop_index_locate()). The analyzer is made even if that fails, unless
 * memory runs out.
 */
enum coop_status session_open(
	struct session *s, const char *index, struct coop_error *err);
/* Opens the current generation of the index. The results of the last query are dropped. */
enum coop_status session_reopen(struct session *s, struct coop_error *err);
/* Opens the index of another session, for another thread (search_share()). */
enum coop_status session_share(
	struct session *s, const struct session *first, struct coop_error *err);
void session_close(struct session *s);

/* Options that apply to all queries. */
struct ask {
	size_t offset, count;     /* results: the first one, from 0, and how many */
	bool keep_stopwords, any; /* struct query_options */
	int paths;                /* enum path_form */
	bool strict; /* a query with a warning is COOP_E_QUERY, and none is relaxed */
};

/*
 * Answers a query from the generation that is open. If nothing matches, its phrases are relaxed
 * (analyse.h), unless the query is strict.
 */
enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err);

/* Makes the plan of a query as it is typed, in s->query, without a search. */
enum coop_status session_understand(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err);

/*
 * Counts what a query matches as it is typed: no phrase is relaxed. 0 for one without a word. The last
 * query and its results stay.
 */
enum coop_status session_count(struct session *s, const struct ask *ask, const char *text,
	size_t len, uint64_t *count, struct coop_error *err);

/* Reads result i of the last query into s->record. */
enum coop_status session_read(struct session *s, size_t i, struct coop_error *err);
/* The path of s->record in a form; borrowed until the next call. */
enum coop_status session_path(struct session *s, enum path_form form, const char **path,
	struct coop_error *err);

#endif
