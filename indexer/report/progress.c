#include "indexer/report/progress.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/report/clock.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

enum {
	BAR = 24,              /* characters */
	BAR_PAUSE = 200,       /* milliseconds */
	SENTENCE_PAUSE = 10000 /* milliseconds */
};

void progress_step(struct progress *p, enum progress_step step, uint64_t total)
{
	if (!p)
		return;
	atomic_store(&p->done, 0);
	atomic_store(&p->total, total);
	atomic_store(&p->step, (int)step);
}

static void add_bar(double part, struct coop_buf *out)
{
	coop_buf_byte(out, '[');
	for (int i = 0; i < BAR; i++)
		coop_buf_byte(out, i < part * BAR ? '#' : '.');
	coop_buf_printf(out, "] %3.0f %%  ", part * 100);
}

/* "12 s", "3 min", "2 h" */
static void add_time(double seconds, struct coop_buf *out)
{
	if (seconds < 100)
		coop_buf_printf(out, "%.0f s", seconds);
	else if (seconds < 6000)
		coop_buf_printf(out, "%.0f min", seconds / 60);
	else
		coop_buf_printf(out, "%.0f h", seconds / 3600);
}

static void add_reading(struct progress *p, double seconds, double done, double total,
	struct coop_buf *out)
{
	const double mb = 1e6;
	coop_buf_printf(out, TR("%llu records, %.1f", "%llu notices, %.1f"),
		(unsigned long long)atomic_load(&p->records), done / mb);
	if (total > 0)
		coop_buf_printf(out, TR(" of %.1f", " sur %.1f"), total / mb);
	coop_buf_printf(out, TR(" MB, %.1f MB/s", " Mo, %.1f Mo/s"),
		seconds > 0 ? done / mb / seconds : 0);
}

void progress_text(struct progress *p, double seconds, bool bar, struct coop_buf *out)
{
	double done = (double)atomic_load(&p->done),
	       total = (double)atomic_load(&p->total);
	int step = atomic_load(&p->step);
	double part = total > 0 && done < total ? done / total : total > 0;
	if (bar)
		add_bar(part, out);
	if (step == PROGRESS_READING)
		add_reading(p, seconds, done, total, out);
	else
		coop_buf_str(out, TR("writing the index", "écriture de l'index"));
	if (!bar && step != PROGRESS_READING)
		coop_buf_printf(out, ", %.0f %%", part * 100);
	/* too early to estimate */
	if (part < 0.01 || seconds < 1)
		return;
	coop_buf_str(out, ", ");
	add_time(seconds / part - seconds, out);
	coop_buf_str(out, TR(" left", " restantes"));
}

struct teller {
	struct progress *progress;
	const char *program;
	bool terminal;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool end, shown;
	struct coop_buf text;
};

static void hide(struct teller *t)
{
	if (t->shown)
		fputs("\r\033[K", stderr);
	t->shown = false;
}

static void show(struct teller *t, double seconds)
{
	coop_buf_reset(&t->text);
	progress_text(t->progress, seconds, t->terminal, &t->text);
	if (t->text.failed)
		return;
	if (!t->terminal) {
		coop_diag_note(t->program, "%s", coop_buf_cstr(&t->text));
		return;
	}
	fprintf(stderr, "\r%s\033[K", coop_buf_cstr(&t->text));
	t->shown = true;
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

static void *tell(void *arg)
{
	struct teller *t = arg;
	double begun = clock_seconds();
	int step = PROGRESS_READING;
	pthread_mutex_lock(&t->lock);
	while (!t->end) {
		struct timespec until = after(t->terminal ? BAR_PAUSE : SENTENCE_PAUSE);
		int waited = 0;
		while (!t->end && waited != ETIMEDOUT)
			waited = pthread_cond_timedwait(&t->ended, &t->lock, &until);
		int now = atomic_load(&t->progress->step);
		if (now != step)
			begun = clock_seconds();
		step = now;
		if (!t->end)
			show(t, clock_seconds() - begun);
	}
	hide(t);
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

struct teller *teller_new(struct progress *p, const char *program)
{
	struct teller *t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	const char *term = getenv("TERM");
	*t = (struct teller){.progress = p, .program = program};
	t->terminal = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	pthread_condattr_t clock;
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&t->ended, &clock);
	pthread_condattr_destroy(&clock);
	pthread_mutex_init(&t->lock, NULL);
	if (pthread_create(&t->thread, NULL, tell, t) != 0) {
		pthread_cond_destroy(&t->ended);
		pthread_mutex_destroy(&t->lock);
		free(t);
		return NULL;
	}
	return t;
}

void teller_pause(struct teller *t)
{
	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	hide(t);
}

void teller_resume(struct teller *t)
{
	if (t)
		pthread_mutex_unlock(&t->lock);
}

void teller_free(struct teller *t)
{
	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	t->end = true;
	pthread_cond_signal(&t->ended);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
	pthread_cond_destroy(&t->ended);
	pthread_mutex_destroy(&t->lock);
	coop_buf_release(&t->text);
	free(t);
}
