/*
 * like.h - the words by which notices like a given one are found.
 *
 * A word of the notice is worth sat(tf) * idf (impact.h): what stands often in it, most of all in its
 * title and keywords, and in few other notices. Left out are stop words, words that no
 * other notice holds, and whatever holds a digit; so are fields that say where to write or call rather
 * than what the notice is about.
 */
#ifndef COOP_QUERY_SEARCH_LIKE_H
#define COOP_QUERY_SEARCH_LIKE_H

#include <stddef.h>
#include <stdint.h>

#include "query/search/session.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"

/* The words that are chosen, and the different words of a notice among which they are. */
enum { LIKE_WORDS = 20, LIKE_CANDIDATES = 20000 };

/* Begin with `= {0}`. The best words come first. */
struct like {
	struct coop_buf
		query; /* a query of folded words in parentheses, each with sat(tf) as its boost */
	struct coop_buf
		words; /* for people: as they stand in the notice, in lower case, with commas */
	struct coop_buf
		term; /* of the notice itself: struct ask leaves it out by `without` */
	size_t count; /* of words; 0 when the notice has none */
};
void like_release(struct like *l);

/* Chooses the words of a record of the collection. */
enum coop_status like_choose(struct like *l, const struct coop_collection *collection,
	struct coop_analyzer *analyzer, const struct coop_record *record,
	struct coop_error *err);

/*
 * Chooses the words of a document of the collection, which is read into s->record, and the term of its id. To
 * find notices like it, ask the query, alone or before other words, with the term as `without`.
 */
enum coop_status like_document(
	struct like *l, struct session *s, uint32_t docid, struct coop_error *err);

#endif
