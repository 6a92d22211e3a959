#include "indexer/update/previous.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/update/previous_internal.h"
#include "shared/core/i18n.h"
#include "shared/index/id_term.h"
#include "shared/index/stub.h"

static enum coop_status cannot_be_updated(const char *dir, struct coop_error *err)
{
	return coop_fail(err, COOP_E_NOINDEX,
		TR("the index '%s' cannot be updated: it does not say what it was made from",
			"l'index « %s » ne peut être mis à jour : il ne dit pas de quoi il a été fait"),
		dir);
}

static enum coop_status open_segment(struct previous *p, enum source_segment number,
	const struct coop_segment *segment, struct coop_error *err)
{
	struct previous_segment *s = &p->segments[number];
	if (!segment->reader)
		return COOP_OK;
	s->segment = segment;
	p->documents[number] = coop_reader_last(segment->reader);
	s->flags = calloc((size_t)p->documents[number] + 1, sizeof *s->flags);
	if (!s->flags)
		return coop_fail_nomem(err);
	return coop_hashes_open(segment->reader, &s->hashes, err);
}

/* Reads the table of sources; `dir` is what messages call the folder of the generation. */
static enum coop_status read_sources(
	struct previous *p, int generation, const char *dir, struct coop_error *err)
{
	const struct coop_manifest *m = &p->snapshot->manifest;
	if (!m->parts[COOP_PART_SOURCES].there || !p->snapshot->base.lists ||
		!p->segments[SOURCE_BASE].hashes.file.there)
		return cannot_be_updated(dir, err);
	coop_buf_add(&p->root, coop_buf_cstr(&m->root), m->root.len);
	if (p->root.failed)
		return coop_fail_nomem(err);
	return sources_read(generation, dir, m->parts[COOP_PART_SOURCES].crc,
		p->documents[SOURCE_BASE], p->documents[SOURCE_DELTA], &p->sources, err);
}

static enum coop_status open_all(struct previous *p, int folder, const char *dir,
	unsigned long number, struct coop_analyzer *analyzer, struct coop_error *err)
{
	struct coop_buf path = {0};
	int generation = -1;
	enum coop_status st = coop_snapshot_open_generation(
		folder, dir, number, analyzer, &p->snapshot, err);
	if (!st)
		st = open_segment(p, SOURCE_BASE, &p->snapshot->base, err);
	if (!st)
		st = open_segment(p, SOURCE_DELTA, &p->snapshot->delta, err);
	if (!st)
		st = coop_generation_open_named(
			folder, dir, number, &generation, &path, err);
	if (!st)
		st = read_sources(p, generation, path.s, err);
	if (generation >= 0)
		close(generation);
	coop_buf_release(&path);
	return st;
}

enum coop_status previous_open(int folder, const char *dir, unsigned long number,
	struct coop_analyzer *analyzer, struct previous **out, struct coop_error *err)
{
	*out = NULL;
	struct previous *p = calloc(1, sizeof *p);
	if (!p)
		return coop_fail_nomem(err);
	p->segments = calloc(2, sizeof *p->segments);
	enum coop_status st = p->segments
				      ? open_all(p, folder, dir, number, analyzer, err)
				      : coop_fail_nomem(err);
	if (st)
		previous_free(p);
	else
		*out = p;
	return st;
}

void previous_free(struct previous *p)
{
	if (!p)
		return;
	for (int i = 0; p->segments && i < 2; i++) {
		coop_stored_free(p->segments[i].stored);
		coop_hashes_close(&p->segments[i].hashes);
		free(p->segments[i].flags);
		coop_salvage_free(p->segments[i].salvage);
		free(p->segments[i].computed);
	}
	free(p->segments);
	sources_release(&p->sources);
	coop_snapshot_free(p->snapshot);
	coop_buf_release(&p->scratch);
	coop_buf_release(&p->root);
	free(p);
}

enum coop_status previous_has_tools(
	const struct previous *p, bool *has, struct coop_error *err)
{
	if (p->snapshot)
		return coop_snapshot_has_tools(p->snapshot, has, err);
	*has = previous_salvage_has_tools(p);
	return COOP_OK;
}

enum coop_status previous_record(struct previous *p, struct document_place at,
	struct coop_record *out, struct coop_error *err)
{
	struct previous_segment *s = &p->segments[at.segment];
	uint64_t hash;
	bool more = false;
	enum coop_status st = COOP_OK;
	if (!p->snapshot)
		return previous_salvage_record(p, at, out, err);
	if (!s->stored || s->next != at.docid) {
		coop_stored_free(s->stored);
		st = coop_stored_open(s->segment->reader, at.docid,
			p->documents[at.segment], &s->stored, err);
	}
	if (!st)
		st = coop_stored_next(s->stored, out, &hash, &more, err);
	s->next = at.docid + 1;
	return st;
}

enum coop_status previous_hash(const struct previous *p, struct document_place at,
	uint64_t *out, struct coop_error *err)
{
	if (!p->snapshot) {
		*out = p->segments[at.segment].computed[at.docid];
		return COOP_OK;
	}
	return coop_hashes_get(&p->segments[at.segment].hashes, at.docid, out, err);
}

enum coop_status previous_find(struct previous *p, const char *id, size_t len,
	struct document_place *out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*out = (struct document_place){0};
	coop_buf_reset(&p->scratch);
	coop_id_term(id, len, &p->scratch);
	st = coop_buf_check(&p->scratch, err);
	for (int i = SOURCE_DELTA; !st && i >= SOURCE_BASE && out->docid == 0; i--) {
		struct coop_posting found = {0};
		size_t count = 0;
		if (!p->segments[i].segment)
			continue;
		st = coop_reader_postings(p->segments[i].segment->reader, p->scratch.s,
			p->scratch.len, 1, &found, &count, err);
		if (count > 0 && (i == SOURCE_DELTA || !coop_snapshot_is_removed(
							       p->snapshot, found.docid)))
			*out = (struct document_place){
				(enum source_segment)i, found.docid};
	}
	return st;
}

void previous_keep(struct previous *p, struct document_place at)
{
	p->segments[at.segment].flags[at.docid] |= DOCUMENT_KEPT;
}

void previous_drop(struct previous *p, struct document_place at)
{
	p->segments[at.segment].flags[at.docid] &= (uint8_t)~DOCUMENT_KEPT;
}

bool previous_is_kept(const struct previous *p, struct document_place at)
{
	return p->segments[at.segment].flags[at.docid] & DOCUMENT_KEPT;
}

void previous_exclude(struct previous *p, struct document_place at)
{
	p->segments[at.segment].flags[at.docid] |= DOCUMENT_EXCLUDED;
}

bool previous_is_excluded(const struct previous *p, struct document_place at)
{
	return p->segments[at.segment].flags[at.docid] & DOCUMENT_EXCLUDED;
}

bool previous_was_there(const struct previous *p, struct document_place at)
{
	if (!p->snapshot)
		return p->segments[at.segment].flags[at.docid] & DOCUMENT_THERE;
	return at.segment != SOURCE_BASE ||
	       !coop_snapshot_is_removed(p->snapshot, at.docid);
}

static uint64_t count_flag(
	const struct previous *p, const struct source *of, enum document_flag flag)
{
	uint64_t n = 0;
	for (size_t i = 0; i < of->nruns; i++) {
		const struct source_run *run = &p->sources.runs[of->run + i];
		for (uint32_t k = 0; k < run->count; k++)
			n += (p->segments[run->segment].flags[run->first + k] & flag) !=
			     0;
	}
	return n;
}

uint64_t previous_count_lost(const struct previous *p, const struct source *of)
{
	return count_flag(p, of, DOCUMENT_LOST);
}

uint64_t previous_count_unhashed(const struct previous *p, const struct source *of)
{
	return count_flag(p, of, DOCUMENT_UNHASHED);
}

bool previous_is_lost(const struct previous *p, struct document_place at)
{
	return p->segments[at.segment].flags[at.docid] & DOCUMENT_LOST;
}

uint32_t previous_count_gone(const struct previous *p)
{
	uint32_t n = 0;
	for (uint32_t i = 1; i <= p->documents[SOURCE_BASE]; i++)
		n += !previous_is_kept(p, (struct document_place){SOURCE_BASE, i});
	return n;
}

uint32_t previous_count_dropped(const struct previous *p)
{
	uint32_t n = 0;
	for (int k = SOURCE_BASE; k <= SOURCE_DELTA; k++)
		for (uint32_t i = 1; i <= p->documents[k]; i++) {
			struct document_place at = {(enum source_segment)k, i};
			n += !previous_is_kept(p, at) && previous_was_there(p, at);
		}
	return n;
}
