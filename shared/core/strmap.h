/*
 * strmap.h - a map from byte strings to consecutive numbers (string interning).
 *
 * The first string added gets 0, the next 1, and so on; users keep data about a string in
 * arrays indexed by its number. Strings are copied, and removed only all together. Each
 * map hashes with a random seed, so that no input can be written to make it slow; nothing
 * visible depends on the seed.
 */
#ifndef COOP_CORE_STRMAP_H
#define COOP_CORE_STRMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

struct coop_strmap;

/* The most strings, and the most bytes of them, that fit; more is COOP_E_NOMEM. */
#define COOP_STRMAP_MAX UINT32_C(0xfffffff0)

enum coop_status coop_strmap_new(struct coop_strmap **out, struct coop_error *err);
void coop_strmap_free(struct coop_strmap *m); /* NULL is fine */

/* Finds or adds `s`. Sets `*id`, its number, and `*added`, whether it is new. */
enum coop_status coop_strmap_intern(struct coop_strmap *m, const char *s, size_t n,
	uint32_t *id, bool *added, struct coop_error *err);

/* Whether the map holds `s`; `*id` is set only then. */
bool coop_strmap_find(const struct coop_strmap *m, const char *s, size_t n, uint32_t *id);

/* The string with a number; borrowed until the map changes. */
const char *coop_strmap_at(const struct coop_strmap *m, uint32_t id, size_t *n);

uint32_t coop_strmap_count(const struct coop_strmap *m);

/* The hash of a string, by which maps find it, under a seed (seed.h). */
uint64_t coop_strmap_hash_of(uint64_t seed, const char *s, size_t n);
/* The same under the map's seed. */
uint64_t coop_strmap_hash(const struct coop_strmap *m, const char *s, size_t n);

/*
 * An estimate of the bytes that the strings take: half as much again is added for arrays
 * that grow in advance. Memory kept by coop_strmap_reset() is not counted.
 */
size_t coop_strmap_memory(const struct coop_strmap *m);

/* Removes all strings; keeps the memory. */
void coop_strmap_reset(struct coop_strmap *m);

#endif
