/*
 * checksums.h - whether the files of a generation are as they were written.
 *
 * The file COOP_CHECKSUMS_FILE holds a CRC-32 (ISO 3309, that of gzip) of every page of the files
 * beside it. A page is verified before its first byte is used, and once per process. At 4 KiB this
 * CRC finds every error of up to three bits and every burst of up to 32; of other damage it misses
 * one in four billion. It is no defence against a forger: what is read is checked in itself too.
 *
 * The file; numbers have four bytes, little-endian, unless stated otherwise:
 *   "coopCK01"
 *   the revision of the database, eight bytes; the number of files
 *   for each file: its size, eight bytes; the length of its name, a byte; its name
 *   for each group of COOP_CHECKSUM_GROUP page checksums (the last may be smaller): the CRC-32 of
 *     those checksums as stored below
 *   the CRC-32 of all bytes so far
 *   the CRC-32 of each page of COOP_CHECKSUM_PAGE bytes of each file, in order; the last page of a
 *     file may be shorter
 */
#ifndef COOP_INDEX_CHECKSUMS_H
#define COOP_INDEX_CHECKSUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/core/mapping.h"

#define COOP_CHECKSUMS_FILE      "checksums"
#define COOP_CHECKSUMS_MAGIC     "coopCK01"
#define COOP_CHECKSUMS_MAGIC_LEN 8

enum {
	COOP_CHECKSUM_PAGE = 4096,  /* bytes */
	COOP_CHECKSUM_GROUP = 1024, /* checksums */
	COOP_CHECKSUM_FILES = 64,   /* at most */
	COOP_CHECKSUM_HEAD = COOP_CHECKSUMS_MAGIC_LEN + 12
};

struct coop_checksums;

/*
 * The pages of a mapped file. `{0}`: a file without checksums, all of whose pages count as verified.
 * The mapping and the checksums are borrowed. Threads may share it.
 */
struct coop_pages {
	const char *at;
	size_t size;
	size_t first;      /* number of its first page among the pages of all files */
	uint8_t *verified; /* a bit for each of those, set once the page was verified */
	struct coop_checksums *checksums;
};

/* The number of pages of a file of `size` > 0 bytes. */
static inline size_t coop_checksum_pages(uint64_t size)
{
	return (size_t)((size + COOP_CHECKSUM_PAGE - 1) / COOP_CHECKSUM_PAGE);
}

/* Opens a mapped file of checksums, which is borrowed. COOP_E_CORRUPT: it is damaged. */
enum coop_status coop_checksums_open(const struct coop_mapping *file,
	struct coop_checksums **out, struct coop_error *err);
void coop_checksums_free(struct coop_checksums *c); /* NULL is fine */

/* The CRC-32 at the end of the head, with which all the others can be verified. */
uint32_t coop_checksums_crc(const struct coop_checksums *c);

/* The revision that the database had when the checksums were made. */
uint64_t coop_checksums_revision(const struct coop_checksums *c);

/* Whether there are checksums of a file of that name, and the size that it was written with. */
bool coop_checksums_find(
	const struct coop_checksums *c, const char *name, uint64_t *size);

/*
 * Gives the pages of a file of that name. False when it has another size than it was written with,
 * when it has no checksums, or when it has some and is missing. The pages of one that is too short
 * can be verified all the same.
 */
bool coop_checksums_pages(struct coop_checksums *c, const char *name,
	const struct coop_mapping *file, struct coop_pages *out);

/* Verifies a page, by its number in the file; false when it is not as it was written. */
bool coop_pages_verify_one(const struct coop_pages *p, size_t page);

/* Whether a page was verified already. */
static inline bool coop_pages_is_verified(const struct coop_pages *p, size_t page)
{
	size_t number = p->first + page;
	return __atomic_load_n(&p->verified[number / 8], __ATOMIC_RELAXED) >> number % 8 &
	       1;
}

/*
 * Verifies the pages that hold the `n` bytes from `s` on, which must lie in the file. False when one
 * of them is not as it was written.
 */
static inline bool coop_pages_verify(const struct coop_pages *p, const void *s, size_t n)
{
	if (!p->checksums || n == 0)
		return true;
	size_t from = (size_t)((const char *)s - p->at);
	for (size_t page = from / COOP_CHECKSUM_PAGE;
		page <= (from + n - 1) / COOP_CHECKSUM_PAGE; page++)
		if (!coop_pages_is_verified(p, page) && !coop_pages_verify_one(p, page))
			return false;
	return true;
}

/* Counts the pages of a file that are not as they were written; `*first` is the first of these. */
size_t coop_pages_damaged(const struct coop_pages *p, size_t *first);

#endif
