#include "indexer/disk/memfile.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

static enum coop_status failed(struct coop_error *err)
{
	return coop_fail(err, COOP_E_IO,
		TR("cannot write a temporary file: %s",
			"impossible d'écrire un fichier temporaire : %s"),
		coop_errno_text(errno));
}

static void take(struct memfile *f, int fd)
{
	f->fd = fd;
	snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", fd);
}

/* Puts the file on the disk, and what it holds. */
static bool move_to_disk(struct memfile *f)
{
	char block[1 << 16];
	int disk = tempfile_unnamed(tempfile_dir());
	uint64_t at = 0;
	if (disk < 0)
		return false;
	while (at < f->size) {
		ssize_t n = pread(f->fd, block, sizeof block, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* it is shorter than what was written */
		if (n <= 0 || !coop_fd_write(disk, block, (size_t)n)) {
			int why = errno;
			close(disk);
			errno = why;
			return false;
		}
		at += (uint64_t)n;
	}
	close(f->fd);
	take(f, disk);
	f->on_disk = true;
	return true;
}

enum coop_status memfile_open(struct memfile *f, struct coop_error *err)
{
	*f = MEMFILE_NONE;
	int fd = memfd_create("coopidx", MFD_CLOEXEC);
	f->on_disk = fd < 0;
	if (fd < 0)
		fd = tempfile_unnamed(tempfile_dir());
	if (fd < 0)
		return failed(err);
	take(f, fd);
	return COOP_OK;
}

enum coop_status memfile_add(
	struct memfile *f, const void *data, size_t len, struct coop_error *err)
{
	if (!f->on_disk && f->size + len > MEMFILE_IN_MEMORY && !move_to_disk(f))
		return failed(err);
	if (!coop_fd_write(f->fd, data, len))
		return failed(err);
	f->size += len;
	return COOP_OK;
}

void memfile_close(struct memfile *f)
{
	if (f->fd >= 0)
		close(f->fd);
	*f = MEMFILE_NONE;
}
