/*
 * spin.c - a document that takes for ever, for t_documents.sh: to be loaded by LD_PRELOAD before
 * coopidx and so before the programs that it starts. Where the processor's time is limited,
 * which is what those do to themselves, reading from a file never ends.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <sys/resource.h>

size_t fread(void *to, size_t size, size_t n, FILE *file)
{
	struct rlimit limit;
	size_t (*next)(void *, size_t, size_t, FILE *);
	*(void **)&next = dlsym(RTLD_NEXT, "fread");
	getrlimit(RLIMIT_CPU, &limit);
	for (volatile unsigned i = 0; limit.rlim_cur != RLIM_INFINITY; i++)
		;
	return next(to, size, n, file);
}
