/*
 * t_spool.c - pieces come back from a spool as they were put, and leave nothing behind.
 */
#include "indexer/disk/spool.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

static size_t count_files(const char *dir)
{
	size_t n = 0;
	DIR *d = opendir(dir);
	need(d != NULL, dir);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	closedir(d);
	return n;
}

static struct spool *new_spool(const char *dir)
{
	struct spool *s;
	struct coop_error err = {0};
	need(spool_new(dir, &s, &err) == COOP_OK, err.msg);
	return s;
}

static void test_small(const char *dir)
{
	struct spool *s = new_spool(dir);
	struct coop_buf b = {0};
	struct coop_error err = {0};
	bool more = true;
	is_num(count_files(dir), 0, "the file of a spool has no name");
	ok(spool_rewind(s, &err) == COOP_OK, "an empty spool");
	ok(spool_next(s, &b, &more, &err) == COOP_OK && !more, "... holds nothing");
	spool_free(s);
	s = new_spool(dir);
	need(spool_put(s, "un", 2, &err) == COOP_OK, err.msg);
	need(spool_put(s, "", 0, &err) == COOP_OK, err.msg);
	need(spool_put(s, "tr\0is", 5, &err) == COOP_OK, err.msg);
	for (int round = 0; round < 2; round++) {
		ok(spool_rewind(s, &err) == COOP_OK, "reading, time %d", round + 1);
		ok(spool_next(s, &b, &more, &err) == COOP_OK && more, "a piece");
		is_str(coop_buf_cstr(&b), b.len, "un", "... as it was put");
		ok(spool_next(s, &b, &more, &err) == COOP_OK && more, "another");
		is_num(b.len, 0, "... that is empty");
		ok(spool_next(s, &b, &more, &err) == COOP_OK && more, "another");
		ok(b.len == 5 && memcmp(b.s, "tr\0is", 5) == 0, "... with a NUL");
		ok(spool_next(s, &b, &more, &err) == COOP_OK && !more, "and the end");
		ok(spool_next(s, &b, &more, &err) == COOP_OK && !more, "... for ever");
	}
	spool_free(s);
	spool_free(NULL);
	coop_buf_release(&b);
}

/* Sizes around every power of two up to 4 MiB, in an order that looks random. */
static void test_large(const char *dir)
{
	enum { PIECES = 200, LARGEST = 1 << 22 };
	static unsigned char expected[LARGEST + 2];
	struct spool *s = new_spool(dir);
	struct coop_buf b = {0};
	struct coop_error err = {0};
	size_t sizes[PIECES], wrong = 0;
	bool more = true;
	uint32_t state = 3;
	for (size_t i = 0; i < sizeof expected; i++)
		expected[i] = (unsigned char)next_random(&state);
	for (size_t i = 0; i < PIECES; i++) {
		size_t power = (size_t)1 << (i < 3 ? 22 : next_random(&state) % 16);
		sizes[i] = power - 1 + next_random(&state) % 3;
		need(spool_put(s, (const char *)expected, sizes[i], &err) == COOP_OK,
			err.msg);
	}
	need(spool_rewind(s, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < PIECES; i++) {
		need(spool_next(s, &b, &more, &err) == COOP_OK, err.msg);
		wrong += !more || b.len != sizes[i] ||
			 (b.len > 0 && memcmp(b.s, expected, b.len) != 0);
	}
	is_num(wrong, 0, "%d pieces of up to 4 MiB come back", PIECES);
	ok(spool_next(s, &b, &more, &err) == COOP_OK && !more, "... and no more");
	spool_free(s);
	coop_buf_release(&b);
	is_num(count_files(dir), 0, "nothing is left behind");
}

static void test_failures(const char *dir)
{
	struct coop_buf absent = {0};
	struct spool *s = (struct spool *)&absent;
	struct coop_error err = {0};
	coop_buf_printf(&absent, "%s/absent", dir);
	ok(spool_new(absent.s, &s, &err) == COOP_E_IO && s == NULL && err.msg[0],
		"no spool in a folder that is not there");
	coop_buf_release(&absent);
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	in_scratch(test_small);
	in_scratch(test_large);
	in_scratch(test_failures);
	return done();
}
