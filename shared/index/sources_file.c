#include "shared/index/sources_file.h"

#include <string.h>

#include <libdeflate.h>

#include "shared/core/bytes.h"
#include "shared/core/mapping.h"
#include "shared/index/glass_read.h"
#include "shared/index/manifest.h"

/* The unread rest of the file; `bad` is set when it is too short, or makes no sense. */
struct rest {
	const unsigned char *s, *end;
	const struct coop_sources_taker *taker;
	uint32_t documents[2]; /* of the segments */
	bool bad;
};

static uint64_t take_uint(struct rest *r)
{
	uint64_t value;
	if (coop_get_uint(&r->s, r->end, &value))
		return value;
	r->bad = true;
	return 0;
}

static uint64_t take_eight(struct rest *r)
{
	enum { EIGHT = 8 };
	if (r->end - r->s < EIGHT) {
		r->bad = true;
		return 0;
	}
	uint64_t value = coop_get_le64((const char *)r->s);
	r->s += EIGHT;
	return value;
}

static enum coop_status take_run(struct rest *r, struct coop_error *err)
{
	uint64_t head = take_uint(r), count = take_uint(r), first = head >> 1;
	r->bad |= first == 0 || count == 0 || first > UINT32_MAX || count > UINT32_MAX ||
		  first + count - 1 > r->documents[head & 1];
	if (r->bad || !r->taker->run)
		return COOP_OK;
	struct coop_source_run run = {head & 1, (uint32_t)first, (uint32_t)count};
	return r->taker->run(r->taker->data, &run, err);
}

static enum coop_status take_source(struct rest *r, struct coop_error *err)
{
	uint64_t len = take_uint(r);
	r->bad |= len > (uint64_t)(r->end - r->s) || memchr(r->s, '\0', (size_t)len);
	if (r->bad)
		return COOP_OK;
	struct coop_source_entry e = {
		.path = (const char *)r->s, .path_len = (size_t)len};
	r->s += len;
	e.flags = take_uint(r);
	e.size = take_uint(r);
	e.mtime = (int64_t)take_eight(r);
	e.hash = take_eight(r);
	e.settings = take_eight(r);
	e.rejected = take_uint(r);
	e.repaired = take_uint(r);
	e.copies = take_uint(r);
	e.rejected_bytes = take_uint(r);
	enum coop_status st = COOP_OK;
	if (!r->bad && r->taker->source)
		st = r->taker->source(r->taker->data, &e, err);
	for (uint64_t n = take_uint(r); !st && !r->bad && n > 0; n--)
		st = take_run(r, err);
	return st;
}

static enum coop_status parse(struct rest *r, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	r->bad = r->end - r->s < COOP_SOURCES_MAGIC_LEN ||
		 memcmp(r->s, COOP_SOURCES_MAGIC, COOP_SOURCES_MAGIC_LEN) != 0;
	if (!r->bad) {
		r->s += COOP_SOURCES_MAGIC_LEN;
		int64_t begun = (int64_t)take_eight(r);
		uint64_t rejected_bytes = take_uint(r);
		if (!r->bad && r->taker->head)
			st = r->taker->head(r->taker->data, begun, rejected_bytes, err);
	}
	for (uint64_t n = r->bad ? 0 : take_uint(r); !st && !r->bad && n > 0; n--)
		st = take_source(r, err);
	return st;
}

enum coop_status coop_sources_read(int folder, const char *path, uint32_t crc,
	uint32_t base, uint32_t delta, const struct coop_sources_taker *taker,
	struct coop_error *err)
{
	const char *name = coop_part_name(COOP_PART_SOURCES);
	struct coop_mapping file = {0};
	enum coop_status st = coop_mapping_open(&file, folder, path, name, err);
	const unsigned char *text = (const unsigned char *)file.at;
	struct rest r = {.s = text,
		.end = file.size > 0 ? text + file.size : text,
		.taker = taker,
		.documents = {base, delta}};
	if (!st && (!file.there || file.size == 0 ||
			   libdeflate_crc32(0, file.at, file.size) != crc))
		st = coop_glass_fail(name, err);
	if (!st)
		st = parse(&r, err);
	if (!st && (r.bad || r.s != r.end))
		st = coop_glass_fail(name, err);
	coop_mapping_close(&file);
	return st;
}
