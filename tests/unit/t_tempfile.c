/*
 * t_tempfile.c - records come back from a temporary file as they were put, and leave nothing behind.
 */
#include "indexer/disk/tempfile.h"
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

static struct tempfile *new_file(const char *dir)
{
	struct tempfile *s;
	struct coop_error err = {0};
	need(tempfile_new(dir, &s, &err) == COOP_OK, err.msg);
	return s;
}

static void test_small(const char *dir)
{
	struct tempfile *s = new_file(dir);
	struct coop_buf b = {0};
	struct coop_error err = {0};
	bool more = true;
	uint64_t at = 0;
	is_num(count_files(dir), 0, "the file of a temporary file has no name");
	ok(tempfile_flush(s, &err) == COOP_OK, "an empty one");
	ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && !more,
		"... holds nothing");
	tempfile_free(s);
	s = new_file(dir);
	need(tempfile_put(s, "un", 2, &err) == COOP_OK, err.msg);
	need(tempfile_put(s, "", 0, &err) == COOP_OK, err.msg);
	need(tempfile_put(s, "tr\0is", 5, &err) == COOP_OK, err.msg);
	for (int round = 0; round < 2; round++) {
		at = 0;
		ok(tempfile_flush(s, &err) == COOP_OK, "reading, time %d", round + 1);
		ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && more, "a piece");
		is_str(coop_buf_cstr(&b), b.len, "un", "... as it was put");
		ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && more, "another");
		is_num(b.len, 0, "... that is empty");
		ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && more, "another");
		ok(b.len == 5 && memcmp(b.s, "tr\0is", 5) == 0, "... with a NUL");
		ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && !more,
			"and the end");
		ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && !more,
			"... for ever");
	}
	tempfile_free(s);
	tempfile_free(NULL);
	coop_buf_release(&b);
}

/* What is written at places of a file, in any order, is there; a file that was cleared begins anew. */
static void test_places(const char *dir)
{
	struct tempfile *s = new_file(dir);
	struct coop_buf b = {0};
	struct coop_error err = {0};
	need(!tempfile_write_at(s, 6, "sept", 4, &err) &&
			!tempfile_write_at(s, 0, "un deux", 6, &err) &&
			!tempfile_write_at(s, 3, "", 0, &err),
		err.msg);
	enum coop_status st = tempfile_read(s, 0, 10, &b, &err);
	ok(!st && memcmp(b.s, "un deusept", 10) == 0, "bytes at places: %s",
		coop_buf_cstr(&b));
	ok(tempfile_read(s, 8, 3, &b, &err) == COOP_E_IO, "nothing behind them");
	tempfile_free(s);
	s = new_file(dir);
	for (int round = 0; round < 2; round++) {
		need(!tempfile_add(s, "avant", 5, &err) && !tempfile_flush(s, &err) &&
				!tempfile_add(s, "aussi", 5, &err) &&
				!tempfile_clear(s, &err),
			err.msg);
		is_num(tempfile_size(s), 0, "a file that was cleared is empty");
		need(!tempfile_add(s, "apr\303\250s", 6, &err) &&
				!tempfile_flush(s, &err),
			err.msg);
		ok(tempfile_size(s) == 6 && !tempfile_read(s, 0, 6, &b, &err) &&
				memcmp(b.s, "apr\303\250s", 6) == 0,
			"... and is written anew");
		need(!tempfile_clear(s, &err), err.msg);
	}
	tempfile_free(s);
	coop_buf_release(&b);
}

/* Sizes around every power of two up to 4 MiB, in an order that looks random. */
static void test_large(const char *dir)
{
	enum { PIECES = 200, LARGEST = 1 << 22 };
	static unsigned char expected[LARGEST + 2];
	struct tempfile *s = new_file(dir);
	struct coop_buf b = {0};
	struct coop_error err = {0};
	size_t sizes[PIECES], wrong = 0;
	bool more = true;
	uint64_t at = 0;
	uint32_t state = 3;
	for (size_t i = 0; i < sizeof expected; i++)
		expected[i] = (unsigned char)next_random(&state);
	for (size_t i = 0; i < PIECES; i++) {
		size_t power = (size_t)1 << (i < 3 ? 22 : next_random(&state) % 16);
		sizes[i] = power - 1 + next_random(&state) % 3;
		need(tempfile_put(s, (const char *)expected, sizes[i], &err) == COOP_OK,
			err.msg);
	}
	need(tempfile_flush(s, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < PIECES; i++) {
		need(tempfile_next(s, &at, &b, &more, &err) == COOP_OK, err.msg);
		wrong += !more || b.len != sizes[i] ||
			 (b.len > 0 && memcmp(b.s, expected, b.len) != 0);
	}
	is_num(wrong, 0, "%d pieces of up to 4 MiB come back", PIECES);
	ok(tempfile_next(s, &at, &b, &more, &err) == COOP_OK && !more, "... and no more");
	tempfile_free(s);
	coop_buf_release(&b);
	is_num(count_files(dir), 0, "nothing is left behind");
}

/* How many bytes of the file at a path are as expected, from the first. */
static size_t same_bytes(const char *path, const char *expected, size_t n)
{
	FILE *file = fopen(path, "rb");
	size_t same = 0;
	need(file != NULL, path);
	while (same < n && getc(file) == (unsigned char)expected[same])
		same++;
	same += same == n && getc(file) != EOF; /* and no more */
	fclose(file);
	return same;
}

/* In memory first, then on the disk: what its path leads to has all bytes. */
static void test_in_memory(const char *dir)
{
	enum { PIECE = 1 << 20, PIECES = TEMPFILE_IN_MEMORY / PIECE + 2 };
	struct coop_error err = {0};
	struct tempfile *f;
	struct coop_buf all = {0};
	uint32_t state = 5;
	setenv("TMPDIR", dir, 1);
	need(tempfile_new_in_memory(&f, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < PIECES; i++) {
		char *piece = coop_buf_reserve(&all, PIECE);
		need(piece != NULL, "memory");
		for (size_t k = 0; k < PIECE; k++)
			piece[k] = (char)next_random(&state);
		need(tempfile_add(f, piece, PIECE, &err) == COOP_OK, err.msg);
		all.len += PIECE;
		if (i == 0)
			is_num(same_bytes(tempfile_path(f), all.s, all.len), all.len,
				"a file in memory can be read by its path");
	}
	is_num(same_bytes(tempfile_path(f), all.s, all.len), all.len,
		"and one that became too large for it");
	is_num(tempfile_size(f), all.len, "... of that size");
	is_num(count_files(dir), 0, "... still without a name");
	tempfile_free(f);
	setenv("TMPDIR", "/nowhere", 1);
	need(tempfile_new_in_memory(&f, &err) == COOP_OK, err.msg);
	ok(tempfile_add(f, all.s, all.len, &err) == COOP_E_IO &&
			strncmp(err.msg, "cannot write a temporary file", 29) == 0,
		"no room for a large one");
	tempfile_free(f);
	unsetenv("TMPDIR");
	coop_buf_release(&all);
}

static void test_failures(const char *dir)
{
	struct coop_buf absent = {0};
	struct tempfile *s = (struct tempfile *)&absent;
	struct coop_error err = {0};
	coop_buf_printf(&absent, "%s/absent", dir);
	ok(tempfile_new(absent.s, &s, &err) == COOP_E_IO && s == NULL && err.msg[0],
		"none in a folder that is not there");
	coop_buf_release(&absent);
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	in_scratch(test_small);
	in_scratch(test_places);
	in_scratch(test_large);
	in_scratch(test_in_memory);
	in_scratch(test_failures);
	return done();
}
