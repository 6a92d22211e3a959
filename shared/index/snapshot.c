#include "shared/index/snapshot.h"

#include <stdlib.h>
#include <unistd.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/index/snapshot_internal.h"

/* ---- the contents ---- */

static enum coop_status check_versions(
	struct coop_segment *s, const char *fingerprint, struct coop_error *err)
{
	struct coop_error e = {0};
	if ((s->reader || s->remote) &&
		!coop_snapshot_check_meta(s, COOP_META_SCHEMA, COOP_INDEX_SCHEMA, &e) &&
		fingerprint)
		coop_snapshot_check_meta(s, COOP_META_ANALYSIS, fingerprint, &e);
	return coop_segment_pass_on(s, err, &e);
}

/*
 * Opens the lists of a segment of several. Without lists it is damaged, and so is one with docids that
 * no document has: the builder gives none.
 */
static enum coop_status read_part(
	struct coop_segment *s, uint64_t *documents, struct coop_error *err)
{
	struct coop_error e = {0};
	*documents = 0;
	if (!s->reader)
		return COOP_OK;
	enum coop_status st = coop_segment_open_lists(s, &e);
	if (!st && !s->lists)
		st = coop_postings_lost(&e);
	if (!st)
		st = coop_reader_count(s->reader, documents, &e);
	if (!st && *documents != coop_reader_last(s->reader))
		coop_glass_fail(COOP_GLASS_VERSION, &e);
	return coop_segment_pass_on(s, err, &e);
}

/* Opens the lists of the base. Without them the engine answers, unless only they have positions. */
static enum coop_status read_base(struct coop_snapshot *s, struct coop_error *err)
{
	bool needs = false;
	s->last = coop_reader_last(s->base.reader);
	if (s->delta.reader || s->removed.reader)
		return read_part(&s->base, &s->documents, err);
	enum coop_status st = coop_reader_count(s->base.reader, &s->documents, err);
	if (!st)
		st = coop_segment_open_lists(&s->base, err);
	if (!st && !s->base.lists)
		st = coop_snapshot_needs_lists(s->base.reader, &needs, err);
	return !st && needs ? coop_postings_lost(err) : st;
}

/* Makes the set of the removed documents, of which there are `count`. */
static enum coop_status read_tombstones(
	struct coop_snapshot_files *f, uint64_t count, struct coop_error *err)
{
	struct coop_snapshot *s = f->snapshot;
	const struct coop_mapping *file = &f->tombstones;
	struct coop_error e = {0};
	uint32_t before = 0;
	bool good = file->there && file->size == count * COOP_LE32_SIZE &&
		    coop_pages_verify(&f->tombstones_pages, file->at, file->size);
	if (good) {
		s->tombstones = calloc((size_t)s->last / 64 + 1, sizeof *s->tombstones);
		if (!s->tombstones)
			return coop_fail_nomem(err);
	}
	for (uint64_t i = 0; good && i < count; i++) {
		uint32_t docid = coop_get_le32(file->at + i * COOP_LE32_SIZE);
		good = docid > before && docid <= s->last;
		if (good)
			s->tombstones[docid / 64] |= (uint64_t)1 << docid % 64;
		before = docid;
	}
	if (good)
		return COOP_OK;
	coop_glass_fail(COOP_TOMBSTONES_FILE, &e);
	return coop_segment_pass_on(&s->removed, err, &e);
}

/* Reads what the open files hold, once it is certain that they belong together. */
static enum coop_status read_contents(struct coop_snapshot_files *f,
	struct coop_analyzer *analyzer, struct coop_error *err)
{
	struct coop_snapshot *s = f->snapshot;
	struct coop_buf fingerprint = {0};
	uint64_t added = 0, removed = 0;
	enum coop_status st =
		analyzer ? coop_analyzer_fingerprint(analyzer, &fingerprint, err)
			 : COOP_OK;
	if (!st)
		st = check_versions(&s->base, fingerprint.s, err);
	if (!st)
		st = check_versions(&s->delta, fingerprint.s, err);
	if (!st)
		st = check_versions(&s->removed, fingerprint.s, err);
	coop_buf_release(&fingerprint);
	if (!st)
		st = read_base(s, err);
	if (!st)
		st = read_part(&s->delta, &added, err);
	if (!st)
		st = read_part(&s->removed, &removed, err);
	if (!st && s->removed.reader)
		st = read_tombstones(f, removed, err);
	if (!st && added > UINT32_MAX - 1 - s->last)
		st = coop_glass_fail(COOP_GLASS_VERSION, err);
	/* tombstones are different documents of the base: these are not fewer */
	s->documents = s->documents - removed + added;
	return st;
}

/* ---- opening ---- */

/* Returns the snapshot whose files are open, unless this program cannot read it. */
static enum coop_status finish(struct coop_snapshot_files *f, enum coop_status st,
	struct coop_analyzer *analyzer, struct coop_snapshot **out,
	struct coop_error *err)
{
	struct coop_snapshot *s = f->snapshot;
	if (!st && s)
		st = read_contents(f, analyzer, err);
	if (st || !s) {
		coop_snapshot_free(s);
	} else {
		s->manifest = f->manifest;
		f->manifest = (struct coop_manifest){0};
		*out = s;
	}
	coop_snapshot_files_close(f);
	return st;
}

enum coop_status coop_snapshot_open(const char *dir, struct coop_analyzer *analyzer,
	struct coop_snapshot **out, struct coop_error *err)
{
	struct coop_snapshot_files f = {.folder = -1};
	int folder;
	*out = NULL;
	enum coop_status st = coop_index_open_folder(dir, &folder, err);
	if (st)
		return st;
	f.snapshot = calloc(1, sizeof *f.snapshot);
	st = f.snapshot ? coop_snapshot_files_open_current(&f, folder, dir, err)
			: coop_fail_nomem(err);
	close(folder);
	return finish(&f, st, analyzer, out, err);
}

enum coop_status coop_snapshot_open_generation(int folder, const char *dir,
	unsigned long number, struct coop_analyzer *analyzer, struct coop_snapshot **out,
	struct coop_error *err)
{
	struct coop_snapshot_files f = {.folder = -1};
	*out = NULL;
	f.snapshot = calloc(1, sizeof *f.snapshot);
	enum coop_status st =
		f.snapshot ? coop_snapshot_files_open(&f, folder, dir, number, err)
			   : coop_fail_nomem(err);
	return finish(&f, st, analyzer, out, err);
}

/* Checks what the server of another machine hands out. */
static enum coop_status read_remote(
	struct coop_snapshot *s, struct coop_analyzer *analyzer, struct coop_error *err)
{
	const struct coop_remote *remote = s->base.remote;
	struct coop_buf fingerprint = {0};
	struct coop_error e = {0};
	s->documents = s->last = coop_remote_count(remote);
	enum coop_status st = coop_analyzer_fingerprint(analyzer, &fingerprint, &e);
	if (!st)
		st = check_versions(&s->base, fingerprint.s, &e);
	coop_buf_release(&fingerprint);
	if (st == COOP_E_VERSION)
		return coop_fail(err, st, "%s: %s", coop_remote_name(remote), e.msg);
	if (st)
		return coop_pass_on(err, &e);
	if (s->documents == 0 || coop_remote_has_positions(remote))
		return COOP_OK;
	coop_fail(err, COOP_E_NOINDEX,
		TR("%s: the index was made without --engine-tools",
			"%s : l'index a été fait sans --engine-tools"),
		coop_remote_name(remote));
	coop_hint(err, "%s",
		TR("make it anew there: coopidx --engine-tools PATH...",
			"recréez-le là-bas : coopidx --engine-tools CHEMIN..."));
	return COOP_E_NOINDEX;
}

enum coop_status coop_snapshot_open_remote(const struct coop_remote_place *places,
	size_t count, const char *name, unsigned timeout_ms,
	struct coop_analyzer *analyzer, struct coop_snapshot **out,
	struct coop_error *err)
{
	*out = NULL;
	struct coop_snapshot *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st =
		coop_remote_open(places, count, name, timeout_ms, &s->base.remote, err);
	if (!st)
		st = read_remote(s, analyzer, err);
	if (st)
		coop_snapshot_free(s);
	else
		*out = s;
	return st;
}

void coop_snapshot_free(struct coop_snapshot *s)
{
	if (!s)
		return;
	coop_segment_close(&s->base);
	coop_segment_close(&s->delta);
	coop_segment_close(&s->removed);
	free(s->tombstones);
	coop_manifest_release(&s->manifest);
	free(s);
}

const char *coop_snapshot_root(const struct coop_snapshot *s)
{
	return coop_buf_cstr(&s->manifest.root);
}

enum coop_status coop_snapshot_meta(const struct coop_snapshot *s, const char *name,
	struct coop_buf *out, struct coop_error *err)
{
	return coop_segment_meta(&s->base, name, out, err);
}

enum coop_status coop_snapshot_mark(const struct coop_snapshot *s,
	struct coop_shard_mark *mark, struct coop_error *err)
{
	struct coop_buf text = {0};
	*mark = (struct coop_shard_mark){0};
	enum coop_status st = coop_snapshot_meta(s, COOP_META_SHARD, &text, err);
	bool sound = text.len == 0 || coop_shard_mark_parse(coop_buf_cstr(&text), mark);
	coop_buf_reset(&text);
	if (!st && coop_shard_mark_is(mark))
		st = coop_snapshot_meta(s, COOP_META_FACTS, &text, err);
	if (!st && coop_shard_mark_is(mark))
		sound &= coop_shard_mark_parse_facts(coop_buf_cstr(&text), mark);
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st && !sound)
		st = coop_fail(err, COOP_E_CORRUPT, "%s",
			TR("what it says of which shard it is cannot be read",
				"ce qu'il dit de son numéro de fragment est illisible"));
	coop_buf_release(&text);
	return st;
}

enum coop_status coop_snapshot_has_tools(
	const struct coop_snapshot *s, bool *has, struct coop_error *err)
{
	bool needs = false;
	enum coop_status st =
		s->base.remote ? COOP_OK
			       : coop_snapshot_needs_lists(s->base.reader, &needs, err);
	*has = !st && !needs;
	return st;
}
