#include "indexer/generations/checksums_write.h"

#include <string.h>

#include <libdeflate.h>

#include "indexer/disk/entry.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"
#include "shared/index/segment.h"

/* Appends the checksums of some bytes, one for each piece of so many; the last may be shorter. */
static void add_checksums(struct coop_buf *out, const char *s, size_t n, size_t piece)
{
	for (size_t at = 0; at < n; at += piece)
		coop_buf_le32(out,
			libdeflate_crc32(0, s + at, n - at < piece ? n - at : piece));
}

/* What the file becomes: the files with their sizes and names, and the checksums of their pages. */
struct sums {
	struct coop_buf files, pages;
	uint32_t count;
	uint64_t revision;
	const stop_flag *stop;
};

/* Adds a file, if it is there. */
static enum coop_status add_file(struct sums *s, int folder, const char *path,
	const char *name, struct coop_error *err)
{
	struct coop_mapping file;
	struct coop_glass glass;
	enum coop_status st = coop_mapping_open(&file, folder, path, name, err);
	if (st || !file.there)
		return st;
	if (strcmp(name, COOP_GLASS_VERSION) == 0) {
		st = coop_glass_read(&file, &glass, err);
		s->revision = glass.revision;
	}
	s->count++;
	coop_buf_le64(&s->files, file.size);
	coop_buf_byte(&s->files, (char)strlen(name));
	coop_buf_str(&s->files, name);
	enum { AT_ONCE = COOP_CHECKSUM_PAGE * 4096 };
	for (size_t at = 0; !st && at < file.size; at += AT_ONCE) {
		size_t left = file.size - at;
		add_checksums(&s->pages, file.at + at, left < AT_ONCE ? left : AT_ONCE,
			COOP_CHECKSUM_PAGE);
		st = stop_check(s->stop, err);
	}
	coop_mapping_close(&file);
	return st;
}

static enum coop_status add_files(
	struct sums *s, int folder, const char *path, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < COOP_SEGMENT_FILES; i++)
		st = add_file(s, folder, path, coop_segment_file(i), err);
	return st;
}

static void make_file(const struct sums *s, struct coop_buf *out)
{
	coop_buf_add(out, COOP_CHECKSUMS_MAGIC, COOP_CHECKSUMS_MAGIC_LEN);
	coop_buf_le64(out, s->revision);
	coop_buf_le32(out, s->count);
	coop_buf_add(out, coop_buf_cstr(&s->files), s->files.len);
	add_checksums(out, coop_buf_cstr(&s->pages), s->pages.len,
		COOP_CHECKSUM_GROUP * (size_t)COOP_LE32_SIZE);
	coop_buf_le32(out, libdeflate_crc32(0, coop_buf_cstr(out), out->len));
	coop_buf_add(out, coop_buf_cstr(&s->pages), s->pages.len);
}

enum coop_status checksums_write(
	int folder, const char *path, const stop_flag *stop, struct coop_error *err)
{
	struct sums s = {.stop = stop};
	struct coop_buf file = {0};
	enum coop_status st = add_files(&s, folder, path, err);
	if (!st)
		st = coop_buf_check(s.files.failed ? &s.files : &s.pages, err);
	if (!st)
		make_file(&s, &file);
	if (!st)
		st = coop_buf_check(&file, err);
	if (!st)
		st = entry_write(
			folder, path, COOP_CHECKSUMS_FILE, file.s, file.len, err);
	coop_buf_release(&s.files);
	coop_buf_release(&s.pages);
	coop_buf_release(&file);
	return st;
}
