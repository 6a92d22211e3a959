/*
 * work.c - counts the steps of work.h: callbacks of the compiler's instrumentation, and
 * wrapped functions of the C library.
 */
#include "tests/unit/work.h"

#include <csv.h>
#include <inttypes.h>
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BATCH = 1024 /* steps of a thread that are told together */,
	BYTES = 16 /* a step */
};

static _Thread_local uint64_t untold;
static atomic_uint_fast64_t told;
static uint64_t signal_at = UINT64_MAX;
static atomic_uint_fast64_t signalled; /* how many steps had been taken then */

static void tell(void)
{
	uint64_t now = atomic_fetch_add(&told, untold) + untold;
	uint_fast64_t none = 0;
	untold = 0;
	if (now >= signal_at && atomic_compare_exchange_strong(&signalled, &none, now))
		kill(getpid(), SIGTERM);
}

static void add(uint64_t steps)
{
	untold += steps;
	if (untold >= BATCH)
		tell();
}

uint64_t work_done(void)
{
	return atomic_load(&told) + untold;
}

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("WORK_SIGNAL");
	if (at)
		signal_at = strtoull(at, NULL, 10);
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("WORK_FILE");
	FILE *file = path ? fopen(path, "w") : NULL;
	uint64_t all = work_done(), at = atomic_load(&signalled);
	if (!file)
		return;
	fprintf(file, "%" PRIu64 " %" PRIu64 "\n", all, at ? all - at : 0);
	fclose(file);
}

/* The compiler calls this on each branch. */
void __sanitizer_cov_trace_pc(void);
void __sanitizer_cov_trace_pc(void)
{
	add(1);
}

/* ---- functions of libraries, which the linker puts these in front of (see the Makefile) ---- */

static void pass(size_t bytes)
{
	add(1 + bytes / BYTES);
}

/* Goes through the bytes up to what was found, or through all. */
static void pass_to(const void *s, const void *found, size_t bytes)
{
	pass(found ? (size_t)((const char *)found - (const char *)s) : bytes);
}

static size_t common(const char *a, const char *b, size_t n, bool text)
{
	size_t i = 0;
	while (i < n && a[i] == b[i] && (!text || a[i]))
		i++;
	return i;
}

#define COUNTED(type, name, parameters)                                                  \
	type __real_##name parameters;                                                   \
	type __wrap_##name parameters;                                                   \
	type __wrap_##name parameters

COUNTED(void *, memcpy, (void *restrict to, const void *restrict from, size_t n))
{
	pass(n);
	return __real_memcpy(to, from, n);
}

COUNTED(void *, memmove, (void *to, const void *from, size_t n))
{
	pass(n);
	return __real_memmove(to, from, n);
}

COUNTED(void *, memset, (void *s, int c, size_t n))
{
	pass(n);
	return __real_memset(s, c, n);
}

COUNTED(int, memcmp, (const void *a, const void *b, size_t n))
{
	pass(common(a, b, n, false));
	return __real_memcmp(a, b, n);
}

COUNTED(void *, memchr, (const void *s, int c, size_t n))
{
	void *found = __real_memchr(s, c, n);
	pass_to(s, found, n);
	return found;
}

COUNTED(void *, memrchr, (const void *s, int c, size_t n))
{
	void *found = __real_memrchr(s, c, n);
	pass(found ? n - (size_t)((char *)found - (const char *)s) : n);
	return found;
}

COUNTED(void *, memmem, (const void *s, size_t n, const void *part, size_t len))
{
	void *found = __real_memmem(s, n, part, len);
	pass_to(s, found, n);
	return found;
}

COUNTED(size_t, strlen, (const char *s))
{
	size_t n = __real_strlen(s);
	pass(n);
	return n;
}

COUNTED(char *, strchr, (const char *s, int c))
{
	char *found = __real_strchr(s, c);
	pass_to(s, found, found ? 0 : __real_strlen(s));
	return found;
}

COUNTED(char *, strrchr, (const char *s, int c))
{
	pass(__real_strlen(s));
	return __real_strrchr(s, c);
}

COUNTED(char *, strstr, (const char *s, const char *part))
{
	char *found = __real_strstr(s, part);
	pass_to(s, found, found ? 0 : __real_strlen(s));
	return found;
}

COUNTED(int, strcmp, (const char *a, const char *b))
{
	pass(common(a, b, SIZE_MAX, true));
	return __real_strcmp(a, b);
}

COUNTED(int, strncmp, (const char *a, const char *b, size_t n))
{
	pass(common(a, b, n, true));
	return __real_strncmp(a, b, n);
}

COUNTED(size_t, strspn, (const char *s, const char *set))
{
	size_t n = __real_strspn(s, set);
	pass(n);
	return n;
}

COUNTED(size_t, strcspn, (const char *s, const char *set))
{
	size_t n = __real_strcspn(s, set);
	pass(n);
	return n;
}

COUNTED(void *, calloc, (size_t n, size_t size))
{
	void *s = __real_calloc(n, size);
	pass(s ? n * size : 0);
	return s;
}

/* What it has to copy, at worst. */
COUNTED(void *, realloc, (void *s, size_t n))
{
	size_t before = s ? malloc_usable_size(s) : 0;
	pass(before < n ? before : n);
	return __real_realloc(s, n);
}

COUNTED(size_t, csv_parse,
	(struct csv_parser * p, const void *s, size_t n,
		void (*cell)(void *, size_t, void *), void (*row)(int, void *),
		void *arg))
{
	pass(n);
	return __real_csv_parse(p, s, n, cell, row, arg);
}
