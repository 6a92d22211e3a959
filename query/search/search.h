/*
 * search.h - answers queries: runs their stages, and keeps the results.
 */
#ifndef COOP_QUERY_SEARCH_SEARCH_H
#define COOP_QUERY_SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "query/facets/count.h"
#include "query/plan/query.h"
#include "query/search/sort.h"
#include "query/search/timing.h"
#include "query/syntax/exact.h"
#include "shared/index/collection.h"
#include "shared/index/collection_order.h"
#include "shared/index/docset.h"
#include "shared/index/record.h"
#include "shared/index/store.h"
#include "shared/text/analyzer.h"

struct matcher;
struct search;

/*
 * Opens the current generations of indexes as coop_collection_open() does; all searches are of these. The
 * names of the folders and the analyzer are borrowed.
 */
enum coop_status search_open(const char *const *dirs, size_t count,
	struct coop_analyzer *analyzer, struct search **out, struct coop_error *err);
/* The same with a collection that is open, which then is its own, even when it fails. */
enum coop_status search_open_collection(struct coop_collection *collection,
	struct coop_analyzer *analyzer, struct search **out, struct coop_error *err);

/*
 * Opens the index of another search for another thread; `first` must outlive it. COOP_E_STALE when
 * the engine is needed and the generation is gone.
 */
enum coop_status search_share(const struct search *first, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err);
void search_close(struct search *s); /* NULL is fine */

/* What queries find beside their words; all borrowed. */
struct search_reach {
	const struct synonyms *synonyms;   /* NULL for none */
	const struct thesaurus *thesaurus; /* likewise */
	bool widens; /* queries that find little are widened (widen.h) */
};

/* Sets it; before, there is nothing of it. */
void search_set_reach(struct search *s, struct search_reach reach);

/* A query as it is typed, and how it is answered. */
struct search_request {
	const char *text; /* any bytes; borrowed */
	size_t len;
	const char *filters; /* clauses that narrow it (narrowing.h); borrowed */
	size_t filters_len;
	const struct exact_values *values; /* that narrow it (exact.h); NULL for none */
	struct query_options options;
	bool strict; /* COOP_E_QUERY for a query with a warning */
	size_t first,
		count; /* skip the `first` best results and return at most `count` */
	/* the order of all that matches (sort.h); NULL: by score */
	const struct sort_keys *sort;
	bool scores; /* with `sort`: scores are wanted too, which take longer than sorting */
};

/*
 * Parses a query and its filters (parser.h), where names are those of the columns of the index as well.
 * `out` is to be released, also after a failure.
 */
enum coop_status search_parse(const struct search *s, const char *text, size_t len,
	const char *filters, size_t filters_len, struct qtree *out,
	struct coop_error *err);

/*
 * Makes the plan of a query: all stages of query.h, one after another; and where values narrow it, the set of
 * the documents that it is asked of. `q` is zero before, and the caller's to release, also after a failure.
 * COOP_E_QUERY when there is no word in it; values alone are a query of all that has them. COOP_E_NOINDEX:
 * the index has no columns to find values in.
 */
enum coop_status search_understand(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err);

/* Widens an understood query as a run of it would (widen.h), which takes a search of its first stage. */
enum coop_status search_understand_fully(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err);

/*
 * Answers a query: makes its plan, finds what matches that, and reranks the top hits. Equal scores
 * are in the order the notices were indexed in. Where the request says how to sort, everything that
 * matches is sorted so; it fails as ordering_open() does.
 */
enum coop_status search_run(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err);

/* Adds the proofs to the acronyms that the analyzer uses (acronyms.h). Queries do not need them. */
enum coop_status search_read_proofs(struct search *s, struct coop_error *err);

/*
 * Finds every document that the plan of an understood query matches: replaces `set`, by docids of the
 * collection. The results of the last run stay.
 */
enum coop_status search_all(struct search *s, const struct query *q,
	struct coop_docset *set, struct coop_error *err);

/* The same for any plan, of all documents. */
enum coop_status search_plan(struct search *s, const struct coop_plan *plan,
	struct coop_docset *set, struct coop_error *err);

/*
 * Finds what word i of an understood query may have been meant to be, the likeliest first: its
 * corrections (corrector_find()), or when `distant` words farther from it too
 * (corrector_look_alikes()). Where it stands in a field, only words that this field holds.
 */
enum coop_status search_corrections(struct search *s, const struct query *q, size_t i,
	bool distant, struct coop_spelling_candidate out[CORRECTIONS_MAX], size_t *count,
	struct coop_error *err);

/* What counts the facets of the queries, opened when it is first asked for; borrowed. */
enum coop_status search_facets(
	struct search *s, struct facet_counter **out, struct coop_error *err);

/* What is searched, and the order of its documents. */
const struct coop_collection *search_collection(const struct search *s);
struct coop_order *search_order(const struct search *s);

/* Fetches documents that are read next and not kept, as coop_collection_documents_ahead() does: at most 50. */
enum coop_status search_fetch(struct search *s, const uint32_t *docids, size_t count, struct coop_error *err);

/* Reads the record of a document of the collection. */
enum coop_status search_read(struct search *s, uint32_t docid, struct coop_record *record,
	struct coop_error *err);

/*
 * Reads a document of the collection, so that it is known that this can be done, and keeps its bytes, where
 * search_read() then finds them. Beyond what is kept those of other machines are not read.
 */
enum coop_status search_read_ahead(
	struct search *s, uint32_t docid, struct coop_error *err);
/* Forgets what was read ahead. */
void search_forget(struct search *s);

/* Finds the documents with an id, as the filter `id:` does: at most one in each index. */
enum coop_status search_find_id(struct search *s, const char *id, size_t len,
	uint32_t docids[COOP_COLLECTION_MAX], size_t *count, struct coop_error *err);

/* Makes these documents the results, in this order and without scores, as a run would. */
enum coop_status search_select(
	struct search *s, const uint32_t *docids, size_t count, struct coop_error *err);

/* Drops the results of the last run. */
void search_drop(struct search *s);

/* The times of all runs so far. */
const struct search_timing *search_timing(const struct search *s);

/* How many hits the last run has, before `first` and `count` are applied. */
size_t search_found(const struct search *s);
/*
 * How many documents the last run matches: whether it has come to know that, else how many it has met. It
 * does when it has found fewer than it was asked for, or sorted all.
 */
bool search_knows_total(const struct search *s, uint64_t *total);
/*
 * Whether the query of the last run finds little and was widened, if there were words for it; then sets
 * how many documents it matched before. Those that are found for near words alone count among what it
 * matches now.
 */
bool search_was_widened(const struct search *s, uint64_t *before);
/* How many postings the terms of the last run have; UINT64_MAX in an index without posting lists. */
uint64_t search_postings(const struct search *s);

/* The results of the last run. */
size_t search_count(const struct search *s);
double search_score(const struct search *s, size_t i);
uint32_t search_docid(const struct search *s, size_t i);
/* Reads the record of a result. */
enum coop_status search_record(
	struct search *s, size_t i, struct coop_record *record, struct coop_error *err);

/* ---- for explanations (reasons.h) ---- */

/* Whether a result of the last run has a second stage: hits below the top ones have not. */
bool search_is_reranked(const struct search *s, size_t i);
struct matcher *search_matcher(const struct search *s); /* NULL without lists */
struct coop_analyzer *search_text_analyzer(const struct search *s);
/* The average length of documents (impact.h) in the index of one. */
double search_average(const struct search *s, uint32_t docid);

#endif
