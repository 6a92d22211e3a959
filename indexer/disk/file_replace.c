#include "indexer/disk/file_replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/fd.h"

/* Writes and syncs an open file, with the rights a new file has. */
static bool fill(int fd, const struct coop_buf *text)
{
	mode_t mask = umask(0);
	umask(mask);
	return coop_fd_write(fd, text->s, text->len) &&
	       fchmod(fd, (mode_t)0666 & ~mask) == 0 && fsync(fd) == 0;
}

enum coop_status file_replace(
	const char *path, const struct coop_buf *text, struct coop_error *err)
{
	struct coop_buf fresh = {0};
	coop_buf_printf(&fresh, "%s.XXXXXX", path);
	enum coop_status st = coop_buf_check(&fresh, err);
	int fd = st ? -1 : mkostemp(fresh.s, O_CLOEXEC);
	if (!st && fd < 0)
		st = coop_cannot_write(path, NULL, err);
	if (fd >= 0) {
		bool done = fill(fd, text);
		int why = errno;
		close(fd);
		if (!done || rename(fresh.s, path) != 0) {
			errno = done ? errno : why;
			st = coop_cannot_write(path, NULL, err);
			unlink(fresh.s);
		}
	}
	coop_buf_release(&fresh);
	return st;
}
