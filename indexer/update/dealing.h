/*
 * dealing.h - which shard of an index a record belongs to.
 *
 * Records are dealt by hashes, so that a shard finds its own without the others, and stays the same when
 * records are added elsewhere. Each machine deals alike: only names and ids decide.
 *
 *   - A file that its name shows to hold one text, such as .txt, .html, .odt or .pdf, is dealt whole, by its
 *     path relative to the root. Other shards neither open nor convert it.
 *   - All other files, tables, JSON, MARC, archives, are read by each shard, which keeps the records whose ids
 *     are its own. So a large table is dealt evenly, and a row that changes changes one shard.
 *
 * Records with the same id meet in one shard, where the later ones get the suffixes "~2", "~3" that one index
 * would give them (terms/ids.h): what is hashed is an id in NFC and without such suffixes. The id of a text is
 * its path, so that a row with this id meets it as well.
 *
 * Some files are dealt otherwise than their names say; the facts name these exceptions (whole.h):
 *
 *   - a text that gives its records ids of its own all the same, as a table in a page may, is dealt by records;
 *   - another file is dealt whole when its records do not come in the order of their places
 *     (shared/index/collection_order.h), by which equal scores of several shards are ordered, unless it gives ids.
 *
 * A file that is new since the facts were made is dealt by its name until they are made anew.
 *
 * What is told of a file, and of its rows that are left out, is told by the shard that its path belongs to, and
 * what is told of folders by the first.
 */
#ifndef COOP_INDEXER_UPDATE_DEALING_H
#define COOP_INDEXER_UPDATE_DEALING_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"

struct dealing {
	unsigned shard,
		shards; /* `shard` of `shards`, from 1; 0 of 0: one index has all */
	const struct coop_strmap
		*exceptions; /* paths as they are stored; NULL for none; borrowed */
};

/* Whether a file is dealt whole, by its path as it is stored. */
bool dealing_is_whole(const struct dealing *d, const char *stored);

/*
 * Whether a record with an id, or a file with a path, is the shard's; always where there is one index. `scratch`
 * is overwritten.
 */
enum coop_status dealing_has(const struct dealing *d, const char *id, size_t len,
	struct coop_buf *scratch, bool *has, struct coop_error *err);

/* Whether it is this shard that tells of a file which it reads; `scratch` is as above. */
enum coop_status dealing_tells(const struct dealing *d, const char *stored,
	struct coop_buf *scratch, bool *tells, struct coop_error *err);

/* Whether an id that a file gave is one of its own: neither its path nor made of that (made_id.h). */
bool dealing_is_own(const char *stored, const char *id, size_t len);

#endif
