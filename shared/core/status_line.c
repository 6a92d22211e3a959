#include "shared/core/status_line.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

/* To the beginning of the line; everything behind that goes. */
#define ERASE "\r\033[J"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_bool drawn;

static void erase(void)
{
	if (atomic_exchange(&drawn, false)) {
		fputs(ERASE, stderr);
		fflush(stderr);
	}
}

void coop_status_line_draw(const char *s, size_t n)
{
	pthread_mutex_lock(&lock);
	atomic_store(&drawn, true);
	/* what is left of a longer line goes after the new one is there: that does not flicker */
	fprintf(stderr, "\r%.*s\033[J\r", (int)n, s);
	fflush(stderr);
	pthread_mutex_unlock(&lock);
}

void coop_status_line_clear(void)
{
	coop_status_line_hold();
	coop_status_line_release();
}

void coop_status_line_hold(void)
{
	pthread_mutex_lock(&lock);
	erase();
}

void coop_status_line_release(void)
{
	pthread_mutex_unlock(&lock);
}

void coop_status_line_abandon(void)
{
	if (atomic_load(&drawn))
		(void)!write(STDERR_FILENO, ERASE, sizeof ERASE - 1);
}
