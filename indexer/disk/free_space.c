#include "indexer/disk/free_space.h"

#include <sys/statvfs.h>

bool free_space(int folder, uint64_t *bytes)
{
	struct statvfs s;
	*bytes = 0;
	/* some network file systems say that they have no blocks at all */
	if (fstatvfs(folder, &s) != 0 || s.f_blocks == 0)
		return false;
	*bytes = (uint64_t)s.f_bavail * s.f_frsize;
	return true;
}
