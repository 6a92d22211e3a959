#include "indexer/generations/index_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/report/clock.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* ---- who holds it ---- */

enum { TEXT_ROOM = 128 };

static void get_host(char host[LOCK_HOST])
{
	char name[LOCK_HOST];
	if (gethostname(name, sizeof name) != 0)
		name[0] = '\0';
	name[LOCK_HOST - 1] = '\0';
	if (sscanf(name, "%64[A-Za-z0-9.-]", host) != 1)
		snprintf(host, LOCK_HOST, "unknown");
}

bool index_lock_read(int lock, struct lock_text *h)
{
	char text[TEXT_ROOM];
	int end = 0;
	ssize_t n = pread(lock, text, sizeof text - 1, 0);
	if (n <= 0)
		return false;
	text[n] = '\0';
	/* NOLINTNEXTLINE(cert-err34-c): the widths keep the numbers in range */
	return sscanf(text, "coopidx %9ld %11lld %64[A-Za-z0-9.-]%n", &h->pid, &h->since,
		       h->host, &end) == 3 &&
	       h->pid > 0 && h->since > 0 && end + 1 == (int)n && text[end] == '\n';
}

/*
 * The index folder may come from anyone, who may have made its lock a second name of another file:
 * such a file, and one with any other text, is not written.
 */
enum coop_status index_lock_sign(int lock, const char *path, struct coop_error *err)
{
	struct lock_text before;
	struct stat s;
	char text[TEXT_ROOM], host[LOCK_HOST];
	if (fstat(lock, &s) != 0 || s.st_nlink != 1 ||
		(s.st_size > 0 && !index_lock_read(lock, &before)))
		return COOP_OK;
	get_host(host);
	int n = snprintf(text, sizeof text, "coopidx %ld %lld %s\n", (long)getpid(),
		(long long)time(NULL), host);
	if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)n, 0) != n)
		return coop_cannot_write(path, COOP_INDEX_LOCK, err);
	return COOP_OK;
}

/* Puts into `out` who holds the lock, after a blank; nothing when it is not known. */
static void print_holder(const struct lock_text *h, char *out, size_t room)
{
	char host[LOCK_HOST], when[40];
	struct tm tm;
	time_t since = (time_t)h->since;
	get_host(host);
	bool here = strcmp(host, h->host) == 0;
	out[0] = '\0';
	/* a process that is gone has not the lock: another is about to write who it is */
	if ((here && kill((pid_t)h->pid, 0) != 0 && errno == ESRCH) ||
		!localtime_r(&since, &tm) ||
		strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &tm) == 0)
		return;
	if (here)
		snprintf(out, room,
			TR(" (process %ld, since %s)", " (processus %ld, depuis %s)"),
			h->pid, when);
	else
		snprintf(out, room,
			TR(" (process %ld of %s, since %s)",
				" (processus %ld de %s, depuis %s)"),
			h->pid, h->host, when);
}

static enum coop_status locked(
	const char *path, const struct lock_text *holder, struct coop_error *err)
{
	char who[200] = "";
	if (holder->pid > 0)
		print_holder(holder, who, sizeof who);
	coop_fail(err, COOP_E_LOCKED,
		TR("another coopidx is writing the index '%s'%s",
			"un autre coopidx écrit l'index « %s »%s"),
		path, who);
	coop_hint(err, "%s",
		TR("wait until it is done, as --wait=SECONDS does, or name another index with -i",
			"attendez qu'il ait fini, comme le fait --wait=SECONDES, ou nommez un autre index avec -i"));
	return COOP_E_LOCKED;
}

/* ---- taking it ---- */

/* Whether the locked file still has that name. */
static bool is_current(int dir, int lock)
{
	struct stat held, there;
	return fstat(lock, &held) == 0 &&
	       fstatat(dir, COOP_INDEX_LOCK, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

/* Opens the lock file, creating it if need be. Any regular file serves. */
static int open_lock(int dir)
{
	struct stat s;
	int fd = openat(dir, COOP_INDEX_LOCK,
		O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0666);
	if (fd < 0 || (fstat(fd, &s) == 0 && S_ISREG(s.st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

/* Tries once; COOP_E_STALE when the file lost its name between open and flock. */
static enum coop_status take(int dir, const char *path, int *lock, struct coop_error *err)
{
	struct lock_text holder = {0};
	*lock = open_lock(dir);
	if (*lock < 0)
		return coop_cannot_write(path, COOP_INDEX_LOCK, err);
	bool mine = flock(*lock, LOCK_EX | LOCK_NB) == 0;
	int why = errno;
	if (mine && is_current(dir, *lock))
		return COOP_OK;
	if (mine || !index_lock_read(*lock, &holder))
		holder.pid = 0;
	close(*lock);
	*lock = -1;
	errno = why;
	if (!mine && why != EWOULDBLOCK)
		return coop_cannot_write(path, COOP_INDEX_LOCK, err);
	locked(path, &holder, err);
	return mine ? COOP_E_STALE : COOP_E_LOCKED;
}

/* A lock file is removed by the process that holds it: one that lost its name is opened again. */
static enum coop_status take_current(
	int dir, const char *path, int *lock, struct coop_error *err)
{
	enum { TRIES = 3 };
	struct coop_error why;
	enum coop_status st = COOP_E_STALE;
	for (int i = 0; st == COOP_E_STALE && i < TRIES; i++) {
		why = (struct coop_error){0};
		st = take(dir, path, lock, &why);
	}
	return coop_pass_on(err, &why);
}

/* Sleeps, longer each time up to a quarter of a second; a signal ends it. */
static void pause_between(int turn)
{
	enum { FIRST_MS = 10, LAST_MS = 250 };
	long ms = turn < 5 ? FIRST_MS << turn : LAST_MS;
	nanosleep(&(struct timespec){.tv_nsec = ms * 1000000}, NULL);
}

static void tell_waiting(
	const struct report *report, const struct coop_error *why, size_t wait)
{
	if (!report->quiet && !report->silent)
		coop_diag_note(report->program,
			TR("%s; waiting for up to %zu s", "%s ; attente, %zu s au plus"),
			why->msg, wait);
}

enum coop_status index_lock(int dir, const char *path, size_t wait,
	const struct report *report, int *lock, struct coop_error *err)
{
	const double end = clock_seconds() + (double)wait;
	for (int turn = 0;; turn++) {
		struct coop_error why = {0};
		enum coop_status st = take_current(dir, path, lock, &why);
		if (st != COOP_E_LOCKED || wait == 0 || clock_seconds() >= end)
			return coop_pass_on(err, &why);
		if (turn == 0)
			tell_waiting(report, &why, wait);
		pause_between(turn);
		st = stop_check(report->stop, err);
		if (st)
			return st;
	}
}

void index_unlock(int lock)
{
	struct lock_text holder;
	if (lock < 0)
		return;
	/* on failure it names a process that is gone: nobody is told of it */
	if (index_lock_read(lock, &holder) && holder.pid == getpid() &&
		ftruncate(lock, 0) != 0)
		errno = 0;
	close(lock);
}
