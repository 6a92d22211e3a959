#include "indexer/generations/lock_holder.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "shared/core/fd.h"
#include "shared/index/layout.h"

/*
 * A line of the list is "1: FLOCK  ADVISORY  WRITE 4711 fe:01:131 0 EOF"; one of a process that waits has
 * "->" behind the number. Devices are compared by the inode alone where a file system has numbers of its
 * own for them, as btrfs does.
 */
static bool is_lock(const char *line, const struct stat *file, long *pid)
{
	unsigned major_number, minor_number;
	uint64_t inode;
	/* NOLINTNEXTLINE(cert-err34-c): the system writes it */
	int read = sscanf(line, "%*d: FLOCK %*s WRITE %ld %x:%x:%" SCNu64, pid,
		&major_number, &minor_number, &inode);
	return !strstr(line, "->") && read == 4 && inode == file->st_ino &&
	       (minor_number == minor(file->st_dev) || major_number == 0 ||
		       major(file->st_dev) == 0);
}

/* Reads what the file says of who took the lock. */
static void read_text(int fd, struct lock_holder *out)
{
	struct lock_text text;
	if (!index_lock_read(fd, &text))
		return;
	out->pid = text.pid;
	out->since = text.since;
	memcpy(out->host, text.host, sizeof text.host);
}

struct lock_holder lock_holder_find(int dir)
{
	struct lock_holder out = {.state = LOCK_UNKNOWN};
	struct stat file;
	char line[256];
	int fd = entry_open(dir, COOP_INDEX_LOCK);
	if (fd < 0 && errno == ENOENT)
		out.state = LOCK_FREE;
	FILE *list = fd >= 0 ? fopen("/proc/locks", "re") : NULL;
	if (list && fstat(fd, &file) == 0) {
		out.state = LOCK_FREE;
		while (out.state == LOCK_FREE && fgets(line, sizeof line, list))
			if (is_lock(line, &file, &out.pid))
				out.state = LOCK_HELD;
		if (ferror(list))
			out.state = LOCK_UNKNOWN;
	}
	if (out.state == LOCK_HELD)
		read_text(fd, &out);
	else
		out.pid = 0;
	if (list)
		fclose(list);
	if (fd >= 0)
		close(fd);
	return out;
}
