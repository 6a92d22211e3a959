#include "indexer/convert/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef COOP_HAVE_SECCOMP
#include <seccomp.h>
#endif

#include "indexer/convert/landlock.h"
#include "indexer/decode/frame.h"

enum { MEMORY_MAX = 1 << 30 /* bytes */, FILES_MAX = 32 };

static bool limit(__rlimit_resource_t what, rlim_t soft, rlim_t hard)
{
	struct rlimit now;
	if (getrlimit(what, &now) != 0)
		return false;
	if (hard > now.rlim_max)
		hard = now.rlim_max;
	if (soft > hard)
		soft = hard;
	return setrlimit(what, &(struct rlimit){soft, hard}) == 0;
}

bool sandbox_limit(size_t seconds)
{
	if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		return false;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/*
	 * RLIMIT_FSIZE does not concern pipes. NO_NEW_PRIVS is what allows an
	 * unprivileged filter.
	 */
	bool done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		    limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) &&
		    limit(RLIMIT_NOFILE, FILES_MAX, FILES_MAX);
#ifdef SANDBOX_LIMITS_MEMORY
	done = done && limit(RLIMIT_AS, MEMORY_MAX, MEMORY_MAX);
#endif
	if (seconds > 0)
		done = done && limit(RLIMIT_CPU, seconds, seconds + 1);
	return done;
}

/*
 * An empty network namespace isolates from the network; it may need privileges, or a user
 * namespace.
 */
static unsigned lock_network(void)
{
	return unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
		       ? GUARD_NETWORK
		       : 0;
}

/*
 * Without Landlock there is no telling one file from another: then none may be opened, and what a library
 * has in files of its own is lost.
 */
static unsigned lock_files(const char *const *folders)
{
	bool some;
	if (!landlock_close_files(folders, &some))
		return 0;
	return some ? GUARD_FILES | GUARD_READS : GUARD_FILES;
}

#ifdef SANDBOX_LIMITS_MEMORY
enum { LIMITED = GUARD_LIMITS | GUARD_MEMORY };
#else
enum { LIMITED = GUARD_LIMITS };
#endif

#ifdef COOP_HAVE_SECCOMP

/* The system calls for computing, reading open files and writing to the pipe. */
static const char *const allowed[] = {"read", "pread64", "readv", "write", "writev",
	"lseek", "_llseek", "close", "fstat", "fstat64", "newfstatat", "statx", "fcntl",
	"fcntl64", "brk", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise",
	"exit", "exit_group", "futex", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
	"sigaltstack", "clock_gettime", "clock_gettime64", "clock_nanosleep",
	"gettimeofday", "time", "getpid", "gettid", "getrandom", "getrusage", "sysinfo",
	"uname", "sched_yield", "sched_getaffinity", "ppoll", "poll", "rseq",
	"set_robust_list", "restart_syscall"};

/* The system calls for listing folders and finding out what is in them. */
static const char *const listing[] = {"getdents64", "stat", "stat64", "lstat", "lstat64"};

static int allow(scmp_filter_ctx filter, const char *const *names, size_t n)
{
	int failed = 0;
	for (size_t i = 0; i < n && !failed; i++) {
		int number = seccomp_syscall_resolve_name(names[i]);
		if (number != __NR_SCMP_ERROR)
			failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
		if (failed == -EDOM) /* the call does not exist on this architecture */
			failed = 0;
	}
	return failed;
}

/*
 * Allows openat() for reading only: O_RDONLY is 0, so none of the flags that write,
 * create or truncate may be set. O_TMPFILE includes O_DIRECTORY, which is harmless alone.
 */
static int allow_opening(scmp_filter_ctx filter)
{
	const scmp_datum_t writes = O_ACCMODE | O_CREAT | O_TRUNC | O_TMPFILE;
	int failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, writes & ~(scmp_datum_t)O_DIRECTORY, 0));
	if (!failed)
		failed = allow(filter, listing, sizeof listing / sizeof *listing);
	return failed;
}

/* Sets the filter up; 0, or an errno with a minus. */
static int lock_calls(bool opening)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (!filter)
		return -ENOMEM;
	int failed = allow(filter, allowed, sizeof allowed / sizeof *allowed);
	if (!failed && opening)
		failed = allow_opening(filter);
	if (!failed)
		failed = seccomp_load(filter);
	seccomp_release(filter);
	return failed;
}

bool sandbox_lock(const char *const *folders, unsigned *guards)
{
	*guards = LIMITED | GUARD_FILTERS | lock_files(folders);
	int failed = lock_calls((*guards & GUARD_READS) != 0);
	if (!failed)
		*guards |= GUARD_CALLS;
	else /* without filters the limits remain, and coopidx reports what is missing */
		*guards |= lock_network();
	return !failed || failed == -EINVAL || failed == -ENOSYS || failed == -ECANCELED;
}

#else

bool sandbox_lock(const char *const *folders, unsigned *guards)
{
	*guards = LIMITED | lock_files(folders);
	*guards |= lock_network();
	return true;
}

#endif

/* Whether a call that would return a descriptor was refused. */
static bool is_refused(int fd)
{
	if (fd < 0)
		return errno == EPERM || errno == EACCES;
	close(fd);
	return false;
}

unsigned sandbox_try(unsigned guards)
{
	const size_t more = (size_t)MEMORY_MAX + 1;
	/* more than RLIMIT_AS allows */
	void *memory = mmap(NULL, more, PROT_READ,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (memory != MAP_FAILED) {
		munmap(memory, more);
		guards &= ~(unsigned)GUARD_MEMORY;
	}
	bool files_closed = is_refused(open("/dev/null", O_WRONLY)) &&
			    is_refused(open("/dev/null", O_RDONLY));
	if (!files_closed)
		guards &= ~(unsigned)GUARD_FILES;
	if (!files_closed || !is_refused(socket(AF_INET, SOCK_STREAM, 0)))
		guards &= ~(unsigned)GUARD_CALLS;
	return guards;
}
