#include "indexer/generations/verify.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <libdeflate.h>

#include "indexer/disk/entry.h"
#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/mapping.h"
#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"
#include "shared/index/layout.h"
#include "shared/index/snapshot.h"

struct segment_files {
	bool there;
	int folder;
	struct coop_mapping sums, files[COOP_SEGMENT_FILES];
	struct coop_checksums *checksums;
};

struct verify {
	const char *path;
	struct progress *progress; /* NULL, or told what is verified */
	struct segment_files segments[VERIFY_SEGMENTS];
	struct coop_mapping manifest, parts[COOP_PARTS];
};

/* The name of a segment's folder in that of the generation; NULL for the base. */
static const char *folder_of(enum verify_segment segment)
{
	return segment == VERIFY_DELTA     ? coop_part_name(COOP_PART_DELTA)
	       : segment == VERIFY_REMOVED ? coop_part_name(COOP_PART_REMOVED)
					   : NULL;
}

/* ---- opening ---- */

static enum coop_status open_segment(struct verify *v, int generation,
	enum verify_segment segment, struct coop_error *err)
{
	struct segment_files *s = &v->segments[segment];
	const char *name = folder_of(segment);
	s->folder = name ? entry_open(generation, name) : dup(generation);
	/* what is missing, or no folder, is told when it is compared with the manifest */
	if (s->folder < 0)
		return errno == ENOENT || errno == EINVAL
			       ? COOP_OK
			       : coop_cannot_read(v->path, name, err);
	s->there = true;
	enum coop_status st =
		coop_mapping_open(&s->sums, s->folder, v->path, COOP_CHECKSUMS_FILE, err);
	for (size_t i = 0; !st && i < COOP_SEGMENT_FILES; i++)
		st = coop_mapping_open(
			&s->files[i], s->folder, v->path, coop_segment_file(i), err);
	return st;
}

static enum coop_status open_all(struct verify *v, int folder, struct coop_error *err)
{
	enum coop_status st = coop_mapping_open(
		&v->manifest, folder, v->path, COOP_INDEX_MANIFEST, err);
	for (int i = 0; !st && i < VERIFY_SEGMENTS; i++)
		st = open_segment(v, folder, (enum verify_segment)i, err);
	for (int i = COOP_PART_SEGMENTS; !st && i < COOP_PARTS; i++)
		st = coop_mapping_open(&v->parts[i], folder, v->path,
			coop_part_name((enum coop_part)i), err);
	return st;
}

enum coop_status verify_open(
	int folder, const char *path, struct verify **out, struct coop_error *err)
{
	*out = NULL;
	struct verify *v = calloc(1, sizeof *v);
	if (!v)
		return coop_fail_nomem(err);
	v->path = path;
	for (int i = 0; i < VERIFY_SEGMENTS; i++)
		v->segments[i].folder = -1;
	enum coop_status st = open_all(v, folder, err);
	if (st)
		verify_free(v);
	else
		*out = v;
	return st;
}

void verify_free(struct verify *v)
{
	if (!v)
		return;
	for (int i = 0; i < VERIFY_SEGMENTS; i++) {
		struct segment_files *s = &v->segments[i];
		coop_checksums_free(s->checksums);
		coop_mapping_close(&s->sums);
		for (size_t k = 0; k < COOP_SEGMENT_FILES; k++)
			coop_mapping_close(&s->files[k]);
		if (s->folder >= 0)
			close(s->folder);
	}
	for (int i = 0; i < COOP_PARTS; i++)
		coop_mapping_close(&v->parts[i]);
	coop_mapping_close(&v->manifest);
	free(v);
}

/* ---- what cannot be verified ---- */

static enum coop_status not_ours(const struct verify *v, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("'%s' cannot be checked: a tool of the engine has changed or copied it since it was built",
			"« %s » ne peut être vérifié : un outil du moteur l'a modifié ou copié depuis sa création"),
		v->path);
	coop_hint(err, "%s",
		TR("xapian-check looks at the engine's tables",
			"xapian-check examine les tables du moteur"));
	return COOP_E_ARG;
}

/* Whether a tool of the engine has changed a base since its checksums were made. */
static bool is_changed(const struct verify *v, const struct segment_files *s)
{
	struct coop_glass glass;
	struct coop_reader *reader;
	if (!s->files[COOP_SEGMENT_VERSION].there ||
		coop_glass_read(&s->files[COOP_SEGMENT_VERSION], &glass, NULL) ||
		glass.revision <= coop_checksums_revision(s->checksums))
		return false;
	/* the reader tells that from a version file that is damaged */
	int folder = dup(s->folder);
	if (folder < 0 || coop_reader_open_at(folder, v->path, &reader, NULL))
		return false;
	coop_reader_free(reader);
	return true;
}

/* ---- verifying ---- */

static void add_damage(struct verified *out, struct verify_damage what)
{
	if (out->damaged < VERIFY_MAX)
		out->damage[out->damaged++] = what;
}

/* Verifies the pages of a file. */
static void verify_pages(
	const struct verify *v, const struct coop_pages *pages, struct verify_damage *out)
{
	out->pages = coop_checksum_pages(out->size);
	for (size_t page = 0; page < out->pages; page++) {
		if (!coop_pages_verify_one(pages, page) && out->damaged++ == 0)
			out->first = page;
		progress_add_to_part(v->progress, COOP_CHECKSUM_PAGE);
	}
}

/* Verifies a file of a segment; that it is missing is right if it was never written. */
static void verify_file(const struct verify *v, enum verify_segment segment,
	size_t number, struct verified *out)
{
	const struct segment_files *s = &v->segments[segment];
	const struct coop_mapping *file = &s->files[number];
	struct verify_damage what = {.segment = segment,
		.name = coop_segment_file(number),
		.size = file->size};
	struct coop_pages pages;
	progress_part(v->progress, what.name, what.size);
	out->files += file->there;
	if (!coop_checksums_pages(s->checksums, what.name, file, &pages)) {
		what.kind = file->there ? VERIFY_SIZE : VERIFY_MISSING;
		add_damage(out, what);
	} else if (file->there) {
		what.kind = VERIFY_PAGES;
		verify_pages(v, &pages, &what);
		out->pages += what.pages;
		if (what.damaged > 0)
			add_damage(out, what);
	}
}

/* What is expected of a segment or a file. */
struct expected {
	bool known, there; /* `there`: whether it must be, if that is known */
	uint32_t crc;      /* if it must */
};

/* Opens the checksums of a segment; `*good` is whether its files can be verified with them. */
static enum coop_status open_checksums(const struct segment_files *s,
	struct coop_checksums **out, struct expected expected, bool *good,
	struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st =
		s->sums.there ? coop_checksums_open(&s->sums, out, &why) : COOP_E_CORRUPT;
	*good = !st && (!expected.known || coop_checksums_crc(*out) == expected.crc);
	return st == COOP_E_NOMEM ? coop_pass_on(err, &why) : COOP_OK;
}

static enum coop_status verify_segment(struct verify *v, enum verify_segment segment,
	struct expected expected, struct verified *out, struct coop_error *err)
{
	struct segment_files *s = &v->segments[segment];
	struct verify_damage sums = {.segment = segment,
		.name = COOP_CHECKSUMS_FILE,
		.kind = s->sums.there ? VERIFY_WHOLE : VERIFY_MISSING};
	bool good;
	if (expected.known && !expected.there)
		return COOP_OK;
	if (!s->there && !expected.known)
		return COOP_OK;
	if (segment == VERIFY_BASE && !s->sums.there &&
		!s->files[COOP_SEGMENT_POSTINGS].there)
		return not_ours(v, err);
	enum coop_status st = open_checksums(s, &s->checksums, expected, &good, err);
	if (!st && segment == VERIFY_BASE && s->checksums && is_changed(v, s))
		return not_ours(v, err);
	if (!st && !good)
		add_damage(out, sums);
	for (size_t i = 0; !st && good && i < COOP_SEGMENT_FILES; i++)
		verify_file(v, segment, i, out);
	return st;
}

/* Verifies a file that has one checksum. */
static void verify_whole(const struct coop_mapping *file, const char *name,
	struct expected expected, uint32_t crc, struct verified *out)
{
	struct verify_damage what = {.segment = VERIFY_NONE,
		.name = name,
		.kind = file->there ? VERIFY_WHOLE : VERIFY_MISSING};
	out->files += file->there && expected.there;
	if (expected.there && (!file->there || crc != expected.crc))
		add_damage(out, what);
}

/* Reads the manifest, unless it is damaged: then it is not known what belongs to the generation. */
static enum coop_status read_manifest(struct verify *v, const struct coop_stub *stub,
	struct coop_manifest *m, bool *known, struct verified *out,
	struct coop_error *err)
{
	const struct coop_mapping *file = &v->manifest;
	uint32_t crc = file->there ? coop_manifest_crc(file->at, file->size) : 0;
	struct expected expected = {true, stub ? stub->manifest != 0 : file->there,
		stub ? stub->manifest : crc};
	struct coop_error why = {0};
	size_t damaged = out->damaged;
	*known = true;
	verify_whole(file, COOP_INDEX_MANIFEST, expected, crc, out);
	if (!expected.there)
		return COOP_OK;
	enum coop_status st = file->there
				      ? coop_manifest_parse(file->at, file->size, m, &why)
				      : COOP_OK;
	*known = !st && out->damaged == damaged;
	if (st && out->damaged == damaged)
		add_damage(out, (struct verify_damage){.segment = VERIFY_NONE,
					.name = COOP_INDEX_MANIFEST,
					.kind = VERIFY_WHOLE});
	return st == COOP_E_NOMEM ? coop_pass_on(err, &why) : COOP_OK;
}

static enum coop_status verify_parts(struct verify *v, const struct coop_manifest *m,
	bool known, struct verified *out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (int i = 0; !st && i < COOP_PARTS; i++) {
		struct expected expected = {known, m->parts[i].there, m->parts[i].crc};
		const struct coop_mapping *file = &v->parts[i];
		if (i < COOP_PART_SEGMENTS)
			st = verify_segment(v,
				i == COOP_PART_DELTA ? VERIFY_DELTA : VERIFY_REMOVED,
				expected, out, err);
		else if (known)
			verify_whole(file, coop_part_name((enum coop_part)i), expected,
				libdeflate_crc32(0, file->at ? file->at : "", file->size),
				out);
	}
	return st;
}

/* The bytes of the segments, which is nearly all there is. */
static uint64_t count_bytes(const struct verify *v)
{
	uint64_t n = 0;
	for (int i = 0; i < VERIFY_SEGMENTS; i++)
		for (size_t k = 0; k < COOP_SEGMENT_FILES; k++)
			n += v->segments[i].files[k].size;
	return n;
}

enum coop_status verify_files(struct verify *v, const struct coop_stub *stub,
	struct progress *progress, struct verified *out, struct coop_error *err)
{
	v->progress = progress;
	progress_step(progress, PROGRESS_VERIFYING, count_bytes(v));
	struct coop_manifest m = {0};
	struct expected base = {
		stub && stub->checksums != 0, true, stub ? stub->checksums : 0};
	bool known = true;
	*out = (struct verified){0};
	enum coop_status st = verify_segment(v, VERIFY_BASE, base, out, err);
	if (!st)
		st = read_manifest(v, stub, &m, &known, out, err);
	if (!st)
		st = verify_parts(v, &m, known, out, err);
	coop_manifest_release(&m);
	return st;
}

/* ---- telling ---- */

static void show(const struct report *r, const char *path, const struct verify_damage *d)
{
	const char *folder = folder_of(d->segment);
	struct coop_buf file = {0};
	coop_buf_printf(&file, "%s/%s%s%s", path, folder ? folder : "", folder ? "/" : "",
		d->name);
	const char *name = file.failed ? d->name : file.s;
	if (d->kind == VERIFY_MISSING)
		coop_diag_note(r->program, TR("%s: is missing", "%s : manque"), name);
	else if (d->kind == VERIFY_WHOLE)
		coop_diag_note(r->program,
			TR("%s: is not as it was written",
				"%s : n'est plus tel qu'il a été écrit"),
			name);
	else if (d->kind == VERIFY_SIZE)
		coop_diag_note(r->program,
			TR("%s: has another size than it was written with, %zu bytes",
				"%s : n'a plus la taille avec laquelle il a été écrit : %zu octets"),
			name, d->size);
	else
		coop_diag_note(r->program,
			TR("%s: %zu of %zu pages of %d bytes are not as they were written, the first from byte %zu on",
				"%s : %zu pages sur %zu (de %d octets) ne sont plus telles qu'elles ont été écrites, la première à partir de l'octet %zu"),
			name, d->damaged, d->pages, (int)COOP_CHECKSUM_PAGE,
			d->first * COOP_CHECKSUM_PAGE);
	coop_buf_release(&file);
}

enum coop_status verify_tell(const struct verified *found, const char *path,
	const struct report *report, struct coop_error *err)
{
	for (size_t i = 0; i < found->damaged; i++)
		show(report, path, &found->damage[i]);
	if (found->damaged == 0)
		return COOP_OK;
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the index '%s' is damaged: %zu of its files",
			"l'index « %s » est abîmé : fichiers touchés : %zu"),
		path, found->damaged);
}

enum coop_status verify_generation(
	int folder, const char *path, const struct report *report, struct coop_error *err)
{
	struct verify *v;
	struct verified found = {.files = 0};
	enum coop_status st = verify_open(folder, path, &v, err);
	if (!st && v)
		st = verify_files(v, NULL, report->progress, &found, err);
	if (!st)
		st = verify_tell(&found, path, report, err);
	verify_free(v);
	return st;
}
