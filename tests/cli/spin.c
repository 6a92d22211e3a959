/*
 * spin.c - a document that takes for ever, for t_documents.sh; loaded by LD_PRELOAD into
 * coopidx and so into the converters. Where processor time is limited, as the converters
 * do to themselves, reading a file never ends.
 */
#include <dlfcn.h>
#include <sys/resource.h>
#include <unistd.h>

ssize_t read(int fd, void *to, size_t n)
{
	struct rlimit limit;
	ssize_t (*next)(int, void *, size_t);
	*(void **)&next = dlsym(RTLD_NEXT, "read");
	getrlimit(RLIMIT_CPU, &limit);
	for (volatile unsigned i = 0; limit.rlim_cur != RLIM_INFINITY; i++)
		;
	return next(fd, to, n);
}
