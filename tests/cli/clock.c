/*
 * clock.c - a clock that advances with what is read, for t_progress.sh; loaded by
 * LD_PRELOAD.
 *
 * CLOCK_MONOTONIC stands still, except that each call that reads from a file advances it
 * by TICK_READ milliseconds (unset: 0). A thread that waits until some moment continues
 * when the clock reaches it, and the reading thread continues only when that thread waits
 * again. Made for one waiting and one reading thread. With TICK_THREAD=1 the first thread
 * to be created is the waiting one, and its creation lasts until it waits.
 *
 * With TICK_FREE=1 the clock is where a thread waits for as soon as it waits, whatever is read; its
 * creation lasts until it waits a second time, so that what it does in between is done.
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000 /* milliseconds */, BEGIN = 1000 * SECOND };

enum { BLOCK = 1 << 13 }; /* bytes that the engine reads at once */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static long long now = BEGIN;
static long long until =
	-1; /* when the thread that waits wants to go on; -1: nobody waits */
static pthread_cond_t *wanted;
static pthread_mutex_t *held;

int clock_gettime(clockid_t clock, struct timespec *at)
{
	static int (*next)(clockid_t, struct timespec *);
	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "clock_gettime");
	if (clock != CLOCK_MONOTONIC)
		return next(clock, at);
	pthread_mutex_lock(&lock);
	at->tv_sec = now / SECOND;
	at->tv_nsec = now % SECOND * 1000000;
	pthread_mutex_unlock(&lock);
	return 0;
}

/* Moves the clock to where it is wanted. */
static int jump(pthread_mutex_t *m, long long to)
{
	static bool again;
	if (again) {
		pthread_mutex_unlock(m);
		nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
		pthread_mutex_lock(m);
	}
	pthread_mutex_lock(&lock);
	now = now < to ? to : now;
	if (again)
		until = to;
	again = true;
	pthread_cond_broadcast(&moved);
	pthread_mutex_unlock(&lock);
	return ETIMEDOUT;
}

/* Comes back when the clock is there, or the condition was signalled. */
int pthread_cond_timedwait(
	pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *at)
{
	if (getenv("TICK_FREE"))
		return jump(m, (long long)at->tv_sec * SECOND + at->tv_nsec / 1000000);
	pthread_mutex_lock(&lock);
	wanted = c;
	held = m;
	until = (long long)at->tv_sec * SECOND + at->tv_nsec / 1000000;
	bool there = now >= until;
	pthread_cond_broadcast(&moved);
	pthread_mutex_unlock(&lock);
	return there ? ETIMEDOUT : pthread_cond_wait(c, m);
}

int pthread_create(
	pthread_t *thread, const pthread_attr_t *attr, void *(*run)(void *), void *arg)
{
	static int (*next)(
		pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "pthread_create");
	int failed = next(thread, attr, run, arg);
	pthread_mutex_lock(&lock);
	while (!failed && getenv("TICK_THREAD") && until < 0)
		pthread_cond_wait(&moved, &lock);
	pthread_mutex_unlock(&lock);
	return failed;
}

/* Wakes the thread that waits, when it is time, and lets it do what it has to. */
static void wake(void)
{
	pthread_mutex_lock(&lock);
	while (until >= 0 && until <= now) {
		pthread_mutex_t *m = held;
		pthread_mutex_unlock(&lock);
		pthread_mutex_lock(m);
		pthread_cond_broadcast(wanted);
		pthread_mutex_unlock(m);
		pthread_mutex_lock(&lock);
		if (until <= now)
			pthread_cond_wait(&moved, &lock);
	}
	pthread_mutex_unlock(&lock);
}

static void pass(void)
{
	const char *s = getenv("TICK_READ");
	if (getenv("TICK_FREE"))
		return;
	pthread_mutex_lock(&lock);
	now += s ? strtol(s, NULL, 10) : 0;
	pthread_mutex_unlock(&lock);
	wake();
}

size_t fread(void *to, size_t size, size_t n, FILE *file)
{
	static size_t (*next)(void *, size_t, size_t, FILE *);
	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "fread");
	n = next(to, size, n, file);
	pass();
	return n;
}

ssize_t read(int fd, void *to, size_t size)
{
	static ssize_t (*next)(int, void *, size_t);
	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "read");
	ssize_t n = next(fd, to, size);
	/* the engine reads when the thread that waits is gone */
	if (size > BLOCK)
		pass();
	return n;
}
