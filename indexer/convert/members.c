#include "indexer/convert/members.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "indexer/convert/worker.h"
#include "indexer/kind.h"

/* Whether a name ends in one of the suffixes. */
static bool is_wanted(const char *name, const char *suffixes)
{
	char suffix[16];
	const char *const list[] = {suffix, NULL};
	while (*suffixes) {
		size_t n = strcspn(suffixes, " ");
		if (n > 0 && n < sizeof suffix) {
			memcpy(suffix, suffixes, n);
			suffix[n] = '\0';
			if (kind_has_suffix(name, list))
				return true;
		}
		suffixes += n + (suffixes[n] == ' ');
	}
	return false;
}

static enum problem answer_data(struct archive *a, struct archive_entry *e)
{
	static char block[FRAME_DATA_MAX];
	if (archive_entry_is_encrypted(e))
		return PROBLEM_ENCRYPTED;
	for (;;) {
		la_ssize_t n = archive_read_data(a, block, sizeof block);
		if (n < 0)
			return PROBLEM_DAMAGED;
		if (n == 0)
			return PROBLEM_NONE;
		worker_answer(FRAME_DATA, block, (size_t)n);
	}
}

static void answer_member(struct archive *a, struct archive_entry *e, const char *name,
	const char *suffixes)
{
	enum problem problem = PROBLEM_NONE;
	size_t n = strlen(name);
	if (n > FRAME_NAME_MAX)
		n = FRAME_NAME_MAX;
	worker_answer(FRAME_MEMBER, name, n);
	if (!kind_is_hidden(name) && is_wanted(name, suffixes))
		problem = answer_data(a, e);
	if (problem)
		worker_problem(problem);
	else
		worker_answer(FRAME_CLOSE, "", 0);
}

static enum problem answer_all(struct archive *a, const char *suffixes)
{
	struct archive_entry *e;
	for (;;) {
		int got = archive_read_next_header(a, &e);
		if (got == ARCHIVE_EOF)
			return PROBLEM_NONE;
		if (got < ARCHIVE_WARN)
			return PROBLEM_DAMAGED;
		const char *name = archive_entry_pathname(e);
		if (name && archive_entry_filetype(e) == AE_IFREG &&
			!archive_entry_hardlink(e))
			answer_member(a, e, name, suffixes);
	}
}

enum problem members_answer(const char *suffixes)
{
	struct archive *a = archive_read_new();
	enum problem problem = PROBLEM_DAMAGED;
	if (!a)
		return PROBLEM_MEMORY;
	archive_read_support_format_zip_seekable(a);
	archive_read_support_format_tar(a);
	archive_read_support_format_gnutar(a);
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_bzip2(a);
	archive_read_support_filter_xz(a);
	archive_read_support_filter_zstd(a);
	if (archive_read_open_fd(a, STDIN_FILENO, FRAME_DATA_MAX) == ARCHIVE_OK)
		problem = answer_all(a, suffixes);
	archive_read_free(a);
	return problem;
}
