/*
 * strmap.h - byte strings to small dense numbers.
 *
 * The first string added is 0, the next 1, and so on; users keep what they know about a
 * string in an array of their own, indexed by that number. Strings are copied and never
 * removed, short of emptying the whole map. Each map hashes with a random seed, so that
 * no input can be written to make it slow; nothing visible depends on the seed.
 */
#ifndef COOP_CORE_STRMAP_H
#define COOP_CORE_STRMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

struct coop_strmap;

/* At most this many strings, and this many bytes of them, fit; more is COOP_E_NOMEM. */
#define COOP_STRMAP_MAX UINT32_C(0xfffffff0)

enum coop_status coop_strmap_new(struct coop_strmap **out, struct coop_error *err);
void coop_strmap_free(struct coop_strmap *m); /* NULL is fine */

/* Finds `s` or adds it. `*id` is its number, `*added` whether it is new. */
enum coop_status coop_strmap_intern(struct coop_strmap *m, const char *s, size_t n,
	uint32_t *id, bool *added, struct coop_error *err);

/* Whether the map holds `s`; `*id`, its number, is set only then. */
bool coop_strmap_find(const struct coop_strmap *m, const char *s, size_t n, uint32_t *id);

/* The string with that number, borrowed until the map changes. */
const char *coop_strmap_at(const struct coop_strmap *m, uint32_t id, size_t *n);

uint32_t coop_strmap_count(const struct coop_strmap *m);

/* The hash of a string under the map's seed. */
uint64_t coop_strmap_hash(const struct coop_strmap *m, const char *s, size_t n);

/*
 * The bytes that the strings take, with half as much again for what grows ahead of them; not
 * what was kept by coop_strmap_reset().
 */
size_t coop_strmap_memory(const struct coop_strmap *m);

/* Forgets every string; keeps the memory. */
void coop_strmap_reset(struct coop_strmap *m);

#endif
