/*
 * champions.h - the best documents of a frequent stem, ranked when the index is built.
 *
 * A query of one word asks for the documents where it weighs most. They are known beforehand:
 * champion lists (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008,
 * sec. 7.1.3), which answer such a query exactly as long as it asks for no more than they hold.
 *
 * Kept as metadata under the name of the term. Stored form: numbers of four bytes, the lowest
 * first: how many documents hold the term; then for each champion, the best first, its docid
 * and its impact. Of equal impacts the lower docid is first, as in the engine's ranking.
 */
#ifndef COOP_CHAMPIONS_H
#define COOP_CHAMPIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/buf.h"

/* How many champions a stem has. */
#define COOP_CHAMPIONS 256

/* A stem in fewer documents has none: the engine has ranked them before a list is read. */
#define COOP_CHAMPIONS_MIN 1000

/* Nor has one that is in less than one document of so many, to keep the lists few. */
#define COOP_CHAMPIONS_SHARE 1000

struct coop_champion {
	uint32_t docid;
	uint32_t impact;
};

/* Whether a stem that so many of all documents hold has champions. */
static inline bool coop_champions_wanted(uint64_t holding, uint64_t documents)
{
	return holding >= COOP_CHAMPIONS_MIN &&
	       holding >= documents / COOP_CHAMPIONS_SHARE;
}

/* Appends the stored form; the champions are in their order. */
void coop_champions_pack(uint32_t holding, const struct coop_champion *champions,
	size_t count, struct coop_buf *out);

/*
 * How many champions a stored form holds; 0 unless it was made when just `holding`
 * documents held the term, for an index may have been changed by others since.
 */
size_t coop_champions_count(const char *packed, size_t len, uint64_t holding);
/* One of them, the best is number 0. */
struct coop_champion coop_champions_at(const char *packed, size_t i);

#endif
