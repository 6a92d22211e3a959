/*
 * hashset.h - a set of strings of which only hashes are kept: what was there before.
 *
 * A string takes 11 to 14 bytes, whatever its length. Two different ones with the same hash of 64 bits are
 * taken for one; among ten million strings that happens once in 370,000 sets. Each set hashes with a
 * random seed, so that no input can be written to make that likely, or the set slow.
 *
 * The set consists of parts, which grow one by one: growing takes no second copy of the whole.
 */
#ifndef COOP_CORE_HASHSET_H
#define COOP_CORE_HASHSET_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"

struct coop_hashset;

enum coop_status coop_hashset_new(struct coop_hashset **out, struct coop_error *err);
void coop_hashset_free(struct coop_hashset *set); /* NULL is fine */

/* Adds a string; `*added` is whether it is new. */
enum coop_status coop_hashset_add(struct coop_hashset *set, const char *s, size_t n,
	bool *added, struct coop_error *err);

/* The bytes that the set takes. */
size_t coop_hashset_memory(const struct coop_hashset *set);

#endif
