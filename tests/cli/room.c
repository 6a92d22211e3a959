/*
 * room.c - a disk with ROOM_BYTES free, for t_status.sh; loaded by LD_PRELOAD. ROOM_BYTES=none: a file
 * system that tells nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

static int answer(struct statvfs *s)
{
	const char *bytes = getenv("ROOM_BYTES");
	memset(s, 0, sizeof *s);
	if (!bytes || strcmp(bytes, "none") == 0)
		return 0;
	s->f_bsize = s->f_frsize = 512;
	s->f_blocks = 1 << 30;
	s->f_bavail = s->f_bfree = strtoull(bytes, NULL, 10) / 512;
	return 0;
}

int fstatvfs(int fd, struct statvfs *s)
{
	(void)fd;
	return answer(s);
}

int fstatvfs64(int fd, struct statvfs64 *s)
{
	(void)fd;
	return answer((struct statvfs *)s);
}
