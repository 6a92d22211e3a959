/*
 * search_internal.h - a search as the files of it see it: opening (search.c), asking one plan
 * (search_match.c), and answering a query (search_run.c).
 */
#ifndef COOP_QUERY_SEARCH_SEARCH_INTERNAL_H
#define COOP_QUERY_SEARCH_SEARCH_INTERNAL_H

#include "query/match/match.h"
#include "query/plan/correct.h"
#include "query/search/search.h"

/* Where it is not known how many documents match. */
#define UNKNOWN_TOTAL UINT64_MAX

/* Documents that were read ahead, in the order in which they are likely to be asked for. */
struct kept {
	struct kept_document {
		uint32_t docid;
		size_t at, len; /* in the bytes */
	} * at;
	size_t count, cap;
	size_t next; /* the one behind that which was asked for last */
	struct coop_buf bytes;
};

struct search {
	struct coop_analyzer *analyzer;
	struct coop_collection *collection;
	struct coop_engine *engine; /* NULL when there are lists */
	struct corrector *corrector;
	struct coop_acronyms *acronyms;
	struct matcher *matcher; /* NULL when there are no lists */
	struct coop_order *order;
	bool shares; /* the collection belongs to another search */
	struct coop_collection_documents *documents;
	double *averages;      /* of the lengths of documents, by index */
	struct coop_hit *hits; /* in order, from the best */
	size_t nhits, hits_cap;
	uint64_t all;               /* documents that match; UNKNOWN_TOTAL */
	uint64_t postings;          /* of the terms of the plan whose hits these are */
	size_t nreranked;           /* the first of them, which have a second stage */
	size_t first, count;        /* the results among the hits */
	struct ordering *ordering;  /* opened for the first query that is sorted */
	struct sort_keys sorted_by; /* its keys */
	struct coop_record record;
	struct coop_buf data;
	struct kept kept;             /* documents that were read ahead */
	struct coop_docset counted;   /* of search_count_matches() */
	struct facet_counter *facets; /* NULL before it is needed */
	struct search_timing timing;
	struct search_reach reach;
	uint64_t narrow; /* documents that the last query matched before it was widened */
};

/* What the stages of a query read. */
struct query_index search_index(const struct search *s);

/* ---- search_narrow.c ---- */

/* Finds the documents that have some values, of which there is one at least: the set of q->among. */
enum coop_status search_narrow(struct search *s, const struct exact_values *values,
	struct query *q, struct coop_error *err);

/* ---- search_widen.c ---- */

/* Whether a query may be widened, if it finds little. */
bool search_can_widen(
	const struct search *s, const struct search_request *r, const struct query *q);
/*
 * Widens a query whose hits were found, if `depth` of them were asked for and they are little (weights.h):
 * makes its plan anew, and finds the hits of that.
 */
enum coop_status search_widen(struct search *s, const struct search_request *r,
	struct query *q, size_t depth, struct coop_error *err);

/* ---- search_acronyms.c ---- */

/*
 * Opens the acronyms of all indexes as one table, in which a form has the long form of the first index
 * that defines it.
 */
enum coop_status search_acronyms_read(const struct coop_collection *c,
	struct coop_acronyms **out, struct coop_error *err);

/* ---- search_match.c ---- */

/* Makes room for hits; without memory there are none. */
bool search_reserve_hits(struct search *s, size_t count);
/* Finds the top hits of the plan of a query: by stems, from the index alone. */
enum coop_status search_match(
	struct search *s, const struct query *q, size_t count, struct coop_error *err);
/*
 * Adds to the scores of the top hits what their texts say. The hits below keep their order, since
 * scores only grow. It ends early at long texts, which cost more to read and gain less.
 */
enum coop_status search_rerank(
	struct search *s, const struct query *q, struct coop_error *err);
/* Counts the documents that match a plan, for the corrector; `user` is the search. */
corrector_count search_count_matches;

#endif
