#include "indexer/disk/infile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/failure.h"
#include "shared/core/i18n.h"

bool infile_is_stdin(const char *path)
{
	return strcmp(path, INFILE_STDIN) == 0;
}

static enum coop_status failed(struct infile *f, struct coop_error *err)
{
	f->failed = errno;
	return failure_to_read(f->failed, err);
}

/* A macro, since format strings are to be literals. */
#define CHANGED                                                                          \
	TR("changed while it was read; run again",                                       \
		"a changé pendant la lecture ; recommencez")

static enum coop_status changed(struct coop_error *err)
{
	return coop_fail(err, COOP_E_IO, CHANGED);
}

bool infile_has_changed(const struct coop_error *err)
{
	return err->status == COOP_E_IO && err->form && strcmp(err->form, CHANGED) == 0;
}

/* Keeps the size and mtime that the file has before it is read. */
static enum coop_status keep_state(struct infile *f, struct coop_error *err)
{
	struct stat st;
	if (fstat(f->fd, &st) != 0)
		return failed(f, err);
	f->regular = S_ISREG(st.st_mode);
	if (!f->regular)
		return COOP_OK;
	off_t at = lseek(f->fd, 0, SEEK_CUR);
	f->begin = at > 0 ? (uint64_t)at : 0;
	f->size = st.st_size > 0 ? (uint64_t)st.st_size : 0;
	f->mtime = st.st_mtim;
	return COOP_OK;
}

enum coop_status infile_open(struct infile *f, const char *path, struct coop_error *err)
{
	*f = INFILE_NONE;
	f->fd = infile_is_stdin(path) ? STDIN_FILENO
				      : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	enum coop_status st = f->fd < 0 ? failed(f, err) : keep_state(f, err);
	if (st && f->fd >= 0) {
		int why = f->failed;
		infile_close(f);
		f->failed = why;
	}
	return st;
}

void infile_close(struct infile *f)
{
	if (f->fd >= 0 && f->fd != STDIN_FILENO)
		close(f->fd);
	*f = INFILE_NONE;
}

enum coop_status infile_check(const struct infile *f, struct coop_error *err)
{
	struct stat st;
	if (!f->regular)
		return COOP_OK;
	if (fstat(f->fd, &st) != 0)
		return failure_to_read(errno, err);
	bool same = st.st_size >= 0 && (uint64_t)st.st_size == f->size &&
		    st.st_mtim.tv_sec == f->mtime.tv_sec &&
		    st.st_mtim.tv_nsec == f->mtime.tv_nsec;
	return same ? COOP_OK : changed(err);
}

/* Checks a file at its end. It may be longer than its size, as in /proc, but not shorter. */
static enum coop_status check_end(const struct infile *f, struct coop_error *err)
{
	enum coop_status st = infile_check(f, err);
	return st || f->begin + f->bytes >= f->size ? st : changed(err);
}

enum coop_status infile_read(
	struct infile *f, char *to, size_t n, size_t *got, struct coop_error *err)
{
	*got = 0;
	while (*got < n && !f->eof) {
		ssize_t some = read(f->fd, to + *got, n - *got);
		if (some < 0)
			return failed(f, err);
		f->eof = some == 0;
		*got += (size_t)some;
		f->bytes += (uint64_t)some;
		if (f->eof)
			return check_end(f, err);
	}
	return COOP_OK;
}

enum coop_status infile_read_all(
	struct infile *f, size_t max, struct coop_buf *out, struct coop_error *err)
{
	enum { BLOCK = 1 << 16 };
	for (size_t n = BLOCK; n == BLOCK; out->len += n) {
		char *to = out->len < max ? coop_buf_reserve(out, BLOCK) : NULL;
		if (!to)
			return coop_fail_nomem(err);
		enum coop_status st = infile_read(f, to, BLOCK, &n, err);
		if (st)
			return st;
	}
	return COOP_OK;
}

bool infile_is_as(const char *path, uint64_t size, int64_t mtime)
{
	struct stat st;
	return stat(path, &st) == 0 && st.st_size >= 0 && (uint64_t)st.st_size == size &&
	       st.st_mtim.tv_sec * INT64_C(1000000000) + st.st_mtim.tv_nsec == mtime;
}
