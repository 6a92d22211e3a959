/*
 * bytes.h - the small questions asked of (pointer, length) strings everywhere.
 */
#ifndef COOP_BYTES_H
#define COOP_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Whether two strings are the same; one that is not there (NULL) is like no other. */
static inline bool coop_bytes_equal(const char *a, size_t na, const char *b, size_t nb)
{
	return a && b && na == nb && memcmp(a, b, na) == 0;
}

/* How two strings compare in byte order, the shorter one of two that agree first. */
static inline int coop_bytes_compare(const char *a, size_t na, const char *b, size_t nb)
{
	int order = memcmp(a, b, na < nb ? na : nb);
	return order != 0 ? order : (na > nb) - (na < nb);
}

/* Whether a string ends with a C string. */
static inline bool coop_bytes_end(const char *s, size_t n, const char *end)
{
	size_t len = strlen(end);
	return n >= len && memcmp(s + n - len, end, len) == 0;
}

/* The ASCII blanks that stand between words and lines. */
static inline bool coop_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

#endif
