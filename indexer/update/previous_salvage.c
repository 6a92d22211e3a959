/*
 * previous_salvage.c - the generation before, when it is damaged: what can be read of its records.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/update/previous_internal.h"
#include "shared/core/i18n.h"
#include "shared/index/manifest.h"

/* ---- opening ---- */

/* Opens what there is of a segment. */
static enum coop_status open_segment(struct previous *p, enum source_segment number,
	int generation, const char *path, const uint32_t *crc, struct coop_error *err)
{
	const char *name =
		number == SOURCE_DELTA ? coop_part_name(COOP_PART_DELTA) : NULL;
	int folder = name ? entry_open(generation, name) : dup(generation);
	/* the folder of the base is the one that is open already */
	if (folder < 0)
		return name ? COOP_OK : coop_cannot_read(path, NULL, err);
	enum coop_status st =
		coop_salvage_open(folder, path, crc, &p->segments[number].salvage, err);
	close(folder);
	return st;
}

static enum coop_status fail_sources(struct coop_error *err)
{
	return coop_glass_fail(coop_part_name(COOP_PART_SOURCES), err);
}

/* Reads the manifest and what it leads to. */
static enum coop_status read_parts(struct previous *p, int generation, const char *path,
	const struct coop_stub *stub, struct coop_manifest *m, struct coop_error *err)
{
	enum coop_status st =
		stub->manifest != 0
			? coop_manifest_read(generation, path, stub->manifest, m, err)
			: coop_manifest_read_any(generation, path, m, err);
	if (!st && !m->parts[COOP_PART_SOURCES].there)
		st = fail_sources(err);
	if (!st)
		st = sources_read(generation, path, m->parts[COOP_PART_SOURCES].crc,
			UINT32_MAX, UINT32_MAX, &p->sources, err);
	if (!st)
		st = open_segment(p, SOURCE_BASE, generation, path,
			stub->checksums != 0 ? &stub->checksums : NULL, err);
	if (!st && m->parts[COOP_PART_DELTA].there)
		st = open_segment(p, SOURCE_DELTA, generation, path,
			&m->parts[COOP_PART_DELTA].crc, err);
	coop_buf_add(&p->root, coop_buf_cstr(&m->root), m->root.len);
	return st ? st : coop_buf_check(&p->root, err);
}

/* ---- the documents ---- */

/* Finds the last document of each segment, and makes room for what is known of each. */
static enum coop_status make_room(struct previous *p, struct coop_error *err)
{
	for (size_t i = 0; i < p->sources.nruns; i++) {
		const struct source_run *run = &p->sources.runs[i];
		uint32_t last = run->first + run->count - 1,
			 *most = &p->documents[run->segment];
		*most = last > *most ? last : *most;
	}
	for (int i = SOURCE_BASE; i <= SOURCE_DELTA; i++) {
		struct previous_segment *s = &p->segments[i];
		const struct coop_salvage *files =
			s->salvage ? s->salvage : p->segments[SOURCE_BASE].salvage;
		/* the number comes from the table of sources, and is not to cost more than the files do */
		if (p->documents[i] > coop_salvage_most(files))
			return fail_sources(err);
		s->flags = calloc((size_t)p->documents[i] + 1, sizeof *s->flags);
		s->computed = calloc((size_t)p->documents[i] + 1, sizeof *s->computed);
		if (!s->flags || !s->computed)
			return coop_fail_nomem(err);
	}
	return COOP_OK;
}

/* Reads a document, and notes what can be read of it. */
static enum coop_status examine(struct previous *p, struct document_place at,
	struct coop_record *record, struct coop_error *err)
{
	struct previous_segment *s = &p->segments[at.segment];
	enum coop_salvaged how = COOP_SALVAGE_LOST;
	enum coop_status st = COOP_OK;
	if (s->salvage)
		st = coop_salvage_read(
			s->salvage, at.docid, record, &s->computed[at.docid], &how, err);
	uint8_t flags = DOCUMENT_THERE;
	if (how == COOP_SALVAGE_LOST)
		flags |= DOCUMENT_LOST;
	if (how == COOP_SALVAGE_UNHASHED)
		flags |= DOCUMENT_UNHASHED;
	s->flags[at.docid] = flags;
	return st;
}

static enum coop_status examine_all(
	struct previous *p, const stop_flag *stop, struct coop_error *err)
{
	struct coop_record record;
	enum coop_status st = COOP_OK;
	coop_record_init(&record);
	for (size_t i = 0; !st && i < p->sources.nruns; i++) {
		const struct source_run *run = &p->sources.runs[i];
		st = stop_check(stop, err);
		for (uint32_t k = 0; !st && k < run->count; k++)
			st = examine(p,
				(struct document_place){run->segment, run->first + k},
				&record, err);
	}
	coop_record_release(&record);
	for (size_t i = 0; !st && i < p->sources.count; i++)
		if (previous_count_lost(p, &p->sources.at[i]) > 0)
			p->sources.at[i].flags |= SOURCE_LOST | SOURCE_UNREAD;
	return st;
}

static enum coop_status open_all(struct previous *p, int folder, const char *dir,
	const struct coop_stub *stub, const stop_flag *stop, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct coop_manifest m = {0};
	int generation = -1;
	p->segments = calloc(2, sizeof *p->segments);
	if (!p->segments)
		return coop_fail_nomem(err);
	enum coop_status st = coop_generation_open_named(
		folder, dir, stub->number, &generation, &path, err);
	if (!st)
		st = read_parts(p, generation, path.s, stub, &m, err);
	if (!st)
		st = make_room(p, err);
	if (!st)
		st = examine_all(p, stop, err);
	if (generation >= 0)
		close(generation);
	coop_manifest_release(&m);
	coop_buf_release(&path);
	return st;
}

enum coop_status previous_salvage(int folder, const char *dir,
	const struct coop_stub *stub, const stop_flag *stop, struct previous **out,
	struct coop_error *err)
{
	*out = NULL;
	struct previous *p = calloc(1, sizeof *p);
	if (!p)
		return coop_fail_nomem(err);
	enum coop_status st = open_all(p, folder, dir, stub, stop, err);
	if (st)
		previous_free(p);
	else
		*out = p;
	return st;
}

/* ---- reading ---- */

bool previous_salvage_has_tools(const struct previous *p)
{
	return coop_salvage_names(
		p->segments[SOURCE_BASE].salvage, coop_glass_file(COOP_GLASS_TERMLIST));
}

enum coop_status previous_salvage_record(struct previous *p, struct document_place at,
	struct coop_record *out, struct coop_error *err)
{
	uint64_t hash;
	enum coop_salvaged how;
	enum coop_status st = coop_salvage_read(
		p->segments[at.segment].salvage, at.docid, out, &hash, &how, err);
	return !st && how == COOP_SALVAGE_LOST
		       ? coop_glass_fail(coop_glass_file(COOP_GLASS_DOCDATA), err)
		       : st;
}
