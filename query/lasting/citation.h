/*
 * citation.h - an answer that can be cited, and compared with a later one.
 *
 * It is a JSON object with the members of asked.h and
 *   "date"         when it was asked, ISO 8601 in UTC
 *   "coopq"        the version of the program
 *   "parsed"       the query as it was understood, in the language of queries
 *   "notices"      how many the index had
 *   "fingerprint"  of the index (shared/index/fingerprint.h): what coopidx --fingerprint prints; those
 *                  of several indexes with blanks between them; null where one does not tell its sources
 *   "analysis"     the fingerprint of the analysis
 *   "count"        how many notices were found
 *   "digest"       hits_digest()
 *   "hits"         for each of them [id, hash of the content, hash in the index], the hashes as 16
 *                  hexadecimal digits; absent when there are more than CITATION_HITS
 * What --news has seen (place.h) is the same, with all hits.
 */
#ifndef COOP_QUERY_LASTING_CITATION_H
#define COOP_QUERY_LASTING_CITATION_H

#include <stdbool.h>
#include <stdint.h>

#include "query/lasting/asked.h"
#include "query/lasting/hits.h"
#include "query/lasting/moment.h"
#include "query/search/session.h"
#include "shared/index/fingerprint.h"

/* The most hits that a citation lists, and the longest file that is read back, in bytes. */
enum { CITATION_HITS = 100000, CITATION_BYTES = 1 << 28 };

/* Begin with `= {0}`. */
struct citation {
	struct asked asked;
	char date[MOMENT_TEXT];
	struct coop_buf fingerprint; /* empty: none */
	struct coop_buf version, parsed, analysis;
	uint64_t notices, count;
	char digest[HITS_DIGEST];
	bool listed; /* `hits` has all of them */
	struct hits hits;
};

void citation_release(struct citation *c);

/*
 * Fills in the moment, the program and what is said of the open indexes. The session may be opened anew
 * on later generations.
 */
enum coop_status citation_describe(
	struct citation *c, struct session *s, struct coop_error *err);

/* The object; `all` is whether the hits are listed however many there are. NULL: no memory. */
json_t *citation_to_json(const struct citation *c, bool all);

/* Parses a file, which messages call `path`; fails as asked_parse(). */
enum coop_status citation_parse(struct citation *c, const char *path,
	const struct coop_buf *text, struct coop_error *err);

#endif
