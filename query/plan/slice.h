/*
 * slice.h - a part of a growing buffer, by its offset: the buffer may move until it is complete.
 */
#ifndef COOP_QUERY_PLAN_SLICE_H
#define COOP_QUERY_PLAN_SLICE_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/index/layout.h"

struct slice {
	size_t off, len;
};

/* The bytes of a slice; borrowed until the buffer grows. */
static inline const char *slice_in(const struct coop_buf *text, struct slice s)
{
	return coop_buf_cstr(text) + s.off;
}

/* Appends bytes to a buffer. */
static inline struct slice slice_add(struct coop_buf *text, const char *s, size_t n)
{
	struct slice added = {text->len, n};
	coop_buf_add(text, s, n);
	return added;
}

/* Appends the term of a stem: the stem after its prefix. */
static inline struct slice slice_add_stem(
	struct coop_buf *text, const char *stem, size_t len)
{
	char prefix = COOP_PREFIX_STEM;
	struct slice added = slice_add(text, &prefix, 1);
	added.len += slice_add(text, stem, len).len;
	return added;
}

/* The stem in the term of a stem. */
static inline struct slice slice_stem(struct slice term)
{
	return (struct slice){term.off + 1, term.len - 1};
}

#endif
