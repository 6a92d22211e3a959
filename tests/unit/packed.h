/*
 * packed.h - makes archives in memory: ZIPs without compression.
 */
#ifndef COOP_TESTS_UNIT_PACKED_H
#define COOP_TESTS_UNIT_PACKED_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

/* What a file of an archive takes besides its bytes and, twice, its name; so does the end. */
enum { PACKED_HEADERS = 512 };

static inline bool packed_add(
	struct archive *zip, const char *name, const char *s, size_t n)
{
	struct archive_entry *e = archive_entry_new();
	if (!e)
		return false;
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)n);
	bool good = archive_write_header(zip, e) == ARCHIVE_OK &&
		    archive_write_data(zip, s, n) == (la_ssize_t)n;
	archive_entry_free(e);
	return good;
}

/*
 * An archive that is written to memory: how much of it, `*used` tells after packed_end(). NULL
 * when it cannot be.
 */
static inline struct archive *packed_begin(char *to, size_t room, size_t *used)
{
	struct archive *zip = archive_write_new();
	*used = 0;
	if (zip && archive_write_set_format_zip(zip) == ARCHIVE_OK &&
		archive_write_set_options(zip, "zip:compression=store") == ARCHIVE_OK &&
		archive_write_open_memory(zip, to, room, used) == ARCHIVE_OK)
		return zip;
	archive_write_free(zip);
	return NULL;
}

static inline bool packed_end(struct archive *zip)
{
	bool good = archive_write_close(zip) == ARCHIVE_OK;
	archive_write_free(zip);
	return good;
}

#endif
