#include "indexer/decode/ole.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "indexer/disk/infile.h"
#include "shared/core/bytes.h"

enum {
	HEADER = 512,
	SHIFT = 30,     /* offset in the header of the size of a sector, a power of two */
	DIRECTORY = 48, /* of the first sector of the directory */
	TABLE = 76,     /* of the numbers of the sectors that hold the table of sectors */
	TABLES = 109,   /* how many of these the header has */
	ENTRY = 128, /* bytes of an entry of the directory, which begins with its name */
	NAME_LENGTH = 64, /* offset of its length in bytes, with a final NUL */
	SECTORS_MAX = 256 /* of a directory that is looked at */
};

struct ole {
	int fd;
	unsigned shift; /* sectors have 1 << shift bytes */
	char header[HEADER];
};

static bool read_at(const struct ole *o, uint64_t at, char *to, size_t n)
{
	return at < INT64_MAX && pread(o->fd, to, n, (off_t)at) == (ssize_t)n;
}

/* Where a sector begins. */
static uint64_t place_of(const struct ole *o, uint32_t sector)
{
	return ((uint64_t)sector + 1) << o->shift;
}

/* The sector after one, by the table of sectors; UINT32_MAX at the end, or when it is not found. */
static uint32_t next_sector(const struct ole *o, uint32_t sector)
{
	char number[COOP_LE32_SIZE];
	size_t in_table = ((size_t)1 << o->shift) / COOP_LE32_SIZE;
	size_t table = sector / in_table;
	if (table >= TABLES)
		return UINT32_MAX;
	uint32_t of = coop_get_le32(o->header + TABLE + table * COOP_LE32_SIZE);
	uint64_t at = place_of(o, of) + sector % in_table * COOP_LE32_SIZE;
	return read_at(o, at, number, sizeof number) ? coop_get_le32(number) : UINT32_MAX;
}

/* The names that tell a kind; the first that is met decides. */
static const struct {
	const char *name;
	enum refused kind;
} streams[] = {{"EncryptedPackage", REFUSED_ENCRYPTED}, {"WordDocument", REFUSED_WORD},
	{"Workbook", REFUSED_OLD_WORKBOOK}, {"Book", REFUSED_OLD_WORKBOOK},
	{"PowerPoint Document", REFUSED_SLIDES}, {"PP40", REFUSED_SLIDES},
	{"Quill", REFUSED_PUBLISHER}, {"VisioDocument", REFUSED_LAYOUT},
	{"__properties_version1.0", REFUSED_OUTLOOK}, {"MatOST", REFUSED_DOCUMENT},
	{"CONTENTS", REFUSED_DOCUMENT}, {"NativeContent_MAIN", REFUSED_OTHER_WORKBOOK}};

static enum refused kind_of_entry(const char *entry)
{
	char name[NAME_LENGTH / 2 + 1] = "";
	size_t n = (unsigned char)entry[NAME_LENGTH] / 2U;
	for (size_t i = 0; i < n && i < sizeof name - 1; i++)
		name[i] = entry[2 * i + 1] ? '?' : entry[2 * i]; /* in UTF-16 */
	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
		if (strcmp(name, streams[i].name) == 0)
			return streams[i].kind;
	return REFUSED_OLE;
}

/* Looks at the entries of a sector of the directory. */
static enum refused kind_of_sector(const struct ole *o, uint32_t sector)
{
	enum refused kind = REFUSED_OLE;
	char entry[ENTRY];
	size_t entries = ((size_t)1 << o->shift) / ENTRY;
	for (size_t i = 0; kind == REFUSED_OLE && i < entries; i++) {
		if (!read_at(o, place_of(o, sector) + i * ENTRY, entry, sizeof entry))
			return REFUSED_OLE;
		kind = kind_of_entry(entry);
	}
	return kind;
}

static enum refused kind_of(struct ole *o)
{
	enum refused kind = REFUSED_OLE;
	if (!read_at(o, 0, o->header, sizeof o->header))
		return REFUSED_OLE;
	o->shift = (unsigned char)o->header[SHIFT];
	if (o->shift < 7 || o->shift > 16)
		return REFUSED_OLE;
	uint32_t sector = coop_get_le32(o->header + DIRECTORY);
	for (int i = 0; i < SECTORS_MAX && kind == REFUSED_OLE && sector != UINT32_MAX;
		i++) {
		kind = kind_of_sector(o, sector);
		sector = next_sector(o, sector);
	}
	return kind;
}

enum refused ole_kind(const char *path)
{
	struct infile in = INFILE_NONE;
	enum refused kind = REFUSED_OLE;
	if (infile_open(&in, path, NULL) == COOP_OK && in.regular) {
		struct ole ole = {.fd = in.fd};
		kind = kind_of(&ole);
	}
	infile_close(&in);
	return kind;
}
