#include "shared/core/fd.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

bool coop_fd_write(int fd, const void *data, size_t len)
{
	const char *at = data;
	while (len > 0) {
		ssize_t n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* no device returns 0; this would loop for ever */
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

bool coop_fd_write_at(int fd, const void *data, size_t len, uint64_t off)
{
	const char *at = data;
	while (len > 0) {
		ssize_t n = pwrite(fd, at, len, (off_t)off);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0)
			return false;
		at += n;
		off += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

bool coop_fd_read(int fd, void *to, size_t room, size_t *got)
{
	for (*got = 0; *got < room;) {
		ssize_t n = read(fd, (char *)to + *got, room - *got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return true;
}

bool coop_fd_read_all(int fd, size_t max, struct coop_buf *out)
{
	enum { BLOCK = 1 << 16 };
	size_t left = max < SIZE_MAX ? max + 1 : max, got = 1;
	while (left > 0 && got > 0) {
		size_t room = left < BLOCK ? left : BLOCK;
		char *to = coop_buf_reserve(out, room);
		if (!to) {
			errno = ENOMEM;
			return false;
		}
		if (!coop_fd_read(fd, to, room, &got))
			return false;
		to[got] = '\0';
		out->len += got;
		left -= got;
	}
	return true;
}
