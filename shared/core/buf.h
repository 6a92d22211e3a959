/*
 * buf.h - a growable byte buffer with a sticky failure flag.
 *
 * After a failed allocation every append does nothing, so that a long run of appends
 * needs one check at its end: coop_buf_check(). The bytes may include NULs. Once anything
 * was appended they are followed by a NUL as well, so that `s` serves as a C string.
 */
#ifndef COOP_CORE_BUF_H
#define COOP_CORE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct coop_buf {
	char *s;     /* the bytes; NULL before the first append */
	size_t len;  /* bytes in use */
	size_t cap;  /* bytes allocated */
	bool failed; /* an allocation failed: the contents are incomplete */
};

void coop_buf_init(struct coop_buf *b);
void coop_buf_release(struct coop_buf *b);
/* Empties the buffer and clears the failure; keeps the memory. */
void coop_buf_reset(struct coop_buf *b);

/*
 * Makes room for `n` more bytes and returns where they go, NULL on failure. The caller
 * fills them and increases `len`.
 */
char *coop_buf_reserve(struct coop_buf *b, size_t n);
void coop_buf_add(struct coop_buf *b, const char *s, size_t n);
void coop_buf_str(struct coop_buf *b, const char *s);
void coop_buf_byte(struct coop_buf *b, char c);
/* Appends a number as four bytes, little-endian; coop_get_le32() reads it. */
void coop_buf_le32(struct coop_buf *b, uint32_t n);
/* The same of eight bytes, for coop_get_le64(). */
void coop_buf_le64(struct coop_buf *b, uint64_t n);
/* Appends a number as a uint, as coop_get_uint() reads it. */
void coop_buf_uint(struct coop_buf *b, uint64_t n);
void coop_buf_printf(struct coop_buf *b, const char *fmt, ...) COOP_PRINTF(2, 3);

/* The contents as a C string, "" when there are none. Borrowed until the next change. */
const char *coop_buf_cstr(const struct coop_buf *b);
/* COOP_E_NOMEM if an append has failed since the last reset. */
enum coop_status coop_buf_check(const struct coop_buf *b, struct coop_error *err);

/*
 * Grows an array to hold at least `want` items of `size` bytes, doubling its capacity
 * `*cap`, which counts items. Returns false, with the array unchanged, when memory runs
 * out or the size overflows.
 */
bool coop_array_grow(void *array_pointer, size_t *cap, size_t want, size_t size);

/*
 * The same for an array that begins at a cache line, so that no item of 16 or 32 bytes
 * lies in two lines: for items that are accessed at random. Freed by free() as well.
 */
bool coop_aligned_array_grow(void *array_pointer, size_t *cap, size_t want, size_t size);

/*
 * The number of the first item of a sorted array that does not come before an item like `key`; `count`
 * when all do. `compare` is as for qsort().
 */
size_t coop_array_lower_bound(const void *key, const void *array, size_t count,
	size_t size, int (*compare)(const void *a, const void *b));

#ifdef __cplusplus
}
#endif
#endif
