#include "indexer/job.h"

#include <unistd.h>

enum { MEMORY_DEFAULT_MAX = 1024 /* MiB */ };

size_t job_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
	if (pages <= 0 || size <= 0)
		return MEMORY_DEFAULT_MAX;
	size_t quarter = (size_t)pages / 4 * (size_t)size >> 20;
	return quarter > MEMORY_DEFAULT_MAX ? MEMORY_DEFAULT_MAX
	       : quarter > 0                ? quarter
					    : 1;
}
