/*
 * nowatch.c - limits of inotify(7), for t_watch.sh; loaded by LD_PRELOAD.
 *
 * LIMITS_INIT and LIMITS_ADD are the errors with which inotify_init1() and inotify_add_watch() fail.
 * With LIMITS_LOSE set each event that is read says that events were lost. A minute of poll() is over at
 * once where one of the first two is set, and the clock is that much ahead then.
 */
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

static int inotify = -1;
static time_t ahead;

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

static bool fails(const char *name)
{
	const char *number = getenv(name);
	if (number)
		errno = atoi(number);
	return number;
}

int inotify_init1(int flags)
{
	int (*real)(int);
	*(void **)&real = next("inotify_init1");
	inotify = fails("LIMITS_INIT") ? -1 : real(flags);
	return inotify;
}

int inotify_add_watch(int fd, const char *path, uint32_t mask)
{
	int (*real)(int, const char *, uint32_t);
	*(void **)&real = next("inotify_add_watch");
	return fails("LIMITS_ADD") ? -1 : real(fd, path, mask);
}

ssize_t read(int fd, void *to, size_t n)
{
	ssize_t (*real)(int, void *, size_t);
	*(void **)&real = next("read");
	ssize_t got = real(fd, to, n);
	struct inotify_event *e = to;
	if (got <= 0 || fd != inotify || !getenv("LIMITS_LOSE"))
		return got;
	*e = (struct inotify_event){.wd = -1, .mask = IN_Q_OVERFLOW};
	return sizeof *e;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int (*real)(clockid_t, struct timespec *);
	*(void **)&real = next("clock_gettime");
	int result = real(clock, now);
	now->tv_sec += ahead;
	return result;
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	int (*real)(struct pollfd *, nfds_t, int);
	*(void **)&real = next("poll");
	if (timeout < 10000 || (!getenv("LIMITS_INIT") && !getenv("LIMITS_ADD")))
		return real(fds, n, timeout);
	usleep(100000);
	ahead += timeout / 1000 + 1;
	return 0;
}
