/*
 * faults.h - allocations that fail when a test wants them to.
 *
 * The Makefile links t_faults with --wrap, so that malloc() and its kin come here first.
 * An operation is run again and again; the first allocation fails, then the second, and
 * so on until one run needs no more than were granted. Each run must say COOP_E_NOMEM, or
 * give the very same result as without a fault. AddressSanitizer sees what a failed run
 * leaks.
 */
#ifndef COOP_TESTS_UNIT_FAULTS_H
#define COOP_TESTS_UNIT_FAULTS_H

#include <inttypes.h>

#include "shared/core/error.h"
#include "tests/unit/tap.h"

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t n);
void *__real_realloc(void *old, size_t n);
void *__real_aligned_alloc(size_t alignment, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t n);
void *__wrap_realloc(void *old, size_t n);
void *__wrap_aligned_alloc(size_t alignment, size_t n);
char *__real_strdup(const char *s);
char *__wrap_strdup(const char *s);

/* How many allocations are still granted before one fails; off when negative. */
static long granted = -1;
static bool fault_met;

static bool fails(void)
{
	if (granted < 0)
		return false;
	if (granted > 0) {
		granted--;
		return false;
	}
	granted = -1; /* the error path may need memory: one fault at a time */
	fault_met = true;
	return true;
}

void *__wrap_malloc(size_t n)
{
	return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t n)
{
	return fails() ? NULL : __real_calloc(count, n);
}

void *__wrap_realloc(void *old, size_t n)
{
	return fails() ? NULL : __real_realloc(old, n);
}

void *__wrap_aligned_alloc(size_t alignment, size_t n)
{
	return fails() ? NULL : __real_aligned_alloc(alignment, n);
}

char *__wrap_strdup(const char *s)
{
	return fails() ? NULL : __real_strdup(s);
}

/* A digest of the result of a run (FNV-1a), which needs no memory. */
static uint64_t digest;

static void note(const void *s, size_t n)
{
	const unsigned char *byte = s;
	for (; n > 0; n--, byte++)
		digest = (digest ^ *byte) * UINT64_C(0x100000001b3);
	digest = (digest ^ 0x1f) * UINT64_C(0x100000001b3);
}

/* Fails each `step`-th allocation of an operation in turn; each one where the environment has FAULTS. */
static void exhaust_by(
	long step, const char *name, enum coop_status (*run)(struct coop_error *err))
{
	struct coop_error err = {0};
	size_t wrong = 0;
	long n = 0;
	step = getenv("FAULTS") ? 1 : step;
	digest = 0;
	need(run(&err) == COOP_OK, err.msg);
	uint64_t expected = digest;
	do {
		digest = 0;
		err = (struct coop_error){0};
		fault_met = false;
		granted = n;
		n += step;
		enum coop_status st = run(&err);
		granted = -1;
		bool good = st == COOP_OK ? digest == expected
					  : st == COOP_E_NOMEM && err.status == st &&
						    err.msg[0];
		if (!good)
			printf("# %s: fault %ld: status %d, digest %016" PRIx64 "\n",
				name, n, (int)st, digest);
		wrong += !good;
	} while (fault_met && n < 100000);
	is_num(wrong, 0, "%s: every fault is told, or does no harm", name);
	ok(n > step && n < 100000, "... and there were faults: %ld", n / step - 1);
	digest = 0;
	err = (struct coop_error){0};
	ok(run(&err) == COOP_OK && digest == expected,
		"... after which all is as before");
}

static void exhaust(const char *name, enum coop_status (*run)(struct coop_error *err))
{
	exhaust_by(1, name, run);
}

#endif
