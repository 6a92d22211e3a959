#include "shared/index/hold.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/index/manifest.h"

/* Opens the manifest; -1 and errno, EINVAL when it is no regular file. */
static int open_manifest(int folder, int flags)
{
	struct stat s;
	int fd = openat(folder, COOP_INDEX_MANIFEST,
		flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 || (fstat(fd, &s) == 0 && S_ISREG(s.st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

int coop_generation_hold(int folder)
{
	int fd = open_manifest(folder, O_RDONLY);
	if (fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Whether flock() fails so where there are no locks, or none for a file that is open in this way. */
static bool means_no_locks(int number)
{
	return number == ENOLCK || number == EOPNOTSUPP || number == ENOSYS ||
	       number == EINVAL || number == EBADF;
}

enum coop_claim coop_generation_claim(int folder, int *fd)
{
	*fd = open_manifest(folder, O_RDWR);
	if (*fd < 0 && (errno == EACCES || errno == EROFS))
		*fd = open_manifest(folder, O_RDONLY);
	if (*fd < 0)
		return errno == ENOENT ? COOP_CLAIM_FREE : COOP_CLAIM_HELD;
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return COOP_CLAIM_FREE;
	enum coop_claim claim =
		means_no_locks(errno) ? COOP_CLAIM_NO_LOCKS : COOP_CLAIM_HELD;
	close(*fd);
	*fd = -1;
	return claim;
}
