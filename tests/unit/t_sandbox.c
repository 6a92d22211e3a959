/*
 * t_sandbox.c - what a converter can no longer do.
 */
#include "indexer/convert/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/decode/frame.h"
#include "tests/unit/tap.h"

static bool reads_files;
static unsigned guards; /* what sandbox_lock() says */

static bool cannot_open(const char *path, int flags)
{
	return open(path, flags, 0600) < 0 && errno == EPERM;
}

static bool opens_nothing(void)
{
	return cannot_open("/etc/passwd", O_RDONLY);
}

static bool opens_to_read(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0 && cannot_open("/dev/null", O_WRONLY) &&
	       cannot_open("/tmp/coop-sandbox", O_RDONLY | O_CREAT) &&
	       cannot_open("/tmp", O_TMPFILE | O_RDWR);
}

static bool has_no_network(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 && socket(AF_UNIX, SOCK_STREAM, 0) < 0;
}

static bool starts_nothing(void)
{
	char *argv[] = {"/bin/true", NULL}, *none[] = {NULL};
	execve(argv[0], argv, none);
	return errno == EPERM && fork() < 0;
}

static bool has_no_other_files(void)
{
	struct rlimit files;
	return fcntl(3, F_GETFD) < 0 && fcntl(9, F_GETFD) < 0 &&
	       (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur <= 32);
}

static bool has_little_memory(void)
{
	/* volatile: a compiler may leave out memory that nobody looks at, and call it had */
	void *volatile s = malloc((size_t)3 << 30);
	bool none = s == NULL;
	free(s);
	return none;
}

static bool still_computes(void)
{
	char *s = calloc(1, 1 << 20);
	bool works = s && write(STDOUT_FILENO, s, 0) == 0;
	free(s);
	return works;
}

/* It says what is so, as far as that can be tried. */
static bool tells_the_truth(void)
{
	unsigned some = GUARD_LIMITS;
#ifdef SANDBOX_LIMITS_MEMORY
	some |= GUARD_MEMORY;
#endif
#ifdef COOP_HAVE_SECCOMP
	some |= GUARD_FILTERS | GUARD_CALLS;
#endif
	return (guards & ~(unsigned)GUARD_NETWORK) == some &&
	       sandbox_try(reads_files, guards) == guards;
}

/* Tries it in a process that is locked in. */
static void check(bool (*try)(void), const char *what)
{
	int status = -1;
	pid_t child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		if (dup2(STDIN_FILENO, 9) != 9)
			_exit(3);
		_exit(sandbox_limit(5) && sandbox_lock(reads_files, &guards) ? !try()
									     : 2);
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	ok(status == 0, "%s (%#x)", what, (unsigned)status);
}

/* What does not hold is found out. */
static void test_untrue(void)
{
	unsigned all = GUARD_LIMITS | GUARD_MEMORY | GUARD_CALLS | GUARD_FILTERS;
	is_num(sandbox_try(false, all), GUARD_LIMITS | GUARD_FILTERS,
		"a limit of memory and a filter that are not there");
	ok(guards_lack(GUARD_LIMITS | GUARD_MEMORY | GUARD_FILTERS),
		"a filter is missed");
	ok(guards_lack(GUARD_LIMITS | GUARD_FILTERS | GUARD_NETWORK),
		"a closed network is less than that");
	ok(!guards_lack(GUARD_LIMITS | GUARD_FILTERS | GUARD_CALLS),
		"with one nothing is");
	ok(!guards_lack(GUARD_LIMITS | GUARD_NETWORK),
		"nor without, where none was built in");
	ok(guards_lack(GUARD_LIMITS), "but for an open network");
	ok(!guards_lack(0), "nor of a program that told nothing");
}

/* Locked in, a loop without end ends. */
static void test_time(void)
{
	int status = -1;
	pid_t child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		if (!sandbox_limit(1) || !sandbox_lock(false, &guards))
			_exit(2);
		for (volatile unsigned n = 0;; n++)
			;
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU, "a loop without end (%#x)",
		(unsigned)status);
}

int main(void)
{
	check(has_no_other_files, "no other file is open");
	check(still_computes, "it can compute and write");
	check(tells_the_truth, "it says what locks it in");
	test_untrue();
#ifdef SANDBOX_LIMITS_MEMORY
	check(has_little_memory, "memory is limited");
#else
	(void)has_little_memory;
#endif
#ifdef COOP_HAVE_SECCOMP
	check(opens_nothing, "no file can be opened");
	check(has_no_network, "no network");
	check(starts_nothing, "no other program or process");
	reads_files = true;
	check(opens_to_read, "files open to be read only, where that is wanted");
	check(has_no_network, "no network there, too");
	check(starts_nothing, "no other program or process there, too");
#else
	(void)opens_nothing;
	(void)opens_to_read;
	(void)has_no_network;
	(void)starts_nothing;
#endif
	test_time();
	return done();
}
