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

enum { WAITING = 1 << 18 /* bytes that may wait to be written together */ };

static const char prefix[] = "spool-", blanks[] = "XXXXXX";

struct tempfile {
	char *dir; /* for messages; NULL: it was begun in memory */
	int fd;
	bool in_memory;          /* still */
	uint64_t size;           /* with what waits */
	struct coop_buf waiting; /* not written yet */
	char *map;               /* NULL while it is not mapped */
	char path[32];
};

static enum coop_status failed(const struct tempfile *f, struct coop_error *err)
{
	if (!f->dir)
		return coop_fail(err, COOP_E_IO,
			TR("cannot write a temporary file: %s",
				"impossible d'écrire un fichier temporaire : %s"),
			coop_errno_text(errno));
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

/* Opens a file without a name, or one that is unlinked at once; -1 and errno on failure. */
static int open_unnamed(const char *dir)
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

/* Takes a descriptor over. */
static void use(struct tempfile *f, int fd)
{
	f->fd = fd;
	snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", fd);
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
	if (!st && (f->fd = open_unnamed(dir)) < 0)
		st = failed(f, err);
	if (st)
		tempfile_free(f);
	else
		*out = f;
	return st;
}

enum coop_status tempfile_new_in_memory(struct tempfile **out, struct coop_error *err)
{
	*out = NULL;
	struct tempfile *f = calloc(1, sizeof *f);
	if (!f)
		return coop_fail_nomem(err);
	int fd = memfd_create("coopidx", MFD_CLOEXEC);
	f->in_memory = fd >= 0;
	use(f, f->in_memory ? fd : open_unnamed(tempfile_dir()));
	enum coop_status st = f->fd < 0 ? failed(f, err) : COOP_OK;
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

/* Copies what was written to a file on the disk, and goes on there. */
static bool move_to_disk(struct tempfile *f)
{
	char block[1 << 16];
	int disk = open_unnamed(tempfile_dir());
	ssize_t n = 1;
	if (disk < 0)
		return false;
	for (off_t at = 0; n > 0; at += n) {
		do
			n = pread(f->fd, block, sizeof block, at);
		while (n < 0 && errno == EINTR);
		if (n < 0 || !coop_fd_write(disk, block, (size_t)n)) {
			int why = errno;
			close(disk);
			errno = why;
			return false;
		}
	}
	close(f->fd);
	use(f, disk);
	f->in_memory = false;
	return true;
}

static enum coop_status write_out(
	struct tempfile *f, const void *data, size_t len, struct coop_error *err)
{
	return coop_fd_write(f->fd, data, len) ? COOP_OK : failed(f, err);
}

enum coop_status tempfile_flush(struct tempfile *f, struct coop_error *err)
{
	enum coop_status st = write_out(f, f->waiting.s, f->waiting.len, err);
	coop_buf_reset(&f->waiting);
	return st;
}

enum coop_status tempfile_add(
	struct tempfile *f, const void *data, size_t len, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (f->waiting.len + len > WAITING)
		st = tempfile_flush(f, err);
	if (!st && f->in_memory && f->size + len > TEMPFILE_IN_MEMORY && !move_to_disk(f))
		st = failed(f, err);
	if (st)
		return st;
	f->size += len;
	if (len >= WAITING || !f->dir)
		return write_out(f, data, len, err);
	coop_buf_add(&f->waiting, data, len);
	return coop_buf_check(&f->waiting, err);
}

enum coop_status tempfile_clear(struct tempfile *f, struct coop_error *err)
{
	coop_buf_reset(&f->waiting);
	f->size = 0;
	return ftruncate(f->fd, 0) == 0 && lseek(f->fd, 0, SEEK_SET) == 0
		       ? COOP_OK
		       : failed(f, err);
}

enum coop_status tempfile_write_at(struct tempfile *f, uint64_t off, const void *data,
	size_t len, struct coop_error *err)
{
	return coop_fd_write_at(f->fd, data, len, off) ? COOP_OK : failed(f, err);
}

const char *tempfile_path(const struct tempfile *f)
{
	return f->path;
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
	to[len] = '\0'; /* coop_buf_reserve() leaves room for it */
	return COOP_OK;
}

enum coop_status tempfile_put(
	struct tempfile *f, const char *data, size_t len, struct coop_error *err)
{
	uint64_t size = len;
	enum coop_status st = tempfile_add(f, &size, sizeof size, err);
	return st ? st : tempfile_add(f, data, len, err);
}

enum coop_status tempfile_next(struct tempfile *f, uint64_t *at, struct coop_buf *out,
	bool *more, struct coop_error *err)
{
	uint64_t size = 0;
	*more = *at < f->size;
	if (!*more)
		return COOP_OK;
	enum coop_status st = tempfile_read(f, *at, sizeof size, out, err);
	if (st)
		return st;
	memcpy(&size, out->s, sizeof size);
	*at += sizeof size;
	st = tempfile_read(f, *at, size, out, err);
	*at += size;
	return st;
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

void tempfile_random_access(struct tempfile *f)
{
	if (f->map)
		madvise(f->map, f->size, MADV_RANDOM);
}

void tempfile_prefetch(struct tempfile *f, uint64_t off, uint64_t len)
{
	uint64_t end = off >= f->size || len > f->size - off ? f->size : off + len;
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), begin = off - off % page;
	if (f->map && begin < end)
		madvise(f->map + begin, end - begin, MADV_WILLNEED);
}
