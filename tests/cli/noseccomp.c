/*
 * noseccomp.c - a system that takes no filters of system calls, for t_documents.sh: to be
 * loaded before a program by LD_PRELOAD.
 */
#include <errno.h>

int seccomp_load(void *filter);

int seccomp_load(void *filter)
{
	(void)filter;
	return -EINVAL;
}
