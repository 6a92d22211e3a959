#include "indexer/disk/entry.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/core/fd.h"

enum coop_status entry_look(int dir, const char *path, const char *name,
	enum entry_kind *kind, struct coop_error *err)
{
	struct stat s;
	*kind = ENTRY_NONE;
	if (fstatat(dir, name, &s, AT_SYMLINK_NOFOLLOW) == 0)
		*kind = S_ISREG(s.st_mode)   ? ENTRY_FILE
			: S_ISDIR(s.st_mode) ? ENTRY_FOLDER
					     : ENTRY_OTHER;
	else if (errno != ENOENT)
		return coop_cannot_read(path, name, err);
	return COOP_OK;
}

int entry_open(int dir, const char *name)
{
	struct stat s;
	int fd = openat(
		dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	bool good = fstat(fd, &s) == 0;
	if (good && (S_ISREG(s.st_mode) || S_ISDIR(s.st_mode)))
		return fd;
	int why = good ? EINVAL : errno;
	close(fd);
	errno = why;
	return -1;
}

int entry_create(int dir, const char *name)
{
	return openat(
		dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

enum coop_status entry_write(int dir, const char *path, const char *name, const char *s,
	size_t n, struct coop_error *err)
{
	int fd = entry_create(dir, name);
	bool good = fd >= 0 && coop_fd_write(fd, s, n) && fsync(fd) == 0;
	enum coop_status st = good ? COOP_OK : coop_cannot_write(path, name, err);
	if (fd >= 0 && close(fd) != 0 && !st)
		st = coop_cannot_write(path, name, err);
	return st;
}

/* Opens a folder again: the offset of the descriptor may be anywhere. */
static DIR *open_names(int dir)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (!d && fd >= 0) {
		int why = errno;
		close(fd);
		errno = why;
	}
	return d;
}

enum coop_status entry_each(int dir, const char *path,
	enum coop_status (*take)(void *data, const char *name, struct coop_error *err),
	void *data, struct coop_error *err)
{
	DIR *d = open_names(dir);
	if (!d)
		return coop_cannot_read(path, NULL, err);
	enum coop_status st = COOP_OK;
	struct dirent *e = NULL;
	while (!st && (errno = 0, e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			st = take(data, e->d_name, err);
	if (!st && errno)
		st = coop_cannot_read(path, NULL, err);
	closedir(d);
	return st;
}

struct removing {
	int dir;
	bool (*is)(const char *name);
};

static enum coop_status remove_one(void *data, const char *name, struct coop_error *err)
{
	const struct removing *r = data;
	(void)err;
	if (r->is(name))
		unlinkat(r->dir, name, 0);
	return COOP_OK;
}

void entry_remove_each(int dir, bool (*is)(const char *name))
{
	struct removing r = {dir, is};
	entry_each(dir, "", remove_one, &r, NULL);
}
