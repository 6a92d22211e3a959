#include "indexer/generations/index_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* Whether the locked file still has that name. */
static bool is_current(int dir, int lock)
{
	struct stat held, there;
	return fstat(lock, &held) == 0 &&
	       fstatat(dir, COOP_INDEX_LOCK, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

/* Opens the lock file, creating it if need be. Any regular file serves, as nothing is written. */
static int open_lock(int dir)
{
	struct stat s;
	int fd = openat(dir, COOP_INDEX_LOCK,
		O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0666);
	if (fd < 0 || (fstat(fd, &s) == 0 && S_ISREG(s.st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

static enum coop_status locked(const char *path, struct coop_error *err)
{
	coop_fail(err, COOP_E_LOCKED,
		TR("another coopidx is writing the index '%s'",
			"un autre coopidx écrit l'index '%s'"),
		path);
	coop_hint(err, "%s",
		TR("wait until it is done, or name another index with -i",
			"attendez qu'il ait fini, ou nommez un autre index avec -i"));
	return COOP_E_LOCKED;
}

/*
 * A lock file is removed by the process that holds it. When the file that was locked has lost its
 * name, that happened between open and flock: try again.
 */
enum coop_status index_lock(int dir, const char *path, int *lock, struct coop_error *err)
{
	enum { TRIES = 3 };
	for (int i = 0; i < TRIES; i++) {
		*lock = open_lock(dir);
		if (*lock < 0)
			return coop_cannot_write(path, COOP_INDEX_LOCK, err);
		bool mine = flock(*lock, LOCK_EX | LOCK_NB) == 0;
		int why = errno;
		if (mine && is_current(dir, *lock))
			return COOP_OK;
		close(*lock);
		*lock = -1;
		errno = why;
		if (!mine && why != EWOULDBLOCK)
			return coop_cannot_write(path, COOP_INDEX_LOCK, err);
		if (!mine)
			break;
	}
	return locked(path, err);
}
