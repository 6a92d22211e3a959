/*
 * search.h - an open index that answers queries: both stages of the ranking, and their results.
 *
 * The first stage ranks all notices by the stems of the query, from the index alone (match.h). The
 * second stage reads the texts of the best and ranks these anew (rerank.h).
 */
#ifndef COOP_QUERY_SEARCH_H
#define COOP_QUERY_SEARCH_H

#include <stddef.h>

#include "query/plan/query.h"
#include "query/timing.h"
#include "shared/index/record.h"
#include "shared/index/store.h"
#include "shared/text/analyzer.h"

struct search;

/*
 * Opens the index in `dir` as coop_index_open() does, and fails as it does. The analyzer is
 * borrowed. All queries are answered from the generation that is current now. COOP_E_CORRUPT also
 * when the posting lists cannot be opened, or the index was changed without them, and nothing else
 * has the positions of words (layout.h).
 */
enum coop_status search_open(const char *dir, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err);
/*
 * Opens the same generation of the same index for another thread. `first` must be closed after this
 * one. COOP_E_STALE: the index has no posting lists, and the engine finds the generation removed.
 */
enum coop_status search_share(const struct search *first, struct coop_analyzer *analyzer,
	struct search **out, struct coop_error *err);
void search_close(struct search *s); /* NULL is fine */

/*
 * Resolves a query and finds its notices. The results are the `count` best behind the `first` best;
 * of equal scores, the notice that was indexed first comes first.
 */
enum coop_status search_run(struct search *s, struct query *q, size_t first, size_t count,
	struct coop_error *err);

/*
 * Loads the long forms and the proofs of acronyms (acronyms.h), which answering queries does not
 * need. The analyzer's acronyms have them from then on.
 */
enum coop_status search_read_proofs(struct search *s, struct coop_error *err);

/* Drops the results of the last run. */
void search_drop(struct search *s);

/* How long the stages of all runs so far have taken. */
const struct search_timing *search_timing(const struct search *s);

/*
 * How many notices the last run found before `first` and `count` were applied: at most
 * `first` + `count`, or RERANK_DEPTH when that is more.
 */
size_t search_found(const struct search *s);

/* The results of the last run, by number from 0, the best first. */
size_t search_count(const struct search *s);
double search_score(const struct search *s, size_t i);
/* Reads the notice of a result into a record that the caller has initialised. */
enum coop_status search_record(
	struct search *s, size_t i, struct coop_record *record, struct coop_error *err);

#endif
