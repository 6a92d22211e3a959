#include "shared/index/checksums.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "shared/core/bytes.h"
#include "shared/index/glass_read.h"

enum { GROUP_BYTES = COOP_CHECKSUM_GROUP * COOP_LE32_SIZE, FILE_HEAD = 9 };

/* A file that has checksums; its name is the mapped file's. */
struct summed {
	const char *name;
	size_t name_len;
	uint64_t size;
	size_t first; /* page */
};

struct coop_checksums {
	struct coop_mapping file; /* borrowed */
	uint64_t revision;
	size_t nfiles, pages;
	struct summed files[COOP_CHECKSUM_FILES];
	const char *groups, *table; /* checksums of groups, and of pages */
	uint8_t *verified;          /* a bit for each page, */
	uint8_t *groups_verified;   /* and for each group */
};

static size_t count_groups(size_t pages)
{
	return (pages + COOP_CHECKSUM_GROUP - 1) / COOP_CHECKSUM_GROUP;
}

/* Reads the files' sizes and names; NULL when they make no sense, else what stands behind. */
static const char *read_files(struct coop_checksums *c, const char *s, const char *end)
{
	/* no more pages than there can be checksums of */
	const uint64_t most = c->file.size / COOP_LE32_SIZE;
	for (size_t i = 0; i < c->nfiles; i++) {
		struct summed *f = &c->files[i];
		if (end - s < FILE_HEAD || end - s - FILE_HEAD < (unsigned char)s[8])
			return NULL;
		*f = (struct summed){.name = s + FILE_HEAD,
			.name_len = (unsigned char)s[8],
			.size = coop_get_le64(s),
			.first = c->pages};
		if (f->size / COOP_CHECKSUM_PAGE > most)
			return NULL;
		c->pages += coop_checksum_pages(f->size);
		if (c->pages > most)
			return NULL;
		s += FILE_HEAD + f->name_len;
	}
	return s;
}

/* Reads all but the checksums of pages; false when the file is damaged. */
static bool read_head(struct coop_checksums *c)
{
	const char *s = c->file.at;
	if (c->file.size < COOP_CHECKSUM_HEAD ||
		memcmp(s, COOP_CHECKSUMS_MAGIC, COOP_CHECKSUMS_MAGIC_LEN) != 0)
		return false;
	c->revision = coop_get_le64(s + COOP_CHECKSUMS_MAGIC_LEN);
	c->nfiles = coop_get_le32(s + COOP_CHECKSUM_HEAD - COOP_LE32_SIZE);
	if (c->nfiles > COOP_CHECKSUM_FILES)
		return false;
	c->groups = read_files(c, s + COOP_CHECKSUM_HEAD, s + c->file.size);
	if (!c->groups)
		return false;
	size_t groups = count_groups(c->pages) * COOP_LE32_SIZE;
	size_t rest = (size_t)(s + c->file.size - c->groups);
	if (rest != groups + COOP_LE32_SIZE + c->pages * COOP_LE32_SIZE)
		return false;
	c->table = c->groups + groups + COOP_LE32_SIZE;
	return libdeflate_crc32(0, s, (size_t)(c->groups + groups - s)) ==
	       coop_get_le32(c->groups + groups);
}

enum coop_status coop_checksums_open(const struct coop_mapping *file,
	struct coop_checksums **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_checksums *c = calloc(1, sizeof *c);
	if (!c)
		return coop_fail_nomem(err);
	c->file = *file;
	if (!read_head(c)) {
		coop_checksums_free(c);
		return coop_glass_fail(COOP_CHECKSUMS_FILE, err);
	}
	c->verified = calloc(c->pages / 8 + 1, 1);
	c->groups_verified = calloc(count_groups(c->pages) / 8 + 1, 1);
	if (!c->verified || !c->groups_verified) {
		coop_checksums_free(c);
		return coop_fail_nomem(err);
	}
	*out = c;
	return COOP_OK;
}

void coop_checksums_free(struct coop_checksums *c)
{
	if (!c)
		return;
	free(c->verified);
	free(c->groups_verified);
	free(c);
}

uint32_t coop_checksums_crc(const struct coop_checksums *c)
{
	return coop_get_le32(c->table - COOP_LE32_SIZE);
}

uint64_t coop_checksums_revision(const struct coop_checksums *c)
{
	return c->revision;
}

static const struct summed *find(const struct coop_checksums *c, const char *name)
{
	for (size_t i = 0; i < c->nfiles; i++)
		if (coop_bytes_equal(
			    c->files[i].name, c->files[i].name_len, name, strlen(name)))
			return &c->files[i];
	return NULL;
}

bool coop_checksums_find(const struct coop_checksums *c, const char *name, uint64_t *size)
{
	const struct summed *f = find(c, name);
	*size = f ? f->size : 0;
	return f != NULL;
}

bool coop_checksums_pages(struct coop_checksums *c, const char *name,
	const struct coop_mapping *file, struct coop_pages *out)
{
	const struct summed *f = find(c, name);
	*out = (struct coop_pages){0};
	if (!f)
		return !file->there;
	*out = (struct coop_pages){file->at, file->size, f->first, c->verified, c};
	return file->there && f->size == file->size;
}

static void set_bit(uint8_t *bits, size_t i)
{
	__atomic_fetch_or(&bits[i / 8], (uint8_t)(1U << i % 8), __ATOMIC_RELAXED);
}

/* Verifies the group of checksums that one belongs to. */
static bool verify_group(struct coop_checksums *c, size_t group)
{
	if (__atomic_load_n(&c->groups_verified[group / 8], __ATOMIC_RELAXED) >>
			group % 8 &
		1)
		return true;
	size_t at = group * GROUP_BYTES, all = c->pages * COOP_LE32_SIZE;
	size_t n = all - at < GROUP_BYTES ? all - at : GROUP_BYTES;
	if (libdeflate_crc32(0, c->table + at, n) !=
		coop_get_le32(c->groups + group * COOP_LE32_SIZE))
		return false;
	set_bit(c->groups_verified, group);
	return true;
}

bool coop_pages_verify_one(const struct coop_pages *p, size_t page)
{
	struct coop_checksums *c = p->checksums;
	size_t at = page * COOP_CHECKSUM_PAGE, number = p->first + page;
	if (!c || at >= p->size)
		return !c;
	size_t n = p->size - at < COOP_CHECKSUM_PAGE ? p->size - at : COOP_CHECKSUM_PAGE;
	if (!verify_group(c, number / COOP_CHECKSUM_GROUP) ||
		libdeflate_crc32(0, p->at + at, n) !=
			coop_get_le32(c->table + number * COOP_LE32_SIZE))
		return false;
	set_bit(c->verified, number);
	return true;
}

size_t coop_pages_damaged(const struct coop_pages *p, size_t *first)
{
	size_t damaged = 0;
	for (size_t page = 0; page < coop_checksum_pages(p->size); page++)
		if (!coop_pages_verify_one(p, page) && damaged++ == 0)
			*first = page;
	return damaged;
}
