#include "query/http/body.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/core/fd.h"

/* A file without a name, where temporary ones are kept; -1, with errno set. */
static int open_nameless(void)
{
	const char *folder = getenv("TMPDIR");
	if (!folder || *folder != '/')
		folder = "/tmp";
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
		return fd;
	/* a file system that knows no such files */
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/coopq-XXXXXX", folder);
	fd = path.failed ? -1 : mkostemp(path.s, O_CLOEXEC);
	if (fd >= 0)
		unlink(path.s);
	coop_buf_release(&path);
	return fd;
}

/* Writes to the file, whose bytes count from now on. */
static bool write_file(struct body *b, const char *bytes, size_t len)
{
	atomic_fetch_add(&b->files->bytes, len);
	b->filed += len;
	return coop_fd_write(b->fd, bytes, len);
}

/* Moves what is in memory to a file. */
static bool spill(struct body *b)
{
	b->crowded = b->crowded || atomic_load(&b->files->bytes) >= b->files->max;
	if (b->crowded) {
		errno = ENOSPC;
		return false;
	}
	b->fd = open_nameless();
	if (b->fd < 0 || !write_file(b, b->memory.s, b->memory.len))
		return false;
	coop_buf_release(&b->memory);
	coop_buf_init(&b->memory);
	return true;
}

static ssize_t take(void *cookie, const char *bytes, size_t len)
{
	struct body *b = cookie;
	if (b->fd < 0 && b->memory.len + len <= BODY_IN_MEMORY) {
		coop_buf_add(&b->memory, bytes, len);
		if (b->memory.failed) {
			errno = ENOMEM;
			return 0;
		}
	} else if ((b->fd < 0 && !spill(b)) || !write_file(b, bytes, len)) {
		return 0;
	}
	b->len += len;
	return (ssize_t)len;
}

bool body_open(struct body *b, struct body_files *files)
{
	enum { ROOM = 16 << 10 };
	*b = (struct body){.fd = -1, .files = files};
	b->out = fopencookie(b, "w", (cookie_io_functions_t){.write = take});
	if (b->out)
		setvbuf(b->out, NULL, _IOFBF, ROOM);
	return b->out != NULL;
}

bool body_finish(struct body *b)
{
	bool failed = ferror(b->out) != 0;
	failed = fclose(b->out) != 0 || failed;
	b->out = NULL;
	return !failed;
}

void body_release(struct body *b)
{
	if (b->out)
		fclose(b->out);
	if (b->fd >= 0) {
		close(b->fd);
		body_give_back(b->files, b->filed);
	}
	coop_buf_release(&b->memory);
}

void body_give_back(struct body_files *files, uint64_t bytes)
{
	atomic_fetch_sub(&files->bytes, bytes);
}
