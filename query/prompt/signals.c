#include "query/prompt/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted, resized, suspended, ended;

static void note(int signal)
{
	if (signal == SIGINT)
		interrupted = 1;
	else if (signal == SIGWINCH)
		resized = 1;
	else if (signal == SIGTSTP)
		suspended = 1;
	else
		ended = signal;
}

static const int caught[] = {SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP};
enum { CAUGHT = sizeof caught / sizeof *caught };

static void set(int signal, void (*handler)(int))
{
	/* without SA_RESTART: reading and writing end */
	struct sigaction action = {.sa_handler = handler};
	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

void signals_catch(void)
{
	for (size_t i = 0; i < CAUGHT; i++)
		set(caught[i], note);
	set(SIGQUIT, SIG_DFL);
	set(SIGPIPE, SIG_IGN);
}

void signals_edit(bool begins)
{
	set(SIGQUIT, begins ? note : SIG_DFL);
}

void signals_release(void)
{
	for (size_t i = 0; i < CAUGHT; i++)
		set(caught[i], SIG_DFL);
	if (ended)
		raise(ended);
}

static bool take(volatile sig_atomic_t *flag)
{
	bool was = *flag != 0;
	*flag = 0;
	return was;
}

bool signals_take_interrupt(void)
{
	return take(&interrupted);
}

bool signals_take_resize(void)
{
	return take(&resized);
}

bool signals_take_suspend(void)
{
	return take(&suspended);
}

void signals_suspend(void)
{
	set(SIGTSTP, SIG_DFL);
	raise(SIGTSTP);
	set(SIGTSTP, note);
}

bool signals_ended(void)
{
	return ended != 0;
}

bool signals_wait_for_input(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	sigset_t ours, before;
	int ready = -1;
	sigemptyset(&ours);
	for (size_t i = 0; i < CAUGHT; i++)
		sigaddset(&ours, caught[i]);
	sigaddset(&ours, SIGQUIT);
	/* none comes between the look at the flags and waiting */
	sigprocmask(SIG_BLOCK, &ours, &before);
	if (!interrupted && !resized && !suspended && !ended)
		ready = ppoll(&input, 1, NULL, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ready > 0;
}

/* ---- streams ---- */

static ssize_t put(void *cookie, const char *s, size_t n)
{
	size_t done = 0;
	(void)cookie;
	while (done < n && !interrupted && !ended) {
		ssize_t written = write(STDOUT_FILENO, s + done, n - done);
		if (suspended && take(&suspended))
			signals_suspend();
		if (written < 0 && errno != EINTR)
			return 0;
		done += written > 0 ? (size_t)written : 0;
	}
	return done == n ? (ssize_t)n : 0;
}

FILE *signals_open_output(void)
{
	return fopencookie(NULL, "w", (cookie_io_functions_t){.write = put});
}

static ssize_t keep(void *cookie, const char *s, size_t n)
{
	struct coop_buf *text = cookie;
	if (interrupted || ended)
		return 0;
	coop_buf_add(text, s, n);
	return text->failed ? 0 : (ssize_t)n;
}

FILE *signals_open_memory(struct coop_buf *text)
{
	return fopencookie(text, "w", (cookie_io_functions_t){.write = keep});
}
