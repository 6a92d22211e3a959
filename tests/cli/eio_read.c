/*
 * eio_read.c - files that cannot be read, or change meanwhile, for t_unread.sh and t_shards_policy.sh: to be loaded
 * before a program by LD_PRELOAD. Calls are counted, never the time, in each process from 1.
 *
 * BAD_CALL  the call that is counted: open, opendir, readdir, read (pread and stdio's too), stat,
 *           fstat, mmap, spawn or pipe
 * BAD_PATH  what the path of its file holds, such as "tree/a"; "" is any
 * BAD_AT    from which call on (1) it goes wrong; with BAD_ONCE set it is that one only
 * BAD_DO    what happens: the name of an error, or
 *           end    the call says that nothing more comes
 *           bus    what is mapped cannot be read
 *           hang   the call does not return, as in a folder of a machine that is gone
 *           cut, grow, touch, write   BAD_FILE is cut to half or nothing (BAD_SIZE), continued,
 *           given another time, or gets other bytes of the same number, and the call goes on;
 *           once, or with BAD_AGAIN set at each call from BAD_AT on
 * BAD_LOG   a file of one byte, which becomes "!" when it happens
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES = 1024 };

static atomic_long calls;
static bool meant[FILES]; /* descriptors of files of BAD_PATH */
static char *happened; /* mapped: a program that locks itself in can write nowhere else */

#define NEXT(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

static const char *setting(const char *name, const char *none)
{
	const char *s = getenv(name);
	return s ? s : none;
}

static bool is_meant_path(const char *path)
{
	return strstr(path, setting("BAD_PATH", "")) != NULL;
}

/* Notes a descriptor while its path can be found out: later the program may have locked itself in. */
static void note(int fd, bool opened)
{
	char link[64], path[4096];
	if (fd < 0 || fd >= FILES)
		return;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = opened ? readlink(link, path, sizeof path - 1) : -1;
	path[n > 0 ? n : 0] = '\0';
	meant[fd] = n > 0 && is_meant_path(path);
}

static bool is_meant(int fd)
{
	return fd >= 0 && fd < FILES && meant[fd];
}

__attribute__((constructor)) static void begin(void)
{
	note(STDIN_FILENO, true);
	int fd = NEXT(open)(setting("BAD_LOG", ""), O_RDWR | O_CLOEXEC);
	void *map = NEXT(mmap)(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	happened = map == MAP_FAILED ? NULL : map;
	if (fd >= 0)
		NEXT(close)(fd);
}

/* The number of the error that is wanted; 0 when it is none. */
static int error_wanted(void)
{
	const char *name = setting("BAD_DO", "EIO");
	for (int i = 1; i < 200; i++) {
		const char *known = strerrorname_np(i);
		if (known && strcmp(known, name) == 0)
			return i;
	}
	return 0;
}

static void change_file(const char *how)
{
	const char *path = getenv("BAD_FILE");
	struct stat st;
	int fd = path ? NEXT(open)(path, O_WRONLY | O_CLOEXEC) : -1;
	if (fd < 0 || NEXT(fstat)(fd, &st) != 0)
		return;
	bool done = true;
	if (strcmp(how, "cut") == 0)
		done = ftruncate(fd, getenv("BAD_SIZE") ? atol(getenv("BAD_SIZE"))
							: st.st_size / 2) == 0;
	else if (strcmp(how, "grow") == 0)
		done = NEXT(pwrite)(fd, "x", 1, st.st_size) == 1;
	else if (strcmp(how, "write") == 0)
		done = NEXT(pwrite)(fd, "x", 1, st.st_size - 1) == 1;
	struct timespec now[2] = {st.st_atim, st.st_mtim};
	now[1].tv_nsec = (now[1].tv_nsec + 1) % 1000000000;
	if (strcmp(how, "touch") == 0 || strcmp(how, "write") == 0)
		done &= futimens(fd, now) == 0; /* however coarse the clock is */
	close(fd);
	if (!done)
		abort();
}

/*
 * Whether a call goes wrong: -1 with errno set, or 1 when it is to say that nothing more comes
 * (`end`, `bus`).
 */
static int goes_wrong(const char *call, bool is_it)
{
	if (!is_it || strcmp(setting("BAD_CALL", ""), call) != 0)
		return 0;
	long n = atomic_fetch_add(&calls, 1) + 1, at = atol(setting("BAD_AT", "1"));
	const char *how = setting("BAD_DO", "EIO");
	int number = error_wanted();
	bool once = getenv("BAD_ONCE") ||
		    (number == 0 && strcmp(how, "end") != 0 && strcmp(how, "hang") != 0 &&
			    !getenv("BAD_AGAIN"));
	if (n < at || (n > at && once))
		return 0;
	if (happened)
		*happened = '!';
	while (strcmp(how, "hang") == 0)
		pause();
	errno = number;
	if (number)
		return -1;
	if (strcmp(how, "end") == 0 || strcmp(how, "bus") == 0)
		return 1;
	change_file(how);
	return 0;
}

/* ---- opening ---- */

static int open_any(int at, const char *path, int flags, mode_t mode)
{
	if (goes_wrong("open", is_meant_path(path)) < 0)
		return -1;
	int fd = NEXT(openat)(at, path, flags, mode);
	note(fd, true);
	return fd;
}

#define OPEN(name, parameters, at, last)                                                 \
	int name parameters;                                                             \
	int name parameters                                                              \
	{                                                                                \
		mode_t mode = 0;                                                         \
		if (flags & (O_CREAT | __O_TMPFILE)) {                                   \
			va_list ap;                                                      \
			va_start(ap, last);                                              \
			mode = va_arg(ap, mode_t);                                       \
			va_end(ap);                                                      \
		}                                                                        \
		return open_any(at, path, flags, mode);                                  \
	}
OPEN(open, (const char *path, int flags, ...), AT_FDCWD, flags)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, flags)
OPEN(openat, (int at, const char *path, int flags, ...), at, flags)
OPEN(openat64, (int at, const char *path, int flags, ...), at, flags)

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return open_any(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
	return open_any(AT_FDCWD, path, flags, 0);
}

int close(int fd)
{
	note(fd, false);
	return NEXT(close)(fd);
}

/* ---- reading ---- */

#define READ(name, parameters, arguments)                                                \
	ssize_t name parameters;                                                         \
	ssize_t name parameters                                                          \
	{                                                                                \
		int wrong = goes_wrong("read", is_meant(fd));                            \
		return wrong < 0 ? -1 : wrong > 0 ? 0 : NEXT(name) arguments;            \
	}
READ(read, (int fd, void *to, size_t n), (fd, to, n))
READ(pread, (int fd, void *to, size_t n, off_t from), (fd, to, n, from))
READ(pread64, (int fd, void *to, size_t n, off_t from), (fd, to, n, from))
READ(__read_chk, (int fd, void *to, size_t n, size_t room), (fd, to, n, room))
READ(__pread_chk, (int fd, void *to, size_t n, off_t from, size_t room),
	(fd, to, n, from, room))
READ(__pread64_chk, (int fd, void *to, size_t n, off_t from, size_t room),
	(fd, to, n, from, room))

/* What stdio reads, which calls nothing that can be replaced. */
static ssize_t read_cookie(void *cookie, char *to, size_t n)
{
	return read((int)(intptr_t)cookie, to, n);
}

static int close_cookie(void *cookie)
{
	return close((int)(intptr_t)cookie);
}

static FILE *open_stdio(
	const char *path, const char *mode, FILE *(*next)(const char *, const char *))
{
	if (*mode != 'r' || !is_meant_path(path))
		return next(path, mode);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? NULL
		      : fopencookie((void *)(intptr_t)fd, mode,
				(cookie_io_functions_t){
					.read = read_cookie, .close = close_cookie});
}

FILE *fopen(const char *path, const char *mode)
{
	return open_stdio(path, mode, NEXT(fopen));
}

FILE *fopen64(const char *path, const char *mode)
{
	return open_stdio(path, mode, NEXT(fopen64));
}

/* ---- folders ---- */

DIR *opendir(const char *path)
{
	return goes_wrong("opendir", is_meant_path(path)) < 0 ? NULL
							      : NEXT(opendir)(path);
}

#define READDIR(type, name)                                                              \
	type *name(DIR *dir)                                                             \
	{                                                                                \
		note(dirfd(dir), true);                                                  \
		return goes_wrong("readdir", is_meant(dirfd(dir))) < 0                   \
			       ? NULL                                                    \
			       : NEXT(name)(dir);                                        \
	}
READDIR(struct dirent, readdir)
READDIR(struct dirent64, readdir64)

/* ---- others ---- */

#define FORWARD(type, name, parameters, arguments, call, is_it, failure)                 \
	type name parameters;                                                            \
	type name parameters                                                             \
	{                                                                                \
		return goes_wrong(call, is_it) < 0 ? (failure) : NEXT(name) arguments;   \
	}
FORWARD(int, stat, (const char *path, struct stat *st), (path, st), "stat",
	is_meant_path(path), -1)
FORWARD(int, stat64, (const char *path, struct stat64 *st), (path, st), "stat",
	is_meant_path(path), -1)
FORWARD(int, fstat, (int fd, struct stat *st), (fd, st), "fstat", is_meant(fd), -1)
FORWARD(int, fstat64, (int fd, struct stat64 *st), (fd, st), "fstat", is_meant(fd), -1)
FORWARD(int, pipe2, (int ends[2], int flags), (ends, flags), "pipe", true, -1)
FORWARD(int, posix_spawn,
	(pid_t * pid, const char *path, const posix_spawn_file_actions_t *actions,
		const posix_spawnattr_t *attr, char *const argv[], char *const env[]),
	(pid, path, actions, attr, argv, env), "spawn", true, errno)

/* Pages behind the end of a file cannot be read, as those that a disk does not give. */
static void *map_any(void *to, size_t n, int protection, int flags, int fd, off_t from)
{
	int wrong = goes_wrong("mmap", is_meant(fd));
	if (wrong < 0)
		return MAP_FAILED;
	return NEXT(mmap)(to, n, protection, flags, fd, wrong ? from + (1L << 40) : from);
}

void *mmap(void *to, size_t n, int protection, int flags, int fd, off_t from)
{
	return map_any(to, n, protection, flags, fd, from);
}

void *mmap64(void *to, size_t n, int protection, int flags, int fd, off_t from)
{
	return map_any(to, n, protection, flags, fd, from);
}
