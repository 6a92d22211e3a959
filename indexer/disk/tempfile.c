#include "indexer/disk/tempfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shared/core/fd.h"
#include "shared/core/i18n.h"

enum { WAITING = 1 << 18 /* bytes gathered before they are written */ };

static const char prefix[] = "spool-", blanks[] = "XXXXXX";

struct tempfile {
	char *dir; /* for messages */
	int fd;
	uint64_t size;           /* with what waits */
	struct coop_buf waiting; /* not written yet */
	char *map;               /* NULL while it is not mapped */
};

static enum coop_status failed(const struct tempfile *f, struct coop_error *err)
{
	return coop_fail_errno(err,
		TR("cannot write or read a temporary file in",
			"impossible d'écrire ou de lire un fichier temporaire dans"),
		f->dir);
}

bool tempfile_is_one(const char *name)
{
	size_t n = sizeof prefix - 1;
	return strlen(name) == n + sizeof blanks - 1 && memcmp(name, prefix, n) == 0;
}

int tempfile_unnamed(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0 || errno == ENOMEM)
		return fd;
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/%s%s", dir, prefix, blanks);
	if (!path.failed)
		fd = mkstemp(path.s);
	if (fd >= 0)
		unlink(path.s);
	coop_buf_release(&path);
	return fd;
}

const char *tempfile_dir(void)
{
	const char *dir = getenv("TMPDIR");
	return dir && *dir ? dir : "/tmp";
}

enum coop_status tempfile_new(
	const char *dir, struct tempfile **out, struct coop_error *err)
{
	*out = NULL;
	struct tempfile *f = calloc(1, sizeof *f);
	if (!f)
		return coop_fail_nomem(err);
	f->fd = -1;
	f->dir = strdup(dir);
	enum coop_status st = f->dir ? COOP_OK : coop_fail_nomem(err);
	if (!st && (f->fd = tempfile_unnamed(dir)) < 0)
		st = failed(f, err);
	if (st)
		tempfile_free(f);
	else
		*out = f;
	return st;
}

void tempfile_free(struct tempfile *f)
{
	if (!f)
		return;
	if (f->map)
		munmap(f->map, f->size);
	if (f->fd >= 0)
		close(f->fd);
	coop_buf_release(&f->waiting);
	free(f->dir);
	free(f);
}

static enum coop_status write_all(
	struct tempfile *f, const void *data, size_t len, struct coop_error *err)
{
	return coop_fd_write(f->fd, data, len) ? COOP_OK : failed(f, err);
}

enum coop_status tempfile_flush(struct tempfile *f, struct coop_error *err)
{
	enum coop_status st = write_all(f, f->waiting.s, f->waiting.len, err);
	coop_buf_reset(&f->waiting);
	return st;
}

enum coop_status tempfile_add(
	struct tempfile *f, const void *data, size_t len, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (f->waiting.len + len > WAITING)
		st = tempfile_flush(f, err);
	if (st)
		return st;
	f->size += len;
	if (len >= WAITING)
		return write_all(f, data, len, err);
	coop_buf_add(&f->waiting, data, len);
	return coop_buf_check(&f->waiting, err);
}

uint64_t tempfile_size(const struct tempfile *f)
{
	return f->size;
}

enum coop_status tempfile_read(struct tempfile *f, uint64_t off, size_t len,
	struct coop_buf *out, struct coop_error *err)
{
	coop_buf_reset(out);
	char *to = coop_buf_reserve(out, len);
	if (!to)
		return coop_fail_nomem(err);
	while (out->len < len) {
		ssize_t n = pread(
			f->fd, to + out->len, len - out->len, (off_t)(off + out->len));
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* the file is shorter than what was written */
		if (n <= 0)
			return failed(f, err);
		out->len += (size_t)n;
	}
	return COOP_OK;
}

enum coop_status tempfile_map(
	struct tempfile *f, const char **data, struct coop_error *err)
{
	*data = "";
	enum coop_status st = tempfile_flush(f, err);
	if (st || f->size == 0)
		return st;
	if (f->size > SIZE_MAX)
		return coop_fail_nomem(err);
	void *map = mmap(NULL, f->size, PROT_READ, MAP_SHARED, f->fd, 0);
	if (map == MAP_FAILED)
		return failed(f, err);
	*data = f->map = map;
	/* what is mapped needs neither, and there may be many such files */
	coop_buf_release(&f->waiting);
	close(f->fd);
	f->fd = -1;
	return COOP_OK;
}

void tempfile_unload(struct tempfile *f)
{
	if (f->map)
		madvise(f->map, f->size, MADV_DONTNEED);
}

void tempfile_by_turns(struct tempfile *f)
{
	if (f->map)
		madvise(f->map, f->size, MADV_RANDOM);
}

void tempfile_ask(struct tempfile *f, uint64_t off, uint64_t len)
{
	uint64_t end = off >= f->size || len > f->size - off ? f->size : off + len;
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), begin = off - off % page;
	if (f->map && begin < end)
		madvise(f->map + begin, end - begin, MADV_WILLNEED);
}
