/*
 * t_buf.c - the byte buffer and growing arrays.
 */
#include <stdint.h>
#include <stdlib.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "tests/unit/tap.h"

static void test_appending(void)
{
	struct coop_buf b;
	coop_buf_init(&b);
	is_str(coop_buf_cstr(&b), 0, "", "a new buffer is an empty string");
	ok(coop_buf_cstr(&b)[0] == '\0', "... and a C string");
	coop_buf_str(&b, "scop");
	coop_buf_byte(&b, '-');
	coop_buf_add(&b, "lyon!", 4);
	coop_buf_printf(&b, " %d/%s", 69, "Rh\xc3\xb4ne");
	is_str(b.s, b.len, "scop-lyon 69/Rh\xc3\xb4ne", "appends of each kind");
	is_num(strlen(b.s), b.len, "a NUL stands behind them");
	coop_buf_reset(&b);
	is_num(b.len, 0, "reset empties");
	is_str(coop_buf_cstr(&b), strlen(coop_buf_cstr(&b)), "", "... the C string too");
	coop_buf_add(&b, "a\0b", 3);
	ok(b.len == 3 && memcmp(b.s, "a\0b", 4) == 0, "a NUL is a byte like others");
	coop_buf_add(&b, "", 0);
	coop_buf_str(&b, "");
	coop_buf_printf(&b, "%s", "");
	is_num(b.len, 3, "appending nothing");
	coop_buf_release(&b);
	ok(b.s == NULL && b.len == 0 && b.cap == 0, "release empties");
}

static void test_growing(void)
{
	struct coop_buf b = {0};
	for (unsigned i = 0; i < 100000; i++)
		coop_buf_byte(&b, (char)(i % 251));
	size_t wrong = b.len != 100000;
	for (unsigned i = 0; i < b.len; i++)
		wrong += b.s[i] != (char)(i % 251);
	is_num(wrong, 0, "100,000 single bytes");
	ok(b.s[b.len] == '\0', "... and the NUL behind");
	coop_buf_reset(&b);
	size_t cap = b.cap;
	char *room = coop_buf_reserve(&b, 90000);
	ok(room == b.s && b.cap == cap, "reset keeps the memory");
	coop_buf_printf(&b, "%090000d", 7);
	ok(b.len == 90000 && b.s[89999] == '7' && b.s[90000] == '\0', "a long printf");
	coop_buf_release(&b);
}

static void test_failure(void)
{
	struct coop_buf b = {0};
	struct coop_error err = {0};
	coop_buf_str(&b, "abc");
	ok(coop_buf_check(&b, &err) == COOP_OK, "all is well at first");
	ok(coop_buf_reserve(&b, SIZE_MAX - 1) == NULL, "no room for all of memory");
	ok(b.failed, "... which is remembered");
	coop_buf_str(&b, "def");
	is_str(b.s, b.len, "abc", "appends after a failure do nothing");
	ok(coop_buf_reserve(&b, 1) == NULL, "nor is there room");
	ok(coop_buf_check(&b, &err) == COOP_E_NOMEM && err.status == COOP_E_NOMEM,
		"the check tells");
	ok(err.msg[0] != '\0', "... in words");
	coop_buf_reset(&b);
	coop_buf_str(&b, "ghi");
	ok(!b.failed && coop_buf_check(&b, NULL) == COOP_OK, "reset clears the failure");
	is_str(b.s, b.len, "ghi", "... and the buffer works again");
	coop_buf_release(&b);
}

static void test_arrays(void)
{
	uint64_t *items = NULL;
	size_t cap = 0;
	ok(coop_array_grow(&items, &cap, 1, sizeof *items) && cap >= 1, "a first item");
	items[0] = 42;
	ok(coop_array_grow(&items, &cap, 5000, sizeof *items) && cap >= 5000,
		"5000 items");
	ok(items[0] == 42, "... and the first is still there");
	size_t before = cap;
	uint64_t *at = items;
	ok(coop_array_grow(&items, &cap, 5000, sizeof *items) && cap == before &&
			items == at,
		"nothing to do when there is room");
	ok(!coop_array_grow(&items, &cap, SIZE_MAX, sizeof *items),
		"more than the size type");
	ok(!coop_array_grow(&items, &cap, SIZE_MAX / 8, sizeof *items),
		"more than memory");
	ok(cap == before && items == at, "... leaves the array untouched");
	free(items);
}

/* Strings that part at each place, of each length around the widths that are compared. */
static void test_common(void)
{
	enum { LONGEST = 21 };
	static const char text[] = "coop\xc3\xa9ratives de Lyon";
	size_t wrong = 0;
	for (size_t n = 0; n <= LONGEST; n++)
		for (size_t parts = 0; parts <= n; parts++) {
			/* as long as they are said to be, so that no more is read */
			char *a = malloc(n > 0 ? n : 1), *b = malloc(n > 0 ? n : 1);
			if (!a || !b)
				abort();
			memcpy(a, text, n);
			memcpy(b, text, n);
			if (parts < n)
				b[parts] ^= (char)(n % 2 ? 0x80 : 1);
			wrong += coop_bytes_common(a, n, b, n) != parts;
			wrong += coop_bytes_common(b, parts, a, n) != parts;
			wrong += coop_bytes_common(a, n, b, parts) != parts;
			free(a);
			free(b);
		}
	is_num(wrong, 0, "how much two strings have in common");
}

static int by_number(const void *a, const void *b)
{
	const int *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The place of a number in each prefix of a sorted array, against counting what is below it. */
static void test_lower_bound(void)
{
	static const int sorted[] = {1, 3, 3, 3, 5, 8, 8, 9};
	size_t wrong = 0;
	for (size_t n = 0; n <= sizeof sorted / sizeof *sorted; n++)
		for (int key = 0; key <= 10; key++) {
			size_t below = 0;
			while (below < n && sorted[below] < key)
				below++;
			wrong += coop_array_lower_bound(&key, n > 0 ? sorted : NULL, n,
					 sizeof *sorted, by_number) != below;
		}
	is_num(wrong, 0, "the first item that does not come before a key");
}

int main(void)
{
	test_appending();
	test_growing();
	test_failure();
	test_arrays();
	test_lower_bound();
	test_common();
	return done();
}
