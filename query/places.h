/*
 * places.h - where words stand, told from the ranked lists: for what of a query is left to the
 * engine.
 */
#ifndef COOP_QUERY_PLACES_H
#define COOP_QUERY_PLACES_H

#include "shared/ranklist.h"
#include "shared/store.h"

/* Both are borrowed. */
struct places {
	const struct coop_ranklists *lists;
	struct coop_reader *reader;
};

/* For coop_reader_search(); `p` must stay where it is as long as it is used. */
struct coop_places places_tell(struct places *p);

#endif
