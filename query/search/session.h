/*
 * session.h - an open index, its last query, and relaxing queries that find nothing.
 */
#ifndef COOP_QUERY_SEARCH_SESSION_H
#define COOP_QUERY_SEARCH_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/facets/count.h"
#include "query/plan/query.h"
#include "query/search/groups.h"
#include "query/search/paths.h"
#include "query/search/search.h"
#include "query/search/total.h"
#include "shared/index/collection_shards.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* One of the indexes that are open. */
struct session_index {
	const char *name;    /* as the user gave it; borrowed */
	const char *shard;   /* its place, in a list (struct coop_shard); else NULL */
	struct coop_buf dir; /* its folder; empty in a session that shares it */
	struct paths paths;  /* how the paths of its records are printed */
	/* the number of its generation, and when that became current, in seconds since 1970; 0: unknown */
	unsigned long generation;
	int64_t since;
};

/* Which files queries find more by; borrowed. */
struct session_files {
	const char *synonyms;  /* NULL for none */
	const char *thesaurus; /* NULL for that of the system, if it has one */
	bool no_thesaurus;
	bool widen; /* queries that find little are widened (query/plan/widen.h) */
};

/* Begin with `= {0}`. All members may be read; session.c sets them, but for the first two. */
struct session {
	struct session_files files; /* set before the session is opened */
	bool available; /* likewise: shards that are missing are done without */
	struct synonyms *synonyms;
	struct thesaurus *thesaurus;
	struct coop_analyzer *analyzer;
	struct search *search; /* the results of the last query */
	const char *text;      /* the last query as it was typed; borrowed */
	size_t text_len;
	struct query query;   /* the last query, as it was answered */
	enum query_step step; /* how far its phrases were relaxed */
	bool near;            /* QUERY_NEAR was tried, or would have been */
	/* microseconds of the last query, in all its steps (timing.h) */
	double understanding, matching, reranking;
	struct coop_record record;
	size_t record_index; /* of `indexes`: whose record it is */
	/* kept by session_count_matches() and session_count_facets() */
	struct coop_docset counted;
	/* of the last query: its facets, until session_count_facets() hands them out, and how many match */
	struct {
		const struct facet_wishes *wishes; /* NULL: there are none */
		uint64_t total;
		struct facet_list facets;
		enum total_effort effort; /* TOTAL_NONE: `matches` are not counted */
		struct total matches;
	} ahead;
	struct session_index *indexes; /* of shards those that are there */
	size_t nindexes;
	/* where a file of shards is asked (session_internal.h); else there are none */
	struct coop_shards shards;
	const char *shards_name;         /* of the file, as the user gave it; borrowed */
	struct coop_shard_state *states; /* of each */
	const struct session *first;     /* whose indexes it shares; NULL: its own */
	/* others share its indexes: session_ask() leaves them as they are. Set and cleared by who knows of all */
	bool shared;
	/* open before it with the same names: shards that it has lost are passed over. Set before opening, or NULL */
	const struct session *before;
	size_t *tries;                 /* how often each was lost */
	struct session_absent *absent; /* shards that stand in no line */
	size_t nabsent;
	struct coop_error lost_why;
	int64_t opened; /* seconds, when they were opened */
	bool grouped;   /* the results are groups: those from `first_group` on */
	size_t first_group, ngroups;
	size_t hits; /* that are folded */
	struct groups groups;
};

/*
 * Opens indexes by their names (coop_index_locate()), as one collection (collection.h); without a name
 * the index that is asked then. The name of a file of shards (shards.h) opens these; COOP_E_ARG: there are
 * other names beside it, COOP_E_NOINDEX: shards are missing. The names are borrowed. The analyzer is made even if that fails, unless
 * memory runs out. Nothing is done where they are open.
 */
enum coop_status session_open(struct session *s, const char *const *names, size_t count,
	struct coop_error *err);
/*
 * Learns which generation of a folder is current, and since when. Nothing depends on it: that it cannot be
 * known, or is another one by the time that the index is opened, is no failure; it is 0 then.
 */
void session_look_at(const char *dir, unsigned long *generation, int64_t *since);
/* Whether no index is known to have another generation than the one that is open. */
bool session_is_current(const struct session *s);
/* Opens the current generations of the indexes. The results of the last query are dropped. */
enum coop_status session_reopen(struct session *s, struct coop_error *err);
/* Opens the indexes of another session, for another thread (search_share()). */
enum coop_status session_share(
	struct session *s, const struct session *first, struct coop_error *err);
void session_close(struct session *s);

/* Options that apply to all queries. */
struct ask {
	size_t offset, count; /* results: the first one, from 0, and how many */
	const char *filters;  /* clauses that narrow every query (narrowing.h) */
	size_t filters_len;
	const struct exact_values *values; /* likewise (exact.h); NULL for none */
	bool keep_stopwords, any;          /* struct query_options */
	int paths;                         /* enum path_form */
	const struct facet_wishes *facets; /* of all that matches; NULL for none */
	enum total_effort
		total; /* what will be wanted of session_total(), if that is known */
	struct coop_bytes without; /* struct query_options; kept until the next query */
	bool group;  /* fold hits; `offset` and `count` are of groups (groups.h) */
	bool strict; /* a query with a warning is COOP_E_QUERY, and none is relaxed */
	const struct sort_keys *sort; /* struct search_request, as is `scores` */
	bool scores;
};

/* A shard that is missing; all is borrowed. */
struct session_missing {
	const char *name, *why;
	const struct coop_shard
		*shard; /* its line; NULL where it stands in none: then its name is K/N */
	const struct coop_shard_state *state; /* likewise */
};
/* Whether reading shards has failed since they were opened, also for those who share them. */
bool session_has_lost_shards(const struct session *s);
bool session_missing(const struct session *s, size_t i, struct session_missing *out);
/* Whether shards are missing that may be there again. */
bool session_may_find_shards(const struct session *s);

/*
 * Opens the shards of a session that were lost anew, each where its next place is; where none was lost or nothing
 * can be done about it, and where others share them, fails with `why`.
 */
enum coop_status session_replace_lost(
	struct session *s, const struct coop_error *why, struct coop_error *err);

/*
 * Answers a query from the generation that is open. Shards that turn out to be lost are opened anew, or done
 * without where that is wanted, before it fails; in sessions that share indexes by who has opened them. If nothing matches, its phrases are relaxed
 * (analyse.h), unless the query is strict. Of groups as many hits are read as it takes, at most
 * GROUPS_HITS_MAX.
 */
enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err);

/* Makes the plan of a query as it is typed, in s->query, without a search. */
enum coop_status session_understand(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err);
/* The same, and where such a query finds so little that a search would widen it, it is widened. */
enum coop_status session_understand_fully(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err);

/*
 * The results of the last query, without those of the offset: hits, or groups of them. Result `i` is
 * hit session_hit() of s->search, for search_score() and its like; session_group() is NULL where hits
 * are not folded.
 */
size_t session_count(const struct session *s);
size_t session_hit(const struct session *s, size_t i);
const struct group *session_group(const struct session *s, size_t i);

/* Whether the last query has results; where none were asked for, whether anything matches. */
bool session_found(const struct session *s, const struct ask *ask);

/*
 * Counts what a query matches as it is typed: no phrase is relaxed. 0 for one without a word. The last
 * query and its results stay.
 */
enum coop_status session_count_matches(struct session *s, const struct ask *ask,
	const char *text, size_t len, uint64_t *count, struct coop_error *err);

/* Forgets the last query, and with it what that has borrowed; its results as well. */
void session_drop(struct session *s);

/* Makes these documents the results, in this order, as those of an empty query. */
enum coop_status session_select(
	struct session *s, const uint32_t *docids, size_t count, struct coop_error *err);

/*
 * Counts all that the last query matches, into `total`, and its facets. It fails as facets_count() does;
 * `out` is used as there.
 */
enum coop_status session_count_facets(struct session *s,
	const struct facet_wishes *wishes, uint64_t *total, struct facet_list *out,
	struct coop_error *err);

/* Counts what the last query matches (total.h). */
enum coop_status session_total(struct session *s, enum total_effort effort,
	struct total *out, struct coop_error *err);

/* Reads result i of the last query into s->record. */
enum coop_status session_read(struct session *s, size_t i, struct coop_error *err);
/* Reads a document of the collection into s->record. */
enum coop_status session_read_document(
	struct session *s, uint32_t docid, struct coop_error *err);
/* The name of the index of s->record. */
const char *session_index_name(const struct session *s);
/* The path of s->record in a form; borrowed until the next call. */
enum coop_status session_path(struct session *s, enum path_form form, const char **path,
	struct coop_error *err);
/* The absolute path of the file of s->record, "" when it is unknown; after session_path(). */
enum coop_status session_file(
	struct session *s, const char **file, struct coop_error *err);

#endif
