/*
 * noseccomp.c - a system without filters of system calls, for t_documents.sh; loaded by
 * LD_PRELOAD.
 */
#include <errno.h>

int seccomp_load(void *filter);

int seccomp_load(void *filter)
{
	(void)filter;
	return -EINVAL;
}
