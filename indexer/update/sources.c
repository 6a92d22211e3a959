#include "indexer/update/sources.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "indexer/disk/entry.h"
#include "shared/core/bytes.h"
#include "shared/core/mapping.h"
#include "shared/index/glass_read.h"
#include "shared/index/manifest.h"

#define MAGIC "coopSR02"
enum { MAGIC_LEN = 8 };

void sources_release(struct sources *s)
{
	free(s->at);
	free(s->runs);
	coop_buf_release(&s->names);
	*s = (struct sources){0};
}

enum coop_status sources_add(
	struct sources *s, const char *path, struct source **out, struct coop_error *err)
{
	if (!coop_array_grow(&s->at, &s->cap, s->count + 1, sizeof *s->at))
		return coop_fail_nomem(err);
	*out = &s->at[s->count++];
	**out = (struct source){.path = s->names.len, .run = s->nruns};
	coop_buf_add(&s->names, path, strlen(path) + 1);
	return coop_buf_check(&s->names, err);
}

enum coop_status sources_add_run(
	struct sources *s, struct source_run run, struct coop_error *err)
{
	struct source *of = &s->at[s->count - 1];
	struct source_run *last =
		of->nruns > 0 ? &s->runs[of->run + of->nruns - 1] : NULL;
	if (run.count == 0)
		return COOP_OK;
	if (last && last->segment == run.segment &&
		last->first + last->count == run.first) {
		last->count += run.count;
		return COOP_OK;
	}
	if (!coop_array_grow(&s->runs, &s->runs_cap, s->nruns + 1, sizeof *s->runs))
		return coop_fail_nomem(err);
	s->runs[s->nruns++] = run;
	of->nruns++;
	return COOP_OK;
}

uint64_t source_records(const struct sources *s, const struct source *of)
{
	uint64_t n = 0;
	for (size_t i = 0; i < of->nruns; i++)
		n += s->runs[of->run + i].count;
	return n;
}

uint64_t sources_records(const struct sources *s)
{
	uint64_t n = 0;
	for (size_t i = 0; i < s->nruns; i++)
		n += s->runs[i].count;
	return n;
}

enum coop_status sources_index(
	const struct sources *s, struct coop_strmap **out, struct coop_error *err)
{
	enum coop_status st = coop_strmap_new(out, err);
	for (size_t i = 0; !st && i < s->count; i++) {
		const char *path = source_path(s, &s->at[i]);
		uint32_t id;
		bool added;
		st = coop_strmap_intern(*out, path, strlen(path), &id, &added, err);
		/* numbers of the map are those of the sources only while no path comes twice */
		if (!st && !added)
			st = coop_glass_fail(coop_part_name(COOP_PART_SOURCES), err);
	}
	if (st) {
		coop_strmap_free(*out);
		*out = NULL;
	}
	return st;
}

/* ---- writing ---- */

static void put_source(
	const struct sources *s, const struct source *of, struct coop_buf *out)
{
	const char *path = source_path(s, of);
	size_t len = strlen(path);
	coop_buf_uint(out, len);
	coop_buf_add(out, path, len);
	coop_buf_uint(out, of->flags & ~(unsigned)SOURCE_LOST);
	coop_buf_uint(out, of->state.size);
	coop_buf_le64(out, (uint64_t)of->state.mtime);
	coop_buf_le64(out, of->state.hash);
	coop_buf_le64(out, of->state.settings);
	coop_buf_uint(out, of->rejected);
	coop_buf_uint(out, of->repaired);
	coop_buf_uint(out, of->copies);
	coop_buf_uint(out, of->rejected_bytes);
	coop_buf_uint(out, of->nruns);
	for (size_t i = 0; i < of->nruns; i++) {
		const struct source_run *run = &s->runs[of->run + i];
		coop_buf_uint(out, (uint64_t)run->first << 1 | run->segment);
		coop_buf_uint(out, run->count);
	}
}

enum coop_status sources_write(
	int folder, const char *path, const struct sources *s, struct coop_error *err)
{
	struct coop_buf text = {0};
	coop_buf_add(&text, MAGIC, MAGIC_LEN);
	coop_buf_le64(&text, (uint64_t)s->begun);
	coop_buf_uint(&text, s->rejected_bytes);
	coop_buf_uint(&text, s->count);
	for (size_t i = 0; i < s->count; i++)
		put_source(s, &s->at[i], &text);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = entry_write(folder, path, coop_part_name(COOP_PART_SOURCES), text.s,
			text.len, err);
	coop_buf_release(&text);
	return st;
}

/* ---- reading ---- */

/* The unread rest of the file; `bad` is set when it is too short, or makes no sense. */
struct rest {
	const unsigned char *s, *end;
	uint32_t documents[2]; /* of the segments */
	uint64_t rejects;      /* bytes of rejected rows so far */
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

static enum coop_status take_run(
	struct rest *r, struct sources *out, struct coop_error *err)
{
	uint64_t head = take_uint(r), count = take_uint(r), first = head >> 1;
	r->bad |= first == 0 || count == 0 || first > UINT32_MAX || count > UINT32_MAX ||
		  first + count - 1 > r->documents[head & 1];
	if (r->bad)
		return COOP_OK;
	return sources_add_run(out,
		(struct source_run){head & 1 ? SOURCE_DELTA : SOURCE_BASE,
			(uint32_t)first, (uint32_t)count},
		err);
}

static enum coop_status take_source(
	struct rest *r, struct sources *out, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct source *of = NULL;
	uint64_t len = take_uint(r);
	r->bad |= len > (uint64_t)(r->end - r->s) || memchr(r->s, '\0', (size_t)len);
	if (r->bad)
		return COOP_OK;
	coop_buf_add(&path, (const char *)r->s, (size_t)len);
	r->s += len;
	enum coop_status st = coop_buf_check(&path, err);
	if (!st)
		st = sources_add(out, coop_buf_cstr(&path), &of, err);
	coop_buf_release(&path);
	if (st || !of)
		return st;
	of->flags = (unsigned)take_uint(r) & ~(unsigned)SOURCE_LOST;
	of->state.size = take_uint(r);
	of->state.mtime = (int64_t)take_eight(r);
	of->state.hash = take_eight(r);
	of->state.settings = take_eight(r);
	of->rejected = take_uint(r);
	of->repaired = take_uint(r);
	of->copies = take_uint(r);
	of->rejected_bytes = take_uint(r);
	of->rejects_at = r->rejects;
	r->rejects += of->rejected_bytes;
	for (uint64_t n = take_uint(r); !st && !r->bad && n > 0; n--)
		st = take_run(r, out, err);
	return st;
}

static enum coop_status parse(struct rest *r, struct sources *out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	r->bad = r->end - r->s < MAGIC_LEN || memcmp(r->s, MAGIC, MAGIC_LEN) != 0;
	if (!r->bad) {
		r->s += MAGIC_LEN;
		out->begun = (int64_t)take_eight(r);
		out->rejected_bytes = take_uint(r);
	}
	for (uint64_t n = r->bad ? 0 : take_uint(r); !st && !r->bad && n > 0; n--)
		st = take_source(r, out, err);
	return st;
}

enum coop_status sources_read(int folder, const char *path, uint32_t crc, uint32_t base,
	uint32_t delta, struct sources *out, struct coop_error *err)
{
	const char *name = coop_part_name(COOP_PART_SOURCES);
	struct coop_mapping file = {0};
	*out = (struct sources){0};
	enum coop_status st = coop_mapping_open(&file, folder, path, name, err);
	const unsigned char *text = (const unsigned char *)file.at;
	struct rest r = {.s = text,
		.end = file.size > 0 ? text + file.size : text,
		.documents = {base, delta}};
	if (!st && (!file.there || file.size == 0 ||
			   libdeflate_crc32(0, file.at, file.size) != crc))
		st = coop_glass_fail(name, err);
	if (!st)
		st = parse(&r, out, err);
	if (!st && (r.bad || r.s != r.end))
		st = coop_glass_fail(name, err);
	coop_mapping_close(&file);
	return st;
}
