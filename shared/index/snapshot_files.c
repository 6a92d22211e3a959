/*
 * snapshot_files.c - opens the files of a generation, all at once.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/index/snapshot_internal.h"

static void close_files(struct coop_snapshot_files *f)
{
	coop_mapping_close(&f->tombstones);
	coop_manifest_release(&f->manifest);
	if (f->folder >= 0)
		close(f->folder);
	f->folder = -1;
}

/* Closes all that was opened, so that another generation can be. */
static void drop(struct coop_snapshot_files *f)
{
	struct coop_snapshot *s = f->snapshot;
	close_files(f);
	coop_segment_close(&s->base);
	coop_segment_close(&s->delta);
	coop_segment_close(&s->removed);
}

/* ---- the metadata ---- */

enum coop_status coop_snapshot_check_meta(const struct coop_segment *segment,
	const char *name, const char *expected, struct coop_error *err)
{
	struct coop_buf value = {0};
	enum coop_status st = coop_segment_meta(segment, name, &value, err);
	if (!st && strcmp(coop_buf_cstr(&value), expected) != 0)
		st = coop_fail(err, COOP_E_VERSION,
			TR("the index was made by another version (%s '%.40s')",
				"l'index a été créé par une autre version (%s « %.40s »)"),
			name, coop_buf_cstr(&value));
	coop_buf_release(&value);
	return st;
}

enum coop_status coop_snapshot_needs_lists(
	const struct coop_reader *reader, bool *needs, struct coop_error *err)
{
	struct coop_buf positions = {0};
	enum coop_status st =
		coop_reader_meta(reader, COOP_META_POSITIONS, &positions, err);
	*needs = !st && strcmp(coop_buf_cstr(&positions), COOP_POSITIONS_IN_LISTS) == 0;
	coop_buf_release(&positions);
	return st;
}

/* ---- the base ---- */

/*
 * Checks that what this version writes beside the engine's tables is there. All of it may be missing
 * where the engine's tables are enough: a tool of the engine has made a copy. Checksums may not be
 * missing alone.
 */
static enum coop_status check_files(
	const struct coop_segment *base, struct coop_error *err)
{
	const struct coop_reader *reader = base->reader;
	bool needs, lists = coop_reader_postings_file(reader)->there;
	/* an index of another version fails later, with that reason */
	if (coop_snapshot_check_meta(base, COOP_META_SCHEMA, COOP_INDEX_SCHEMA, NULL))
		return COOP_OK;
	enum coop_status st = coop_snapshot_needs_lists(reader, &needs, err);
	/* or the whole generation was removed since its name was read: the caller finds out */
	if (!st && !lists && needs) {
		coop_postings_lost(err);
		st = COOP_E_STALE;
	} else if (!st && lists && !coop_reader_has_checksums(reader)) {
		coop_glass_fail(COOP_CHECKSUMS_FILE, err);
		st = COOP_E_STALE;
	}
	return st;
}

/* Opens the folder of a generation, and the files of its base; COOP_E_STALE when one is missing. */
static enum coop_status open_base(struct coop_snapshot_files *f, int folder,
	const char *dir, unsigned long number, struct coop_error *err)
{
	struct coop_segment *base = &f->snapshot->base;
	enum coop_status st = coop_generation_open_named(
		folder, dir, number, &f->folder, &f->path, err);
	if (st)
		return st;
	int own = fcntl(f->folder, F_DUPFD_CLOEXEC, 0);
	if (own < 0)
		return coop_fail_errno(
			err, TR("cannot open", "impossible d'ouvrir"), f->path.s);
	st = coop_reader_open_at(own, f->path.s, &base->reader, err);
	return st ? st : check_files(base, err);
}

/* Whether the generation has an origin: coopidx has made it, and no tool of the engine. */
static bool has_origin(const struct coop_snapshot_files *f)
{
	struct stat s;
	return fstatat(f->folder, COOP_INDEX_ORIGIN, &s, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Whether a tool of the engine has put another database in place of the generation. */
static bool is_foreign(const struct coop_snapshot_files *f)
{
	return !coop_reader_has_checksums(f->snapshot->base.reader) && !has_origin(f);
}

/*
 * Checks that the generation is the one that the stub was written for. One that a tool of the engine
 * has put in its place has no checksums.
 */
static enum coop_status check_stub(const struct coop_snapshot_files *f,
	struct coop_stub stub, struct coop_error *err)
{
	const struct coop_reader *reader = f->snapshot->base.reader;
	bool same = coop_reader_has_checksums(reader)
			    ? coop_reader_checksums(reader) == stub.checksums
			    : stub.checksums == 0 || !has_origin(f);
	return same ? COOP_OK : coop_glass_fail(COOP_CHECKSUMS_FILE, err);
}

/* ---- the other segments ---- */

static enum coop_status open_folder(const struct coop_snapshot_files *f,
	enum coop_part part, const char *path, int *fd, struct coop_error *err)
{
	const char *name = coop_part_name(part);
	*fd = openat(f->folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd >= 0)
		return COOP_OK;
	if (errno == ENOENT || errno == ESTALE)
		return coop_fail(err, COOP_E_STALE,
			TR("the index is damaged: its file '%s' is missing",
				"l'index est abîmé : son fichier « %s » manque"),
			path);
	if (errno == ENOTDIR || errno == ELOOP)
		return coop_glass_fail(name, err);
	return coop_fail_errno(err, TR("cannot open", "impossible d'ouvrir"), path);
}

/* Opens the files of a segment, and checks that it is the one that the manifest was written for. */
static enum coop_status open_part(struct coop_snapshot_files *f, enum coop_part part,
	struct coop_segment *segment, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct coop_error e = {0};
	int fd;
	if (!f->manifest.parts[part].there)
		return COOP_OK;
	segment->name = coop_part_name(part);
	coop_buf_printf(&path, "%s/%s", f->path.s, coop_part_name(part));
	enum coop_status st = coop_buf_check(&path, err);
	if (!st)
		st = open_folder(f, part, path.s, &fd, err);
	if (!st && !coop_reader_open_at(fd, path.s, &segment->reader, &e) &&
		(!coop_reader_has_checksums(segment->reader) ||
			coop_reader_checksums(segment->reader) !=
				f->manifest.parts[part].crc))
		coop_glass_fail(COOP_CHECKSUMS_FILE, &e);
	if (!st && part == COOP_PART_REMOVED && !e.status)
		coop_reader_map(segment->reader, COOP_TOMBSTONES_FILE, &f->tombstones,
			&f->tombstones_pages, &e);
	coop_buf_release(&path);
	return st ? st : coop_segment_pass_on(segment, err, &e);
}

/* Opens what the manifest names, which has the checksum `crc`; 0: there is none. */
static enum coop_status open_parts(
	struct coop_snapshot_files *f, uint32_t crc, struct coop_error *err)
{
	struct coop_snapshot *s = f->snapshot;
	if (crc == 0 || is_foreign(f))
		return COOP_OK;
	enum coop_status st =
		coop_manifest_read(f->folder, f->path.s, crc, &f->manifest, err);
	if (!st)
		st = open_part(f, COOP_PART_DELTA, &s->delta, err);
	return st ? st : open_part(f, COOP_PART_REMOVED, &s->removed, err);
}

/* ---- generations ---- */

enum coop_status coop_snapshot_files_open_current(struct coop_snapshot_files *f,
	int folder, const char *dir, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_error e;
	struct coop_stub stub = {0};
	unsigned long before;
	enum coop_status st;
	int tries = 0;
	do {
		e = (struct coop_error){0};
		before = stub.number;
		drop(f);
		st = coop_stub_read(folder, dir, &stub, &e);
		if (!st)
			st = open_base(f, folder, dir, stub.number, &e);
		if (!st)
			st = check_stub(f, stub, &e);
		if (!st)
			st = open_parts(f, stub.manifest, &e);
	} while (st == COOP_E_STALE && stub.number != before && ++tries < TRIES);
	if (st == COOP_E_STALE && stub.number != before)
		return coop_fail(err, COOP_E_STALE,
			TR("the index '%s' is replaced faster than it can be opened",
				"l'index « %s » est remplacé plus vite qu'il ne peut être ouvert"),
			dir);
	if (st == COOP_E_STALE)
		e.status = COOP_E_CORRUPT;
	return coop_pass_on(err, &e);
}

/* The checksum of the manifest of a generation, whose stub is not known; 0 without a manifest. */
static enum coop_status sum_manifest(
	const struct coop_snapshot_files *f, uint32_t *crc, struct coop_error *err)
{
	struct coop_mapping file = {0};
	enum coop_status st =
		coop_mapping_open(&file, f->folder, f->path.s, COOP_INDEX_MANIFEST, err);
	*crc = !st && file.there ? coop_manifest_crc(file.at, file.size) : 0;
	coop_mapping_close(&file);
	return st;
}

enum coop_status coop_snapshot_files_open(struct coop_snapshot_files *f, int folder,
	const char *dir, unsigned long number, struct coop_error *err)
{
	uint32_t crc = 0;
	enum coop_status st = open_base(f, folder, dir, number, err);
	if (!st)
		st = sum_manifest(f, &crc, err);
	return st ? st : open_parts(f, crc, err);
}

void coop_snapshot_files_close(struct coop_snapshot_files *f)
{
	close_files(f);
	coop_buf_release(&f->path);
}
