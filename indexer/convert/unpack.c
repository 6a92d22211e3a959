/* The only user of libarchive. */
#include "indexer/convert/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 };

struct unpack {
	struct archive *archive;
	struct archive_entry *entry;
};

static enum problem failure(const struct unpack *u)
{
	return archive_errno(u->archive) == ENOMEM ? PROBLEM_MEMORY : PROBLEM_DAMAGED;
}

enum problem unpack_read(struct unpack *u, char *to, size_t room, size_t *n)
{
	*n = 0;
	if (archive_entry_is_encrypted(u->entry))
		return PROBLEM_ENCRYPTED;
	la_ssize_t got = archive_read_data(u->archive, to, room);
	if (got < 0)
		return failure(u);
	*n = (size_t)got;
	return PROBLEM_NONE;
}

static enum problem walk(struct unpack *u, unpack_take *take, void *data)
{
	for (;;) {
		int got = archive_read_next_header(u->archive, &u->entry);
		if (got == ARCHIVE_EOF)
			return PROBLEM_NONE;
		if (got < ARCHIVE_WARN)
			return failure(u);
		const char *name = archive_entry_pathname(u->entry);
		if (!name || archive_entry_filetype(u->entry) != AE_IFREG ||
			archive_entry_hardlink(u->entry))
			continue;
		enum problem problem = take(data, u, name);
		if (problem)
			return problem;
	}
}

/* A ZIP without files is nothing but its end, where the library does not look for that. */
static bool is_empty_zip(void)
{
	static const char mark[] = "PK\5\6";
	char start[sizeof mark - 1];
	return pread(STDIN_FILENO, start, sizeof start, 0) == (ssize_t)sizeof start &&
	       memcmp(start, mark, sizeof start) == 0;
}

enum problem unpack_each(enum unpack_format format, unpack_take *take, void *data)
{
	if (is_empty_zip())
		return PROBLEM_NONE;
	struct unpack u = {.archive = archive_read_new()};
	if (!u.archive)
		return PROBLEM_MEMORY;
	archive_read_support_format_zip_seekable(u.archive);
	if (format == UNPACK_ALL) {
		archive_read_support_format_tar(u.archive);
		archive_read_support_format_gnutar(u.archive);
		archive_read_support_filter_gzip(u.archive);
		archive_read_support_filter_bzip2(u.archive);
		archive_read_support_filter_xz(u.archive);
		archive_read_support_filter_zstd(u.archive);
	}
	enum problem problem =
		archive_read_open_fd(u.archive, STDIN_FILENO, BLOCK) == ARCHIVE_OK
			? walk(&u, take, data)
			: failure(&u);
	archive_read_free(u.archive);
	return problem;
}
