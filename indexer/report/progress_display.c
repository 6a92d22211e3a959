#include "indexer/report/progress_display.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "indexer/report/clock.h"
#include "indexer/report/progress_text.h"
#include "indexer/report/remaining.h"
#include "shared/core/diag.h"
#include "shared/core/status_line.h"
#include "shared/core/terminal.h"

enum {
	LINE_PAUSE = 200,      /* milliseconds */
	SENTENCE_PAUSE = 10000 /* milliseconds */
};

struct progress_display {
	struct progress progress;
	const char *program;
	bool terminal;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool end;
	/* of the thread: */
	struct progress_view view;
	struct remaining remaining;
	unsigned step; /* the number of the step that is shown; 0: none yet */
	double begun;  /* that step */
	struct coop_buf text;
};

/* Whether the terminal is another program's for now; then it is left alone. */
static bool is_in_background(void)
{
	pid_t front = tcgetpgrp(STDERR_FILENO);
	return front >= 0 && front != getpgrp();
}

static void look(struct progress_display *d)
{
	double now = clock_seconds();
	struct progress_view *v = &d->view;
	progress_look(&d->progress, v);
	if (v->begun != d->step) {
		d->begun = d->step == 0 ? d->begun : now;
		remaining_begin(&d->remaining, d->begun);
	}
	d->step = v->begun;
	v->seconds = now - d->begun;
	v->left = remaining_look(&d->remaining, now, v->done, v->total);
}

static void show(struct progress_display *d)
{
	/* asked each time: the window may have another size by now. In its last column some wrap */
	size_t width = d->terminal ? coop_terminal_width(STDERR_FILENO) - 1 : 0;
	coop_buf_reset(&d->text);
	progress_text(&d->view, width, &d->text);
	if (d->text.failed)
		return;
	if (!d->terminal)
		coop_diag_note(d->program, "%s", coop_buf_cstr(&d->text));
	else if (!is_in_background())
		coop_status_line_draw(d->text.s, d->text.len);
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
	d->begun = clock_seconds();
	pthread_mutex_lock(&d->lock);
	while (!d->end) {
		struct timespec until = after(d->terminal ? LINE_PAUSE : SENTENCE_PAUSE);
		int waited = 0;
		while (!d->end && waited != ETIMEDOUT)
			waited = pthread_cond_timedwait(&d->ended, &d->lock, &until);
		if (d->end)
			break;
		look(d);
		show(d);
	}
	pthread_mutex_unlock(&d->lock);
	return NULL;
}

static void release(struct progress_display *d)
{
	pthread_cond_destroy(&d->ended);
	pthread_mutex_destroy(&d->lock);
	progress_end(&d->progress);
	coop_buf_release(&d->text);
	free(d);
}

void progress_display_begin(struct report *r, enum progress_plan plan)
{
	struct progress_display *d =
		r->quiet || r->silent || r->display ? NULL : calloc(1, sizeof *d);
	if (!d)
		return;
	d->program = r->program;
	d->terminal = coop_terminal_is_smart(STDERR_FILENO);
	progress_begin(&d->progress, plan);
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&d->ended, &clock);
	pthread_condattr_destroy(&clock);
	pthread_mutex_init(&d->lock, NULL);
	if (pthread_create(&d->thread, NULL, display, d) != 0) {
		release(d);
		return;
	}
	r->display = d;
	r->progress = &d->progress;
}

void progress_display_begin_beside_output(struct report *r, enum progress_plan plan)
{
	if (!isatty(STDOUT_FILENO))
		progress_display_begin(r, plan);
}

void progress_display_end(struct report *r)
{
	struct progress_display *d = r->display;
	if (!d)
		return;
	pthread_mutex_lock(&d->lock);
	d->end = true;
	pthread_cond_signal(&d->ended);
	pthread_mutex_unlock(&d->lock);
	pthread_join(d->thread, NULL);
	coop_status_line_clear();
	r->display = NULL;
	r->progress = NULL;
	release(d);
}
