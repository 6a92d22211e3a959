/*
 * search.h - a query answered: both stages of the ranking, and the results in order.
 */
#ifndef COOP_QUERY_SEARCH_H
#define COOP_QUERY_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "query/plan/query.h"
#include "query/timing.h"
#include "shared/index/record.h"
#include "shared/index/store.h"
#include "shared/text/analyzer.h"

struct search;

/*
 * Opens the index in `dir` for searching, as coop_index_open(). The analyzer is borrowed. All
 * searches are of the generation that is current now. COOP_E_CORRUPT also when the posting lists
 * alone tell where words stand (layout.h) and cannot be opened, or the index was changed since.
 */
enum coop_status search_open(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err);
/*
 * Opens what another search has open, for another thread: `first` is closed after this one.
 * COOP_E_STALE: the engine is needed, and finds it no more.
 */
enum coop_status search_share(const struct search *first, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err);
void search_close(struct search *s); /* NULL is fine */

/* A query as it is typed, and what is wanted of it. */
struct search_request {
	const char *text; /* any bytes; borrowed */
	size_t len;
	struct query_options options;
	bool strict;         /* a query that cannot be obeyed in full is COOP_E_QUERY */
	size_t first, count; /* the results behind the `first` best, `count` at most */
};

/*
 * Makes the plan of a query: all stages of query.h, one after another. `q` is zero before, and the
 * caller's to release, also after a failure. COOP_E_QUERY when there is no word in it.
 */
enum coop_status search_understand(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err);

/*
 * Answers a query: makes its plan, finds what matches that, and reranks the top hits. Equal scores
 * are in the order the notices were indexed in.
 */
enum coop_status search_run(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err);

/*
 * Reads the long forms of the acronyms, which queries do without: those that the analyzer uses
 * have them from now on.
 */
enum coop_status search_read_proofs(struct search *s, struct coop_error *err);

/* Drops the results of the last run. */
void search_drop(struct search *s);

/* What the stages of all runs so far have cost. */
const struct search_timing *search_timing(const struct search *s);

/* How many notices the last run found before `first` and `count` were applied. */
size_t search_found(const struct search *s);

/* The results of the last run. */
size_t search_count(const struct search *s);
double search_score(const struct search *s, size_t i);
/* Reads the notice of a result. */
enum coop_status search_record(
	struct search *s, size_t i, struct coop_record *record, struct coop_error *err);

#endif
