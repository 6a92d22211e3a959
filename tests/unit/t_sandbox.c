/*
 * t_sandbox.c - what a converter can no longer do.
 */
#include "indexer/convert/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef COOP_HAVE_SECCOMP
#include <seccomp.h>
#endif

#include "indexer/convert/landlock.h"
#include "indexer/decode/frame.h"
#include "tests/unit/tap.h"

static const char *const *folders; /* that may be read */
static unsigned guards;            /* what sandbox_lock() says */

static bool cannot_open(const char *path, int flags)
{
	return open(path, flags, 0600) < 0 && (errno == EPERM || errno == EACCES);
}

static bool opens_nothing(void)
{
	return cannot_open("/etc/passwd", O_RDONLY) && cannot_open("/", O_RDONLY) &&
	       cannot_open("/proc/self/exe", O_RDONLY);
}

/* ---- a folder that may be read: the library of a converter has its tables there ---- */

static char tables[] = "/tmp/t_sandbox.XXXXXX";
static const char *const below[] = {"/nowhere/at/all", tables, NULL};

/* The path of a name in the folder, until the next call. */
static const char *in_tables(const char *name)
{
	static char path[sizeof tables + 40];
	snprintf(path, sizeof path, "%s/%s", tables, name);
	return path;
}

static void make_tables(void)
{
	need(mkdtemp(tables) != NULL, "mkdtemp");
	int fd = open(in_tables("table"), O_WRONLY | O_CREAT, 0600);
	need(fd >= 0, "a table");
	close(fd);
	need(symlink("/etc/passwd", in_tables("link")) == 0, "a link");
}

static void remove_tables(void)
{
	need(unlink(in_tables("table")) == 0, "unlink");
	need(unlink(in_tables("link")) == 0, "unlink");
	need(rmdir(tables) == 0, "rmdir");
}

static bool can_read(const char *path)
{
	return open(path, O_RDONLY) >= 0;
}

/* Nothing but the tables; not even these where the system cannot tell them from other files. */
static bool reads_tables(void)
{
	bool told_apart = (guards & GUARD_READS) != 0;
	return opens_nothing() && can_read(tables) == told_apart &&
	       can_read(in_tables("table")) == told_apart &&
	       cannot_open(in_tables("../../etc/passwd"), O_RDONLY) &&
	       cannot_open(in_tables("link"), O_RDONLY) && /* what it leads to */
	       cannot_open(in_tables("table"), O_WRONLY) &&
	       cannot_open(in_tables("new"), O_RDONLY | O_CREAT) &&
	       cannot_open(tables, O_TMPFILE | O_RDWR);
}

static bool reads_nothing(void)
{
	return !(guards & (GUARD_READS | GUARD_FILES)) && guards & GUARD_CALLS &&
	       opens_nothing() && cannot_open(in_tables("table"), O_RDONLY);
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
	const unsigned may = GUARD_NETWORK | GUARD_FILES | GUARD_READS;
	return (guards & ~may) == some && (!(guards & GUARD_READS) || folders) &&
	       sandbox_try(guards) == guards;
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
		_exit(sandbox_limit(5) && sandbox_lock(folders, &guards) ? !try() : 2);
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	ok(status == 0, "%s (%#x)", what, (unsigned)status);
}

/* Landlock alone, which guards where there is no filter. */
static void test_landlock(void)
{
	int status = -1;
	bool some = false;
	pid_t child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		if (!sandbox_limit(5) || !landlock_close_files(below, &some))
			_exit(2); /* there is none */
		guards = GUARD_LIMITS | GUARD_READS | GUARD_FILES;
		_exit(!(some && reads_tables() && sandbox_try(guards) == guards));
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	ok(status == 0 || WEXITSTATUS(status) == 2,
		"files are closed without a filter (%#x)", (unsigned)status);
}

#ifdef COOP_HAVE_SECCOMP
/* A system without Landlock: the call is not there. */
static void test_without_landlock(void)
{
	int status = -1;
	pid_t child = fork();
	need(child >= 0, "fork");
	if (child == 0) {
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
		if (!sandbox_limit(5) || !filter ||
			seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
				SYS_landlock_create_ruleset, 0) != 0 ||
			seccomp_load(filter) != 0)
			_exit(2);
		_exit(!(sandbox_lock(below, &guards) && reads_nothing() &&
			sandbox_try(guards) == guards));
	}
	need(waitpid(child, &status, 0) == child, "waitpid");
	ok(status == 0, "without Landlock nothing is opened, and that is told (%#x)",
		(unsigned)status);
}
#endif

/* What does not hold is found out. */
static void test_untrue(void)
{
	unsigned all =
		GUARD_LIMITS | GUARD_MEMORY | GUARD_CALLS | GUARD_FILTERS | GUARD_FILES;
	is_num(sandbox_try(all), GUARD_LIMITS | GUARD_FILTERS,
		"a limit of memory and a filter that are not there");
	ok(guards_lack(GUARD_LIMITS | GUARD_FILTERS | GUARD_CALLS | GUARD_READS),
		"files that can be read while all can");
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
	make_tables();
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
	folders = below;
	check(reads_tables,
		"files open to be read in a folder that is told, nothing else");
	check(tells_the_truth, "it says what locks it in there");
	check(has_no_network, "no network there, too");
	check(starts_nothing, "no other program or process there, too");
	test_without_landlock();
#else
	(void)opens_nothing;
	(void)reads_nothing;
	(void)has_no_network;
	(void)starts_nothing;
#endif
	test_landlock();
	test_time();
	remove_tables();
	return done();
}
