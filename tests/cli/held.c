/*
 * held.c - opening that is slow or fails, for t_snapshot.sh and t_shared.sh; loaded by LD_PRELOAD.
 *
 * Applies to files and folders whose path ends with HELD_NAME. Before one is opened for
 * the first time, or after HELD_AFTER such openings, the shell command HELD_COMMAND is
 * run without these variables. With HELD_ERRNO set, each such opening fails with that
 * error instead; with both set, the one fails before which the command was run.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_held(const char *path)
{
	const char *name = getenv("HELD_NAME");
	size_t n = strlen(path), len = name ? strlen(name) : 0;
	return len > 0 && n >= len && strcmp(path + n - len, name) == 0;
}

/* Whether an opening is to fail. */
static bool fails(const char *path)
{
	static int opened;
	const char *number = getenv("HELD_ERRNO"), *command = getenv("HELD_COMMAND"),
		   *after = getenv("HELD_AFTER");
	if (!is_held(path) || opened++ < (after ? atoi(after) : 0))
		return false;
	int failure = number ? atoi(number) : 0;
	if (!command) {
		errno = failure;
		return failure != 0;
	}
	char *kept = strdup(command);
	unsetenv("HELD_NAME");
	unsetenv("LD_PRELOAD");
	if (kept && system(kept) != 0)
		abort();
	free(kept);
	errno = failure;
	return failure != 0;
}

static void *next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define OPEN(name)                                                                       \
	int name(const char *path, int flags, ...)                                       \
	{                                                                                \
		int (*real)(const char *, int, ...);                                     \
		*(void **)&real = next(#name);                                           \
		va_list ap;                                                              \
		va_start(ap, flags);                                                     \
		int mode = flags & O_CREAT ? va_arg(ap, int) : 0;                        \
		va_end(ap);                                                              \
		return fails(path) ? -1 : real(path, flags, mode);                       \
	}

#define OPENAT(name)                                                                     \
	int name(int folder, const char *path, int flags, ...)                           \
	{                                                                                \
		int (*real)(int, const char *, int, ...);                                \
		*(void **)&real = next(#name);                                           \
		va_list ap;                                                              \
		va_start(ap, flags);                                                     \
		int mode = flags & O_CREAT ? va_arg(ap, int) : 0;                        \
		va_end(ap);                                                              \
		return fails(path) ? -1 : real(folder, path, flags, mode);               \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
