#include "shared/index/fingerprint.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL /* see the Makefile */
#include <xxhash.h>

#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "shared/index/sources_file.h"
#include "shared/index/stored.h"

struct coop_fingerprint {
	const struct coop_snapshot *snapshot;
	XXH3_state_t *state;
	struct coop_hashes base, delta;
};

/* Adds a piece of metadata and a NUL. */
static enum coop_status add_meta(
	struct coop_fingerprint *f, const char *name, struct coop_error *err)
{
	struct coop_buf value = {0};
	enum coop_status st = coop_snapshot_meta(f->snapshot, name, &value, err);
	if (!st)
		st = coop_buf_check(&value, err);
	if (!st)
		XXH3_128bits_update(f->state, coop_buf_cstr(&value), value.len + 1);
	coop_buf_release(&value);
	return st;
}

static enum coop_status begin(struct coop_fingerprint *f, struct coop_error *err)
{
	f->state = XXH3_createState();
	if (!f->state || XXH3_128bits_reset(f->state) != XXH_OK)
		return coop_fail_nomem(err);
	enum coop_status st = add_meta(f, COOP_META_SCHEMA, err);
	if (!st)
		st = add_meta(f, COOP_META_ANALYSIS, err);
	if (!st)
		st = coop_hashes_open(f->snapshot->base.reader, &f->base, err);
	if (!st && f->snapshot->delta.reader)
		st = coop_hashes_open(f->snapshot->delta.reader, &f->delta, err);
	return st;
}

enum coop_status coop_fingerprint_new(const struct coop_snapshot *snapshot,
	struct coop_fingerprint **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_fingerprint *f = calloc(1, sizeof *f);
	if (!f)
		return coop_fail_nomem(err);
	f->snapshot = snapshot;
	enum coop_status st = begin(f, err);
	if (st)
		coop_fingerprint_free(f);
	else
		*out = f;
	return st;
}

void coop_fingerprint_free(struct coop_fingerprint *f)
{
	if (!f)
		return;
	coop_hashes_close(&f->base);
	coop_hashes_close(&f->delta);
	XXH3_freeState(f->state);
	free(f);
}

static void add_hash(struct coop_fingerprint *f, uint64_t hash)
{
	char bytes[COOP_HASH_BYTES];
	coop_put_le64(bytes, hash);
	XXH3_128bits_update(f->state, bytes, sizeof bytes);
}

static enum coop_status take(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	(void)record;
	(void)err;
	add_hash(data, hash);
	return COOP_OK;
}

enum coop_status coop_fingerprint_add(struct coop_fingerprint *f,
	const struct coop_segment *segment, uint32_t first, uint32_t count,
	struct coop_error *err)
{
	const struct coop_hashes *hashes =
		segment == &f->snapshot->delta ? &f->delta : &f->base;
	struct coop_error e = {0};
	uint64_t hash;
	if (count == 0)
		return COOP_OK;
	if (!hashes->file.there)
		coop_stored_each(segment->reader, first, first + count - 1,
			(struct coop_stored_taker){take, f}, &e);
	for (uint32_t i = 0; hashes->file.there && i < count; i++) {
		if (coop_hashes_get(hashes, first + i, &hash, &e))
			break;
		add_hash(f, hash);
	}
	return coop_segment_pass_on(segment, err, &e);
}

static enum coop_status add_run(
	void *data, const struct coop_source_run *run, struct coop_error *err)
{
	struct coop_fingerprint *f = data;
	return coop_fingerprint_add(f,
		run->in_delta ? &f->snapshot->delta : &f->snapshot->base, run->first,
		run->count, err);
}

enum coop_status coop_fingerprint_add_all(struct coop_fingerprint *f, int generation,
	const char *path, struct coop_error *err)
{
	const struct coop_snapshot *s = f->snapshot;
	const struct coop_sources_taker taker = {.run = add_run, .data = f};
	return coop_sources_read(generation, path,
		s->manifest.parts[COOP_PART_SOURCES].crc, s->last,
		coop_snapshot_last(s) - s->last, &taker, err);
}

void coop_fingerprint_print(
	const struct coop_fingerprint *f, char out[COOP_FINGERPRINT_TEXT])
{
	XXH128_hash_t h = XXH3_128bits_digest(f->state);
	snprintf(out, COOP_FINGERPRINT_TEXT, "%016" PRIx64 "%016" PRIx64,
		(uint64_t)h.high64, (uint64_t)h.low64);
}
