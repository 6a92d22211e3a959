/*
 * tap.h - a small producer of TAP, the Test Anything Protocol (testanything.org).
 *
 * The plan is printed at the end, so that a test need not count its checks; when a test
 * dies, its plan is missing.
 */
#ifndef COOP_TESTS_UNIT_TAP_H
#define COOP_TESTS_UNIT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/error.h"

static struct {
	unsigned run, failed;
} tap;

/* Prints bytes with control characters escaped, and '#', which TAP would interpret. */
static inline void tap_put(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c < 0x20 || c == 0x7f)
			printf("\\x%02x", c);
		else if (c == '#')
			fputs("\\#", stdout);
		else
			putchar(c);
	}
}

static inline bool tap_result(bool good, const char *fmt, va_list ap) COOP_PRINTF(2, 0);

static inline bool tap_result(bool good, const char *fmt, va_list ap)
{
	char name[512];
	vsnprintf(name, sizeof name, fmt, ap);
	tap.run++;
	tap.failed += !good;
	printf("%s %u - ", good ? "ok" : "not ok", tap.run);
	tap_put(name, strlen(name));
	putchar('\n');
	fflush(stdout);
	return good;
}

static inline bool ok(bool good, const char *fmt, ...) COOP_PRINTF(2, 3);

/* A check with its name; returns whether it holds. */
static inline bool ok(bool good, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	tap_result(good, fmt, ap);
	va_end(ap);
	return good;
}

static inline bool is_str(const char *got, size_t got_len, const char *expected,
	const char *fmt, ...) COOP_PRINTF(4, 5);

/* Checks that `got_len` bytes are the C string `expected`. */
static inline bool is_str(
	const char *got, size_t got_len, const char *expected, const char *fmt, ...)
{
	size_t len = strlen(expected);
	bool good = got && got_len == len && memcmp(got, expected, len) == 0;
	va_list ap;
	va_start(ap, fmt);
	tap_result(good, fmt, ap);
	va_end(ap);
	if (!good) {
		printf("#      got: ");
		tap_put(got ? got : "(NULL)", got ? got_len : 6);
		printf("\n# expected: ");
		tap_put(expected, len);
		putchar('\n');
	}
	return good;
}

static inline bool is_num(size_t got, size_t expected, const char *fmt, ...)
	COOP_PRINTF(3, 4);

static inline bool is_num(size_t got, size_t expected, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	tap_result(got == expected, fmt, ap);
	va_end(ap);
	if (got != expected)
		printf("#      got: %zu\n# expected: %zu\n", got, expected);
	return got == expected;
}

/* Ends the program unless `good`: for preconditions, such as that test data exist. */
static inline void need(bool good, const char *what)
{
	if (good)
		return;
	printf("not ok - stopped: %s\n",
		what); /* "Bail out!" would stop the other files too */
	exit(2);
}

/* Prints the plan and returns the exit code. */
static inline int done(void)
{
	printf("1..%u\n", tap.run);
	return tap.run == 0 || tap.failed > 0;
}

#endif
