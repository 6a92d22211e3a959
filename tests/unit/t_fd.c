/*
 * t_fd.c - descriptors are read to their end, whatever a single call gives.
 */
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "shared/core/fd.h"
#include "tests/unit/tap.h"

enum { SIZE = 300000 };

static char bytes[SIZE];

/* Writes all bytes to a pipe, which takes them piece by piece. */
static void *write_all(void *to)
{
	int fd = *(int *)to;
	need(coop_fd_write(fd, bytes, SIZE), "writing to a pipe");
	close(fd);
	return NULL;
}

/* Starts a thread that writes; returns the end to read from. */
static int begin(int ends[2], pthread_t *thread)
{
	need(pipe(ends) == 0, "a pipe");
	need(pthread_create(thread, NULL, write_all, &ends[1]) == 0, "a thread");
	return ends[0];
}

/* Lets the thread write the rest. */
static void drain(int fd, pthread_t thread)
{
	char rest[4096];
	while (read(fd, rest, sizeof rest) > 0)
		;
	pthread_join(thread, NULL);
	close(fd);
}

static void test_all(void)
{
	struct coop_buf out = {0};
	pthread_t thread;
	int ends[2], fd = begin(ends, &thread);
	coop_buf_str(&out, "before");
	ok(coop_fd_read_all(fd, SIZE, &out) && out.len == SIZE + 6 &&
			memcmp(out.s, "before", 6) == 0 &&
			memcmp(out.s + 6, bytes, SIZE) == 0 && out.s[out.len] == '\0',
		"all of a pipe is appended, and a NUL behind it");
	drain(fd, thread);
	coop_buf_release(&out);
}

static void test_max(void)
{
	struct coop_buf out = {0};
	pthread_t thread;
	int ends[2], fd = begin(ends, &thread);
	ok(coop_fd_read_all(fd, 100000, &out) && out.len == 100001,
		"of a longer one, a byte more than wanted");
	drain(fd, thread);
	coop_buf_release(&out);
}

static void test_room(void)
{
	static char to[SIZE + 1];
	pthread_t thread;
	size_t got = 0;
	int ends[2], fd = begin(ends, &thread);
	ok(coop_fd_read(fd, to, SIZE - 1, &got) && got == SIZE - 1,
		"as much as there is room");
	ok(coop_fd_read(fd, to, sizeof to, &got) && got == 1, "... then the rest");
	ok(coop_fd_read(fd, to, sizeof to, &got) && got == 0, "... then nothing");
	drain(fd, thread);
}

static void test_failure(void)
{
	struct coop_buf out = {0};
	size_t got;
	char c;
	errno = 0;
	ok(!coop_fd_read_all(-1, 10, &out) && errno == EBADF && !out.failed,
		"a failure, and its errno");
	ok(!coop_fd_read(-1, &c, 1, &got) && errno == EBADF, "... of a part");
	coop_buf_release(&out);
}

int main(void)
{
	for (size_t i = 0; i < SIZE; i++)
		bytes[i] = (char)(i * 31 + i / 251);
	test_all();
	test_max();
	test_room();
	test_failure();
	return done();
}
