/*
 * shard_mark.h - that an index is a shard: which one of how many, and by which facts it was made.
 *
 * A shard is an ordinary index of a part of the records. What its scores depend on beside its own documents,
 * the average length and the acronyms, is that of the whole (indexer/update/whole.h), so that all shards
 * together give the scores of one index. Its manifest has the mark as a line, its metadata in two
 * (layout.h): the one is there when the other is damaged, and an engine that hands the shard out has the
 * other.
 */
#ifndef COOP_INDEX_SHARD_MARK_H
#define COOP_INDEX_SHARD_MARK_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/buf.h"

enum {
	COOP_SHARDS_MAX = 64, /* of an index: what a collection takes (collection.h) */
	COOP_FACTS_DIGITS = 16
};

struct coop_shard_mark {
	unsigned shard,
		shards; /* number `shard`, from 1, of `shards`; 0 of 0: it is none */
	uint64_t facts; /* the fingerprint of the facts; never 0 for a shard */
};

static inline bool coop_shard_mark_is(const struct coop_shard_mark *m)
{
	return m->shards > 0;
}

bool coop_shard_mark_same(
	const struct coop_shard_mark *a, const struct coop_shard_mark *b);

/* Reads "K/N", which ends with its text; false when it is not that, or there is no such shard. */
bool coop_shard_mark_parse(const char *text, struct coop_shard_mark *out);
/* Reads the fingerprint, as 16 small hexadecimal digits that end with their text; false for others, and for 0. */
bool coop_shard_mark_parse_facts(const char *text, struct coop_shard_mark *out);

/* Append what these read. */
void coop_shard_mark_print(const struct coop_shard_mark *m, struct coop_buf *out);
void coop_shard_mark_print_facts(const struct coop_shard_mark *m, struct coop_buf *out);

#endif
