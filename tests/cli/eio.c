/*
 * eio.c - a failing disk, or a moment for a signal, for t_durable.sh and t_updates_faults.sh; loaded by
 * LD_PRELOAD.
 *
 * Calls that write, sync, link or rename are counted, except on the standard streams. From call
 * number EIO_FROM on (from 1; unset: never) they fail with EIO, or the error of number EIO_ERRNO;
 * with EIO_ONCE=1 only that call does. With EIO_ALL=1 calls that create or remove names count and
 * fail as well. With EIO_SIGNAL set to a number nothing fails: instead the program gets that signal
 * just before that call, of all of these. The disk does not change between two calls, so these are
 * all the moments that matter. EIO_COUNT names a file that gets the number of calls at the end.
 * EIO_LISTING is the number of the one readdir() that fails. With EIO_LINKS=no there are no hard
 * links.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static long number(const char *name)
{
	const char *s = getenv(name);
	return s ? strtol(s, NULL, 10) : 0;
}

static bool fails(void)
{
	long from = number("EIO_FROM"), signal = number("EIO_SIGNAL");
	long n = atomic_fetch_add(&calls, 1) + 1;
	if (from == 0 || n < from || (n > from && (signal || number("EIO_ONCE"))))
		return false;
	if (signal) {
		kill(getpid(), (int)signal);
		return false;
	}
	errno = getenv("EIO_ERRNO") ? (int)number("EIO_ERRNO") : EIO;
	return true;
}

/* Whether calls that create or remove files count. */
static bool all(void)
{
	return getenv("EIO_SIGNAL") || getenv("EIO_ALL");
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("EIO_COUNT");
	FILE *f = path ? fopen(path, "w") : NULL;
	if (f) {
		fprintf(f, "%ld\n", atomic_load(&calls));
		fclose(f);
	}
}

#define FORWARD(type, name, parameters, arguments, counts)                               \
	type name parameters;                                                            \
	type name parameters                                                             \
	{                                                                                \
		static type(*next) parameters;                                           \
		if (!next)                                                               \
			*(void **)&next = dlsym(RTLD_NEXT, #name);                       \
		return (counts) && fails() ? (type)-1 : next arguments;                  \
	}

FORWARD(ssize_t, write, (int fd, const void *s, size_t n), (fd, s, n), fd > 2)
FORWARD(ssize_t, pwrite, (int fd, const void *s, size_t n, off_t at), (fd, s, n, at),
	fd > 2)
FORWARD(ssize_t, pwrite64, (int fd, const void *s, size_t n, off_t at), (fd, s, n, at),
	fd > 2)

/* No test cuts the power: nothing is really synced, which would take most of the time. */
int fsync(int fd)
{
	(void)fd;
	return fails() ? -1 : 0;
}

int fdatasync(int fd)
{
	return fsync(fd);
}

FORWARD(int, rename, (const char *from, const char *to), (from, to), true)
FORWARD(int, mkdir, (const char *path, mode_t mode), (path, mode), all())
FORWARD(int, unlink, (const char *path), (path), all())
FORWARD(int, rmdir, (const char *path), (path), all())
FORWARD(int, unlinkat, (int fd, const char *path, int flags), (fd, path, flags), all())
FORWARD(int, mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode), all())
FORWARD(int, renameat, (int fd, const char *from, int to_fd, const char *to),
	(fd, from, to_fd, to), true)

FORWARD(ssize_t, copy_file_range,
	(int from, off_t *from_at, int to, off_t *to_at, size_t n, unsigned flags),
	(from, from_at, to, to_at, n, flags), true)

int linkat(int fd, const char *from, int to_fd, const char *to, int flags)
{
	static int (*next)(int, const char *, int, const char *, int);
	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "linkat");
	if (getenv("EIO_LINKS")) {
		errno = EPERM;
		return -1;
	}
	return fails() ? -1 : next(fd, from, to_fd, to, flags);
}

static bool listing_fails(void)
{
	static atomic_long listed;
	const char *which = getenv("EIO_LISTING");
	if (!which || atomic_fetch_add(&listed, 1) + 1 != strtol(which, NULL, 10))
		return false;
	errno = EIO;
	return true;
}

#define LIST(type, name)                                                                 \
	struct type *name(DIR *d);                                                       \
	struct type *name(DIR *d)                                                        \
	{                                                                                \
		static struct type *(*next)(DIR *);                                      \
		if (!next)                                                               \
			*(void **)&next = dlsym(RTLD_NEXT, #name);                       \
		return listing_fails() ? NULL : next(d);                                 \
	}

LIST(dirent, readdir)
LIST(dirent64, readdir64)
