/*
 * champions.h - the champions (shared/champions.h) of all stems, found posting by posting.
 *
 * The postings of a stem may come in any order and from several threads, each with a
 * collection of its own: what is kept does not depend on it. Stems have dense numbers.
 */
#ifndef COOP_INDEXER_CHAMPIONS_H
#define COOP_INDEXER_CHAMPIONS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/buf.h"
#include "shared/champions.h"
#include "shared/error.h"

struct champions_slot;

/* Begin with `= {0}`. */
struct champions {
	struct champions_slot *slots; /* by number */
	size_t nslots, cap;
};

void champions_release(struct champions *c);

/* Takes notice of a posting; an impact is at most COOP_IMPACT_MAX. False: no memory. */
bool champions_add(struct champions *c, uint32_t stem, uint32_t docid, uint32_t impact);

/* Adds all that `from` has seen. False when memory is gone. */
bool champions_merge(struct champions *c, const struct champions *from);

/*
 * Puts the stored form of a stem's champions into `out`; nothing when it has none among so
 * many documents.
 */
enum coop_status champions_pack(struct champions *c, uint32_t stem, uint64_t documents,
	struct coop_buf *out, struct coop_error *err);

#endif
