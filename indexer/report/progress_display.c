#include "indexer/report/progress_display.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "indexer/report/clock.h"
#include "shared/core/diag.h"
#include "shared/core/terminal.h"

enum {
	BAR_PAUSE = 200,       /* milliseconds */
	SENTENCE_PAUSE = 10000 /* milliseconds */
};

struct progress_display {
	struct progress *progress;
	const char *program;
	bool terminal;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool end, shown;
	struct coop_buf text;
};

static void hide(struct progress_display *d)
{
	if (d->shown)
		fputs("\r\033[K", stderr);
	d->shown = false;
}

static void show(struct progress_display *d, double seconds)
{
	/* asked each time: the window may have another size by now. In its last column some wrap */
	size_t width = d->terminal ? coop_terminal_width(STDERR_FILENO) - 1 : 0;
	coop_buf_reset(&d->text);
	progress_text(d->progress, seconds, width, &d->text);
	if (d->text.failed)
		return;
	if (!d->terminal) {
		coop_diag_note(d->program, "%s", coop_buf_cstr(&d->text));
		return;
	}
	fprintf(stderr, "\r%s\033[K", coop_buf_cstr(&d->text));
	d->shown = true;
}

static struct timespec after(int milliseconds)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	long nanoseconds = at.tv_nsec + milliseconds % 1000 * 1000000L;
	at.tv_sec += milliseconds / 1000 + nanoseconds / 1000000000;
	at.tv_nsec = nanoseconds % 1000000000;
	return at;
}

static void *display(void *arg)
{
	struct progress_display *d = arg;
	double begun = clock_seconds();
	int step = PROGRESS_READING;
	pthread_mutex_lock(&d->lock);
	while (!d->end) {
		struct timespec until = after(d->terminal ? BAR_PAUSE : SENTENCE_PAUSE);
		int waited = 0;
		while (!d->end && waited != ETIMEDOUT)
			waited = pthread_cond_timedwait(&d->ended, &d->lock, &until);
		int now = atomic_load(&d->progress->step);
		if (now != step)
			begun = clock_seconds();
		step = now;
		if (!d->end)
			show(d, clock_seconds() - begun);
	}
	hide(d);
	pthread_mutex_unlock(&d->lock);
	return NULL;
}

struct progress_display *progress_display_new(struct progress *p, const char *program)
{
	struct progress_display *d = calloc(1, sizeof *d);
	if (!d)
		return NULL;
	*d = (struct progress_display){.progress = p, .program = program};
	d->terminal = coop_terminal_is_smart(STDERR_FILENO);
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&d->ended, &clock);
	pthread_condattr_destroy(&clock);
	pthread_mutex_init(&d->lock, NULL);
	if (pthread_create(&d->thread, NULL, display, d) != 0) {
		pthread_cond_destroy(&d->ended);
		pthread_mutex_destroy(&d->lock);
		free(d);
		return NULL;
	}
	return d;
}

void progress_display_pause(struct progress_display *d)
{
	if (!d)
		return;
	pthread_mutex_lock(&d->lock);
	hide(d);
}

void progress_display_resume(struct progress_display *d)
{
	if (d)
		pthread_mutex_unlock(&d->lock);
}

void progress_display_free(struct progress_display *d)
{
	if (!d)
		return;
	pthread_mutex_lock(&d->lock);
	d->end = true;
	pthread_cond_signal(&d->ended);
	pthread_mutex_unlock(&d->lock);
	pthread_join(d->thread, NULL);
	pthread_cond_destroy(&d->ended);
	pthread_mutex_destroy(&d->lock);
	coop_buf_release(&d->text);
	free(d);
}
