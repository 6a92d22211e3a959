/*
 * unpack.c - the only user of libarchive.
 */
#include "indexer/convert/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "indexer/convert/worker.h"
#include "indexer/disk/failure.h"

enum { BLOCK = 1 << 16 };

struct unpack {
	struct archive *archive;
	struct archive_entry *entry;
	/* reading failed, which the library may take for an end or for damage */
	bool unreadable;
	char block[BLOCK];
};

/* ---- the callbacks of libarchive ---- */

static la_ssize_t read_block(struct archive *archive, void *data, const void **block)
{
	struct unpack *u = data;
	ssize_t n = read(STDIN_FILENO, u->block, sizeof u->block);
	*block = u->block;
	if (n >= 0)
		return n;
	u->unreadable |= failure_is_machine(errno);
	archive_set_error(archive, errno, "read");
	return ARCHIVE_FATAL;
}

static la_int64_t skip_blocks(struct archive *archive, void *data, la_int64_t n)
{
	(void)archive;
	(void)data;
	off_t from = lseek(STDIN_FILENO, 0, SEEK_CUR);
	off_t to = from < 0 ? from : lseek(STDIN_FILENO, n / BLOCK * BLOCK, SEEK_CUR);
	return to < 0 ? 0 : to - from; /* what is not skipped will be read */
}

static la_int64_t seek_block(
	struct archive *archive, void *data, la_int64_t offset, int whence)
{
	(void)data;
	off_t at = lseek(STDIN_FILENO, offset, whence);
	if (at >= 0)
		return at;
	archive_set_error(archive, errno, "seek");
	return ARCHIVE_FATAL;
}

/* ---- files ---- */

/* The problem to report when the library fails, and when it comes to an end. */
static enum conversion_failure library_failure(const struct unpack *u)
{
	if (u->unreadable)
		return CONVERSION_UNREADABLE;
	return archive_errno(u->archive) == ENOMEM ? CONVERSION_MEMORY
						   : CONVERSION_DAMAGED;
}

static enum conversion_failure end(const struct unpack *u)
{
	return u->unreadable ? CONVERSION_UNREADABLE : CONVERSION_OK;
}

enum conversion_failure unpack_read(struct unpack *u, char *to, size_t room, size_t *n)
{
	*n = 0;
	if (archive_entry_is_encrypted(u->entry))
		return CONVERSION_ENCRYPTED;
	la_ssize_t got = archive_read_data(u->archive, to, room);
	if (got < 0)
		return library_failure(u);
	*n = (size_t)got;
	return end(u);
}

static enum conversion_failure walk(struct unpack *u, unpack_take *take, void *data)
{
	for (;;) {
		int got = archive_read_next_header(u->archive, &u->entry);
		if (got == ARCHIVE_EOF)
			return end(u);
		if (got < ARCHIVE_WARN)
			return library_failure(u);
		const char *name = archive_entry_pathname(u->entry);
		/* a hard link has no contents of its own */
		if (!name || archive_entry_filetype(u->entry) != AE_IFREG ||
			archive_entry_hardlink(u->entry))
			continue;
		enum conversion_failure failure = take(data, u, name);
		if (failure)
			return failure;
	}
}

/*
 * A ZIP without files is only an end of central directory, which the library does not
 * recognise.
 */
static bool is_empty_zip(const char *start, size_t n)
{
	static const char mark[] = "PK\5\6";
	return n >= sizeof mark - 1 && memcmp(start, mark, sizeof mark - 1) == 0;
}

static int open_input(struct unpack *u)
{
	archive_read_set_read_callback(u->archive, read_block);
	archive_read_set_skip_callback(u->archive, skip_blocks);
	archive_read_set_seek_callback(u->archive, seek_block);
	archive_read_set_callback_data(u->archive, u);
	return archive_read_open1(u->archive);
}

enum conversion_failure unpack_each(
	enum unpack_format format, unpack_take *take, void *data)
{
	char start[4];
	size_t n;
	enum conversion_failure failure = worker_start(start, sizeof start, &n);
	if (failure || is_empty_zip(start, n))
		return failure;
	/* it may have been walked before */
	if (lseek(STDIN_FILENO, 0, SEEK_SET) < 0)
		return CONVERSION_UNREADABLE;
	struct unpack u = {.archive = archive_read_new()};
	if (!u.archive)
		return CONVERSION_MEMORY;
	/* the seekable reader finds members by the central directory */
	archive_read_support_format_zip_seekable(u.archive);
	if (format == UNPACK_ALL) {
		archive_read_support_format_tar(u.archive);
		archive_read_support_format_gnutar(u.archive);
		archive_read_support_filter_gzip(u.archive);
		archive_read_support_filter_bzip2(u.archive);
		archive_read_support_filter_xz(u.archive);
		archive_read_support_filter_zstd(u.archive);
	}
	failure =
		open_input(&u) == ARCHIVE_OK ? walk(&u, take, data) : library_failure(&u);
	archive_read_free(u.archive);
	return failure;
}
