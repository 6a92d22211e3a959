#include "query/output/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The command; NULL when none is wanted. */
static const char *command(void)
{
	const char *s = getenv("COOP_PAGER");
	if (!s)
		s = getenv("PAGER");
	if (!s)
		s = "less";
	s += strspn(s, " \t");
	return *s && strcmp(s, "cat") != 0 ? s : NULL;
}

/* The words of a pager. */
enum { WORDS = 32 };
struct words {
	char *at[WORDS + 1];
	char *text; /* that they are cut out of */
};

/* Splits a command at its blanks; the shell does where there are other signs in it. */
static bool split(struct words *w, const char *s)
{
	static char shell[] = "sh", option[] = "-c";
	size_t count = 0;
	char *rest = w->text = strdup(s);
	if (!rest)
		return false;
	if (strpbrk(s, "|&;<>()$`\\\"'*?[#~=%{}!\n")) {
		w->at[count++] = shell;
		w->at[count++] = option;
		w->at[count++] = rest;
	}
	while (count < WORDS && (count == 0 || w->at[0] != shell) &&
		(w->at[count] = strsep(&rest, " \t")))
		count += *w->at[count] != '\0';
	w->at[count] = NULL;
	return count > 0;
}

/* Runs the pager with `input` as its standard input; 0 on failure. */
static pid_t spawn(char *const words[], int input)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t usual;
	pid_t pid = 0;
	sigemptyset(&usual);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGQUIT);
	sigaddset(&usual, SIGPIPE);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return 0;
	if (posix_spawnattr_init(&attr) == 0) {
		posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
		posix_spawnattr_setsigdefault(&attr, &usual);
		if (posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) !=
				0 ||
			posix_spawnp(&pid, words[0], &actions, &attr, words, environ) !=
				0)
			pid = 0;
		posix_spawnattr_destroy(&attr);
	}
	posix_spawn_file_actions_destroy(&actions);
	return pid;
}

void pager_start(struct pager *p)
{
	const char *s = command();
	struct words words = {.text = NULL};
	int ends[2];
	if (!s || !split(&words, s) || pipe2(ends, O_CLOEXEC) != 0) {
		free(words.text);
		return;
	}
	setenv("LESS", "FRX", 0);
	/* what comes is UTF-8 in every locale: less would show accents as <C3><A9> */
	setenv("LESSCHARSET", "utf-8", 0);
	setenv("LV", "-c", 0);
	p->pid = spawn(words.at, ends[0]);
	free(words.text);
	if (p->pid > 0) {
		signal(SIGPIPE, SIG_IGN);
		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
		p->output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
		dup2(ends[1], STDOUT_FILENO);
		if (isatty(STDERR_FILENO))
			p->errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
		if (p->errors > 0)
			dup2(ends[1], STDERR_FILENO);
	}
	close(ends[0]);
	close(ends[1]);
}

bool pager_wait(struct pager *p)
{
	if (p->pid == 0)
		return false;
	/* the pager sees the end once nothing leads to it */
	if (p->output > 0) {
		dup2(p->output, STDOUT_FILENO);
		close(p->output);
	} else {
		close(STDOUT_FILENO);
	}
	if (p->errors > 0) {
		dup2(p->errors, STDERR_FILENO);
		close(p->errors);
	}
	while (waitpid(p->pid, NULL, 0) == -1 && errno == EINTR)
		;
	return true;
}
