#include "indexer/update/sources.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/disk/entry.h"
#include "shared/index/glass_read.h"
#include "shared/index/manifest.h"
#include "shared/index/sources_file.h"

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
	coop_buf_add(&text, COOP_SOURCES_MAGIC, COOP_SOURCES_MAGIC_LEN);
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

static enum coop_status take_head(
	void *data, int64_t begun, uint64_t rejected_bytes, struct coop_error *err)
{
	struct sources *out = data;
	(void)err;
	out->begun = begun;
	out->rejected_bytes = rejected_bytes;
	return COOP_OK;
}

static enum coop_status take_source(
	void *data, const struct coop_source_entry *entry, struct coop_error *err)
{
	struct sources *out = data;
	struct coop_buf path = {0};
	struct source *of = NULL;
	const struct source *before = out->count > 0 ? &out->at[out->count - 1] : NULL;
	uint64_t rejects = before ? before->rejects_at + before->rejected_bytes : 0;
	coop_buf_add(&path, entry->path, entry->path_len);
	enum coop_status st = coop_buf_check(&path, err);
	if (!st)
		st = sources_add(out, coop_buf_cstr(&path), &of, err);
	coop_buf_release(&path);
	if (st || !of)
		return st;
	of->flags = (unsigned)entry->flags & ~(unsigned)SOURCE_LOST;
	of->state = (struct source_state){
		entry->size, entry->mtime, entry->hash, entry->settings};
	of->rejected = entry->rejected;
	of->repaired = entry->repaired;
	of->copies = entry->copies;
	of->rejected_bytes = entry->rejected_bytes;
	of->rejects_at = rejects;
	return COOP_OK;
}

static enum coop_status take_run(
	void *data, const struct coop_source_run *run, struct coop_error *err)
{
	return sources_add_run(data,
		(struct source_run){run->in_delta ? SOURCE_DELTA : SOURCE_BASE,
			run->first, run->count},
		err);
}

enum coop_status sources_read(int folder, const char *path, uint32_t crc, uint32_t base,
	uint32_t delta, struct sources *out, struct coop_error *err)
{
	const struct coop_sources_taker taker = {take_head, take_source, take_run, out};
	*out = (struct sources){0};
	return coop_sources_read(folder, path, crc, base, delta, &taker, err);
}
