#include "indexer/disk/file_replace.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/fd.h"

enum coop_status file_replace(
	const char *path, const struct coop_buf *text, struct coop_error *err)
{
	struct coop_buf fresh = {0};
	coop_buf_str(&fresh, path);
	coop_buf_str(&fresh, ".XXXXXX");
	enum coop_status st = coop_buf_check(&fresh, err);
	int fd = st ? -1 : mkostemp(fresh.s, O_CLOEXEC);
	if (!st && fd < 0)
		st = coop_cannot_write(path, NULL, err);
	bool written = fd >= 0 && coop_fd_write(fd, text->s, text->len) &&
		       fchmod(fd, 0644) == 0 && fsync(fd) == 0;
	if (fd >= 0 && (close(fd) != 0 || !written || rename(fresh.s, path) != 0)) {
		st = coop_cannot_write(path, NULL, err);
		unlink(fresh.s);
	}
	coop_buf_release(&fresh);
	return st;
}
