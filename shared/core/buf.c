#include "shared/core/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

void coop_buf_init(struct coop_buf *b)
{
	*b = (struct coop_buf){0};
}

void coop_buf_release(struct coop_buf *b)
{
	free(b->s);
	coop_buf_init(b);
}

void coop_buf_reset(struct coop_buf *b)
{
	b->len = 0;
	b->failed = false;
}

char *coop_buf_reserve(struct coop_buf *b, size_t n)
{
	if (b->failed)
		return NULL;
	/* one more byte, for the closing NUL */
	if (n >= SIZE_MAX - b->len ||
		!coop_array_grow(&b->s, &b->cap, b->len + n + 1, 1)) {
		b->failed = true;
		return NULL;
	}
	return b->s + b->len;
}

void coop_buf_add(struct coop_buf *b, const char *s, size_t n)
{
	char *to = coop_buf_reserve(b, n);
	if (!to)
		return;
	if (n > 0)
		memcpy(to, s, n);
	to[n] = '\0';
	b->len += n;
}

void coop_buf_str(struct coop_buf *b, const char *s)
{
	coop_buf_add(b, s, strlen(s));
}

void coop_buf_byte(struct coop_buf *b, char c)
{
	coop_buf_add(b, &c, 1);
}

void coop_buf_le32(struct coop_buf *b, uint32_t n)
{
	char bytes[COOP_LE32_SIZE];
	coop_put_le32(bytes, n);
	coop_buf_add(b, bytes, sizeof bytes);
}

void coop_buf_le64(struct coop_buf *b, uint64_t n)
{
	coop_buf_le32(b, (uint32_t)n);
	coop_buf_le32(b, (uint32_t)(n >> 32));
}

void coop_buf_uint(struct coop_buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		coop_buf_byte(b, (char)(n | 0x80));
	coop_buf_byte(b, (char)n);
}

void coop_buf_printf(struct coop_buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	/* once for the length, then again into the buffer */
	int need = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *to = need < 0 ? NULL : coop_buf_reserve(b, (size_t)need);
	if (!to) {
		b->failed = true;
		return;
	}
	va_start(ap, fmt);
	vsnprintf(to, (size_t)need + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)need;
}

const char *coop_buf_cstr(const struct coop_buf *b)
{
	return b->len > 0 ? b->s : "";
}

enum coop_status coop_buf_check(const struct coop_buf *b, struct coop_error *err)
{
	return b->failed ? coop_fail_nomem(err) : COOP_OK;
}

bool coop_array_grow(void *array_pointer, size_t *cap, size_t want, size_t size)
{
	if (want <= *cap)
		return true;
	size_t grown = *cap < 8 ? 16 : *cap;
	while (grown < want) {
		if (grown > SIZE_MAX / 2)
			return false;
		grown *= 2;
	}
	if (grown > SIZE_MAX / size)
		return false;
	/* through memcpy(), as the pointer has any type and is no void * */
	void *old;
	memcpy(&old, array_pointer, sizeof old);
	void *new = realloc(old, grown * size);
	if (!new)
		return false;
	memcpy(array_pointer, &new, sizeof new);
	*cap = grown;
	return true;
}

bool coop_aligned_array_grow(void *array_pointer, size_t *cap, size_t want, size_t size)
{
	enum { LINE = 64 };
	void *old;
	if (want <= *cap)
		return true;
	/* A multiple of the line, as aligned_alloc() demands. It cannot grow in place. */
	size_t count = LINE;
	while (count < want && count <= SIZE_MAX / 4 / size)
		count *= 2;
	void *array = count < want ? NULL : aligned_alloc(LINE, count * size);
	if (!array)
		return false;
	memcpy(&old, array_pointer, sizeof old);
	if (*cap > 0)
		memcpy(array, old, *cap * size);
	free(old);
	memcpy(array_pointer, &array, sizeof array);
	*cap = count;
	return true;
}

size_t coop_array_lower_bound(const void *key, const void *array, size_t count,
	size_t size, int (*compare)(const void *a, const void *b))
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare((const char *)array + middle * size, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
