#include "shared/index/near_duplicates.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/strmap.h"
#include "shared/text/analyzer.h"

enum { BAND = COOP_NEAR_DUPLICATES_HASHES / COOP_NEAR_DUPLICATES_BANDS };

/* The minima of a record. */
struct sketch {
	uint32_t min[COOP_NEAR_DUPLICATES_HASHES];
};

/* The shingles of a record, as its words come. */
struct shingles {
	struct sketch sketch;
	uint64_t before[COOP_NEAR_DUPLICATES_WORDS - 1]; /* hashes of the words before */
	size_t words;
};

struct coop_near_duplicates {
	const volatile sig_atomic_t *stop;
	struct coop_analyzer *analyzer;
	struct sketch *sketches;
	size_t count, cap;
	struct coop_strmap *bands; /* a band's number and its minima */
	size_t *first;             /* by number in `bands`: the first notice with it */
	size_t first_cap;
};

enum coop_status coop_near_duplicates_new(const volatile sig_atomic_t *stop,
	struct coop_near_duplicates **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_near_duplicates *n = calloc(1, sizeof *n);
	if (!n)
		return coop_fail_nomem(err);
	n->stop = stop;
	enum coop_status st = coop_analyzer_new(&n->analyzer, err);
	if (!st)
		st = coop_strmap_new(&n->bands, err);
	if (st)
		coop_near_duplicates_free(n);
	else
		*out = n;
	return st;
}

void coop_near_duplicates_free(struct coop_near_duplicates *n)
{
	if (!n)
		return;
	coop_analyzer_free(n->analyzer);
	coop_strmap_free(n->bands);
	free(n->sketches);
	free(n->first);
	free(n);
}

/* Mixes the bits of a number (the finalizer of SplitMix64: Steele and others, 2014). */
static uint64_t mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static uint64_t hash_word(const char *s, size_t len)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return mix(h);
}

/* Adds a word, and the shingle that it ends. */
static void take_word(struct shingles *r, const char *s, size_t len)
{
	uint64_t hash = hash_word(s, len);
	uint64_t shingle =
		mix(r->before[0] + UINT64_C(0x9e3779b97f4a7c15)) ^ r->before[1];
	shingle = mix(shingle + UINT64_C(0x9e3779b97f4a7c15)) ^ hash;
	r->before[0] = r->before[1];
	r->before[1] = hash;
	if (++r->words < COOP_NEAR_DUPLICATES_WORDS)
		return;
	for (uint64_t i = 0; i < COOP_NEAR_DUPLICATES_HASHES; i++) {
		uint32_t h = (uint32_t)(mix(shingle +
						(i + 1) * UINT64_C(0xd1342543de82ef95)) >>
					32);
		if (h < r->sketch.min[i])
			r->sketch.min[i] = h;
	}
}

/* Whether the words of a field tell one record from another. */
static bool counts(enum coop_field field)
{
	return field == COOP_F_TITLE || field == COOP_F_DIRECTOR ||
	       (coop_field_info(field)->flags & COOP_FIELD_PASSAGE);
}

static enum coop_status take_value(struct coop_near_duplicates *n, struct shingles *r,
	const struct coop_value *v, struct coop_error *err)
{
	struct coop_token token;
	bool more;
	coop_analyzer_begin(n->analyzer, v->text, v->len);
	for (;;) {
		enum coop_status st =
			n->stop && *n->stop ? coop_fail_interrupted(err) : COOP_OK;
		if (!st)
			st = coop_analyzer_next(n->analyzer, &token, &more, err);
		if (st || !more)
			return st;
		take_word(r, token.word.s, token.word.len);
	}
}

static size_t in_common(const struct sketch *a, const struct sketch *b)
{
	size_t same = 0;
	for (size_t i = 0; i < COOP_NEAR_DUPLICATES_HASHES; i++)
		same += a->min[i] == b->min[i];
	return same;
}

/* Looks a band of the newest record up, and adds it when no earlier record has it. */
static enum coop_status look_up(struct coop_near_duplicates *n, size_t band,
	size_t *first, struct coop_error *err)
{
	char key[1 + BAND * sizeof(uint32_t)] = {(char)band};
	uint32_t id;
	bool added;
	memcpy(key + 1, &n->sketches[n->count - 1].min[band * BAND], sizeof key - 1);
	enum coop_status st =
		coop_strmap_intern(n->bands, key, sizeof key, &id, &added, err);
	if (st)
		return st;
	if (!coop_array_grow(&n->first, &n->first_cap, (size_t)id + 1, sizeof *n->first))
		return coop_fail_nomem(err);
	if (added)
		n->first[id] = n->count - 1;
	*first = n->first[id];
	return COOP_OK;
}

/* Finds the earlier record that has most minima in common with the newest. */
static enum coop_status find_like(
	struct coop_near_duplicates *n, size_t *like, bool *same, struct coop_error *err)
{
	size_t most = COOP_NEAR_DUPLICATES_LEAST - 1;
	for (size_t band = 0; band < COOP_NEAR_DUPLICATES_BANDS; band++) {
		size_t first = 0;
		enum coop_status st = look_up(n, band, &first, err);
		if (st)
			return st;
		if (first == n->count - 1)
			continue;
		size_t common =
			in_common(&n->sketches[first], &n->sketches[n->count - 1]);
		if (common > most) {
			most = common;
			*like = first;
		}
	}
	*same = most == COOP_NEAR_DUPLICATES_HASHES;
	return COOP_OK;
}

enum coop_status coop_near_duplicates_add(struct coop_near_duplicates *n,
	const struct coop_record *record, size_t *like, bool *same,
	struct coop_error *err)
{
	struct shingles shingles = {.words = 0};
	enum coop_status st = COOP_OK;
	*like = COOP_NEAR_DUPLICATES_NONE;
	*same = false;
	memset(&shingles.sketch, 0xff, sizeof shingles.sketch);
	for (size_t i = 0; i < record->count && !st; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (counts(v.field))
			st = take_value(n, &shingles, &v, err);
	}
	if (st)
		return st;
	if (!coop_array_grow(&n->sketches, &n->cap, n->count + 1, sizeof *n->sketches))
		return coop_fail_nomem(err);
	n->sketches[n->count++] = shingles.sketch;
	return shingles.words < COOP_NEAR_DUPLICATES_WORDS
		       ? COOP_OK
		       : find_like(n, like, same, err);
}
