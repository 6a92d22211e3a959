/*
 * nolocks.c - a file system without locks for readers, for t_lock.sh; loaded by LD_PRELOAD.
 *
 * flock() of a file whose name in its folder is NOLOCKS_NAME fails with the error NOLOCKS_ERRNO; where
 * NOLOCKS_EX is set, for exclusive locks only. With NOLOCKS_LATER set, the clock of the machine, but not
 * that of the file system, is so many seconds ahead.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static bool fails(int fd, int operation)
{
	char link[64], path[4096];
	const char *name = getenv("NOLOCKS_NAME");
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, path, sizeof path - 1);
	if (n < 0 || !name || (getenv("NOLOCKS_EX") && !(operation & LOCK_EX)))
		return false;
	path[n] = '\0';
	const char *slash = strrchr(path, '/');
	return slash && strcmp(slash + 1, name) == 0;
}

int flock(int fd, int operation)
{
	int (*real)(int, int);
	*(void **)&real = dlsym(RTLD_NEXT, "flock");
	if (!fails(fd, operation))
		return real(fd, operation);
	errno = atoi(getenv("NOLOCKS_ERRNO"));
	return -1;
}

time_t time(time_t *out)
{
	const char *later = getenv("NOLOCKS_LATER");
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	now.tv_sec += later ? atol(later) : 0;
	if (out)
		*out = now.tv_sec;
	return now.tv_sec;
}
