/*
 * eio.c - a disk that fails, for t_durable.sh: to be loaded before a program by LD_PRELOAD.
 *
 * Writing, syncing and renaming count together, but for the standard streams. From call
 * number EIO_FROM on (from 1; none when it is not set) they fail with EIO; with EIO_ONCE set
 * it is that one call only. EIO_COUNT names a file that gets the number of calls at the end.
 * EIO_LISTING is the number of the one reading of an entry of a folder that fails.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_long calls;

static bool fails(void)
{
	static long from = -1;
	if (from < 0) {
		const char *s = getenv("EIO_FROM");
		from = s ? strtol(s, NULL, 10) : 0;
	}
	long n = atomic_fetch_add(&calls, 1) + 1;
	if (from == 0 || n < from || (n > from && getenv("EIO_ONCE")))
		return false;
	errno = EIO;
	return true;
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
FORWARD(int, fsync, (int fd), (fd), true)
FORWARD(int, fdatasync, (int fd), (fd), true)
FORWARD(int, rename, (const char *from, const char *to), (from, to), true)
FORWARD(int, renameat, (int from_dir, const char *from, int to_dir, const char *to),
	(from_dir, from, to_dir, to), true)

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
